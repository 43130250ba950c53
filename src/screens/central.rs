//! Where alerts go, and whether this device is enrolled there.

mod destination;
mod trial;

use auxilio_client::view::EnrolmentView;
use auxilio_protocol::enrolment::InvitationLink;
use auxilio_protocol::limits::TEXT_CHARS_MAX;
use dioxus::prelude::*;

use self::destination::{DestinationNow, DestinationSteps};
use self::trial::Trial;
use crate::bridge::{Command, use_core};
use crate::components::checks::Checks;
use crate::components::field::{Asked, TextField};
use crate::components::icon::{Icon, Shape};
use crate::components::notice::{Notice, Weight};
use crate::wording;

/// Where alerts go, what is known of it, an invitation to paste; or the steps to another place.
#[component]
pub(crate) fn CentralScreen() -> Element {
    let core = use_core();
    let mut changing = use_signal(|| false);
    let view = core.view.read();
    if changing() {
        return rsx! {
            main { class: "panel page",
                h1 { {text!("central-title")} }
                DestinationSteps { onend: move |()| changing.set(false) }
            }
        };
    }
    let enrolment = &view.central.enrolment;
    let (weight, shape) = match enrolment {
        EnrolmentView::None | EnrolmentView::Waiting => (Weight::Quiet, Shape::Clock),
        EnrolmentView::Pending | EnrolmentView::Active => (Weight::Good, Shape::DoubleCheck),
        EnrolmentView::Refused(_) => (Weight::Serious, Shape::Warning),
    };
    rsx! {
        main { class: "panel page",
            h1 { {text!("central-title")} }
            DestinationNow { onchange: move |()| changing.set(true) }
            if view.destination().is_some() {
                Trial {}
            }
            // Another system has no members.
            if view.elsewhere.is_none() {
                Notice { weight, shape, words: wording::enrolment(enrolment) }
            }
            h2 { {text!("checks-title")} }
            Checks { checks: view.checks.clone() }
            button {
                class: "plain-button",
                r#type: "button",
                onclick: move |_| core.ask(Command::Retry),
                Icon { shape: Shape::Antenna }
                {text!("checks-again")}
            }
            InvitationForm {}
        }
    }
}

#[component]
fn InvitationForm() -> Element {
    let core = use_core();
    let mut typed = use_signal(String::new);
    let mut problem = use_signal(|| None::<String>);
    rsx! {
        form {
            class: "form",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                let endpoint = core.view.peek().central.endpoint.clone();
                let invitation = InvitationLink::typed(&typed.peek(), endpoint.as_ref());
                problem.set(invitation.as_ref().err().map(wording::invitation_error));
                if let Ok(link) = invitation {
                    core.ask(Command::Enrol(link));
                }
            },
            h2 { {text!("invitation-title")} }
            TextField {
                asked: asked("invitation", text!("invitation-label")),
                initial: "",
                oninput: move |text| typed.set(text),
            }
            Problem { words: problem() }
            p { class: "small", {text!("invitation-consent")} }
            button { class: "plain-button strong", r#type: "submit",
                Icon { shape: Shape::Person }
                {text!("invitation-join")}
            }
        }
    }
}

#[component]
fn Problem(words: Option<String>) -> Element {
    rsx! {
        if let Some(words) = words {
            p { class: "problem", role: "alert", "{words}" }
        }
    }
}

fn asked(id: &'static str, label: String) -> Asked {
    Asked {
        id,
        label,
        chars_max: TEXT_CHARS_MAX,
    }
}
