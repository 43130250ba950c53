//! Where alerts go, and whether this device is enrolled there.

use auxilio_client::view::EnrolmentView;
use auxilio_protocol::Endpoint;
use auxilio_protocol::limits::TEXT_CHARS_MAX;
use dioxus::prelude::*;

use crate::bridge::{Command, use_core};
use crate::components::field::{Asked, TextField};
use crate::components::icon::{Icon, Shape};
use crate::components::join::JoinButton;
use crate::components::notice::{Notice, Weight};
use crate::route::Route;
use crate::wording;

/// What is known of the central, the way to join, and its address by hand.
#[component]
pub(crate) fn CentralScreen(onroute: EventHandler<Route>, onenrol: EventHandler<()>) -> Element {
    let core = use_core();
    let view = core.view.read();
    let enrolment = &view.central.enrolment;
    let (weight, shape) = match enrolment {
        EnrolmentView::None | EnrolmentView::Waiting => (Weight::Quiet, Shape::Clock),
        EnrolmentView::Pending | EnrolmentView::Active => (Weight::Good, Shape::DoubleCheck),
        EnrolmentView::Refused(_) => (Weight::Serious, Shape::Warning),
    };
    rsx! {
        main { class: "panel page",
            h1 { {text!("central-title")} }
            Notice {
                weight: Weight::Quiet,
                shape: Shape::Antenna,
                words: wording::central(&view.central),
            }
            Notice { weight, shape, words: wording::enrolment(enrolment) }
            button {
                class: "plain-button",
                r#type: "button",
                aria_label: text!("checks-open"),
                onclick: move |_| {
                    core.ask(Command::Retry);
                    onroute.call(Route::Check);
                },
                Icon { shape: Shape::Check }
                {text!("checks-open")}
            }
            JoinButton { onenrol }
            EndpointForm {
                key: "{core.view.read().central.endpoint:?}",
                stored: view.central.endpoint.clone(),
            }
        }
    }
}

#[component]
fn EndpointForm(stored: Option<Endpoint>) -> Element {
    let core = use_core();
    let stored = stored
        .map(|endpoint| endpoint.to_string())
        .unwrap_or_default();
    let mut address = use_signal(|| stored.clone());
    let mut problem = use_signal(|| None::<String>);
    rsx! {
        form {
            class: "form",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                let parsed = address.peek().parse::<Endpoint>();
                problem.set(parsed.as_ref().err().map(wording::endpoint_error));
                if let Ok(endpoint) = parsed {
                    core.ask(Command::SetEndpoint(endpoint));
                }
            },
            h2 { {text!("endpoint-title")} }
            TextField {
                asked: asked("endpoint", text!("endpoint-label")),
                kind: "url",
                initial: stored,
                oninput: move |text| address.set(text),
            }
            Problem { words: problem() }
            button { class: "plain-button", r#type: "submit",
                Icon { shape: Shape::Antenna }
                {text!("endpoint-save")}
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
