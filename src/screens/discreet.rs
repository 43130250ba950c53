//! Discreet mode: what it cannot do, before anything else; then its PINs; then, while it is on, what
//! can be changed.

mod setup;
mod words;

use auxilio_client::discreet::Retention;
use auxilio_client::preferences::Switch;
use auxilio_client::view::DiscreetView;
use dioxus::prelude::*;

use self::setup::SetupSteps;
use crate::bridge::{Command, use_core};
use crate::components::action::{Action, ActionWeight};
use crate::components::field::ChoiceField;
use crate::components::icon::Shape;
use crate::components::notice::{Notice, Weight};

/// The steps to switch it on, or what can be changed while it is.
#[component]
pub(crate) fn DiscreetScreen(onback: EventHandler<()>) -> Element {
    let core = use_core();
    let discreet = core.view.read().discreet.clone();
    rsx! {
        main { class: "panel page",
            match discreet {
                DiscreetView::Off => rsx! {
                    SetupSteps { onback }
                },
                DiscreetView::On { confirm, history, .. } => rsx! {
                    h1 { {text!("discreet-title")} }
                    Settings { confirm, history }
                    Action { name: text!("discreet-back"), ontouch: move |()| onback.call(()) }
                },
            }
        }
    }
}

#[component]
fn Settings(confirm: Switch, history: Retention) -> Element {
    let core = use_core();
    rsx! {
        Notice {
            weight: Weight::Good,
            shape: Shape::Key,
            words: text!("discreet-is-on"),
        }
        words::Gestures {}
        ConfirmField {
            chosen: confirm,
            onchoose: move |confirm| core.ask(Command::ChangeDiscreet(confirm, history)),
        }
        HistoryField {
            chosen: history,
            onchoose: move |history| core.ask(Command::ChangeDiscreet(confirm, history)),
        }
        Action {
            name: text!("discreet-leave-now"),
            shape: Shape::Leave,
            weight: ActionWeight::Strong,
            ontouch: move |()| core.ask(Command::Lock),
        }
        TurnOff {}
    }
}

/// One touch beside the right place must not uncover the app: two switch it off.
#[component]
fn TurnOff() -> Element {
    let core = use_core();
    let mut asking = use_signal(|| false);
    if asking() {
        return rsx! {
            p { role: "alert", {text!("discreet-turn-off-question")} }
            Action {
                name: text!("discreet-turn-off-yes"),
                ontouch: move |()| core.ask(Command::TurnOffDiscreet),
            }
            Action {
                name: text!("discreet-turn-off-no"),
                weight: ActionWeight::Strong,
                ontouch: move |()| asking.set(false),
            }
        };
    }
    rsx! {
        Action {
            name: text!("discreet-turn-off"),
            shape: Shape::Undo,
            ontouch: move |()| asking.set(true),
        }
    }
}

/// Whether a covert press is felt.
#[component]
fn ConfirmField(chosen: Switch, onchoose: EventHandler<Switch>) -> Element {
    rsx! {
        ChoiceField {
            id: "discreet-confirm",
            label: text!("discreet-confirm"),
            initial: if chosen.is_on() { "on" } else { "off" },
            choices: vec![
                ("on", text!("discreet-confirm-on")),
                ("off", text!("discreet-confirm-off")),
            ],
            onchange: move |chosen: String| onchoose.call(Switch::from(chosen == "on")),
        }
    }
}

/// For how many days the history may stay, besides for ever and not at all.
const DAYS: [u8; 3] = [1, 7, 30];
const ALWAYS: &str = "always";
const UNTIL_CLOSED: &str = "closed";

/// How long the history stays.
#[component]
fn HistoryField(chosen: Retention, onchoose: EventHandler<Retention>) -> Element {
    let days = DAYS.map(|days| {
        (
            days.to_string(),
            text!("discreet-history-days", days = days),
        )
    });
    let choices = [
        (ALWAYS.to_owned(), text!("discreet-history-always")),
        (UNTIL_CLOSED.to_owned(), text!("discreet-history-closed")),
    ];
    rsx! {
        ChoiceField {
            id: "discreet-history",
            label: text!("discreet-history"),
            initial: match chosen {
                Retention::Always => ALWAYS.to_owned(),
                Retention::UntilClosed => UNTIL_CLOSED.to_owned(),
                Retention::Days(days) => days.to_string(),
            },
            choices: choices.into_iter().chain(days).collect::<Vec<_>>(),
            onchange: move |chosen: String| {
                let days = chosen.parse().map(Retention::Days);
                onchoose
                    .call(match chosen.as_str() {
                        UNTIL_CLOSED => Retention::UntilClosed,
                        _ => days.unwrap_or(Retention::Always),
                    });
            },
        }
    }
}
