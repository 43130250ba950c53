//! The ways home that this phone knows of, each with its time and its attempts.

use std::collections::BTreeMap;

use auxilio_protocol::AlertId;

use crate::alert::Durability;
use crate::core::Key;
use crate::delivery::schedule::Schedule;
use crate::journey::{Journey, Way};
use crate::moment::Moment;
use crate::outbox::stored;
use crate::view::{NotSaved, Reminder, Trouble, Watch};

/// The person is reminded with so much time left, in milliseconds.
const REMIND_SOON_MS: u64 = 5 * 60_000;
/// And again, in milliseconds.
const REMIND_NOW_MS: u64 = 60_000;
/// The clock on the wall was set if it is further than this from what the other one says, in
/// milliseconds.
const CLOCK_SET_MS: u64 = 2_000;

/// The ways home that are not over yet, and the last one that is.
#[derive(Debug, Default)]
pub(in crate::core) struct Journeys(pub(super) BTreeMap<AlertId, Entry>);

/// Who can be told of a way home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::core) enum Watcher {
    /// The central that alerts go to.
    Central,
    /// Alerts go to another system, which watches over nothing. What the central was told before
    /// it goes on watching, so it hears the end of that.
    OnlyWhereItWatches,
    /// No central was ever chosen.
    Nobody,
}

/// One way home with its attempts.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) journey: Journey,
    /// When the time is over, on the monotonic clock.
    pub(super) due_mono_ms: u64,
    pub(super) durability: Durability,
    pub(super) telling: Schedule,
    /// The number that is being told, or was told last.
    pub(super) told_n: u64,
    pub(super) trouble: Option<Trouble>,
}

impl Entry {
    pub(super) fn new(journey: Journey, left_ms: u64, durability: Durability, now: Moment) -> Self {
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

    pub(super) fn left_ms(&self, now: Moment) -> u64 {
        self.due_mono_ms.saturating_sub(now.mono_ms)
    }

    pub(super) fn is_under_way(&self) -> bool {
        self.journey.way == Way::Under
    }

    pub(super) fn is_due(&self, now: Moment) -> bool {
        self.is_under_way() && self.due_mono_ms <= now.mono_ms
    }

    /// Over, with the central's knowledge: kept in memory only, for the person to see.
    pub(super) fn has_arrived(&self) -> bool {
        self.journey.way == Way::Arrived && self.journey.is_settled()
    }

    pub(super) fn want_what_is_left(&mut self) {
        if !self.journey.is_settled() {
            self.telling.want();
        }
    }

    /// The person did something: the central is told at once.
    pub(super) fn hurry(&mut self) {
        self.telling.want();
        self.telling.nudge();
    }

    /// The clock on the wall was set: the person arrives just as soon as before.
    pub(super) fn reckon(&mut self, now: Moment) -> bool {
        let left_ms = i64::try_from(self.left_ms(now)).unwrap_or(i64::MAX);
        let due_at = now.wall.plus_ms(left_ms);
        let was_set = self.is_under_way()
            && due_at.ms_since(self.journey.due_at).unsigned_abs() > CLOCK_SET_MS;
        if was_set {
            self.journey.due_at = due_at;
        }
        was_set
    }

    /// Whether the central is told of it: also where alerts go elsewhere since, if it may watch.
    pub(super) fn is_told_of(&self, watcher: Watcher) -> bool {
        match watcher {
            Watcher::Central => true,
            Watcher::OnlyWhereItWatches => self.told_n > 0 || self.journey.answer.is_some(),
            Watcher::Nobody => false,
        }
    }

    pub(super) fn watch(&self, watcher: Watcher) -> Watch {
        match self.journey.answer {
            _ if !self.is_told_of(watcher) => Watch::Nobody,
            Some(answer) if answer.n >= self.journey.due_n => Watch::Whole,
            Some(answer) => Watch::Until(answer.due_at),
            None => Watch::NotYet,
        }
    }

    pub(super) fn reminder(&self, now: Moment) -> Option<Reminder> {
        let left_ms = self.left_ms(now);
        if !self.is_under_way() || left_ms > REMIND_SOON_MS {
            None
        } else if left_ms > REMIND_NOW_MS {
            Some(Reminder::Soon)
        } else {
            Some(Reminder::Now)
        }
    }

    pub(super) fn wakes_at_ms(&self) -> impl Iterator<Item = u64> + use<> {
        let moments = [0, REMIND_NOW_MS, REMIND_SOON_MS].map(|left_ms| {
            let at_ms = self.due_mono_ms.checked_sub(left_ms);
            at_ms.filter(|_| self.is_under_way())
        });
        moments.into_iter().flatten()
    }
}

impl Journeys {
    /// One of an earlier run.
    pub(in crate::core) fn restore(&mut self, journey: Journey, now: Moment) {
        let left_ms = u64::try_from(journey.due_at.ms_since(now.wall)).unwrap_or(0);
        let left_ms = left_ms.min(journey.given_ms);
        let mut entry = Entry::new(journey, left_ms, Durability::Saved, now);
        // The central may have raised it meanwhile.
        entry.telling.want();
        self.0.entry(entry.journey.id()).or_insert(entry);
    }

    pub(in crate::core) fn keys(&self) -> impl Iterator<Item = Key> {
        self.0.keys().copied().map(Key::Journey)
    }

    /// What is to be on disk of it; nothing once it is over.
    pub(in crate::core) fn value(&self, id: AlertId) -> Option<Vec<u8>> {
        let entry = self.0.get(&id).filter(|entry| !entry.has_arrived())?;
        Some(stored::journey(&entry.journey))
    }

    pub(in crate::core) fn committed(&mut self, id: AlertId) {
        if let Some(entry) = self.0.get_mut(&id) {
            entry.durability = Durability::Saved;
        }
    }

    pub(in crate::core) fn commit_failed(&mut self, id: AlertId, why: NotSaved) {
        if let Some(entry) = self.0.get_mut(&id) {
            entry.durability = Durability::NotSaved(why);
        }
    }

    pub(in crate::core) fn nudge(&mut self) {
        for entry in self.0.values_mut() {
            entry.telling.nudge();
        }
    }

    pub(in crate::core) fn expire(&mut self, now: Moment) {
        for entry in self.0.values_mut() {
            entry.telling.expire(now);
        }
    }

    /// Another central has to be told everything.
    pub(in crate::core) fn tell_anew(&mut self) {
        for entry in self.0.values_mut().filter(|entry| !entry.has_arrived()) {
            entry.journey.forget_answer();
            entry.want_what_is_left();
        }
    }

    /// Whether somebody is on the way: then positions are wanted, sparingly.
    pub(in crate::core) fn is_any_under_way(&self) -> bool {
        self.0.values().any(Entry::is_under_way)
    }

    /// Whether somebody is on the way, or the central may still raise what is over.
    pub(in crate::core) fn is_any_running(&self, now: Moment) -> bool {
        self.0.values().any(|entry| {
            let is_told = entry.journey.way != Way::Arrived || entry.journey.is_settled();
            entry.is_under_way() || (!is_told && entry.left_ms(now) > 0)
        })
    }

    pub(in crate::core) fn wake_at_ms(&self, now: Moment) -> Option<u64> {
        let moments = self.0.values().flat_map(Entry::wakes_at_ms);
        moments.filter(|at| *at > now.mono_ms).min()
    }

    /// When the central is to be told next, or an attempt to be given up, on the monotonic clock.
    pub(in crate::core) fn wake_to_tell_at_ms(&self, watcher: Watcher) -> Option<u64> {
        let entries = self.0.values().filter(|entry| entry.is_told_of(watcher));
        entries.filter_map(|e| e.telling.wake_at_ms()).min()
    }
}
