//! Acompáñame: the way home that the central watches over.

use auxilio_client::view::{JourneyStage, JourneyView, Watch};
use auxilio_protocol::{CancelReason, Destination, WireTime};
use dioxus::prelude::*;

use crate::bridge::{Command, use_core, use_now};
use crate::components::action::{Action, ActionWeight};
use crate::components::cancel_by_pin::CancelByPin;
use crate::components::icon::Shape;
use crate::components::journey::{
    ArriveButton, ExtendButton, ReminderNotice, is_watched, left, watch,
};
use crate::components::notice::{Notice, Weight};
use crate::wording;

/// What a person can choose, in minutes: from the corner shop to the last bus.
const CHOICES_MINUTES: [u32; 6] = [15, 30, 45, 60, 90, 120];
const MINUTE_MS: i64 = 60_000;

/// The choice of a time, or the way that runs.
#[component]
pub(crate) fn JourneyScreen() -> Element {
    let core = use_core();
    let journey = core.view.read().journey.clone();
    rsx! {
        main { class: "panel page",
            h1 { {text!("journey-title")} }
            match journey {
                Some(journey) if journey.stage == JourneyStage::UnderWay => rsx! {
                    UnderWay { journey }
                },
                Some(journey) if journey.stage == JourneyStage::Raised => rsx! {
                    Raised { journey }
                },
                over => rsx! {
                    if let Some(journey) = over {
                        Known { journey }
                    }
                    Choice {}
                },
            }
        }
    }
}

/// Before: one question, and what will follow from the answer.
#[component]
fn Choice() -> Element {
    let core = use_core();
    let now = use_now();
    let destination = core.view.read().destination();
    rsx! {
        p { {text!("journey-question")} }
        div { class: "journey-choices", role: "group", aria_label: text!("journey-question"),
            for minutes in CHOICES_MINUTES {
                button {
                    key: "{minutes}",
                    class: "journey-choice",
                    r#type: "button",
                    aria_label: text!("journey-choice", minutes = minutes, clock = arrival(now, minutes)),
                    onclick: move |_| core.ask(Command::StartJourney { minutes }),
                    strong { {text!("journey-minutes", minutes = minutes)} }
                    " "
                    span { {text!("journey-due", clock = arrival(now, minutes))} }
                }
            }
        }
        match destination {
            Some(Destination::Central(_)) => rsx! {
                p { class: "small", {text!("journey-how")} }
                p { class: "small", {text!("journey-what-is-told")} }
            },
            Some(Destination::Other(_)) => rsx! {
                Notice {
                    weight: Weight::Serious,
                    shape: Shape::Warning,
                    words: text!("journey-alone"),
                }
            },
            None => rsx! {
                Notice {
                    weight: Weight::Serious,
                    shape: Shape::Warning,
                    words: text!("journey-nowhere"),
                }
            },
        }
    }
}

fn arrival(now: WireTime, minutes: u32) -> String {
    now.plus_ms(i64::from(minutes) * MINUTE_MS).clock()
}

/// On the way: how long is left, who knows, and the two touches.
#[component]
fn UnderWay(journey: JourneyView) -> Element {
    let core = use_core();
    let now = use_now();
    let id = journey.id;
    rsx! {
        // Not read aloud at every minute: the reminder is.
        div { class: "journey-time", aria_live: "off",
            strong { {left(&journey, now)} }
            span { {text!("journey-due", clock = journey.due_at.clock())} }
        }
        ReminderNotice { reminder: journey.reminder }
        div { class: "journey-actions",
            ArriveButton { onarrive: move |()| core.ask(Command::Arrive(id)) }
            ExtendButton { onextend: move |()| core.ask(Command::ExtendJourney(id)) }
        }
        Known { journey }
    }
}

/// The time is over: the alert runs, and one touch says that all is well.
#[component]
fn Raised(journey: JourneyView) -> Element {
    let core = use_core();
    let now = use_now();
    let mut proving = use_signal(|| false);
    let id = journey.id;
    let view = core.view.read();
    let hides = view.discreet.is_on();
    let alert = view.alerts.iter().find(|alert| alert.id == id);
    rsx! {
        Known { journey }
        if let Some(alert) = alert {
            p {
                strong { {wording::word(alert)} }
                " "
                {wording::meaning(alert, now)}
            }
            if alert.cancel.is_none() && proving() {
                CancelByPin {
                    id,
                    reason: CancelReason::FalsaAlarma,
                    onback: move |()| proving.set(false),
                }
            } else if alert.cancel.is_none() {
                div { class: "journey-actions",
                    Action {
                        name: text!("journey-false-alarm"),
                        shape: Shape::Check,
                        weight: ActionWeight::Strong,
                        class: "journey-arrive",
                        ontouch: move |()| {
                            if hides {
                                proving.set(true);
                            } else {
                                core.ask(Command::Cancel(id, CancelReason::FalsaAlarma));
                            }
                        },
                    }
                }
            }
        }
    }
}

/// What the central knows, what the phone keeps, and what stands in the way.
#[component]
fn Known(journey: JourneyView) -> Element {
    let (weight, shape) = match journey.stage {
        JourneyStage::Raised => (Weight::Serious, Shape::Siren),
        JourneyStage::UnderWay if journey.watch == Watch::Nobody => {
            (Weight::Serious, Shape::Warning)
        }
        _ if is_watched(&journey) => (Weight::Good, Shape::Eye),
        _ => (Weight::Quiet, Shape::Antenna),
    };
    let is_open = matches!(
        journey.stage,
        JourneyStage::UnderWay | JourneyStage::Arriving
    );
    rsx! {
        Notice { weight, shape, words: watch(&journey) }
        if let Some(trouble) = journey.trouble {
            p { class: "small", {wording::trouble(trouble)} }
        }
        if is_open && !journey.is_kept {
            Notice { weight: Weight::Serious, shape: Shape::Warning, words: text!("journey-not-kept") }
        }
    }
}
