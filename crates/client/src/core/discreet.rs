//! Discreet mode in the machine: what a try of a PIN sets in motion.
//!
//! PIN and PIN under duress take one way through here, to the last write: a try is counted and
//! committed before it is looked at, and its verdict is committed in the same places. What tells
//! them apart is one word in one update, and whether the lock opens.

use std::collections::VecDeque;

use auxilio_protocol::AlertId;
use auxilio_protocol::alert::{Kind, Mode};
use zeroize::Zeroizing;

use super::{Core, Effect, Key};
use crate::alert::life::{End, Proof};
use crate::client::Intent;
use crate::discreet::{Act, Discreet, FaceName, Guard, Match, Pin, Purpose, Retention, Tries};
use crate::moment::Moment;
use crate::preferences::Switch;
use crate::view::{DiscreetView, Lock, Trial};

/// A day, in milliseconds.
const DAY_MS: i64 = 24 * 3_600_000;
/// Tries that wait for the one before them; what is typed beyond that is dropped.
const WAITING_MAX: usize = 2;

/// What of discreet mode lives as long as the process.
#[derive(Debug)]
pub(super) struct Discretion {
    guard: Guard,
    lock: Lock,
    tries: Tries,
    trial: Trial,
    /// The try that is being looked at comes first.
    trying: VecDeque<Try>,
    /// The face that the next start shows first is another one.
    marks: bool,
}

#[derive(Debug)]
struct Try {
    pin: Pin,
    purpose: Purpose,
    /// It was given to be looked at.
    is_asked: bool,
}

impl Discretion {
    pub(super) fn begin(guard: Guard, now: Moment) -> Self {
        let wrong = match &guard {
            Guard::On(discreet) => discreet.wrong,
            Guard::Off | Guard::Sealed(_) => 0,
        };
        Self {
            tries: Tries::restored(wrong, now),
            guard,
            lock: Lock::Closed,
            trial: Trial::None,
            trying: VecDeque::new(),
            marks: false,
        }
    }

    /// The person chose this, with the app open before them.
    fn chosen(guard: Guard, lock: Lock, now: Moment) -> Self {
        Self {
            lock,
            marks: true,
            ..Self::begin(guard, now)
        }
    }

    /// The stored form is of this.
    pub(super) fn kept(&self) -> Option<&Discreet> {
        match &self.guard {
            Guard::On(discreet) => Some(discreet),
            Guard::Off | Guard::Sealed(_) => None,
        }
    }

    pub(super) fn face(&self) -> Option<&FaceName> {
        self.guard.face()
    }

    pub(super) fn view(&self) -> DiscreetView {
        DiscreetView::of(&self.guard, self.lock, self.trial)
    }

    /// The record was read after the core had begun without it.
    pub(super) fn found(&mut self, guard: Guard, now: Moment) {
        if !matches!(self.guard, Guard::On(_)) {
            *self = Self::begin(guard, now);
        }
    }

    fn is_on(&self) -> bool {
        self.guard != Guard::Off
    }

    fn note_wrong(&mut self) {
        if let Guard::On(discreet) = &mut self.guard {
            discreet.wrong = self.tries.wrong();
        }
    }
}

impl Core {
    /// The face that stands before the app.
    #[must_use]
    pub fn face(&self) -> Option<&FaceName> {
        self.discretion.face()
    }

    pub(super) fn discreet(&mut self, now: Moment, act: Act) {
        match act {
            Act::Made(discreet) => self.made(now, discreet),
            Act::Change { confirm, history } => self.change_discretion(confirm, history),
            Act::TurnOff => self.turn_off(now),
            Act::Typed { id, digits } => self.typed(now, id, &digits),
            Act::Try { pin, purpose } => self.try_pin(now, pin, purpose),
            Act::Checked(verdict) => self.checked(now, verdict),
            Act::Lock => self.lock(),
        }
    }

    /// What the press means: whoever hides the app is being watched.
    pub(super) fn as_meant(&self, intent: &Intent) -> Intent {
        let mode = if self.discretion.is_on() {
            Mode::Covert
        } else {
            intent.mode
        };
        Intent {
            mode,
            ..intent.clone()
        }
    }

    /// The person switched it on, or chose other PINs, with the app open before them.
    fn made(&mut self, now: Moment, discreet: Box<Discreet>) {
        if self.discretion.view().closed().is_some() {
            return;
        }
        self.discretion = Discretion::chosen(Guard::On(discreet), Lock::Open, now);
        self.dirty.insert(Key::Discreet);
    }

    /// The person chose how a press is felt and how long the history stays.
    fn change_discretion(&mut self, confirm: Switch, history: Retention) {
        if let (Lock::Open, Guard::On(discreet)) =
            (self.discretion.lock, &mut self.discretion.guard)
        {
            discreet.confirm = confirm;
            discreet.history = history;
            self.dirty.insert(Key::Discreet);
        }
    }

    /// The person switched it off, with the app open before them.
    fn turn_off(&mut self, now: Moment) {
        if self.discretion.lock == Lock::Open {
            self.discretion = Discretion::chosen(Guard::Off, Lock::Closed, now);
            self.dirty.insert(Key::Discreet);
        }
    }

    /// The person leaves.
    pub(super) fn lock(&mut self) {
        self.discretion.lock = Lock::Closed;
        self.discretion.trial = Trial::None;
    }

    /// Whether a cancel needs a PIN.
    pub(super) fn guards_cancel(&self) -> bool {
        self.discretion.is_on()
    }

    /// A number was typed on the face, and nothing else before it. It may be the code, or a PIN.
    fn typed(&mut self, now: Moment, id: AlertId, digits: &Zeroizing<String>) {
        let (Guard::On(discreet), Ok(typed)) = (&self.discretion.guard, digits.parse::<Pin>())
        else {
            return;
        };
        if discreet.code.as_ref() == Some(&typed) {
            self.raise(now, id, &Intent::covert(Kind::Auxilio));
        } else if typed.digits() == discreet.verifier.digits() {
            self.try_pin(now, typed, Purpose::Open);
        }
    }

    /// A PIN was typed.
    fn try_pin(&mut self, now: Moment, pin: Pin, purpose: Purpose) {
        let discretion = &mut self.discretion;
        if !matches!(discretion.guard, Guard::On(_)) || discretion.trying.len() >= WAITING_MAX {
            return;
        }
        discretion.trying.push_back(Try {
            pin,
            purpose,
            is_asked: false,
        });
        self.begin_try(now);
    }

    /// Counts the first try that has not begun, unless it has to wait.
    fn begin_try(&mut self, now: Moment) {
        let discretion = &mut self.discretion;
        let Some(first) = discretion.trying.front().filter(|first| !first.is_asked) else {
            return;
        };
        let is_for_dialogue = first.purpose != Purpose::Open;
        if let Some(left_ms) = discretion.tries.left_ms(now) {
            discretion.trying.pop_front();
            if is_for_dialogue {
                let left_ms = i64::try_from(left_ms).unwrap_or(i64::MAX);
                discretion.trial = Trial::Waits {
                    until: now.wall.plus_ms(left_ms),
                };
            }
            return;
        }
        discretion.tries.begin();
        discretion.note_wrong();
        if is_for_dialogue {
            discretion.trial = Trial::Checking;
        }
        self.dirty.insert(Key::Discreet);
    }

    /// After the count is on the disk: has the first try looked at, and the face's name kept.
    pub(super) fn ask_verdict(&mut self, effects: &mut Vec<Effect>) {
        let discretion = &mut self.discretion;
        if std::mem::take(&mut discretion.marks) {
            effects.push(Effect::ShowFaceFirst(discretion.guard.face().cloned()));
        }
        if let Guard::On(discreet) = &discretion.guard
            && let Some(first) = discretion
                .trying
                .front_mut()
                .filter(|first| !first.is_asked)
        {
            first.is_asked = true;
            effects.push(Effect::CheckPin {
                verifier: discreet.verifier.clone(),
                pin: first.pin.clone(),
            });
        }
    }

    /// What the try was. From here on nothing but the word of an update and the lock differs
    /// between the two PINs.
    fn checked(&mut self, now: Moment, verdict: Match) {
        let Some(tried) = self.discretion.trying.pop_front() else {
            return;
        };
        let proof = match verdict {
            Match::Neither => None,
            Match::Pin => Some(Proof::Pin),
            Match::Duress => Some(Proof::Duress),
        };
        self.dirty.insert(Key::Discreet);
        if let Some(proof) = proof {
            self.discretion.tries.matched();
            self.discretion.trial = Trial::None;
            self.proven(now, proof, &tried.purpose);
        } else {
            self.discretion.tries.failed(now);
            if tried.purpose != Purpose::Open {
                self.discretion.trial = Trial::Wrong;
            }
        }
        self.discretion.note_wrong();
        self.begin_try(now);
    }

    fn proven(&mut self, now: Moment, proof: Proof, purpose: &Purpose) {
        self.discretion.lock = match (proof, purpose) {
            (Proof::Pin, Purpose::Open) => Lock::Open,
            _ => Lock::Closed,
        };
        let end_of = |id: AlertId| match (purpose, proof) {
            // Whoever forced the person to open the app finds nothing that runs.
            (Purpose::Open, Proof::Duress) => End::Seeming,
            (Purpose::Cancel { id: of, reason }, _) if *of == id => End::Cancel(reason.clone()),
            (Purpose::Open, Proof::Pin) | (Purpose::Cancel { .. }, _) => End::None,
        };
        let running = self.alerts.values().filter(|entry| !entry.life.is_over());
        let running: Vec<AlertId> = running.map(|entry| entry.life.id).collect();
        for id in running {
            let end = end_of(id);
            self.change(id, |life| life.prove(now.wall, proof, end));
        }
    }

    /// Forgets what the person does not want to be found here later.
    pub(super) fn forget_what_is_over(&mut self, now: Moment) {
        let Guard::On(discreet) = &self.discretion.guard else {
            return;
        };
        let history = discreet.history;
        let is_old = |id: AlertId, days: u8| {
            let raised_ms = i64::try_from(id.unix_ms()).unwrap_or(i64::MAX);
            now.wall.unix_ms().saturating_sub(raised_ms) >= i64::from(days) * DAY_MS
        };
        let settled = self.alerts.values().map(|entry| &entry.life);
        let settled = settled.filter(|life| life.is_closed() && !life.is_unsettled());
        let forgotten: Vec<AlertId> = settled
            .map(crate::alert::Life::id)
            .filter(|id| match history {
                Retention::Always => false,
                Retention::Days(days) => is_old(*id, days),
                Retention::UntilClosed => true,
            })
            .collect();
        for id in forgotten {
            self.unhear.push(id);
            self.alerts.remove(&id);
            self.dirty.insert(Key::Alert(id));
        }
    }
}
