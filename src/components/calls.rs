//! The lines to call when the alert alone does not help, and a message to somebody trusted.

use dioxus::prelude::*;

use crate::bridge::{Command, use_core};
use crate::components::icon::{Icon, Shape};
use crate::lines::Service;
use crate::platform;

/// The lines in their order: two large, the rest below. The number stands there large: on a machine
/// that cannot dial, the number is the help.
#[component]
pub(crate) fn Calls(services: Vec<Service>) -> Element {
    let open = use_links();
    rsx! {
        nav { class: "calls", aria_label: text!("calls-title"),
            for service in services {
                a {
                    key: "{service.number()}",
                    class: "call",
                    href: telephone(service),
                    onclick: move |touch| open(touch, telephone(service)),
                    aria_label: text!("call-name", number = service.number(), who = who(service)),
                    Icon { shape: Shape::Handset }
                    span { class: "call-number", {service.number()} }
                    // A word of its own to whoever reads it aloud.
                    " "
                    span { class: "call-who", {who(service)} }
                }
            }
        }
    }
}

/// Opens WhatsApp with these words in it, to be sent to whomever the person chooses. It is no way
/// to the central, and says so.
#[component]
pub(crate) fn WhatsApp(words: String) -> Element {
    let open = use_links();
    let link = format!("https://wa.me/?text={}", percent_encoded(&words));
    rsx! {
        a {
            class: "plain-button whatsapp",
            href: "{link}",
            onclick: move |touch| open(touch, link.clone()),
            aria_label: text!("whatsapp"),
            Icon { shape: Shape::Handset }
            span { {text!("whatsapp")} }
        }
    }
}

/// Opens a link that was touched. On phones the web view's own way knows pages only, and does
/// nothing for a telephone number.
fn use_links() -> impl Fn(MouseEvent, String) + Copy {
    let core = use_core();
    move |touch: MouseEvent, link: String| {
        if platform::OPENS_LINKS {
            touch.prevent_default();
            core.ask(Command::OpenLink(link));
        }
    }
}

/// The number as a link (RFC 3966).
fn telephone(service: Service) -> String {
    format!("tel:{}", service.number())
}

fn who(service: Service) -> String {
    match service {
        Service::Police => text!("call-police"),
        Service::Violence => text!("call-violence"),
        Service::Ambulance => text!("call-ambulance"),
        Service::Fire => text!("call-fire"),
        Service::Extortion => text!("call-extortion"),
    }
}

/// A text as the value of a query (RFC 3986, section 2.1): all but the unreserved characters.
fn percent_encoded(text: &str) -> String {
    let encoded = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(encoded).collect()
}

#[cfg(test)]
mod tests {
    use super::percent_encoded;

    #[test]
    fn a_text_in_a_link_keeps_every_character() {
        assert_eq!(
            percent_encoded("¡Sí, 5 m & 1+1?"),
            "%C2%A1S%C3%AD%2C%205%20m%20%26%201%2B1%3F"
        );
    }
}
