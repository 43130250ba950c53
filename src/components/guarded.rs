//! A part of the window that may break without taking the rest with it.

use dioxus::prelude::*;

/// Shows its children, or, once one of them has panicked or failed, that this part is broken.
#[component]
pub(crate) fn Guarded(class: &'static str, children: Element) -> Element {
    rsx! {
        div { class,
            ErrorBoundary {
                handle_error: |_| rsx! {
                    p { class: "broken", role: "alert", {text!("broken")} }
                },
                {children}
            }
        }
    }
}
