//! The button.

use dioxus::prelude::*;

use crate::components::icon::{Icon, Shape};

/// One press, tap, Enter or Space calls for help.
#[component]
pub(crate) fn AlarmButton(onpress: EventHandler<()>) -> Element {
    rsx! {
        button {
            class: "alarm-button",
            r#type: "button",
            aria_label: text!("alarm-name"),
            // Enter and Space work from the first moment on.
            onmounted: move |button| async move {
                let _ = button.set_focus(true).await;
            },
            onkeydown: move |key| {
                // A key held down is one press.
                if key.is_auto_repeating() {
                    key.prevent_default();
                }
            },
            onclick: move |_| onpress.call(()),
            Icon { shape: Shape::Siren }
            span { class: "alarm-button-word", aria_hidden: "true", {text!("alarm-word")} }
            // Two words to whoever reads the button aloud, and to who calls it by what it shows.
            " "
            span { class: "alarm-button-hint", aria_hidden: "true", {text!("alarm-hint")} }
        }
    }
}
