//! The stored form of a way home.

use auxilio_protocol::{Fix, JourneyStatus, WireTime};
use serde::{Deserialize, Serialize};

use super::{Unreadable, alert, read, read_alert, write};
use crate::journey::{Journey, Way};

#[derive(Serialize, Deserialize)]
struct StoredJourney {
    /// The stored form of its alert, which has a version of its own.
    alert: String,
    due_at: WireTime,
    given_ms: u64,
    n: u64,
    due_n: u64,
    way: StoredWay,
    fix: Option<Fix>,
    answer: Option<JourneyStatus>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredWay {
    Under,
    Arrived,
    Raised,
}

/// The stored form of a way home.
#[must_use]
pub fn journey(journey: &Journey) -> Vec<u8> {
    write(StoredJourney {
        alert: String::from_utf8_lossy(&alert(&journey.alert)).into_owned(),
        due_at: journey.due_at,
        given_ms: journey.given_ms,
        n: journey.n,
        due_n: journey.due_n,
        way: match journey.way {
            Way::Under => StoredWay::Under,
            Way::Arrived => StoredWay::Arrived,
            Way::Raised => StoredWay::Raised,
        },
        fix: journey.fix.clone(),
        answer: journey.answer,
    })
}

/// Reads what [`journey`] wrote.
pub fn read_journey(bytes: &[u8]) -> Result<Journey, Unreadable> {
    let stored: StoredJourney = read(bytes)?;
    let mut alert = read_alert(stored.alert.as_bytes())?;
    // It is not on disk as an alert before it is raised.
    alert.durability = crate::alert::Durability::Pending;
    Ok(Journey {
        alert,
        due_at: stored.due_at,
        given_ms: stored.given_ms,
        n: stored.n,
        due_n: stored.due_n,
        way: match stored.way {
            StoredWay::Under => Way::Under,
            StoredWay::Arrived => Way::Arrived,
            StoredWay::Raised => Way::Raised,
        },
        fix: stored.fix,
        answer: stored.answer,
    })
}
