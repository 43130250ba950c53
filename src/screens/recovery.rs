//! What somebody whose phone is taken will need: six words on paper, shown once and kept nowhere.

use auxilio_client::recovery::Phrase;
use auxilio_client::view::RecoveryView;
use auxilio_protocol::Endpoint;
use dioxus::prelude::*;

use crate::bridge::{Command, use_core};
use crate::components::action::{Action, ActionWeight};
use crate::components::icon::Shape;
use crate::components::notice::{Notice, Weight};
use crate::wording;

/// Where the words are typed, below the central's address.
const PAGE: &str = "perdi-mi-telefono";

/// How far it is, and then the words, until they are written down.
#[component]
pub(crate) fn Recovery(onback: EventHandler<()>) -> Element {
    let core = use_core();
    let recovery = core.view.read().own_data.recovery;
    let mut shown = use_signal(|| None::<Phrase>);
    let mut has_failed = use_signal(|| false);
    let make = move |()| match Phrase::random() {
        Ok(phrase) => shown.set(Some(phrase)),
        Err(error) => {
            tracing::error!(%error, "no words can be made");
            has_failed.set(true);
        }
    };
    let phrase = shown.read().clone();
    rsx! {
        h1 { {text!("recovery-title")} }
        if let Some(phrase) = phrase {
            Words {
                phrase: phrase.clone(),
                onwritten: move |()| {
                    if let Ok(hash) = phrase.hash() {
                        core.ask(Command::TakePhrase(hash));
                    }
                    shown.set(None);
                },
                onleave: move |()| shown.set(None),
            }
        } else {
            p { {text!("recovery-why")} }
            p { {text!("recovery-where", page = page(core.view.read().central.endpoint.as_ref()))} }
            State { recovery }
            if has_failed() {
                Notice { weight: Weight::Serious, shape: Shape::Warning, words: text!("recovery-failed") }
            }
            if recovery != RecoveryView::NoMember {
                Action {
                    name: match recovery {
                        RecoveryView::None | RecoveryView::NoMember => text!("recovery-make"),
                        RecoveryView::Waiting | RecoveryView::Registered { .. } => text!("recovery-make-others"),
                    },
                    shape: Shape::Key,
                    weight: ActionWeight::Strong,
                    ontouch: make,
                }
            }
            Action {
                name: text!("recovery-back"),
                ontouch: move |()| onback.call(()),
            }
        }
    }
}

/// The central's page, as somebody types it on another's phone.
fn page(endpoint: Option<&Endpoint>) -> String {
    let address = endpoint.map(|central| central.join(PAGE).to_string());
    let address = address.unwrap_or_else(|| PAGE.to_owned());
    address.trim_start_matches("https://").to_owned()
}

#[component]
fn State(recovery: RecoveryView) -> Element {
    let (weight, shape, words) = match recovery {
        RecoveryView::NoMember => (Weight::Quiet, Shape::Warning, text!("recovery-no-member")),
        RecoveryView::None => return rsx! {},
        RecoveryView::Waiting => (Weight::Serious, Shape::Clock, text!("recovery-waiting")),
        RecoveryView::Registered { at } => {
            let when = wording::when(at);
            (
                Weight::Good,
                Shape::DoubleCheck,
                text!("recovery-registered", when = when),
            )
        }
    };
    rsx! {
        Notice { weight, shape, words }
    }
}

/// The words, large, in their order, and one decision: they are on paper now, or not.
#[component]
fn Words(phrase: Phrase, onwritten: EventHandler<()>, onleave: EventHandler<()>) -> Element {
    rsx! {
        p { {text!("recovery-write")} }
        ol { class: "recovery-words",
            for (place, word) in phrase.words().enumerate() {
                li { key: "{place}", "{word}" }
            }
        }
        p { {text!("recovery-once")} }
        Action {
            name: text!("recovery-written"),
            shape: Shape::Check,
            weight: ActionWeight::Strong,
            ontouch: move |()| onwritten.call(()),
        }
        Action {
            name: text!("recovery-leave"),
            ontouch: move |()| onleave.call(()),
        }
    }
}
