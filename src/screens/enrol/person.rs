//! Who one is, where one lives or works, and whom one trusts. All of it may stay empty; what was
//! typed is kept as the profile at every step.

use auxilio_protocol::limits::{PHONE_CHARS_MAX, TEXT_CHARS_MAX};
use dioxus::prelude::*;

use crate::bridge::{Command, Core, use_core};
use crate::components::field::{Asked, TextField};
use crate::screens::enrol::answers::Answers;
use crate::screens::enrol::flow::{Flow, Step, use_flow};
use crate::screens::enrol::{Back, Next, Title};
use crate::screens::profile::barrio::BarrioFields;

/// Name, telephone, plate or stall.
#[component]
pub(super) fn PersonForm() -> Element {
    let core = use_core();
    let flow = use_flow();
    let now = flow.told(core);
    rsx! {
        form {
            class: "form",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                flow.keep(core);
                flow.go(Step::Around);
            },
            Title { words: text!("person-title") }
            p { {text!("person-why")} }
            TextField {
                asked: asked("person-name", text!("profile-name"), TEXT_CHARS_MAX),
                autocomplete: "name",
                initial: now.name.clone(),
                oninput: move |text| flow.note(core, |told| told.name = text),
            }
            TextField {
                asked: asked("person-phone", text!("profile-phone"), PHONE_CHARS_MAX),
                kind: "tel",
                autocomplete: "tel",
                initial: now.phone.clone(),
                oninput: move |text| flow.note(core, |told| told.phone = text),
            }
            TextField {
                asked: asked("person-unit", text!("profile-unit"), TEXT_CHARS_MAX),
                initial: now.unit.clone(),
                oninput: move |text| flow.note(core, |told| told.unit = text),
            }
            div { class: "enrol-choice",
                Back { onback: move |()| flow.go(Step::Who) }
                Next {}
            }
        }
    }
}

/// Barrio, and somebody trusted. Then it is sent.
#[component]
pub(super) fn AroundForm() -> Element {
    let core = use_core();
    let flow = use_flow();
    let now = flow.told(core);
    rsx! {
        form {
            class: "form",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                flow.keep(core);
                core.ask(Command::Join);
                flow.go(Step::Done);
            },
            Title { words: text!("around-title") }
            BarrioFields {
                initial: now.barrio.clone(),
                directory: core.view.read().directory.clone(),
                onchange: move |barrio| flow.note(core, |told| told.barrio = barrio),
            }
            h2 { {text!("around-contact")} }
            TextField {
                asked: asked("around-contact-name", text!("around-contact-name"), TEXT_CHARS_MAX),
                initial: now.contact_name.clone(),
                oninput: move |text| flow.note(core, |told| told.contact_name = text),
            }
            TextField {
                asked: asked("around-contact-phone", text!("around-contact-phone"), PHONE_CHARS_MAX),
                kind: "tel",
                initial: now.contact_phone.clone(),
                oninput: move |text| flow.note(core, |told| told.contact_phone = text),
            }
            div { class: "enrol-choice",
                Back { onback: move |()| flow.go(Step::Person) }
                Next {}
            }
        }
    }
}

impl Flow {
    /// What is told so far, or was known before.
    fn told(self, core: Core) -> Answers {
        let told = self.answers.peek().clone();
        let view = core.view.peek();
        told.unwrap_or_else(|| Answers::of(&view.profile, String::new(), &view.directory))
    }

    fn note(mut self, core: Core, change: impl FnOnce(&mut Answers)) {
        let mut told = self.told(core);
        change(&mut told);
        self.answers.set(Some(told));
    }

    /// Keeps what was told, unless it is what was known before.
    fn keep(self, core: Core) {
        let known = core.view.peek().profile.clone();
        let told = self.told(core).told_in(&known);
        if told != known {
            core.ask(Command::SetProfile(told));
        }
    }
}

fn asked(id: &'static str, label: String, chars_max: usize) -> Asked {
    Asked {
        id,
        label,
        chars_max,
    }
}
