//! Taking an alert back: two steps, so that no touch meant for the button does it.

use auxilio_protocol::CancelReason;
use dioxus::prelude::*;

use crate::components::icon::{Icon, Shape};

/// A button that opens the question why.
#[component]
pub(crate) fn CancelButton(onopen: EventHandler<()>) -> Element {
    rsx! {
        button { class: "plain-button", r#type: "button", onclick: move |_| onopen.call(()),
            Icon { shape: Shape::Undo }
            {text!("cancel")}
        }
    }
}

/// The question why, with the way back first.
#[component]
pub(crate) fn CancelQuestion(
    oncancel: EventHandler<CancelReason>,
    onkeep: EventHandler<()>,
) -> Element {
    rsx! {
        div { class: "cancel-question", role: "group", aria_label: text!("cancel-question"),
            p { class: "panel-title", {text!("cancel-question")} }
            div { class: "cancel-reasons",
                button {
                    class: "plain-button",
                    r#type: "button",
                    onclick: move |_| oncancel.call(CancelReason::FalsaAlarma),
                    Icon { shape: Shape::Undo }
                    {text!("cancel-false-alarm")}
                }
                button {
                    class: "plain-button",
                    r#type: "button",
                    onclick: move |_| oncancel.call(CancelReason::YaPaso),
                    Icon { shape: Shape::Check }
                    {text!("cancel-over")}
                }
            }
            button {
                class: "plain-button strong",
                r#type: "button",
                onclick: move |_| onkeep.call(()),
                Icon { shape: Shape::Siren }
                {text!("cancel-keep")}
            }
        }
    }
}
