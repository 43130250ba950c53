//! How the person wants to be told of an alert, besides the screen.

use auxilio_client::preferences::Preferences;
use dioxus::prelude::*;

use crate::feedback::Voice;

/// Three plain choices, each kept at once.
#[component]
pub(crate) fn Senses(
    chosen: Preferences,
    voice: Voice,
    onchoose: EventHandler<Preferences>,
) -> Element {
    rsx! {
        fieldset { class: "senses",
            legend { {text!("senses-title")} }
            Choice {
                name: text!("senses-vibration"),
                is_on: chosen.vibration.is_on(),
                onchange: move |on: bool| onchoose.call(Preferences { vibration: on.into(), ..chosen }),
            }
            Choice {
                name: text!("senses-sound"),
                is_on: chosen.sound.is_on(),
                onchange: move |on: bool| onchoose.call(Preferences { sound: on.into(), ..chosen }),
            }
            Choice {
                name: text!("senses-voice"),
                is_on: chosen.voice.is_on(),
                onchange: move |on: bool| onchoose.call(Preferences { voice: on.into(), ..chosen }),
            }
            if voice == Voice::Absent {
                p { class: "small", {text!("senses-no-voice")} }
            }
            p { class: "small", {text!("senses-why")} }
        }
    }
}

#[component]
fn Choice(name: String, is_on: bool, onchange: EventHandler<bool>) -> Element {
    rsx! {
        label { class: "sense",
            input {
                r#type: "checkbox",
                aria_label: name.clone(),
                checked: is_on,
                onchange: move |event| onchange.call(event.checked()),
            }
            span { aria_hidden: "true", "{name}" }
        }
    }
}
