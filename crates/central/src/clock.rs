//! The one place where the central reads the clock.

use std::time::{SystemTime, UNIX_EPOCH};

use auxilio_protocol::WireTime;

/// Now, to the millisecond.
#[must_use]
pub fn now() -> WireTime {
    let since_1970 = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    WireTime::from_unix_ms(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX))
}
