//! How the invitation came: as a link, as a code, as a QR.

use auxilio_protocol::limits::TEXT_CHARS_MAX;
use dioxus::prelude::*;

use crate::bridge::use_core;
use crate::components::action::Action;
use crate::components::field::{Asked, Problem, TextField};
use crate::components::icon::Shape;
use crate::links::LINK_BYTES_MAX;
use crate::screens::enrol::flow::{Step, use_flow};
use crate::screens::enrol::{Back, Next, Title};

/// The three ways.
#[component]
pub(super) fn How(onleave: EventHandler<()>) -> Element {
    let flow = use_flow();
    let ways = [
        (Step::Link, Shape::Chain, text!("enrol-by-link")),
        (Step::Photo, Shape::Qr, text!("enrol-by-photo")),
        (Step::Code, Shape::Key, text!("enrol-by-code")),
    ];
    rsx! {
        Title { words: text!("enrol-how") }
        for (step , shape , words) in ways {
            Action {
                key: "{step:?}",
                name: words,
                shape,
                class: "enrol-way",
                ontouch: move |()| flow.go(step),
            }
        }
        div { class: "enrol-choice",
            Back { onback: move |()| onleave.call(()) }
        }
    }
}

/// A link to paste.
#[component]
pub(super) fn LinkForm() -> Element {
    let core = use_core();
    let mut flow = use_flow();
    rsx! {
        form {
            class: "form",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                flow.open_link(core);
            },
            Title { words: text!("enrol-link") }
            TextField {
                asked: Asked {
                    id: "enrol-link",
                    label: text!("enrol-link-label"),
                    chars_max: LINK_BYTES_MAX,
                },
                initial: flow.link.peek().clone(),
                oninput: move |text| flow.link.set(text),
            }
            Problem { words: flow.problem.read().clone() }
            div { class: "enrol-choice",
                Back { onback: move |()| flow.go(Step::How) }
                Next {}
            }
        }
    }
}

/// A code to type, and the central that it belongs to.
#[component]
pub(super) fn CodeForm() -> Element {
    let core = use_core();
    let mut flow = use_flow();
    let known = core.view.peek().central.endpoint.clone();
    let known = known.map(|endpoint| endpoint.to_string());
    let central = flow.central.peek().clone().or(known).unwrap_or_default();
    rsx! {
        form {
            class: "form",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                flow.open_code(core);
            },
            Title { words: text!("enrol-code") }
            TextField {
                asked: asked("enrol-code", text!("enrol-code-label")),
                initial: flow.code.peek().clone(),
                oninput: move |text| flow.code.set(text),
            }
            TextField {
                asked: asked("enrol-central", text!("enrol-central-label")),
                kind: "url",
                initial: central,
                oninput: move |text| flow.central.set(Some(text)),
            }
            Problem { words: flow.problem.read().clone() }
            div { class: "enrol-choice",
                Back { onback: move |()| flow.go(Step::How) }
                Next {}
            }
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
