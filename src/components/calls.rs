//! The lines to call when the alert alone does not help.

use dioxus::prelude::*;

use crate::components::icon::{Icon, Shape};

/// Police and the line for violence against women and family. The number stands there large: on a
/// machine that cannot dial, the number is the help.
#[component]
pub(crate) fn Calls() -> Element {
    rsx! {
        nav { class: "calls", aria_label: text!("calls-title"),
            Line { number: "105", who: text!("call-police"), name: text!("call-police-name") }
            Line { number: "100", who: text!("call-violence"), name: text!("call-violence-name") }
        }
    }
}

#[component]
fn Line(number: &'static str, who: String, name: String) -> Element {
    rsx! {
        a { class: "call", href: "tel:{number}", aria_label: name,
            Icon { shape: Shape::Handset }
            span { class: "call-number", "{number}" }
            span { class: "call-who", "{who}" }
        }
    }
}
