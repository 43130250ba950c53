//! Drills: how one begins and ends.

use dioxus::prelude::*;

use crate::components::action::{Action, ActionWeight};
use crate::components::icon::Shape;

/// Whether the person is new here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Occasion {
    /// Nothing was ever raised or registered: say what is for what.
    FirstStart,
    /// Any other time.
    Later,
}

/// A row of its own, away from everything that calls for help.
#[component]
pub(crate) fn DrillOffer(occasion: Occasion, onstart: EventHandler<()>) -> Element {
    rsx! {
        div { class: "drill-offer",
            if occasion == Occasion::FirstStart {
                p { {text!("drill-why")} }
            }
            Action {
                name: text!("drill-start-name"),
                says: text!("drill-start"),
                shape: Shape::Clock,
                ontouch: move |()| onstart.call(()),
            }
        }
    }
}

/// One touch ends it.
#[component]
pub(crate) fn DrillEnd(onend: EventHandler<()>) -> Element {
    rsx! {
        Action {
            name: text!("drill-end"),
            shape: Shape::Check,
            weight: ActionWeight::Strong,
            class: "drill-end",
            ontouch: move |()| onend.call(()),
        }
    }
}
