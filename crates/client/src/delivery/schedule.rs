//! When to try again: capped exponential back-off with full jitter, and an immediate try when
//! something changed. Pure: time and chance come in.

use crate::moment::Moment;

/// Ceiling of the first wait, in milliseconds. It doubles with every failure.
pub const BACKOFF_FIRST_MS: u64 = 1_000;
/// Ceiling of a wait in the first [`EAGER_MS`].
pub const BACKOFF_EAGER_MS_MAX: u64 = 30_000;
/// How long failures are met with short waits, in milliseconds.
pub const EAGER_MS: u64 = 10 * 60_000;
/// Ceiling of any wait, in milliseconds. Nothing is ever given up.
pub const BACKOFF_MS_MAX: u64 = 5 * 60_000;
/// Shortest wait after a failure, so that full jitter never makes a hot loop.
pub const BACKOFF_MS_MIN: u64 = 200;
/// After so long without any answer an attempt counts as failed, in milliseconds. The transport's
/// own time-outs are shorter; this one is for a task that was lost.
pub const ATTEMPT_MS_MAX: u64 = 30_000;

/// The attempts of one thing that has to get through.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schedule {
    state: State,
    failures: u32,
    failing_since_ms: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum State {
    /// Nothing to send.
    #[default]
    Idle,
    /// To be sent at the next opportunity.
    Due,
    /// To be sent again at that time, or earlier if something changes.
    Waiting { until_ms: u64 },
    /// On its way.
    InFlight {
        since_ms: u64,
        changed_meanwhile: bool,
    },
}

impl Schedule {
    /// There is something to send. A wait that runs goes on.
    pub fn want(&mut self) {
        match &mut self.state {
            State::Idle => self.state = State::Due,
            State::InFlight {
                changed_meanwhile, ..
            } => *changed_meanwhile = true,
            State::Due | State::Waiting { .. } => {}
        }
    }

    /// Something changed that may help (signal, screen, another press, another endpoint): try at
    /// once, and with short waits again.
    pub fn nudge(&mut self) {
        self.progressed();
        match &mut self.state {
            State::Waiting { .. } => self.state = State::Due,
            State::InFlight {
                changed_meanwhile, ..
            } => *changed_meanwhile = true,
            State::Idle | State::Due => {}
        }
    }

    /// Whether to send now.
    #[must_use]
    pub fn is_due(&self, now: Moment) -> bool {
        match self.state {
            State::Due => true,
            State::Waiting { until_ms } => until_ms <= now.mono_ms,
            State::Idle | State::InFlight { .. } => false,
        }
    }

    /// Whether an attempt is on its way.
    #[must_use]
    pub fn is_in_flight(&self) -> bool {
        matches!(self.state, State::InFlight { .. })
    }

    /// Whether the last attempt failed and the next has yet to come.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.failures > 0
    }

    /// When to look again, on the monotonic clock.
    #[must_use]
    pub fn wake_at_ms(&self) -> Option<u64> {
        match self.state {
            State::Waiting { until_ms } => Some(until_ms),
            State::InFlight { since_ms, .. } => Some(since_ms.saturating_add(ATTEMPT_MS_MAX)),
            State::Idle | State::Due => None,
        }
    }

    /// An attempt begins.
    pub fn started(&mut self, now: Moment) {
        self.state = State::InFlight {
            since_ms: now.mono_ms,
            changed_meanwhile: false,
        };
    }

    /// The attempt got through. `more` tells whether there is something left to send.
    pub fn succeeded(&mut self, more: bool) {
        self.progressed();
        self.state = if more { State::Due } else { State::Idle };
    }

    /// The attempt goes on and shows that the way is open.
    pub fn progressed(&mut self) {
        self.failures = 0;
        self.failing_since_ms = None;
    }

    /// The attempt failed. `at_least_s` is the wait that the central asked for, if it did; it
    /// cannot ask for more than [`BACKOFF_MS_MAX`].
    pub fn failed(&mut self, now: Moment, at_least_s: Option<u32>) {
        let changed_meanwhile = matches!(
            self.state,
            State::InFlight {
                changed_meanwhile: true,
                ..
            }
        );
        if changed_meanwhile && self.failures == 0 {
            self.failures = 1;
            self.state = State::Due;
            return;
        }
        let since = *self.failing_since_ms.get_or_insert(now.mono_ms);
        let eager = now.mono_ms.saturating_sub(since) < EAGER_MS;
        let cap = if eager {
            BACKOFF_EAGER_MS_MAX
        } else {
            BACKOFF_MS_MAX
        };
        let ceiling = BACKOFF_FIRST_MS
            .checked_shl(self.failures)
            .unwrap_or(cap)
            .clamp(1, cap);
        let wait = (now.dice % ceiling).max(BACKOFF_MS_MIN);
        let asked = u64::from(at_least_s.unwrap_or(0))
            .saturating_mul(1_000)
            .min(BACKOFF_MS_MAX);
        self.failures = self.failures.saturating_add(1);
        self.state = State::Waiting {
            until_ms: now.mono_ms.saturating_add(wait.max(asked)),
        };
    }

    /// The central refused it: it is set aside until something changes, or the longest wait is
    /// over.
    pub fn set_aside(&mut self, now: Moment) {
        self.failures = self.failures.saturating_add(1);
        self.state = State::Waiting {
            until_ms: now.mono_ms.saturating_add(BACKOFF_MS_MAX),
        };
    }

    /// Counts an attempt as failed that has been away for too long.
    pub fn expire(&mut self, now: Moment) {
        if let State::InFlight { since_ms, .. } = self.state
            && now.mono_ms.saturating_sub(since_ms) >= ATTEMPT_MS_MAX
        {
            self.failed(now, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use auxilio_protocol::WireTime;
    use proptest::prelude::*;

    use super::*;

    fn at(mono_ms: u64, dice: u64) -> Moment {
        Moment {
            wall: WireTime::from_unix_ms(0),
            mono_ms,
            dice,
        }
    }

    fn wait_after(failures: u32, first_ms: u64, now_ms: u64, dice: u64) -> u64 {
        let mut schedule = Schedule::default();
        schedule.want();
        schedule.started(at(first_ms, 0));
        schedule.failed(at(first_ms, 0), None);
        for _ in 1..failures {
            schedule.started(at(now_ms, 0));
            schedule.failed(at(now_ms, 0), None);
        }
        schedule.started(at(now_ms, dice));
        schedule.failed(at(now_ms, dice), None);
        schedule.wake_at_ms().unwrap() - now_ms
    }

    #[test]
    fn a_nudge_makes_a_waiting_thing_due_at_once() {
        let mut schedule = Schedule::default();
        schedule.want();
        schedule.started(at(0, 0));
        schedule.failed(at(0, u64::MAX), None);
        assert!(!schedule.is_due(at(0, 0)));
        schedule.nudge();
        assert!(schedule.is_due(at(0, 0)));
    }

    #[test]
    fn a_change_during_an_attempt_that_fails_leads_to_another_at_once() {
        let mut schedule = Schedule::default();
        schedule.want();
        schedule.started(at(0, 0));
        schedule.nudge();
        schedule.failed(at(9_000, 0), None);
        assert!(schedule.is_due(at(9_000, 0)));
    }

    #[test]
    fn waits_grow_to_thirty_seconds_and_after_ten_minutes_to_five_minutes() {
        let longest = |ceiling: u64| ceiling - 1;
        assert_eq!(wait_after(1, 0, 0, longest(2_000)), longest(2_000));
        assert_eq!(wait_after(10, 0, 60_000, longest(30_000)), longest(30_000));
        assert_eq!(
            wait_after(20, 0, EAGER_MS, longest(BACKOFF_MS_MAX)),
            longest(BACKOFF_MS_MAX)
        );
    }

    #[test]
    fn a_lost_attempt_counts_as_failed() {
        let mut schedule = Schedule::default();
        schedule.want();
        schedule.started(at(0, 0));
        schedule.expire(at(ATTEMPT_MS_MAX - 1, 0));
        assert!(schedule.is_in_flight());
        schedule.expire(at(ATTEMPT_MS_MAX, 0));
        assert!(schedule.has_failed() && !schedule.is_in_flight());
    }

    proptest! {
        #[test]
        fn every_wait_ends_within_the_longest_one(
            failures in 1_u32..200, dice: u64, asked: Option<u32>, now in 0_u64..1 << 40,
        ) {
            let mut schedule = Schedule::default();
            schedule.want();
            for _ in 0..failures {
                schedule.started(at(now, 0));
                schedule.failed(at(now, dice), asked);
            }
            let wait = schedule.wake_at_ms().unwrap() - now;
            prop_assert!((BACKOFF_MS_MIN..=BACKOFF_MS_MAX).contains(&wait));
            prop_assert!(schedule.is_due(at(now + wait, 0)));
        }
    }
}
