//! What is happening: six pictures, one touch each.

use auxilio_protocol::Kind;
use dioxus::prelude::*;

use crate::components::icon::{Icon, Shape};
use crate::wording;

/// The six kinds; the chosen one, if any, is marked.
#[component]
pub(crate) fn Kinds(chosen: Option<Kind>, onchoose: EventHandler<Kind>) -> Element {
    rsx! {
        div { class: "kinds", role: "group", aria_label: text!("kinds-name"),
            for kind in Kind::ALL {
                KindButton {
                    key: "{kind.as_str()}",
                    pressed: chosen.as_ref().map(|chosen| *chosen == kind),
                    kind,
                    onchoose,
                }
            }
        }
    }
}

#[component]
fn KindButton(kind: Kind, pressed: Option<bool>, onchoose: EventHandler<Kind>) -> Element {
    let word = wording::kind(&kind);
    rsx! {
        button {
            class: "kind",
            r#type: "button",
            aria_label: word.clone(),
            aria_pressed: pressed.map(|pressed| pressed.to_string()),
            onclick: move |_| onchoose.call(kind.clone()),
            Icon { shape: shape(&kind) }
            span { aria_hidden: "true", "{word}" }
        }
    }
}

/// The picture of a kind.
pub(crate) fn shape(kind: &Kind) -> Shape {
    match kind {
        Kind::Auxilio | Kind::Other(_) => Shape::Siren,
        Kind::Robo => Shape::Bag,
        Kind::Extorsion => Shape::Threat,
        Kind::Violencia => Shape::Home,
        Kind::Medica => Shape::Cross,
        Kind::Incendio => Shape::Flame,
    }
}
