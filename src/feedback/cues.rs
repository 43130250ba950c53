//! Which state of an alert is signalled, and how. Pure: two pictures in, cues out.

use auxilio_client::View;
use auxilio_client::preferences::{Preferences, Switch};
use auxilio_client::view::{AlertView, DiscreetView, JourneyView, Reminder, Run, Stage};
use auxilio_protocol::{Mode, WireTime};

use super::patterns::{self, DISCREET};
use crate::platform::feedback::{Pulse, Tone};
use crate::texts::plain;
use crate::wording;

/// A state that is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Signal {
    /// The button was pressed.
    Pressed,
    /// *Guardado*.
    Saved,
    /// It could not be saved.
    NotSaved,
    /// *Guardado*, and nothing answers.
    NoAnswer,
    /// Another system took it, and signed nothing.
    HandedOver,
    /// *Recibido*.
    Received,
    /// Received, and nobody has taken it yet.
    Unclaimed,
    /// *Visto*.
    Acknowledged,
    /// *En camino*: another unit or another time is told again.
    Dispatched(Option<String>, Option<WireTime>),
    /// *En el lugar*.
    OnScene,
    /// *Cerrado*.
    Closed,
    /// The central knows that the person cancelled.
    Cancelled,
    /// The time of a way home is nearly over.
    Journey(Reminder),
}

/// What is felt and heard of one state. What is empty is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) vibration: &'static [Pulse],
    pub(super) sound: &'static [Tone],
    pub(super) speech: Option<String>,
}

/// How the person wants to be told now. Behind a face nothing sounds or speaks.
pub(super) fn wanted(view: &View) -> Preferences {
    match view.discreet {
        DiscreetView::Off => view.preferences,
        DiscreetView::On { confirm, .. } => Preferences {
            vibration: confirm,
            sound: Switch::Off,
            voice: Switch::Off,
        },
    }
}

/// The press itself, before anything is known of what becomes of it.
pub(super) fn press(mode: Mode, preferences: Preferences) -> Cue {
    cue(&Signal::Pressed, mode, preferences, None)
}

/// What is to be told of the change from one picture to the next: the state that each alert has
/// reached, once, and that the time of a way home is nearly over. The newest alert comes first,
/// and a drill after all real ones.
pub(super) fn cues(before: &View, after: &View, now: WireTime) -> Vec<Cue> {
    let mut news: Vec<(&AlertView, Signal)> = after
        .alerts
        .iter()
        .filter_map(|alert| {
            let known = before.alerts.iter().find(|known| known.id == alert.id);
            Some((alert, news(known, alert)?))
        })
        .collect();
    // Stable: otherwise they stay in the picture's order, newest first.
    news.sort_by_key(|(alert, _)| alert.exercise);
    let alerts = news.into_iter().map(|(alert, signal)| {
        let speech = spoken(alert, &signal, now);
        cue(&signal, alert.mode, wanted(after), Some(speech))
    });
    alerts.chain(reminder(before, after)).collect()
}

/// That the time of a way home is nearly over, each time once. Not while a covert alert runs:
/// somebody watches, and asking for an arrival gives the person away.
pub(super) fn reached_reminder(before: &View, after: &View) -> Option<Reminder> {
    let near = |journey: &JourneyView| journey.reminder.map(|reminder| (journey.id, reminder));
    let reached = after.journey.as_ref().and_then(near)?;
    let is_told = before.journey.as_ref().and_then(near) == Some(reached);
    let mut alerts = after.alerts.iter();
    let is_covert = alerts.any(|alert| alert.mode == Mode::Covert && !alert.is_over());
    (!is_told && !is_covert).then_some(reached.1)
}

fn reminder(before: &View, after: &View) -> Option<Cue> {
    let reminder = reached_reminder(before, after)?;
    let words = match reminder {
        Reminder::Soon => text!("spoken-journey-soon"),
        Reminder::Now => text!("spoken-journey-now"),
    };
    let signal = Signal::Journey(reminder);
    Some(cue(&signal, Mode::Open, wanted(after), Some(plain(&words))))
}

/// What is new of one alert. What an earlier run has reached was told in that run.
pub(super) fn news(known: Option<&AlertView>, alert: &AlertView) -> Option<Signal> {
    let told = match (known, alert.run) {
        (None, Run::Earlier) => return None,
        (None, Run::This) => None,
        (Some(known), _) => signal(known),
    };
    let reached = signal(alert)?;
    // Another central is being tried: that it is saved was told before.
    let is_old = told == Some(Signal::NoAnswer) && reached == Signal::Saved;
    (told.as_ref() != Some(&reached) && !is_old).then_some(reached)
}

/// The state that an alert has reached; none while nothing is sure.
fn signal(alert: &AlertView) -> Option<Signal> {
    let signal = match (&alert.cancel, alert.stage) {
        (_, Stage::Closed) => Signal::Closed,
        (Some(cancel), _) if cancel.receipted => Signal::Cancelled,
        (Some(_), _) | (None, Stage::Saving) => return None,
        (None, Stage::NotSaved(_)) => Signal::NotSaved,
        (None, Stage::Saved) if alert.offer_calls => Signal::NoAnswer,
        (None, Stage::Saved) => Signal::Saved,
        (None, Stage::HandedOver) => Signal::HandedOver,
        (None, Stage::Received) => Signal::Received,
        (None, Stage::Unclaimed) => Signal::Unclaimed,
        (None, Stage::Acknowledged) => Signal::Acknowledged,
        (None, Stage::Dispatched) => Signal::Dispatched(alert.by.clone(), alert.eta_at),
        (None, Stage::OnScene) => Signal::OnScene,
    };
    Some(signal)
}

/// Somebody watches a covert alert: it is only felt, and every state the same, briefly.
fn cue(signal: &Signal, mode: Mode, preferences: Preferences, speech: Option<String>) -> Cue {
    let is_covert = mode == Mode::Covert;
    let (vibration, sound) = if is_covert {
        (DISCREET, patterns::SILENCE)
    } else {
        (patterns::vibration(signal), patterns::sound(signal))
    };
    Cue {
        vibration: if preferences.vibration.is_on() {
            vibration
        } else {
            patterns::STILL
        },
        sound: if preferences.sound.is_on() {
            sound
        } else {
            patterns::SILENCE
        },
        speech: speech.filter(|_| preferences.voice.is_on() && !is_covert),
    }
}

/// What the face says, in the words of somebody who tells it.
fn spoken(alert: &AlertView, signal: &Signal, now: WireTime) -> String {
    let word = wording::word(alert);
    let meaning = match signal {
        Signal::NoAnswer => text!("spoken-no-answer"),
        Signal::Dispatched(Some(by), _) => match wording::minutes(alert, now) {
            Some(1) => text!("spoken-dispatched-soon", by = by.clone()),
            Some(minutes) => text!("spoken-dispatched", by = by.clone(), minutes = minutes),
            None => wording::meaning(alert, now),
        },
        _ => wording::meaning(alert, now),
    };
    let words = text!("spoken", word = word, meaning = meaning);
    plain(&if alert.exercise {
        text!("spoken-drill", words = words)
    } else {
        words
    })
}
