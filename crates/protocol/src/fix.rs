//! A position, with what is needed to judge it: how exact, how sure, how old, from where.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::time::WireTime;

/// Where somebody was, at one moment (WGS 84).
///
/// `Debug` shows nothing of it: a location is personal data.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "UncheckedFix")]
pub struct Fix {
    /// Latitude in degrees, -90 to 90.
    pub lat: f64,
    /// Longitude in degrees, -180 to 180.
    pub lon: f64,
    /// Radius of the circle the person is in with probability [`Self::confidence`], in metres.
    pub accuracy_m: Option<f64>,
    /// Probability that the circle holds, 0 to 1: Android gives 0.68, W3C geolocation 0.95.
    pub confidence: Option<f64>,
    /// Height above the ellipsoid, in metres.
    pub altitude_m: Option<f64>,
    /// Speed over ground, in metres per second.
    pub speed_mps: Option<f64>,
    /// Direction of movement, in degrees clockwise from true north, 0 to 360.
    pub course_deg: Option<f64>,
    /// When the position was measured: never when it was sent.
    pub taken_at: WireTime,
    /// What measured it.
    pub source: Source,
    /// The system says that another app made this position up.
    #[serde(default)]
    pub mock: bool,
}

impl fmt::Debug for Fix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fix(…)")
    }
}

/// What measured a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Satellites.
    Gnss,
    /// Cells and wireless networks.
    Network,
    /// The system's own mixture.
    Fused,
    /// Kept from before; its age tells what it is worth.
    LastKnown,
    /// Set by hand: a market stall does not move.
    Manual,
    /// A recorded track played back. Never a person's real position.
    Replay,
    /// Something a later version of this protocol knows.
    #[serde(other)]
    Unknown,
}

/// Why a position cannot be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FixError {
    /// Latitude not a number from -90 to 90.
    #[error("latitude is not from -90 to 90 degrees")]
    Latitude,
    /// Longitude not a number from -180 to 180.
    #[error("longitude is not from -180 to 180 degrees")]
    Longitude,
    /// Accuracy negative or not a number.
    #[error("accuracy is not a positive number of metres")]
    Accuracy,
    /// Confidence outside 0 to 1.
    #[error("confidence is not from 0 to 1")]
    Confidence,
    /// Altitude, speed or course not a finite number in its range.
    #[error("altitude, speed or course is out of range")]
    Motion,
}

/// The fields as they arrive, before anybody looked at their ranges.
#[derive(Deserialize)]
struct UncheckedFix {
    lat: f64,
    lon: f64,
    accuracy_m: Option<f64>,
    confidence: Option<f64>,
    altitude_m: Option<f64>,
    speed_mps: Option<f64>,
    course_deg: Option<f64>,
    taken_at: WireTime,
    source: Source,
    #[serde(default)]
    mock: bool,
}

impl TryFrom<UncheckedFix> for Fix {
    type Error = FixError;

    fn try_from(raw: UncheckedFix) -> Result<Self, FixError> {
        Self {
            lat: raw.lat,
            lon: raw.lon,
            accuracy_m: raw.accuracy_m,
            confidence: raw.confidence,
            altitude_m: raw.altitude_m,
            speed_mps: raw.speed_mps,
            course_deg: raw.course_deg,
            taken_at: raw.taken_at,
            source: raw.source,
            mock: raw.mock,
        }
        .checked()
    }
}

impl Fix {
    /// The position itself if every field is in its range.
    pub fn checked(self) -> Result<Self, FixError> {
        let within = |value: Option<f64>, low: f64, high: f64| {
            value.is_none_or(|v| (low..=high).contains(&v))
        };
        if !within(Some(self.lat), -90.0, 90.0) {
            return Err(FixError::Latitude);
        }
        if !within(Some(self.lon), -180.0, 180.0) {
            return Err(FixError::Longitude);
        }
        if !within(self.accuracy_m, 0.0, f64::MAX) {
            return Err(FixError::Accuracy);
        }
        if !within(self.confidence, 0.0, 1.0) {
            return Err(FixError::Confidence);
        }
        let motion = within(self.altitude_m, f64::MIN, f64::MAX)
            && within(self.speed_mps, 0.0, f64::MAX)
            && within(self.course_deg, 0.0, 360.0);
        if motion {
            Ok(self)
        } else {
            Err(FixError::Motion)
        }
    }

    /// How old the position is at `now`, in seconds. A clock set back makes it zero.
    #[must_use]
    pub fn age_s(&self, now: WireTime) -> u64 {
        crate::time::whole_seconds(now.ms_since(self.taken_at))
    }
}
