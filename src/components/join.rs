//! The way to join, wherever it is offered.

use dioxus::prelude::*;

use crate::components::icon::{Icon, Shape};

/// One touch leads to the first question.
#[component]
pub(crate) fn JoinButton(onjoin: EventHandler<()>) -> Element {
    rsx! {
        button {
            class: "plain-button strong",
            r#type: "button",
            aria_label: text!("join"),
            onclick: move |_| onjoin.call(()),
            Icon { shape: Shape::Person }
            {text!("join")}
        }
    }
}
