//! Opens the connection before it is needed, keeps it warm, and notices when a silent central is
//! back. Pure.

use crate::delivery::schedule::ATTEMPT_MS_MAX;
use crate::moment::Moment;
use crate::view::Reach;

/// How often an open connection is used so that it stays open, in milliseconds.
const KEEP_WARM_MS: u64 = 25_000;
/// How often a silent central is tried, in milliseconds.
const KNOCK_MS: u64 = 5_000;

/// The questions to a central what it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Knock {
    next_at_ms: u64,
}

impl Knock {
    /// Asks again at once.
    pub fn nudge(&mut self) {
        self.next_at_ms = 0;
    }

    /// Whether to ask now.
    #[must_use]
    pub fn is_due(&self, now: Moment) -> bool {
        self.next_at_ms <= now.mono_ms
    }

    /// A question is on its way; it counts as lost after [`ATTEMPT_MS_MAX`].
    pub fn started(&mut self, now: Moment) {
        self.next_at_ms = now.mono_ms.saturating_add(ATTEMPT_MS_MAX);
    }

    /// It was answered, or not.
    pub fn answered(&mut self, now: Moment, reach: Reach) {
        let wait_ms = if reach == Reach::Answers {
            KEEP_WARM_MS
        } else {
            KNOCK_MS
        };
        self.next_at_ms = now.mono_ms.saturating_add(wait_ms);
    }

    /// When to look again, on the monotonic clock.
    #[must_use]
    pub fn wake_at_ms(&self) -> u64 {
        self.next_at_ms
    }
}
