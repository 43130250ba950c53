//! The main screen: what lies over the button, and what lies below it.

use auxilio_client::View;
use auxilio_client::ports::{KeySource, Texting};
use auxilio_client::view::{AlertView, EnrolmentView, Stage, Storage};
use auxilio_protocol::{CancelReason, Kind, Profile};
use dioxus::prelude::*;

use crate::bridge::{Command, use_core, use_now};
use crate::components::action::Action;
use crate::components::banner::Banner;
use crate::components::calls::{Calls, WhatsApp};
use crate::components::cancel::{CancelButton, CancelQuestion, UndoButton};
use crate::components::cancel_by_pin::CancelByPin;
use crate::components::drill::{DrillEnd, DrillOffer, Occasion};
use crate::components::face::{Face, Look, Nature, Tone, look};
use crate::components::icon::{Icon, Shape};
use crate::components::join::JoinButton;
use crate::components::journey::JourneyLine;
use crate::components::kinds::Kinds;
use crate::components::notice::{Notice, Weight};
use crate::components::position::Position;
use crate::components::retry::RetryButton;
use crate::components::step_times::StepTimes;
use crate::components::text_message::{TextLink, TextTrial, by_hand};
use crate::lines::Service;
use crate::route::Route;
use crate::texts::{self, Language};
use crate::warning::Warning;
use crate::wording;

/// The state of the running alert, over the button. Nothing while none runs.
#[component]
pub(crate) fn AlertFace() -> Element {
    let core = use_core();
    match core.current() {
        Some(alert) => rsx! {
            RunningFace { alert }
        },
        None if *core.saving.read() > 0 => rsx! {
            Face {
                look: Look {
                    shape: Shape::Hourglass,
                    tone: Tone::Waiting,
                    steps: 0,
                },
                word: text!("stage-saving"),
                lines: vec![text!("meaning-saving")],
                position: None,
            }
        },
        None => rsx! {},
    }
}

#[component]
fn RunningFace(alert: AlertView) -> Element {
    let core = use_core();
    let now = use_now();
    let view = core.view.read();
    let position = match view.last_fix.as_ref().or(alert.fix.as_ref()) {
        Some(fix) => wording::position(fix, now),
        None => wording::no_position(*core.location.read()),
    };
    rsx! {
        Face {
            nature: Nature::of(&alert),
            look: look(&alert),
            word: wording::word(&alert),
            lines: lines(&alert, wording::meaning(&alert, now)),
            position,
        }
    }
}

fn lines(alert: &AlertView, meaning: String) -> Vec<String> {
    let kind = (alert.kind != Kind::Auxilio).then(|| wording::kind(&alert.kind));
    let text = alert.text.clone().map(|said| text!("said", said = said));
    let trouble = alert.trouble.map(wording::trouble);
    let goes_to = wording::goes_to(alert);
    let again = alert.again.map(wording::again);
    // While the receipt is the news, also how it came.
    let is_news = matches!(alert.stage, Stage::Received | Stage::Unclaimed);
    let path = alert.path.filter(|_| is_news && alert.cancel.is_none());
    let path = path.map(|path| text!("carried", path = wording::path(path)));
    // Once the central has it, how else it was sent is no news, except of a drill that tries it.
    let is_of_use = alert.received_at.is_none() || alert.exercise;
    let sms = alert.sms.as_ref().filter(|_| is_of_use);
    let sms = sms.and_then(wording::sms::sms);
    [
        kind,
        Some(meaning),
        path,
        again,
        text,
        trouble,
        sms,
        goes_to,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What can be done besides pressing the button.
#[component]
pub(crate) fn AlertPanel(onroute: EventHandler<Route>) -> Element {
    let core = use_core();
    let view = core.view.read();
    let is_told = view.current().is_some_and(|alert| alert.cancel.is_some());
    rsx! {
        main {
            class: "panel",
            // Where nothing is left to touch, keys can still move what is too long.
            tabindex: is_told.then_some("0"),
            match view.current().cloned() {
                Some(alert) => rsx! {
                    if alert.exercise {
                        Drill { key: "{alert.id}", alert: alert.clone() }
                    } else {
                        Running { key: "{alert.id}", alert: alert.clone() }
                        OnTheWay {}
                    }
                    StorageNotice { storage: view.storage }
                    Position { class: "fact panel-position", or: alert.fix }
                },
                None => rsx! {
                    // What is not saved is the banner's, with everything else that weighs.
                    if let Storage::Replaced(_) = view.storage {
                        StorageNotice { storage: view.storage }
                    }
                    OnTheWay {}
                    Idle { onroute }
                    Position {}
                },
            }
            if texts::chosen() == Language::Quechua {
                p { class: "fact", {text!("language-in-review")} }
            }
            p { class: "fact",
                Icon { shape: Shape::Antenna }
                span { {wording::destination(&view)} }
            }
            if matches!(view.storage, Storage::Ready(KeySource::File) | Storage::Replaced(KeySource::File)) {
                p { class: "fact",
                    Icon { shape: Shape::Key }
                    span { {text!("key-in-file")} }
                }
            }
        }
    }
}

/// That the person is on the way home, if so.
#[component]
fn OnTheWay() -> Element {
    let core = use_core();
    let journey = core.view.read().journey.clone();
    rsx! {
        if let Some(journey) = journey {
            JourneyLine { onarrive: move |()| core.ask(Command::Arrive(journey.id)), journey: journey.clone() }
        }
    }
}

#[component]
fn StorageNotice(storage: Storage) -> Element {
    match storage {
        Storage::Opening | Storage::Ready(_) => rsx! {},
        Storage::Replaced(_) => rsx! {
            Notice { weight: Weight::Serious, shape: Shape::Warning, words: text!("storage-replaced") }
        },
        Storage::MemoryOnly(why) => rsx! {
            Notice { weight: Weight::Serious, shape: Shape::Warning, words: wording::not_saved(why) }
        },
    }
}

/// While an alert runs: the lines to call, its kind, the way to take it back.
#[component]
fn Running(alert: AlertView) -> Element {
    let core = use_core();
    let mut asking = use_signal(|| false);
    let mut proving = use_signal(|| None::<CancelReason>);
    let id = alert.id;
    let hides = core.view.read().discreet.is_on();
    let mut cancel = move |reason| {
        asking.set(false);
        if hides {
            proving.set(Some(reason));
        } else {
            core.ask(Command::Cancel(id, reason));
        }
    };
    if let (Some(reason), None) = (proving(), &alert.cancel) {
        return rsx! {
            CancelByPin { id, reason, onback: move |()| proving.set(None) }
        };
    }
    if asking() && alert.cancel.is_none() {
        return rsx! {
            CancelQuestion {
                oncancel: cancel,
                onkeep: move |()| asking.set(false),
            }
        };
    }
    rsx! {
        if alert.offer_calls && !alert.offer_undo {
            Help { alert: alert.clone() }
        }
        if alert.cancel.is_none() {
            // As high as the title of before: the kinds stay where the finger expects them.
            p { class: "panel-title", {text!("kinds-name")} }
            Kinds {
                chosen: alert.kind.clone(),
                onchoose: move |kind| core.ask(Command::ChooseKind(id, kind)),
            }
        }
        div { class: "panel-row",
            if alert.trouble.is_some() {
                RetryButton { onretry: move |()| core.ask(Command::Retry) }
            }
            if alert.offer_undo {
                UndoButton {
                    onundo: move |()| cancel(CancelReason::FalsaAlarma),
                }
            } else if alert.cancel.is_none() {
                CancelButton { onopen: move |()| asking.set(true) }
            }
        }
        // Just after the press the kinds keep their place, and the undo is in sight.
        if alert.offer_calls && alert.offer_undo {
            Help { alert: alert.clone() }
        }
    }
}

/// What helps when nothing answers, or nobody.
#[component]
fn Help(alert: AlertView) -> Element {
    let core = use_core();
    rsx! {
        if let Some(message) = by_hand(alert.sms.clone()) {
            TextLink { message }
        }
        Calls { services: Service::ordered_for(&alert.kind).to_vec() }
        WhatsApp { words: wording::message(&alert, core.view.read().last_fix.as_ref()) }
    }
}

/// While a drill runs: how long its steps took so far, and its end.
#[component]
fn Drill(alert: AlertView) -> Element {
    let core = use_core();
    let id = alert.id;
    let texts = core.view.read().texting != Texting::None;
    let can_try = texts && alert.sms.is_none() && alert.cancel.is_none();
    rsx! {
        if alert.cancel.is_none() {
            DrillEnd { onend: move |()| core.ask(Command::Cancel(id, CancelReason::YaPaso)) }
        }
        StepTimes { steps: wording::steps(&alert) }
        if let Some(message) = by_hand(alert.sms.clone()) {
            TextLink { message }
        }
        if can_try {
            TextTrial { ontry: move |()| core.ask(Command::TryText(id)) }
        }
        if alert.trouble.is_some() {
            RetryButton { onretry: move |()| core.ask(Command::Retry) }
        }
    }
}

/// While none runs: what became of the last one, once, and the kinds.
#[component]
fn Idle(onroute: EventHandler<Route>) -> Element {
    let core = use_core();
    let warning = Warning::most_serious(&core.view.read(), *core.location.read());
    let occasion = occasion(&core.view.read());
    let has_answered = core.view.read().central.enrolment != EnrolmentView::None;
    rsx! {
        if let Some(alert) = core.ended() {
            Ended { alert }
        }
        p { class: "panel-title", {text!("kinds-title")} }
        Kinds { onchoose: move |kind| core.ask(Command::Raise(kind)) }
        // Below everything that raises: coming and going it moves none of it.
        if let Some(warning) = warning {
            Banner { warning, onmend: move |mend| core.mend(mend, onroute) }
        }
        if occasion == Occasion::FirstStart && !has_answered {
            JoinButton { occasion, onjoin: move |()| onroute.call(Route::Enrol) }
        }
        // A drill that goes nowhere teaches nothing: first there is a place to go to.
        if core.view.read().destination().is_some() {
            DrillOffer { occasion, onstart: move |()| core.ask(Command::Drill) }
        }
    }
}

fn occasion(view: &View) -> Occasion {
    if view.alerts.is_empty() && view.profile == Profile::default() {
        Occasion::FirstStart
    } else {
        Occasion::Later
    }
}

#[component]
fn Ended(alert: AlertView) -> Element {
    let core = use_core();
    let word = wording::word(&alert);
    let meaning = wording::meaning(&alert, core.clock.call(()));
    rsx! {
        div { class: "ended",
            Notice {
                weight: Weight::Good,
                shape: look(&alert).shape,
                words: text!("ended", word = word, meaning = meaning),
            }
            if alert.exercise {
                StepTimes { steps: wording::steps(&alert) }
            }
            Action {
                name: text!("ended-understood"),
                ontouch: move |()| core.forget_ended(),
            }
        }
    }
}
