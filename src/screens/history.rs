//! The person's own alerts, from this phone's disk: nothing here needs a network.

use auxilio_client::view::AlertView;
use auxilio_protocol::AlertId;
use dioxus::prelude::*;

use crate::bridge::{Command, use_core};
use crate::components::action::Action;
use crate::components::icon::{Icon, Shape};
use crate::components::kinds::shape;
use crate::components::proof::{Proof, Written};
use crate::components::step_times::StepTimes;
use crate::wording;

/// All of them, newest first, or the one that was chosen.
#[component]
pub(crate) fn HistoryScreen() -> Element {
    let core = use_core();
    let view = core.view.read();
    let mut chosen = use_signal(|| None::<AlertId>);
    let alert = view.alerts.iter().find(|alert| Some(alert.id) == chosen());
    rsx! {
        main { class: "panel page",
            h1 { {text!("history-title")} }
            if let Some(alert) = alert.cloned() {
                Detail { alert, onback: move |()| chosen.set(None) }
            } else if view.alerts.is_empty() {
                p { {text!("history-none")} }
            } else {
                for alert in view.alerts.iter().cloned() {
                    Item { key: "{alert.id}", alert, onchoose: move |id| chosen.set(Some(id)) }
                }
            }
        }
    }
}

#[component]
fn Item(alert: AlertView, onchoose: EventHandler<AlertId>) -> Element {
    let id = alert.id;
    rsx! {
        button {
            class: "history-item",
            r#type: "button",
            aria_label: wording::item(&alert),
            onclick: move |_| onchoose.call(id),
            Icon { shape: shape(&alert.kind) }
            span { class: "history-what",
                if alert.exercise {
                    strong { class: "history-drill", {text!("drill")} }
                } else {
                    strong { {wording::kind(&alert.kind)} }
                }
                span { class: "small", {wording::when(alert.raised_at)} }
            }
            span { class: "history-word",
                {wording::word(&alert)}
                if let Some(words) = wording::goes_to(&alert) {
                    span { class: "small", "{words}" }
                }
            }
        }
    }
}

#[component]
fn Detail(alert: AlertView, onback: EventHandler<()>) -> Element {
    let core = use_core();
    let received = alert
        .received_at
        .map_or_else(|| text!("history-not-received"), wording::when);
    rsx! {
        Action {
            name: text!("history-back"),
            ontouch: move |()| onback.call(()),
        }
        if alert.exercise {
            p { class: "history-drill", {text!("drill")} }
        }
        dl { class: "history-facts",
            Fact { name: text!("history-kind"), value: wording::kind(&alert.kind) }
            Fact { name: text!("history-when"), value: wording::when(alert.raised_at) }
            Fact { name: text!("history-stage"), value: wording::word(&alert) }
            Fact { name: text!("history-received"), value: received }
            if let Some(path) = alert.path {
                Fact { name: text!("history-path"), value: wording::path(path) }
            }
            if let Some(handed) = &alert.way.handed {
                Fact { name: text!("history-handed"), value: wording::handed_to(handed) }
            }
            if let Some(goes_to) = &alert.way.goes_to {
                Fact { name: text!("history-goes-to"), value: goes_to.host().to_owned() }
            }
            if let Some(lane) = alert.lane {
                Fact { name: text!("history-lane"), value: wording::lane(lane) }
            }
        }
        StepTimes { steps: wording::steps(&alert) }
        if let Some(receipt) = alert.receipt {
            Proof {
                title: text!("receipt-title"),
                why: text!("receipt-why"),
                signed: receipt,
            }
            Action {
                name: text!("receipt-save"),
                shape: Shape::PhoneCheck,
                ontouch: move |()| core.ask(Command::SaveReceipt(alert.id)),
            }
            Written { writing: core.written(Some(alert.id)) }
        }
    }
}

#[component]
fn Fact(name: String, value: String) -> Element {
    rsx! {
        div { class: "fact-row",
            dt { "{name}" }
            dd { "{value}" }
        }
    }
}
