//! A way home, in one line, and what one touch does to it.

use auxilio_client::view::{JourneyStage, JourneyView, Reminder, Watch};
use auxilio_protocol::WireTime;
use dioxus::prelude::*;

use crate::components::action::{Action, ActionWeight};
use crate::components::icon::{Icon, Shape};
use crate::components::notice::{Notice, Weight};

const MINUTE_MS: i64 = 60_000;
const HOUR_MINUTES: i64 = 60;

/// So much time is given with one touch, in minutes.
pub(crate) const EXTENSION_MINUTES: u32 = 10;

/// How long is left, in words that are big enough to be read in passing.
pub(crate) fn left(journey: &JourneyView, now: WireTime) -> String {
    let ms = journey.due_at.ms_since(now);
    // To the nearest: the clock of a screen is a few seconds behind.
    let minutes = ms.saturating_add(MINUTE_MS / 2).div_euclid(MINUTE_MS);
    if ms <= MINUTE_MS {
        text!("journey-left-none")
    } else if minutes < HOUR_MINUTES {
        text!("journey-left-minutes", minutes = minutes)
    } else {
        let (hours, minutes) = (
            minutes.div_euclid(HOUR_MINUTES),
            minutes.rem_euclid(HOUR_MINUTES),
        );
        text!("journey-left-hours", hours = hours, minutes = minutes)
    }
}

/// What the central knows, and no more.
pub(crate) fn watch(journey: &JourneyView) -> String {
    match (journey.stage, journey.watch) {
        (JourneyStage::Arrived, _) => text!("journey-arrived"),
        (JourneyStage::Raised, _) => text!("journey-raised"),
        (JourneyStage::Arriving, Watch::Nobody | Watch::NotYet) => text!("journey-arriving"),
        (JourneyStage::Arriving, _) => text!("journey-arriving-watched"),
        (JourneyStage::UnderWay, Watch::Nobody) => text!("journey-watch-nobody"),
        (JourneyStage::UnderWay, Watch::NotYet) => text!("journey-watch-not-yet"),
        (JourneyStage::UnderWay, Watch::Whole) => text!("journey-watch"),
        (JourneyStage::UnderWay, Watch::Until(due_at)) => {
            text!("journey-watch-until", clock = due_at.clock())
        }
    }
}

/// Whether that is as it should be.
pub(crate) fn is_watched(journey: &JourneyView) -> bool {
    match journey.stage {
        JourneyStage::UnderWay => journey.watch == Watch::Whole,
        JourneyStage::Arrived => true,
        JourneyStage::Arriving | JourneyStage::Raised => false,
    }
}

/// That the time is nearly over. It is read aloud when it comes, unlike the minutes.
#[component]
pub(crate) fn ReminderNotice(reminder: Option<Reminder>) -> Element {
    let words = match reminder {
        None => return rsx! {},
        Some(Reminder::Soon) => text!("journey-soon"),
        Some(Reminder::Now) => text!("journey-now"),
    };
    rsx! {
        Notice { weight: Weight::Serious, shape: Shape::Hourglass, words }
    }
}

/// On the main screen: that somebody is on the way, and the end of it within one touch.
#[component]
pub(crate) fn JourneyLine(journey: JourneyView, onarrive: EventHandler<()>) -> Element {
    if journey.stage != JourneyStage::UnderWay {
        return rsx! {};
    }
    rsx! {
        ReminderNotice { reminder: journey.reminder }
        div { class: "journey-line",
            Icon { shape: Shape::Route }
            p {
                strong { {text!("journey-due", clock = journey.due_at.clock())} }
                " "
                {watch(&journey)}
            }
            ArriveButton { onarrive }
        }
    }
}

/// One touch says that the person has arrived.
#[component]
pub(crate) fn ArriveButton(onarrive: EventHandler<()>) -> Element {
    rsx! {
        Action {
            name: text!("journey-arrive"),
            shape: Shape::Check,
            weight: ActionWeight::Strong,
            class: "journey-arrive",
            ontouch: move |()| onarrive.call(()),
        }
    }
}

/// One touch gives more time.
#[component]
pub(crate) fn ExtendButton(onextend: EventHandler<()>) -> Element {
    let words = text!("journey-extend", minutes = EXTENSION_MINUTES);
    rsx! {
        Action {
            name: words,
            shape: Shape::Clock,
            class: "journey-extend",
            ontouch: move |()| onextend.call(()),
        }
    }
}
