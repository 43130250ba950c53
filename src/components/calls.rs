//! The lines to call when the alert alone does not help, and a message to somebody trusted.

use dioxus::prelude::*;

use crate::components::icon::{Icon, Shape};
use crate::components::other_app::OtherApp;
use crate::lines::Service;

/// The lines in their order: two large, the rest below. The number stands there large: on a machine
/// that cannot dial, the number is the help.
#[component]
pub(crate) fn Calls(services: Vec<Service>) -> Element {
    rsx! {
        nav { class: "calls", aria_label: text!("calls-title"),
            for service in services {
                OtherApp {
                    key: "{service.number()}",
                    class: "call",
                    link: "tel:{service.number()}",
                    name: text!("call-name", number = service.number(), who = who(service)),
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
    let text = percent_encoded(&words);
    rsx! {
        OtherApp {
            class: "plain-button whatsapp",
            link: "https://wa.me/?text={text}",
            name: text!("whatsapp"),
            Icon { shape: Shape::Handset }
            span { {text!("whatsapp")} }
        }
    }
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
pub(crate) fn percent_encoded(text: &str) -> String {
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
