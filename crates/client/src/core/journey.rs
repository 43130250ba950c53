//! Ways home: persisted first, told to the central for ever, and raised here too when their time
//! is over.
//!
//! While the process lives, the time that is left is measured by the clock that never jumps; the
//! one on the wall counts after a restart only, and never gives more than the person gave.

use std::collections::BTreeMap;

use auxilio_protocol::journey::JourneyAnswer;
use auxilio_protocol::update::CancelReason;
use auxilio_protocol::{AlertId, Endpoint, Fix, JourneyStatus, jws};

use super::{Core, Effect, Key, Origin};
use crate::alert::Durability;
use crate::client::Intent;
use crate::delivery::outcome::Outcome;
use crate::delivery::schedule::Schedule;
use crate::journey::{Consequence, Journey, Way};
use crate::moment::Moment;
use crate::outbox::stored;
use crate::view::{JourneyStage, JourneyView, NotSaved, Reminder, Trouble, Watch};

/// The person is reminded with so much time left, in milliseconds.
const REMIND_SOON_MS: u64 = 5 * 60_000;
/// And again, in milliseconds.
const REMIND_NOW_MS: u64 = 60_000;
/// The clock on the wall was set if it is further than this from what the other one says, in
/// milliseconds.
const CLOCK_SET_MS: u64 = 2_000;

/// The ways home that are not over yet, and the last one that is.
#[derive(Debug, Default)]
pub(super) struct Journeys(BTreeMap<AlertId, Entry>);

/// One way home with its attempts.
#[derive(Debug)]
struct Entry {
    journey: Journey,
    /// When the time is over, on the monotonic clock.
    due_mono_ms: u64,
    durability: Durability,
    telling: Schedule,
    /// The number that is being told, or was told last.
    told_n: u64,
    trouble: Option<Trouble>,
}

impl Entry {
    fn new(journey: Journey, left_ms: u64, durability: Durability, now: Moment) -> Self {
        let mut entry = Self {
            journey,
            due_mono_ms: now.mono_ms.saturating_add(left_ms),
            durability,
            telling: Schedule::default(),
            told_n: 0,
            trouble: None,
        };
        entry.want_what_is_left();
        entry
    }

    fn left_ms(&self, now: Moment) -> u64 {
        self.due_mono_ms.saturating_sub(now.mono_ms)
    }

    fn is_under_way(&self) -> bool {
        self.journey.way == Way::Under
    }

    fn is_due(&self, now: Moment) -> bool {
        self.is_under_way() && self.due_mono_ms <= now.mono_ms
    }

    /// Over, with the central's knowledge: kept in memory only, for the person to see.
    fn has_arrived(&self) -> bool {
        self.journey.way == Way::Arrived && self.journey.is_settled()
    }

    fn want_what_is_left(&mut self) {
        if !self.journey.is_settled() {
            self.telling.want();
        }
    }

    /// The person did something: the central is told at once.
    fn hurry(&mut self) {
        self.telling.want();
        self.telling.nudge();
    }

    /// The clock on the wall was set: the person arrives just as soon as before.
    fn reckon(&mut self, now: Moment) -> bool {
        let left_ms = i64::try_from(self.left_ms(now)).unwrap_or(i64::MAX);
        let due_at = now.wall.plus_ms(left_ms);
        let was_set = self.is_under_way()
            && due_at.ms_since(self.journey.due_at).unsigned_abs() > CLOCK_SET_MS;
        if was_set {
            self.journey.due_at = due_at;
        }
        was_set
    }

    fn watch(&self) -> Watch {
        match self.journey.answer {
            Some(answer) if answer.n >= self.journey.due_n => Watch::Whole,
            Some(answer) => Watch::Until(answer.due_at),
            None => Watch::NotYet,
        }
    }

    fn reminder(&self, now: Moment) -> Option<Reminder> {
        match self.left_ms(now) {
            _ if !self.is_under_way() => None,
            ..=REMIND_NOW_MS => Some(Reminder::Now),
            ..=REMIND_SOON_MS => Some(Reminder::Soon),
            _ => None,
        }
    }

    fn wakes_at_ms(&self) -> impl Iterator<Item = u64> + use<> {
        let moments = [0, REMIND_NOW_MS, REMIND_SOON_MS].map(|left_ms| {
            let at_ms = self.due_mono_ms.checked_sub(left_ms);
            at_ms.filter(|_| self.is_under_way())
        });
        moments.into_iter().flatten()
    }
}

impl Journeys {
    /// One of an earlier run.
    pub(super) fn restore(&mut self, journey: Journey, now: Moment) {
        let left_ms = u64::try_from(journey.due_at.ms_since(now.wall)).unwrap_or(0);
        let left_ms = left_ms.min(journey.given_ms);
        let mut entry = Entry::new(journey, left_ms, Durability::Saved, now);
        // The central may have raised it meanwhile.
        entry.telling.want();
        self.0.entry(entry.journey.id()).or_insert(entry);
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = Key> {
        self.0.keys().copied().map(Key::Journey)
    }

    /// What is to be on disk of it; nothing once it is over.
    pub(super) fn value(&self, id: AlertId) -> Option<Vec<u8>> {
        let entry = self.0.get(&id).filter(|entry| !entry.has_arrived())?;
        Some(stored::journey(&entry.journey))
    }

    pub(super) fn committed(&mut self, id: AlertId) {
        if let Some(entry) = self.0.get_mut(&id) {
            entry.durability = Durability::Saved;
        }
    }

    pub(super) fn commit_failed(&mut self, id: AlertId, why: NotSaved) {
        if let Some(entry) = self.0.get_mut(&id) {
            entry.durability = Durability::NotSaved(why);
        }
    }

    pub(super) fn nudge(&mut self) {
        for entry in self.0.values_mut() {
            entry.telling.nudge();
        }
    }

    pub(super) fn expire(&mut self, now: Moment) {
        for entry in self.0.values_mut() {
            entry.telling.expire(now);
        }
    }

    /// Another central has to be told everything.
    pub(super) fn tell_anew(&mut self) {
        for entry in self.0.values_mut().filter(|entry| !entry.has_arrived()) {
            entry.journey.forget_answer();
            entry.want_what_is_left();
        }
    }

    /// Whether somebody is on the way: then positions are wanted, sparingly.
    pub(super) fn is_any_under_way(&self) -> bool {
        self.0.values().any(Entry::is_under_way)
    }

    pub(super) fn wake_at_ms(&self, now: Moment) -> Option<u64> {
        let moments = self.0.values().flat_map(Entry::wakes_at_ms);
        moments.filter(|at| *at > now.mono_ms).min()
    }

    /// When the central is to be told next, or an attempt to be given up, on the monotonic clock.
    pub(super) fn wake_for_central_at_ms(&self) -> Option<u64> {
        let entries = self.0.values();
        entries.filter_map(|e| e.telling.wake_at_ms()).min()
    }
}

impl Core {
    /// The person sets out. One that runs is taken for over: whoever sets out has arrived.
    pub(super) fn start_journey(&mut self, now: Moment, id: AlertId, intent: Intent, lasts_s: u32) {
        if self.journeys.0.contains_key(&id) || self.alerts.contains_key(&id) {
            return;
        }
        let running = self.journeys.0.iter().filter(|(_, e)| e.is_under_way());
        let running: Vec<AlertId> = running.map(|(id, _)| *id).collect();
        for id in running {
            self.arrive(now, id);
        }
        self.journeys.0.retain(|_, entry| !entry.has_arrived());
        let alert = self.life_of(now, id, intent);
        let journey = Journey::begin(alert, now.wall, u64::from(lasts_s) * 1_000);
        let given_ms = journey.given_ms;
        let entry = Entry::new(journey, given_ms, Durability::Pending, now);
        self.journeys.0.insert(id, entry);
        self.dirty.insert(Key::Journey(id));
        self.commit_retry_at_ms = None;
    }

    /// The person needs longer.
    pub(super) fn extend_journey(&mut self, now: Moment, id: AlertId, by_s: u32) {
        let Some(entry) = self.journeys.0.get_mut(&id).filter(|e| e.is_under_way()) else {
            return;
        };
        let left_ms = entry.left_ms(now).saturating_add(u64::from(by_s) * 1_000);
        entry.journey.give(now.wall, left_ms);
        entry.due_mono_ms = now.mono_ms.saturating_add(entry.journey.given_ms);
        entry.hurry();
        self.dirty.insert(Key::Journey(id));
    }

    /// The person has arrived; if the alert is raised already, it is over.
    pub(super) fn arrive(&mut self, now: Moment, id: AlertId) {
        let Some(entry) = self.journeys.0.get_mut(&id) else {
            return;
        };
        if entry.journey.arrive() {
            entry.hurry();
            self.dirty.insert(Key::Journey(id));
        } else if entry.journey.way == Way::Raised {
            self.change(id, |life| life.cancel(now.wall, CancelReason::YaPaso));
        }
    }

    pub(super) fn follow_journeys(&mut self, fix: &Fix) {
        for (id, entry) in &mut self.journeys.0 {
            if entry.journey.follow(fix) {
                entry.want_what_is_left();
                self.dirty.insert(Key::Journey(*id));
            }
        }
    }

    /// What time alone changes.
    pub(super) fn watch_journeys(&mut self, now: Moment) {
        let mut due = Vec::new();
        for (id, entry) in &mut self.journeys.0 {
            if entry.is_due(now) {
                due.push(*id);
            } else if entry.reckon(now) {
                self.dirty.insert(Key::Journey(*id));
            }
        }
        for id in due {
            self.raise_journey(now, id);
        }
        // Once its alert is over there is nothing more to say of it.
        let alerts = &self.alerts;
        let dirty = &mut self.dirty;
        self.journeys.0.retain(|id, entry| {
            let alert = alerts.get(id);
            let is_over =
                entry.journey.way == Way::Raised && alert.is_none_or(|alert| alert.life.is_over());
            if is_over {
                dirty.insert(Key::Journey(*id));
            }
            !is_over
        });
    }

    /// The very alert that the central was given becomes one of this phone's own.
    fn raise_journey(&mut self, now: Moment, id: AlertId) {
        let Some(entry) = self.journeys.0.get_mut(&id) else {
            return;
        };
        let mut life = entry.journey.raise();
        entry.want_what_is_left();
        entry.telling.nudge();
        self.dirty.insert(Key::Journey(id));
        if self.alerts.contains_key(&id) {
            return;
        }
        if let Some(fix) = &self.last_fix {
            life.follow(fix);
        }
        self.adopt(life, Origin::Press, now);
        self.dirty.insert(Key::Alert(id));
        self.commit_retry_at_ms = None;
        self.nudge();
    }

    pub(super) fn tell_journeys(
        &mut self,
        now: Moment,
        endpoint: &Endpoint,
        effects: &mut Vec<Effect>,
    ) {
        for (id, entry) in &mut self.journeys.0 {
            if entry.telling.is_due(now) {
                entry.telling.started(now);
                entry.told_n = entry.journey.n;
                effects.push(Effect::TellJourney {
                    id: *id,
                    endpoint: endpoint.clone(),
                    body: entry.journey.news(entry.left_ms(now)).to_body(),
                });
            }
        }
    }

    pub(super) fn journey_answered(
        &mut self,
        now: Moment,
        id: AlertId,
        outcome: Outcome<JourneyAnswer>,
    ) {
        let outcome = self.believed_of_journey(id, outcome);
        let Some(entry) = self.journeys.0.get_mut(&id) else {
            return;
        };
        entry.trouble = outcome.trouble();
        let status = match outcome {
            Outcome::Answer(status) => status,
            Outcome::Refused(_) => return entry.telling.set_aside(now),
            Outcome::Busy { retry_after_s } => return entry.telling.failed(now, retry_after_s),
            Outcome::Impostor | Outcome::NoAnswer => return entry.telling.failed(now, None),
        };
        let has_newer = entry.journey.n > entry.told_n;
        match entry.journey.answered(status) {
            Consequence::None => {}
            Consequence::Keep => {
                self.dirty.insert(Key::Journey(id));
            }
            Consequence::Raise { arrived } => {
                self.raise_journey(now, id);
                if arrived {
                    self.change(id, |life| life.cancel(now.wall, CancelReason::YaPaso));
                }
            }
        }
        let Some(entry) = self.journeys.0.get_mut(&id) else {
            return;
        };
        if entry.journey.is_settled() {
            entry.telling.succeeded(false);
        } else if has_newer {
            entry.telling.succeeded(true);
        } else {
            // It answers and does not take it in: no reason to hurry in a circle.
            entry.telling.failed(now, None);
        }
    }

    /// The central's word counts if its key signed it, for this journey.
    fn believed_of_journey(
        &self,
        id: AlertId,
        outcome: Outcome<JourneyAnswer>,
    ) -> Outcome<JourneyStatus> {
        outcome.and_then(|JourneyAnswer { journey: token }| {
            match jws::verify::<JourneyStatus>(&token, &self.settings.keys) {
                Ok(status) if status.journey == id => Outcome::Answer(status),
                // The keys are on their way: the same question again gets the same answer.
                _ if self.settings.keys.is_empty() => Outcome::NoAnswer,
                _ => Outcome::Impostor,
            }
        })
    }

    /// The one that the screen is about: who is on the way, then what is raised, then the newest.
    pub(super) fn journey_view(&self, now: Moment) -> Option<JourneyView> {
        let rank = |entry: &Entry| match entry.journey.way {
            Way::Under => 2,
            Way::Raised => 1,
            Way::Arrived => 0,
        };
        let entry = self.journeys.0.values().max_by_key(|entry| rank(entry))?;
        let journey = &entry.journey;
        let is_settled = journey.is_settled();
        Some(JourneyView {
            id: journey.id(),
            exercise: journey.alert.exercise,
            due_at: journey.due_at,
            stage: match journey.way {
                Way::Under => JourneyStage::UnderWay,
                Way::Arrived if is_settled => JourneyStage::Arrived,
                Way::Arrived => JourneyStage::Arriving,
                Way::Raised => JourneyStage::Raised,
            },
            watch: entry.watch(),
            reminder: entry.reminder(now),
            is_kept: entry.durability == Durability::Saved,
            trouble: match (&self.settings.endpoint, is_settled) {
                (_, true) => None,
                (None, false) => Some(Trouble::NoEndpoint),
                (Some(_), false) => entry.trouble,
            },
        })
    }
}
