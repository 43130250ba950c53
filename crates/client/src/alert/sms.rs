//! The text message of an alert: written once, and the same on every attempt.

use std::fmt;

use crate::ports::{TextFailure, TextReport};

/// Waits before another attempt after one that failed, in milliseconds. After the last one the
/// person is left to send it: each attempt may cost money.
const RETRY_AFTER_MS: [u64; 5] = [5_000, 15_000, 60_000, 300_000, 900_000];

/// One alert's text message, and how far it is. None of it settles the alert.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Sms {
    pub(crate) text: String,
    pub(crate) progress: Progress,
    /// How often the system was given it.
    pub(crate) attempts: u32,
}

impl fmt::Debug for Sms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sms({:?}, …)", self.progress)
    }
}

/// How far a text message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Progress {
    /// Nobody has it yet.
    Written,
    /// The system has it, or is about to be given it, and has said nothing.
    HandedOut,
    /// The network took it.
    Sent,
    /// It reached the number.
    Delivered,
    /// The last attempt failed.
    Failed(TextFailure),
}

impl Sms {
    pub(crate) fn written(text: String) -> Self {
        Self {
            text,
            progress: Progress::Written,
            attempts: 0,
        }
    }

    /// The wait before the next attempt, in milliseconds; none if no more are made.
    pub(crate) fn next_after_ms(&self) -> Option<u64> {
        match (self.progress, usize::try_from(self.attempts)) {
            (Progress::Written, _) => Some(0),
            (Progress::Failed(_), Ok(attempts)) => {
                RETRY_AFTER_MS.get(attempts.saturating_sub(1)).copied()
            }
            _ => None,
        }
    }

    /// The system is given it.
    pub(crate) fn handed_out(&mut self) {
        self.progress = Progress::HandedOut;
        self.attempts = self.attempts.saturating_add(1);
    }

    /// Something became of it. Tells whether that was news: what was sent has not failed, and what
    /// was delivered was sent.
    pub(crate) fn reported(&mut self, report: TextReport) -> bool {
        let progress = match (self.progress, report) {
            (Progress::HandedOut | Progress::Failed(_) | Progress::Sent, TextReport::Delivered) => {
                Progress::Delivered
            }
            (Progress::HandedOut | Progress::Failed(_), TextReport::Sent) => Progress::Sent,
            (Progress::HandedOut, TextReport::Failed(why)) => Progress::Failed(why),
            _ => return false,
        };
        self.progress = progress;
        true
    }
}
