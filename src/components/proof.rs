//! What a central signed, to be kept: shown whole, copied with one touch, written to a file.

use auxilio_client::copy::CentralPart;
use dioxus::prelude::*;

use crate::components::icon::{Icon, Shape};
use crate::components::notice::{Notice, Weight};
use crate::export::Writing;

/// Marks the text before the button and copies it. In the page itself, because a page may copy only
/// in the very moment of a touch. Where the system refuses, the text stays marked.
const COPY: &str = "const text = this.closest('section').querySelector('.receipt');\
    getSelection().selectAllChildren(text);document.execCommand('copy')";

/// A signed text with what it proves.
#[component]
pub(crate) fn Proof(title: String, why: String, signed: String) -> Element {
    rsx! {
        section { aria_label: title.clone(),
            h2 { "{title}" }
            p { class: "small", "{why}" }
            pre { class: "receipt", tabindex: "0", "{signed}" }
            button {
                class: "plain-button proof-copy",
                r#type: "button",
                aria_label: text!("proof-copy"),
                "onclick": COPY,
                Icon { shape: Shape::Copy }
                {text!("proof-copy")}
            }
        }
    }
}

/// Whether a file is there, and where.
#[component]
pub(crate) fn Written(writing: Writing) -> Element {
    match writing {
        Writing::Nothing => rsx! {},
        Writing::Busy => rsx! {
            Notice { weight: Weight::Quiet, shape: Shape::Hourglass, words: text!("file-busy") }
        },
        Writing::Failed => rsx! {
            Notice { weight: Weight::Serious, shape: Shape::Warning, words: text!("file-failed") }
        },
        Writing::Done { path, central } => rsx! {
            Notice {
                weight: Weight::Good,
                shape: Shape::PhoneCheck,
                words: text!("file-done", path = path.display().to_string()),
            }
            if let Some((weight, words)) = central.map(part) {
                Notice { weight, shape: Shape::Antenna, words }
            }
        },
    }
}

fn part(central: CentralPart) -> (Weight, String) {
    match central {
        CentralPart::Included => (Weight::Good, text!("copy-central-included")),
        CentralPart::NotAMember => (Weight::Quiet, text!("copy-central-not-a-member")),
        CentralPart::NoAnswer => (Weight::Serious, text!("copy-central-no-answer")),
        CentralPart::Refused => (Weight::Serious, text!("copy-central-refused")),
    }
}
