//! The text message to the central, where the person has to send it, and the trial of it.

use auxilio_client::ports::TextMessage;
use auxilio_client::view::SmsView;
use dioxus::prelude::*;

use crate::components::calls::percent_encoded;
use crate::components::icon::{Icon, Shape};
use crate::components::other_app::OtherApp;

/// The message that the person can send by hand, if there is one.
pub(crate) fn by_hand(sms: Option<SmsView>) -> Option<TextMessage> {
    match sms? {
        SmsView::ByHand(message) => Some(message),
        SmsView::Failed { by_hand, .. } => by_hand,
        SmsView::Sending | SmsView::Sent | SmsView::Delivered => None,
    }
}

/// Opens the system's own app with the message in it: one touch there sends it.
#[component]
pub(crate) fn TextLink(message: TextMessage) -> Element {
    let body = percent_encoded(&message.text);
    rsx! {
        OtherApp {
            class: "plain-button strong whatsapp",
            // RFC 5724, section 2.2, with the `body` that both phones know. The empty first field
            // is for iOS, which wants an ampersand before it.
            link: "sms:{message.to}?&body={body}",
            name: text!("sms-by-hand"),
            Icon { shape: Shape::Handset }
            span { {text!("sms-by-hand")} }
        }
    }
}

/// Tries the message with a drill, and says before that it costs something.
#[component]
pub(crate) fn TextTrial(ontry: EventHandler<()>) -> Element {
    rsx! {
        button {
            class: "plain-button",
            r#type: "button",
            aria_label: text!("sms-try"),
            onclick: move |_| ontry.call(()),
            Icon { shape: Shape::Antenna }
            {text!("sms-try")}
        }
        p { class: "small", {text!("sms-try-cost")} }
    }
}
