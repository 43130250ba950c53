//! Trying again now what is tried again by itself.

use dioxus::prelude::*;

use crate::components::action::Action;
use crate::components::icon::Shape;

/// One touch, no waiting for the next attempt.
#[component]
pub(crate) fn RetryButton(onretry: EventHandler<()>) -> Element {
    rsx! {
        Action {
            name: text!("retry"),
            shape: Shape::Antenna,
            ontouch: move |()| onretry.call(()),
        }
    }
}
