//! Times as they stand on the wire.

use std::fmt;

use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A moment, to the millisecond, written as RFC 3339 with Peru's offset.
///
/// Peru keeps UTC-05:00 all year, so the offset is fixed; any offset is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WireTime(Timestamp);

/// Peru's offset from UTC, in hours.
const PERU_OFFSET_HOURS: i8 = -5;

impl WireTime {
    /// The moment this many milliseconds after 1970-01-01T00:00:00Z.
    /// Beyond the years that RFC 3339 can write (0000 to 9999) it stays at the nearest one.
    #[must_use]
    pub fn from_unix_ms(unix_ms: i64) -> Self {
        Self(
            Timestamp::from_millisecond(unix_ms.clamp(YEAR_0000_MS, YEAR_9999_MS))
                .unwrap_or_default(),
        )
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn unix_ms(self) -> i64 {
        self.0.as_millisecond()
    }

    /// Milliseconds from `earlier` to this; negative if this is the earlier one.
    #[must_use]
    pub fn ms_since(self, earlier: Self) -> i64 {
        self.unix_ms().saturating_sub(earlier.unix_ms())
    }

    /// This moment, moved by so many milliseconds.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self::from_unix_ms(self.unix_ms().saturating_add(ms))
    }

    /// Hours and minutes in Peru, as a person reads them: `19:12`.
    #[must_use]
    pub fn clock(self) -> String {
        Offset::constant(PERU_OFFSET_HOURS)
            .to_datetime(self.0)
            .strftime("%H:%M")
            .to_string()
    }
}

impl WireTime {
    /// To the second, as CAP 1.2 wants its times (section 3.2.1): `2026-11-23T19:12:52-05:00`.
    /// The offset is Peru's and so never the `Z` and never the `+00:00` that CAP forbids.
    #[must_use]
    pub fn to_the_second(self) -> String {
        Offset::constant(PERU_OFFSET_HOURS)
            .to_datetime(self.0)
            .strftime("%Y-%m-%dT%H:%M:%S-05:00")
            .to_string()
    }
}

const YEAR_0000_MS: i64 = -62_167_132_800_000;
const YEAR_9999_MS: i64 = 253_402_200_000_000;

impl fmt::Display for WireTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:.3}",
            self.0
                .display_with_offset(Offset::constant(PERU_OFFSET_HOURS))
        )
    }
}

impl fmt::Debug for WireTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for WireTime {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<Timestamp>()
            .map(|at| Self::from_unix_ms(at.as_millisecond()))
    }
}

impl Serialize for WireTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for WireTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// An age or a wait as a whole number of seconds, never negative: a clock that was set back makes
/// an age of zero, not a crash.
#[must_use]
pub fn whole_seconds(ms: i64) -> u64 {
    u64::try_from(SignedDuration::from_millis(ms).as_secs()).unwrap_or(0)
}
