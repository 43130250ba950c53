//! Where a PIN is typed within the app. It shows how many digits there are, and never which.

use auxilio_client::discreet::Pin;
use auxilio_client::discreet::pin::PIN_DIGITS_MAX;
use auxilio_client::view::Trial;
use auxilio_protocol::WireTime;
use dioxus::prelude::*;
use zeroize::Zeroizing;

use crate::bridge::use_now;
use crate::components::action::{Action, ActionWeight};
use crate::components::icon::Shape;
use crate::components::notice::{Notice, Weight};

/// What can be touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PadKey {
    Digit(u8),
    Delete,
    Done,
}

const KEYS: [PadKey; 12] = [
    PadKey::Digit(1),
    PadKey::Digit(2),
    PadKey::Digit(3),
    PadKey::Delete,
    PadKey::Digit(4),
    PadKey::Digit(5),
    PadKey::Digit(6),
    PadKey::Digit(0),
    PadKey::Digit(7),
    PadKey::Digit(8),
    PadKey::Digit(9),
    PadKey::Done,
];

/// Digits, a way back, and what became of the last PIN.
#[component]
pub(crate) fn PinPad(
    /// What the PIN is for.
    title: String,
    /// What to know about it, if there is more.
    why: Option<String>,
    trial: Trial,
    onpin: EventHandler<Pin>,
    onback: EventHandler<()>,
) -> Element {
    let mut typed = use_signal(nothing);
    let mut is_short = use_signal(|| false);
    let mut type_digit = move |digit: u8| {
        let mut typed = typed.write();
        if typed.len() < PIN_DIGITS_MAX {
            typed.push(char::from(b'0' + digit));
        }
        is_short.set(false);
    };
    let mut done = move || {
        let pin = typed.read().parse::<Pin>();
        typed.set(nothing());
        match pin {
            Ok(pin) => onpin.call(pin),
            Err(_) => is_short.set(true),
        }
    };
    let count = typed.read().len();
    // «Enter» after digits from a keyboard: it is not meant for the button that has the focus.
    let mut by_key = use_signal(|| false);
    rsx! {
        div {
            class: "pin-pad",
            role: "group",
            aria_label: title.clone(),
            onkeydown: move |event| match event.key() {
                Key::Character(character) => {
                    if let Some(digit) = character.parse().ok().filter(|digit| *digit <= 9) {
                        by_key.set(true);
                        type_digit(digit);
                    }
                }
                Key::Backspace => {
                    typed.write().pop();
                }
                Key::Enter if by_key() => {
                    event.prevent_default();
                    by_key.set(false);
                    done();
                }
                Key::Tab => by_key.set(false),
                _ => {}
            },
            h2 {
                class: "pin-title",
                tabindex: "-1",
                // So that a keyboard types at once, and a screen reader says what.
                onmounted: move |heading| async move {
                    let _ = heading.set_focus(true).await;
                },
                {title.clone()}
            }
            if let Some(why) = why {
                p { {why} }
            }
            p { class: "pin-dots", role: "status", aria_label: text!("pin-digits", count = count),
                for place in 0..count {
                    span { key: "{place}", class: "pin-dot" }
                }
            }
            if is_short() {
                Notice { weight: Weight::Serious, shape: Shape::Key, words: text!("pin-length") }
            } else {
                TrialNotice { trial }
            }
            // Three rows, so that a small screen shows all of it.
            div { class: "pin-keys",
                for key in KEYS {
                    match key {
                        PadKey::Digit(digit) => rsx! {
                            button {
                                class: "plain-button",
                                r#type: "button",
                                aria_label: "{digit}",
                                onclick: move |_| type_digit(digit),
                                "{digit}"
                            }
                        },
                        PadKey::Delete => rsx! {
                            button {
                                class: "plain-button",
                                r#type: "button",
                                aria_label: text!("pin-delete"),
                                onclick: move |_| {
                                    typed.write().pop();
                                },
                                {text!("pin-delete-sign")}
                            }
                        },
                        PadKey::Done => rsx! {
                            Action {
                                name: text!("pin-done"),
                                weight: ActionWeight::Strong,
                                ontouch: move |()| done(),
                            }
                        },
                    }
                }
            }
            Action {
                name: text!("pin-back"),
                ontouch: move |()| onback.call(()),
            }
        }
    }
}

/// With room for the longest, so that no shorter copy is left behind.
fn nothing() -> Zeroizing<String> {
    Zeroizing::new(String::with_capacity(PIN_DIGITS_MAX))
}

#[component]
fn TrialNotice(trial: Trial) -> Element {
    match trial {
        Trial::None => rsx! {},
        Trial::Checking => rsx! {
            p { role: "status", {text!("pin-checking")} }
        },
        Trial::Wrong => rsx! {
            Notice { weight: Weight::Serious, shape: Shape::Key, words: text!("pin-wrong") }
        },
        Trial::Waits { until } => rsx! {
            Wait { until }
        },
    }
}

#[component]
fn Wait(until: WireTime) -> Element {
    const SECOND_MS: i64 = 1_000;
    // Rounded up: what is told is over when it says so.
    let left_ms = until.ms_since(use_now()).max(0);
    let left_s = left_ms.saturating_add(SECOND_MS - 1).div_euclid(SECOND_MS);
    rsx! {
        if left_s > 0 {
            Notice {
                weight: Weight::Serious,
                shape: Shape::Hourglass,
                words: text!("pin-waits", seconds = left_s),
            }
        }
    }
}
