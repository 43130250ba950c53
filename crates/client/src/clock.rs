//! The real time and chance, read here and nowhere else.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use auxilio_protocol::{AlertId, WireTime};

use crate::moment::Moment;

/// The system's clocks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock {
    started: Instant,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self {
            started: Instant::now(),
        }
    }

    pub(crate) fn now(self) -> Moment {
        Moment {
            wall: WireTime::from_unix_ms(unix_ms()),
            mono_ms: u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX),
            dice: u64::from_le_bytes(random()),
        }
    }
}

/// An id for a press at this moment.
pub(crate) fn new_alert_id() -> AlertId {
    AlertId::new(u64::try_from(unix_ms()).unwrap_or(0), random())
}

/// Seconds since 1970, for signatures.
pub(crate) fn unix_s() -> i64 {
    unix_ms().div_euclid(1_000)
}

fn unix_ms() -> i64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Random bytes. A system that has none leaves zeros: an id then rests on its millisecond alone,
/// which is better than no alert.
fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let _ = getrandom::fill(&mut bytes);
    bytes
}
