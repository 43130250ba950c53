//! Drills: how one begins and ends.

use dioxus::prelude::*;

use crate::components::icon::{Icon, Shape};

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
            button {
                class: "plain-button",
                r#type: "button",
                aria_label: text!("drill-start-name"),
                onclick: move |_| onstart.call(()),
                Icon { shape: Shape::Clock }
                {text!("drill-start")}
            }
        }
    }
}

/// One touch ends it.
#[component]
pub(crate) fn DrillEnd(onend: EventHandler<()>) -> Element {
    rsx! {
        button {
            class: "plain-button strong drill-end",
            r#type: "button",
            aria_label: text!("drill-end"),
            onclick: move |_| onend.call(()),
            Icon { shape: Shape::Check }
            {text!("drill-end")}
        }
    }
}
