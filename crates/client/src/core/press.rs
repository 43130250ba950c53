//! The press: it begins an alert, or makes the one that runs more urgent. No press is ever lost.

use auxilio_protocol::alert::Alert;
use auxilio_protocol::fix::Source;
use auxilio_protocol::limits::ALERT_BODY_BYTES_MAX;
use auxilio_protocol::profile::Profile;
use auxilio_protocol::{AlertId, Fix, Kind, OtherSystem, WireTime};

use super::{Core, Entry, Key, Origin};
use crate::alert::trail::Trail;
use crate::alert::{Durability, Life};
use crate::client::Intent;
use crate::moment::Moment;
use crate::profile::trimmed;
use crate::view::{Stage, Trouble};

/// A position older than this is only the last one known, in seconds.
const FIX_FRESH_S_MAX: u64 = 30;
/// How long a press can be taken back with one touch, in milliseconds. It leaves at once all the
/// same: the undo follows it.
const UNDO_MS: u64 = 5_000;
/// How long after it was raised an alert that only another system has carries further presses, in
/// milliseconds. Nobody tells this phone when that system is done with it.
const HANDED_CARRIES_MS: u64 = 10 * 60_000;

impl Entry {
    /// Until when one touch takes the press back, on the monotonic clock; none if that is not
    /// offered any more.
    pub(super) fn undo_until_ms(&self) -> Option<u64> {
        // A drill ends with one touch at any time.
        let is_fresh = self.origin == Origin::Press
            && !self.life.exercise
            && self.life.cancelled.is_none()
            && !self.life.is_over();
        is_fresh.then(|| self.pressed_at_ms.saturating_add(UNDO_MS))
    }

    /// Notes when a step was done. It is written with whatever is written next of the alert: no
    /// commit is made for a time. One of an earlier run was saved then, nobody knows how fast.
    pub(super) fn note_step(&mut self, now: Moment) {
        match (self.origin, self.life.stage()) {
            (Origin::Press, _) => {
                let after_ms = now.mono_ms.saturating_sub(self.waiting_since_ms);
                self.life.note_step(after_ms);
            }
            (Origin::Disk, Stage::Saved) => {}
            (Origin::Disk, _) => {
                let after_ms = now.wall.ms_since(self.life.raised_at);
                self.life.note_step(u64::try_from(after_ms).unwrap_or(0));
            }
        }
    }
}

impl Core {
    /// The alert that a press belongs to: the one that runs, if it can carry the press to the
    /// central, or else a new one of this id.
    #[must_use]
    pub fn belongs_to(&self, id: AlertId, intent: &Intent) -> AlertId {
        let intent = &self.as_meant(intent);
        let running = self
            .alerts
            .values()
            .rev()
            .find(|entry| !entry.life.is_over() && entry.life.exercise == intent.exercise);
        running
            .filter(|entry| self.carries(entry, id, intent))
            .map_or(id, |entry| entry.life.id)
    }

    /// Whether a press surely arrives as an update of this alert. Where that is in doubt it gets
    /// an alert of its own, and the central folds the two into one incident.
    fn carries(&self, entry: &Entry, press: AlertId, intent: &Intent) -> bool {
        let life = &entry.life;
        if life.mode != intent.mode || life.cancelled.is_some() {
            return false;
        }
        if matches!(entry.trouble, Some(Trouble::Refused(_))) {
            return false;
        }
        // Of an alert of an earlier run the phone may have missed that the central refuses it, or
        // that an operator closed it and the disk did not take that.
        if entry.origin == Origin::Disk {
            return false;
        }
        if life.handed().is_some() && !is_soon_after(life.id, press) {
            return false;
        }
        match &life.receipt {
            // It stays with its central, and presses go where alerts go now.
            Some(_) if self.settings.elsewhere.is_some() => false,
            // Another central than the one that has it knows nothing of it; and without its
            // stream the phone would not hear that an operator has closed it.
            Some(kept) => {
                let is_ours = self.is_by_our_central(&kept.jws);
                is_ours && entry.hearing.is_in_flight()
            }
            None => life.durability == Durability::Saved,
        }
    }

    /// The press. No rule stands before it.
    pub(super) fn raise(&mut self, now: Moment, id: AlertId, intent: &Intent) {
        if self.alerts.contains_key(&id) {
            return;
        }
        let intent = self.as_meant(intent);
        let running = self.belongs_to(id, &intent);
        if running == id {
            self.begin(now, id, intent);
        } else {
            self.change(running, |life| {
                life.press_again(now.wall, intent.kind);
                true
            });
            if let Some(entry) = self.alerts.get_mut(&running) {
                entry.pressed_at_ms = now.mono_ms;
            }
        }
        self.commit_retry_at_ms = None;
        self.nudge();
        self.forget_old_history();
    }

    fn begin(&mut self, now: Moment, id: AlertId, intent: Intent) {
        let life = self.life_of(now, id, intent);
        self.adopt(life, Origin::Press, now);
        self.dirty.insert(Key::Alert(id));
        // A disk that refused is asked again before anything leaves.
        self.commit_retry_at_ms = None;
    }

    /// An alert that is made now.
    pub(super) fn life_of(&self, now: Moment, id: AlertId, intent: Intent) -> Life {
        fitting(Alert {
            id,
            kind: intent.kind,
            mode: intent.mode,
            exercise: intent.exercise,
            raised_at: now.wall,
            fix: self
                .last_fix
                .clone()
                .map(|fix| marked_by_age(fix, now.wall)),
            profile: (self.profile != Profile::default()).then(|| self.profile.clone()),
            device: Some(self.device.clone()),
        })
    }

    /// The central refused the alert: the presses that wait behind it leave as an alert of their
    /// own.
    pub(super) fn refused(&mut self, now: Moment, id: AlertId) {
        self.press_anew(now, id, |trail| trail.take_presses_after(0));
    }

    /// Another system refused the alert, or what followed it: the same for the presses that it
    /// does not have.
    pub(super) fn refused_by(&mut self, now: Moment, id: AlertId, system: &OtherSystem) {
        let entry = self.alerts.get(&id);
        let has = entry.map_or(0, |entry| entry.life.is_with(system));
        self.press_anew(now, id, |trail| trail.take_presses_after(has));
    }

    /// An operator closed the alert and may not have seen the last presses, which are not
    /// receipted: they ring again as an alert of their own.
    pub(super) fn closed(&mut self, now: Moment, id: AlertId) {
        self.press_anew(now, id, |trail| {
            let owed = trail.presses();
            trail.take_presses_after(0);
            owed
        });
    }

    /// The central closed the alert before the presses came there, and this phone has yet to hear
    /// of it: they ring again as an alert of their own.
    pub(super) fn closed_before_press(&mut self, now: Moment, id: AlertId) {
        self.press_anew(now, id, |trail| {
            let owed = trail.presses();
            trail.abandon();
            owed
        });
    }

    fn press_anew(
        &mut self,
        now: Moment,
        id: AlertId,
        take: impl FnOnce(&mut Trail) -> Vec<WireTime>,
    ) {
        let Some(Entry { life, .. }) = self.alerts.get_mut(&id) else {
            return;
        };
        if life.cancelled.is_some() {
            return;
        }
        let owed = take(&mut life.trail);
        let intent = Intent {
            kind: life.kind.clone(),
            mode: life.mode,
            exercise: life.exercise,
        };
        self.dirty.insert(Key::Alert(id));
        let anew = self.new_id(now);
        for (index, at) in owed.into_iter().enumerate() {
            if index == 0 {
                self.begin(now, anew, intent.clone());
            } else {
                self.change(anew, |life| {
                    life.press_again(at, Kind::Auxilio);
                    true
                });
            }
        }
    }

    /// An id for an alert that the core raises by itself.
    fn new_id(&self, now: Moment) -> AlertId {
        let mut random = [0; 10];
        for (byte, dice) in random.iter_mut().zip(now.dice.to_le_bytes()) {
            *byte = dice;
        }
        let mut at_ms = u64::try_from(now.wall.unix_ms()).unwrap_or(0);
        // A system without chance must not give one id to two alerts.
        while self.alerts.contains_key(&AlertId::new(at_ms, random)) {
            at_ms = at_ms.saturating_add(1);
        }
        AlertId::new(at_ms, random)
    }
}

/// The alert's bytes, small enough for every central. What the screens keep always is: only a
/// profile that an earlier version or another program kept can be too large, and then what is
/// needed least is left out.
fn fitting(mut alert: Alert) -> Life {
    const LEAVE_OUT: [fn(&mut Alert); 3] = [
        |alert| alert.profile = alert.profile.take().map(trimmed),
        |alert| alert.device = None,
        |alert| alert.profile = None,
    ];
    let mut life = Life::begin(&alert);
    for leave_out in LEAVE_OUT {
        if life.body.len() <= ALERT_BODY_BYTES_MAX {
            break;
        }
        leave_out(&mut alert);
        life = Life::begin(&alert);
    }
    life
}

/// By the times in their ids; a clock that was set back makes it no.
fn is_soon_after(alert: AlertId, press: AlertId) -> bool {
    let apart_ms = press.unix_ms().checked_sub(alert.unix_ms());
    apart_ms.is_some_and(|apart_ms| apart_ms <= HANDED_CARRIES_MS)
}

/// A position that is not fresh is marked as the last one known; one that no device measured
/// keeps its mark.
fn marked_by_age(mut fix: Fix, now: WireTime) -> Fix {
    let is_measured = !matches!(fix.source, Source::Manual | Source::Replay);
    if is_measured && fix.age_s(now) > FIX_FRESH_S_MAX {
        fix.source = Source::LastKnown;
    }
    fix
}
