//! What follows an alert: better positions, its kind, its cancellation.

use std::convert::Infallible;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::alert::Kind;
use crate::fix::Fix;
use crate::id::Seq;
use crate::time::WireTime;

/// One numbered change to an alert. Idempotent on (alert id, seq).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Update {
    /// Rises from 1 without gaps.
    pub seq: Seq,
    /// When it happened, by the phone's clock.
    pub at: WireTime,
    /// What happened.
    #[serde(flatten)]
    pub change: Change,
}

/// What an update says: one thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A newer or better position.
    Fix(Fix),
    /// The person chose what is happening after the press.
    Kind(Kind),
    /// The person says that it is over. The central's incident stays until an operator closes it.
    Cancel(Cancel),
    /// The alert is under duress: somebody forced the person to cancel.
    Duress(bool),
    /// The person pressed again.
    Urgent(bool),
    /// A few words.
    Text(String),
    /// Charge left, 0 to 100.
    BatteryPercent(u8),
}

/// A cancellation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancel {
    /// Why.
    pub reason: CancelReason,
}

/// Why a person cancelled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
pub enum CancelReason {
    /// Pressed by mistake.
    FalsaAlarma,
    /// It is over, and help is no longer needed.
    YaPaso,
    /// A reason that this version does not know, kept as it came.
    Other(String),
}

impl CancelReason {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::FalsaAlarma => "falsa_alarma",
            Self::YaPaso => "ya_paso",
            Self::Other(word) => word,
        }
    }
}

impl FromStr for CancelReason {
    type Err = Infallible;

    fn from_str(word: &str) -> Result<Self, Infallible> {
        Ok(match word {
            "falsa_alarma" => Self::FalsaAlarma,
            "ya_paso" => Self::YaPaso,
            other => Self::Other(other.to_owned()),
        })
    }
}

impl From<String> for CancelReason {
    fn from(word: String) -> Self {
        let Ok(reason) = word.parse();
        reason
    }
}

impl From<CancelReason> for String {
    fn from(reason: CancelReason) -> Self {
        reason.as_str().to_owned()
    }
}
