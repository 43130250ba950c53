//! Trying again now what is tried again by itself.

use dioxus::prelude::*;

use crate::components::icon::{Icon, Shape};

/// One touch, no waiting for the next attempt.
#[component]
pub(crate) fn RetryButton(onretry: EventHandler<()>) -> Element {
    rsx! {
        button {
            class: "plain-button",
            r#type: "button",
            aria_label: text!("retry"),
            onclick: move |_| onretry.call(()),
            Icon { shape: Shape::Antenna }
            {text!("retry")}
        }
    }
}
