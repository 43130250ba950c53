//! A way home that the central watches over: not confirmed in time, it raises the alert that the
//! phone gave it beforehand.
//!
//! A journey is named by its alert: one id from the start of the way to the end of an incident,
//! and the idempotency key all along. How much time is left travels as a length, counted from
//! when the central reads it, so that no clock of a phone matters.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::fix::Fix;
use crate::id::AlertId;
use crate::jws::Claims;
use crate::lenient::{self, ReadAlert};
use crate::limits::{ALERT_BODY_BYTES_MAX, JOURNEY_N_MAX, JOURNEY_S_MAX};
use crate::time::WireTime;

/// `PUT /v1/journeys/{id}`, signed by the device: how things are with a journey now. It says
/// everything each time, so only the newest counts and nothing older has to arrive.
#[derive(Clone, PartialEq, Debug)]
pub struct JourneyNews {
    /// Rises with every change, from 1 to [`JOURNEY_N_MAX`]. What has a lower number, or the same
    /// one again, changes nothing.
    pub n: u64,
    /// How things are.
    pub course: Course,
}

/// How things are with a journey, as its phone tells.
#[derive(Clone, PartialEq)]
pub enum Course {
    /// On the way: the alert is to be raised when the time is over.
    UnderWay {
        /// Seconds that are left, at most [`JOURNEY_S_MAX`]; 0 raises now.
        left_s: u32,
        /// Where the person was last.
        fix: Option<Fix>,
        /// The alert, byte for byte as `POST /v1/alerts` would take it. The first one counts.
        alert: Vec<u8>,
    },
    /// The person has arrived: nothing is to be raised.
    Arrived,
}

impl fmt::Debug for Course {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnderWay { .. } => "UnderWay(…)",
            Self::Arrived => "Arrived",
        })
    }
}

/// The object on the wire.
#[derive(Serialize, Deserialize)]
struct Wire<'a> {
    n: u64,
    state: Word,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    left_s: Option<u32>,
    #[serde(default, borrow, skip_serializing_if = "Option::is_none")]
    fix: Option<&'a RawValue>,
    #[serde(default, borrow, skip_serializing_if = "Option::is_none")]
    alert: Option<&'a RawValue>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    UnderWay,
    Arrived,
}

/// Why a body tells of no journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAJourney {
    /// Not the object that it should be, a number out of its range, or no alert of this id in it.
    #[error(
        "a journey is an object with \"n\", \"state\" and, on the way, \"left_s\" and \"alert\""
    )]
    Unreadable,
    /// The alert in it is longer than an alert may be.
    #[error("the alert of a journey has at most {ALERT_BODY_BYTES_MAX} bytes")]
    AlertTooLarge,
}

impl JourneyNews {
    /// The body of the request.
    #[must_use]
    pub fn to_body(&self) -> Vec<u8> {
        let raw = |json: Vec<u8>| {
            let text = String::from_utf8(json).ok()?;
            RawValue::from_string(text).ok()
        };
        let (state, left_s, fix, alert) = match &self.course {
            Course::Arrived => (Word::Arrived, None, None, None),
            Course::UnderWay { left_s, fix, alert } => {
                let fix = fix.as_ref().and_then(|fix| serde_json::to_vec(fix).ok());
                (Word::UnderWay, Some(*left_s), fix, Some(alert.clone()))
            }
        };
        let (fix, alert) = (fix.and_then(raw), alert.and_then(raw));
        // Plain words, numbers and JSON: their serialisation has no error.
        serde_json::to_vec(&Wire {
            n: self.n,
            state,
            left_s,
            fix: fix.as_deref(),
            alert: alert.as_deref(),
        })
        .unwrap_or_default()
    }

    /// Reads a body for the journey of that id, and the alert in it as far as it can be read. A
    /// position that cannot be read is none: the time is what counts.
    pub fn read(body: &[u8], id: AlertId) -> Result<(Self, Option<ReadAlert>), NotAJourney> {
        let wire: Wire<'_> = serde_json::from_slice(body).map_err(|_| NotAJourney::Unreadable)?;
        if wire.n == 0 || wire.n > JOURNEY_N_MAX {
            return Err(NotAJourney::Unreadable);
        }
        let n = wire.n;
        match wire.state {
            Word::Arrived => {
                let course = Course::Arrived;
                Ok((Self { n, course }, None))
            }
            Word::UnderWay => {
                let (course, alert) = under_way(&wire, id)?;
                Ok((Self { n, course }, Some(alert)))
            }
        }
    }
}

fn under_way(wire: &Wire<'_>, id: AlertId) -> Result<(Course, ReadAlert), NotAJourney> {
    let (Some(left_s), Some(alert)) = (wire.left_s, wire.alert) else {
        return Err(NotAJourney::Unreadable);
    };
    let bytes = alert.get().as_bytes();
    if bytes.len() > ALERT_BODY_BYTES_MAX {
        return Err(NotAJourney::AlertTooLarge);
    }
    let alert = lenient::read_alert(bytes).map_err(|_| NotAJourney::Unreadable)?;
    if left_s > JOURNEY_S_MAX || alert.id != id {
        return Err(NotAJourney::Unreadable);
    }
    let fix = wire
        .fix
        .and_then(|fix| serde_json::from_str(fix.get()).ok());
    let course = Course::UnderWay {
        left_s,
        fix,
        alert: bytes.to_vec(),
    };
    Ok((course, alert))
}

/// A central's word on a journey. Travels as a compact JWS; nothing else says that the central
/// watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct JourneyStatus {
    /// Which journey: the id of its alert.
    pub journey: AlertId,
    /// The number of the last news that counted.
    pub n: u64,
    /// How things are there.
    pub state: JourneyState,
    /// When the alert is raised, or was to be, by the central's clock.
    pub due_at: WireTime,
    /// Since when it is so, by the central's clock.
    pub at: WireTime,
}

impl Claims for JourneyStatus {
    const TYP: &'static str = "auxilio-journey+jws";
}

/// How things are with a journey at the central.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JourneyState {
    /// The central watches: it raises the alert when the time is over.
    UnderWay,
    /// The person arrived in time. Final.
    Arrived,
    /// The alert is there. Final: from here on it has a life of its own, and who arrives late
    /// says so by cancelling it.
    Raised,
}

/// The body of every answer to a journey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JourneyAnswer {
    /// A [`JourneyStatus`] as a compact JWS.
    pub journey: String,
}
