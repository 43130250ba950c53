//! One plain line about something the person should know.

use dioxus::prelude::*;

use crate::components::icon::{Icon, Shape};

/// How much a notice matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Good to know.
    Quiet,
    /// Something went as it should.
    Good,
    /// Something does not work as promised.
    Serious,
}

/// A line with its picture. It is read aloud when it comes.
#[component]
pub(crate) fn Notice(weight: Weight, shape: Shape, words: String) -> Element {
    let class = match weight {
        Weight::Quiet => "notice quiet",
        Weight::Good => "notice good",
        Weight::Serious => "notice serious",
    };
    rsx! {
        div { class, role: "status",
            Icon { shape }
            p { "{words}" }
        }
    }
}
