//! The way to join, wherever it is offered.

use dioxus::prelude::*;

use crate::components::drill::Occasion;
use crate::components::icon::{Icon, Shape};

/// One touch leads to the first question. For a newcomer it is what comes next.
#[component]
pub(crate) fn JoinButton(occasion: Occasion, onjoin: EventHandler<()>) -> Element {
    let class = match occasion {
        Occasion::FirstStart => "plain-button strong",
        Occasion::Later => "plain-button",
    };
    rsx! {
        button {
            class,
            r#type: "button",
            aria_label: text!("join"),
            onclick: move |_| onjoin.call(()),
            Icon { shape: Shape::Person }
            {text!("join")}
        }
    }
}
