//! How long the next try of a PIN waits. Nothing is ever wiped because of wrong tries: an
//! extortionist's curiosity, or a child's, must not cost the person the app.

use crate::moment::Moment;

/// Wrong tries in a row that cost no wait.
pub const FREE_TRIES: u32 = 5;
/// The first wait, in milliseconds. Each further wrong try doubles it.
pub const WAIT_FIRST_MS: u64 = 30_000;
/// The longest wait, in milliseconds.
pub const WAIT_MAX_MS: u64 = 15 * 60_000;

/// Wrong tries, and until when the next one waits. Measured by the clock that never jumps; after a
/// restart the whole wait begins anew, so that neither setting the clock nor restarting helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tries {
    wrong: u32,
    waits_until_mono_ms: u64,
}

impl Tries {
    /// So many were wrong before this process began.
    #[must_use]
    pub fn restored(wrong: u32, now: Moment) -> Self {
        let mut tries = Self {
            wrong,
            waits_until_mono_ms: 0,
        };
        tries.wait(now);
        tries
    }

    /// Wrong tries in a row, with one that has no verdict yet.
    #[must_use]
    pub fn wrong(&self) -> u32 {
        self.wrong
    }

    /// How long the next try has to wait, in milliseconds; none if it need not.
    #[must_use]
    pub fn left_ms(&self, now: Moment) -> Option<u64> {
        self.waits_until_mono_ms
            .checked_sub(now.mono_ms)
            .filter(|left_ms| *left_ms > 0)
    }

    /// A try begins. It counts as wrong from here on: ending the process does not undo it.
    pub fn begin(&mut self) {
        self.wrong = self.wrong.saturating_add(1);
    }

    /// It was wrong.
    pub fn failed(&mut self, now: Moment) {
        self.wait(now);
    }

    /// It was one of the two.
    pub fn matched(&mut self) {
        self.wrong = 0;
        self.waits_until_mono_ms = 0;
    }

    fn wait(&mut self, now: Moment) {
        if let Some(doublings) = self.wrong.checked_sub(FREE_TRIES) {
            let factor = 1_u64.checked_shl(doublings).unwrap_or(u64::MAX);
            let wait_ms = WAIT_FIRST_MS.saturating_mul(factor).min(WAIT_MAX_MS);
            self.waits_until_mono_ms = now.mono_ms.saturating_add(wait_ms);
        }
    }
}

#[cfg(test)]
mod tests {
    use auxilio_protocol::WireTime;

    use super::*;

    fn at(mono_ms: u64) -> Moment {
        Moment {
            wall: WireTime::from_unix_ms(0),
            mono_ms,
            dice: 0,
        }
    }

    #[test]
    fn the_fifth_wrong_try_waits_and_each_further_one_twice_as_long_up_to_a_bound() {
        let mut tries = Tries::restored(0, at(0));
        let mut waits = Vec::new();
        for _ in 0..13 {
            tries.begin();
            tries.failed(at(1_000));
            waits.push(tries.left_ms(at(1_000)).unwrap_or(0) / 1_000);
        }
        assert_eq!(
            waits,
            [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900]
        );
        assert_eq!(tries.left_ms(at(1_000 + WAIT_MAX_MS)), None);
        tries.matched();
        assert_eq!((tries.wrong(), tries.left_ms(at(2_000))), (0, None));
    }

    #[test]
    fn a_restart_begins_the_wait_anew_and_no_count_overflows() {
        let tries = Tries::restored(6, at(7));
        assert_eq!(tries.left_ms(at(7)), Some(2 * WAIT_FIRST_MS));
        let mut tries = Tries::restored(u32::MAX, at(0));
        tries.begin();
        tries.failed(at(0));
        assert_eq!(tries.left_ms(at(0)), Some(WAIT_MAX_MS));
    }
}
