//! Whose app this is, and where there is help with it.

use dioxus::prelude::*;

use crate::municipality::{APP_NAME, CONTACT, NAME};

/// A line or two at the end of a page.
#[component]
pub(crate) fn About() -> Element {
    rsx! {
        footer { class: "small",
            p { {text!("about-app", app = APP_NAME, municipality = NAME)} }
            if let Some(contact) = CONTACT {
                p { {text!("about-help", contact = contact)} }
            }
        }
    }
}
