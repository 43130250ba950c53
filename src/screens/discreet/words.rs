//! What the person has to know before relying on it. Nothing of it is a detail.

use dioxus::prelude::*;

use crate::platform;

/// What it cannot do.
#[component]
pub(super) fn Limits() -> Element {
    let words = [
        text!("discreet-limit-forced"),
        text!("discreet-limit-spy"),
        text!("discreet-limit-experts"),
        text!("discreet-limit-system"),
        text!("discreet-limit-store"),
        text!("discreet-limit-chat"),
    ];
    let fixed = (!platform::CHANGES_NAME).then(|| text!("discreet-limit-name"));
    rsx! {
        p { {text!("discreet-what")} }
        h2 { {text!("discreet-limits")} }
        ul { class: "plain-words",
            for words in words.into_iter().chain(fixed) {
                li { {words} }
            }
        }
    }
}

/// How to leave less to be found.
#[component]
pub(super) fn Traces() -> Element {
    let words = [
        text!("discreet-trace-chat"),
        text!("discreet-trace-browser"),
        text!("discreet-trace-store"),
        text!("discreet-trace-phone"),
        text!("discreet-trace-help"),
    ];
    rsx! {
        h2 { {text!("discreet-traces")} }
        ul { class: "plain-words",
            for words in words {
                li { {words} }
            }
        }
    }
}

/// What to do on the face.
#[component]
pub(super) fn Gestures() -> Element {
    let words = [
        text!("discreet-gesture-hold"),
        text!("discreet-gesture-code"),
        text!("discreet-gesture-open"),
        text!("discreet-gesture-forced"),
        text!("discreet-gesture-leave"),
    ];
    rsx! {
        h2 { {text!("discreet-gestures")} }
        ul { class: "plain-words",
            for words in words {
                li { {words} }
            }
        }
    }
}
