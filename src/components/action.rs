//! What can be touched, besides the alarm button: a word, and mostly a picture.

use dioxus::prelude::*;

use crate::components::icon::{Icon, Shape};

/// A button as large as a thumb.
#[component]
pub(crate) fn Action(
    /// What a screen reader says.
    name: String,
    /// What stands on it, where that is shorter than the name.
    says: Option<String>,
    shape: Option<Shape>,
    #[props(default)] weight: ActionWeight,
    /// Styles of its place.
    #[props(default)]
    class: &'static str,
    ontouch: EventHandler<()>,
) -> Element {
    let says = says.unwrap_or_else(|| name.clone());
    rsx! {
        button {
            class: "{weight.class()} {class}",
            r#type: "button",
            aria_label: name,
            onclick: move |_| ontouch.call(()),
            if let Some(shape) = shape {
                Icon { shape }
            }
            {says}
        }
    }
}

/// How much a button stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum ActionWeight {
    /// As one of several.
    #[default]
    Plain,
    /// As what most people will want here.
    Strong,
}

impl ActionWeight {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain-button",
            Self::Strong => "plain-button strong",
        }
    }
}
