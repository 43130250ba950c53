//! Whether this device's clock is right, by the central's.
//!
//! Both clocks of the device may mislead: the one on the wall jumps when somebody sets it, and the
//! steady one stands still while the device sleeps. What was read counts only as long as the two
//! agree; after that nothing is claimed until the central is heard again.

use auxilio_protocol::WireTime;

use super::Core;
use crate::moment::Moment;

/// A clock that is off by more than this is wrong, in milliseconds.
const OFF_MS_MAX: u64 = 120_000;
/// How far the device's two clocks may drift apart before a reading counts no more, in
/// milliseconds.
const DRIFT_MS_MAX: u64 = 10_000;
const MINUTE_MS: i64 = 60_000;

/// One comparison with the central's clock.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    /// How far the device is ahead of the central, in milliseconds; negative behind.
    ahead_ms: i64,
    /// The wall's time less the steady one's, when it was made.
    offset_ms: i64,
}

impl Core {
    /// The central told its time, with an answer that has just come.
    pub(super) fn central_clock(&mut self, now: Moment, at: WireTime) {
        self.clock = Some(Reading {
            ahead_ms: now.wall.ms_since(at),
            offset_ms: offset_ms(now),
        });
    }

    /// By how many minutes the clock is known to be wrong: ahead, or behind if negative.
    pub(super) fn clock_wrong_by_min(&self, now: Moment) -> Option<i64> {
        let reading = self.clock?;
        let drift_ms = offset_ms(now).saturating_sub(reading.offset_ms);
        let still_counts = drift_ms.unsigned_abs() <= DRIFT_MS_MAX;
        (still_counts && reading.ahead_ms.unsigned_abs() > OFF_MS_MAX)
            .then_some(reading.ahead_ms / MINUTE_MS)
    }
}

fn offset_ms(now: Moment) -> i64 {
    let steady_ms = i64::try_from(now.mono_ms).unwrap_or(i64::MAX);
    now.wall.unix_ms().saturating_sub(steady_ms)
}
