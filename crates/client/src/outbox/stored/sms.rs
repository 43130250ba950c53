//! The stored form of an alert's text message.

use serde::{Deserialize, Serialize};

use crate::alert::sms::{Progress, Sms};
use crate::ports::TextFailure;

#[derive(Serialize, Deserialize)]
pub(super) struct StoredSms {
    text: String,
    progress: StoredProgress,
    attempts: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredProgress {
    Written,
    HandedOut,
    Sent,
    Delivered,
    Failed(StoredFailure),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredFailure {
    NoService,
    RadioOff,
    NotAllowed,
    Other,
}

impl From<&Sms> for StoredSms {
    fn from(sms: &Sms) -> Self {
        Self {
            text: sms.text.clone(),
            progress: match sms.progress {
                Progress::Written => StoredProgress::Written,
                Progress::HandedOut => StoredProgress::HandedOut,
                Progress::Sent => StoredProgress::Sent,
                Progress::Delivered => StoredProgress::Delivered,
                Progress::Failed(why) => StoredProgress::Failed(match why {
                    TextFailure::NoService => StoredFailure::NoService,
                    TextFailure::RadioOff => StoredFailure::RadioOff,
                    TextFailure::NotAllowed => StoredFailure::NotAllowed,
                    TextFailure::Other => StoredFailure::Other,
                }),
            },
            attempts: sms.attempts,
        }
    }
}

impl From<StoredSms> for Sms {
    fn from(stored: StoredSms) -> Self {
        Self {
            text: stored.text,
            progress: match stored.progress {
                StoredProgress::Written => Progress::Written,
                StoredProgress::HandedOut => Progress::HandedOut,
                StoredProgress::Sent => Progress::Sent,
                StoredProgress::Delivered => Progress::Delivered,
                StoredProgress::Failed(why) => Progress::Failed(match why {
                    StoredFailure::NoService => TextFailure::NoService,
                    StoredFailure::RadioOff => TextFailure::RadioOff,
                    StoredFailure::NotAllowed => TextFailure::NotAllowed,
                    StoredFailure::Other => TextFailure::Other,
                }),
            },
            attempts: stored.attempts,
        }
    }
}
