//! What would stop or weaken an alert, said before there is one: a line, and the touch that mends.

use dioxus::prelude::*;

use crate::components::icon::{Icon, Shape};
use crate::warning::{Mend, Warning};
use crate::wording;

/// One line that is one button.
#[component]
pub(crate) fn Banner(warning: Warning, onmend: EventHandler<Mend>) -> Element {
    let mend = warning.mend();
    let (words, touch) = (wording::warning(&warning), wording::mend(&warning));
    rsx! {
        div { class: "banner-place", role: "status",
            button {
                class: "banner",
                r#type: "button",
                aria_label: text!("banner-name", words = words.clone(), touch = touch.clone()),
                onclick: move |_| onmend.call(mend),
                Icon { shape: shape(&warning) }
                span { class: "banner-words", aria_hidden: "true", "{words}" }
                span { class: "banner-mend", aria_hidden: "true", "{touch}" }
            }
        }
    }
}

/// The picture of a warning.
pub(crate) fn shape(warning: &Warning) -> Shape {
    match warning {
        Warning::NoEndpoint | Warning::Impostor | Warning::Silent | Warning::NotAskedYet => {
            Shape::Antenna
        }
        Warning::NotSaved(_) => Shape::Warning,
        Warning::LocationRefused | Warning::LocationAbsent | Warning::LocationOld => Shape::Pin,
        Warning::NotAMember(_) => Shape::Person,
        Warning::Clock(_) => Shape::Clock,
        Warning::BatteryLow(_) | Warning::BatterySpared => Shape::Battery,
        Warning::NoNotifications => Shape::Bell,
    }
}
