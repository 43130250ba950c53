//! What follows an alert, in order: positions, the kind, the cancellation.
//!
//! An update gets its number when it is about to be sent for the first time, and is the same on
//! every attempt from then on. Until then a newer position may take the place of an older one, so
//! that a weak link is not flooded when it comes back.

use auxilio_protocol::limits::{SEQ_MAX, UPDATES_PER_REQUEST_MAX};
use auxilio_protocol::update::Change;
use auxilio_protocol::{Fix, Seq, Update, WireTime};

/// A newer position is worth an update of its own if its circle is at most this share of the best.
const IMPROVEMENT_SHARE: f64 = 0.8;
/// Time between positions while the alert is young, in milliseconds.
const EARLY_INTERVAL_MS: i64 = 5_000;
/// How long an alert is young, in milliseconds.
const EARLY_MS: i64 = 120_000;
/// Time between positions later, in milliseconds.
const LATE_INTERVAL_MS: i64 = 15_000;
/// How long positions follow an alert that nobody closes, in milliseconds.
pub const TRAIL_MS_MAX: i64 = 24 * 3_600_000;

/// The updates of one alert that the central has not receipted yet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trail {
    /// Already sent at least once, or about to be: never changed again.
    pub(crate) numbered: Vec<Update>,
    /// Not sent yet.
    pub(crate) waiting: Vec<Waiting>,
    /// The last number given out.
    pub(crate) last_seq: Seq,
    /// Radius of the best position so far, in metres.
    pub(crate) best_accuracy_m: Option<f64>,
    /// When the last position was taken in.
    pub(crate) last_fix_at: Option<WireTime>,
    /// The place of the last change in the order in which they came, from 1.
    pub(crate) last_place: u64,
}

/// A change without a number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Waiting {
    /// Its place in the order in which changes came: what another system has is told by it.
    pub(crate) place: u64,
    pub(crate) at: WireTime,
    pub(crate) change: Change,
}

impl Trail {
    /// The trail of an alert that was raised with this position.
    #[must_use]
    pub fn begin(fix: Option<&Fix>) -> Self {
        Self {
            best_accuracy_m: fix.and_then(|fix| fix.accuracy_m),
            last_fix_at: fix.map(|fix| fix.taken_at),
            ..Self::default()
        }
    }

    /// Adds a change that must arrive whatever comes after it.
    pub fn push(&mut self, at: WireTime, change: Change) {
        self.last_place = self.last_place.saturating_add(1);
        let place = self.last_place;
        self.waiting.push(Waiting { place, at, change });
    }

    /// Takes a position in if it says something new, and tells whether it did.
    pub fn consider(&mut self, raised_at: WireTime, fix: &Fix) -> bool {
        let age_ms = fix.taken_at.ms_since(raised_at);
        let interval_ms = if age_ms < EARLY_MS {
            EARLY_INTERVAL_MS
        } else {
            LATE_INTERVAL_MS
        };
        // Distances in either direction: a clock that was set back must not end the trail.
        let apart_ms = self
            .last_fix_at
            .map(|last| fix.taken_at.ms_since(last).saturating_abs());
        let is_new = apart_ms != Some(0);
        let is_time = apart_ms.is_none_or(|apart_ms| apart_ms >= interval_ms);
        let is_better = match (fix.accuracy_m, self.best_accuracy_m) {
            (Some(new), Some(best)) => new <= best * IMPROVEMENT_SHARE,
            (Some(_), None) => true,
            (None, _) => false,
        };
        if age_ms > TRAIL_MS_MAX || !is_new || !(is_time || is_better) {
            return false;
        }
        self.last_fix_at = Some(fix.taken_at);
        if is_better {
            self.best_accuracy_m = fix.accuracy_m;
        }
        self.push(fix.taken_at, Change::Fix(fix.clone()));
        self.thin();
        true
    }

    /// Of the positions that wait, keeps the first, the best and the last.
    fn thin(&mut self) {
        let accuracy = |waiting: &Waiting| match &waiting.change {
            Change::Fix(fix) => Some(fix.accuracy_m.unwrap_or(f64::MAX)),
            _ => None,
        };
        let fixes: Vec<(usize, f64)> = self
            .waiting
            .iter()
            .enumerate()
            .filter_map(|(index, waiting)| Some((index, accuracy(waiting)?)))
            .collect();
        let best = fixes
            .iter()
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(index, _)| *index);
        let first = fixes.first().map(|(index, _)| *index);
        let last = fixes.last().map(|(index, _)| *index);
        let mut index = 0;
        self.waiting.retain(|waiting| {
            let here = Some(index);
            index += 1;
            accuracy(waiting).is_none() || here == first || here == best || here == last
        });
    }

    /// Gives numbers to what waits, as far as one request holds, and tells whether it gave any.
    pub fn number(&mut self) -> bool {
        let room = UPDATES_PER_REQUEST_MAX.saturating_sub(self.numbered.len());
        let count = self.waiting.len().min(room);
        if count == 0 || self.last_seq.0 >= SEQ_MAX {
            return false;
        }
        for Waiting { at, change, .. } in self.waiting.drain(..count) {
            self.last_seq = self.last_seq.next();
            self.numbered.push(Update {
                seq: self.last_seq,
                at,
                change,
            });
        }
        true
    }

    /// Forgets what the central has. It may have more than this phone remembers, if the disk
    /// refused to keep the last numbers: new ones then begin after those.
    pub fn receipted(&mut self, seq: Seq) {
        self.last_seq = self.last_seq.max(seq);
        self.numbered.retain(|update| update.seq > seq);
    }

    /// Updates that the central has not receipted.
    #[must_use]
    pub fn unreceipted(&self) -> usize {
        self.numbered.len() + self.waiting.len()
    }

    /// Whether a cancellation is among them.
    #[must_use]
    pub fn holds_cancel(&self) -> bool {
        self.holds(|change| matches!(change, Change::Cancel(_)))
    }

    /// Whether another press is among them.
    #[must_use]
    pub fn holds_press(&self) -> bool {
        self.holds(is_press)
    }

    /// When the presses among them were made.
    #[must_use]
    pub fn presses(&self) -> Vec<WireTime> {
        let numbered = self
            .numbered
            .iter()
            .map(|update| (&update.change, update.at));
        let waiting = self
            .waiting
            .iter()
            .map(|waiting| (&waiting.change, waiting.at));
        numbered
            .chain(waiting)
            .filter(|(change, _)| is_press(change))
            .map(|(_, at)| at)
            .collect()
    }

    /// Takes out the presses after this place that have no number yet. One that has a number may be at the central
    /// already.
    pub fn take_presses_after(&mut self, place: u64) -> Vec<WireTime> {
        self.waiting
            .extract_if(.., |waiting| {
                waiting.place > place && is_press(&waiting.change)
            })
            .map(|waiting| waiting.at)
            .collect()
    }

    /// Forgets everything: nobody at the central looks at it any more.
    pub(crate) fn abandon(&mut self) {
        self.numbered.clear();
        self.waiting.clear();
    }

    fn holds(&self, is_it: fn(&Change) -> bool) -> bool {
        self.numbered.iter().any(|update| is_it(&update.change))
            || self.waiting.iter().any(|waiting| is_it(&waiting.change))
    }
}

fn is_press(change: &Change) -> bool {
    matches!(change, Change::Urgent(_))
}
