//! Taking an alert back: one touch just after the press, two steps later on.

use auxilio_protocol::CancelReason;
use dioxus::prelude::*;

use crate::components::icon::{Icon, Shape};

/// Just after the press: one touch says that it was a mistake. The alert is on its way already.
#[component]
pub(crate) fn UndoButton(onundo: EventHandler<()>) -> Element {
    rsx! {
        button {
            class: "plain-button undo",
            r#type: "button",
            aria_label: text!("undo"),
            onclick: move |_| onundo.call(()),
            Icon { shape: Shape::Undo }
            {text!("undo")}
        }
    }
}

/// A button that opens the question why.
#[component]
pub(crate) fn CancelButton(onopen: EventHandler<()>) -> Element {
    rsx! {
        button {
            class: "plain-button",
            r#type: "button",
            aria_label: text!("cancel"),
            onclick: move |_| onopen.call(()),
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
                    aria_label: text!("cancel-false-alarm"),
                    onclick: move |_| oncancel.call(CancelReason::FalsaAlarma),
                    Icon { shape: Shape::Undo }
                    {text!("cancel-false-alarm")}
                }
                button {
                    class: "plain-button",
                    r#type: "button",
                    aria_label: text!("cancel-over"),
                    onclick: move |_| oncancel.call(CancelReason::YaPaso),
                    Icon { shape: Shape::Check }
                    {text!("cancel-over")}
                }
            }
            button {
                class: "plain-button strong",
                r#type: "button",
                aria_label: text!("cancel-keep"),
                onclick: move |_| onkeep.call(()),
                Icon { shape: Shape::Siren }
                {text!("cancel-keep")}
            }
        }
    }
}
