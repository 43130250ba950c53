//! Fields of forms.

use std::fmt::Display;

use dioxus::prelude::*;

/// What a text field asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// The id that ties label and field together.
    pub(crate) id: &'static str,
    /// What to enter.
    pub(crate) label: String,
    /// Most characters.
    pub(crate) chars_max: usize,
}

/// A labelled line of text.
///
/// It begins with `initial` and is not controlled afterwards: a controlled field loses keystrokes
/// on the desktop's renderer.
#[component]
pub(crate) fn TextField(
    asked: Asked,
    initial: String,
    #[props(default = "text")] kind: &'static str,
    #[props(default)] autocomplete: Option<&'static str>,
    oninput: EventHandler<String>,
) -> Element {
    rsx! {
        div { class: "field",
            label { r#for: asked.id, "{asked.label}" }
            input {
                id: asked.id,
                aria_label: asked.label.clone(),
                r#type: kind,
                autocomplete: autocomplete.unwrap_or("off"),
                maxlength: asked.chars_max.to_string(),
                initial_value: initial,
                oninput: move |event| oninput.call(event.value()),
            }
        }
    }
}

/// A labelled choice: values with their words.
#[component]
pub(crate) fn ChoiceField<V: Display + Clone + PartialEq + 'static>(
    id: &'static str,
    label: String,
    initial: String,
    choices: Vec<(V, String)>,
    onchange: EventHandler<String>,
) -> Element {
    rsx! {
        div { class: "field",
            label { r#for: id, "{label}" }
            select {
                id,
                aria_label: label.clone(),
                onchange: move |event| onchange.call(event.value()),
                for (value , word) in choices {
                    option {
                        key: "{value}",
                        value: "{value}",
                        initial_selected: value.to_string() == initial,
                        "{word}"
                    }
                }
            }
        }
    }
}

/// What is wrong with what was entered.
#[component]
pub(crate) fn Problem(words: Option<String>) -> Element {
    rsx! {
        if let Some(words) = words {
            p { class: "problem", role: "alert", "{words}" }
        }
    }
}

/// What was typed, without the spaces around it; none if that is nothing.
pub(crate) fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
