//! Taking an alert back: one touch just after the press, two steps later on.

use auxilio_protocol::CancelReason;
use dioxus::prelude::*;

use crate::components::action::{Action, ActionWeight};
use crate::components::icon::Shape;

/// Just after the press: one touch says that it was a mistake. The alert is on its way already.
#[component]
pub(crate) fn UndoButton(onundo: EventHandler<()>) -> Element {
    rsx! {
        Action {
            name: text!("undo"),
            shape: Shape::Undo,
            class: "undo",
            ontouch: move |()| onundo.call(()),
        }
    }
}

/// A button that opens the question why.
#[component]
pub(crate) fn CancelButton(onopen: EventHandler<()>) -> Element {
    rsx! {
        Action {
            name: text!("cancel"),
            shape: Shape::Undo,
            ontouch: move |()| onopen.call(()),
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
                Action {
                    name: text!("cancel-false-alarm"),
                    shape: Shape::Undo,
                    ontouch: move |()| oncancel.call(CancelReason::FalsaAlarma),
                }
                Action {
                    name: text!("cancel-over"),
                    shape: Shape::Check,
                    ontouch: move |()| oncancel.call(CancelReason::YaPaso),
                }
            }
            Action {
                name: text!("cancel-keep"),
                shape: Shape::Siren,
                weight: ActionWeight::Strong,
                ontouch: move |()| onkeep.call(()),
            }
        }
    }
}
