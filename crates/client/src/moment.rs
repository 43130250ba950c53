//! Time and chance, as the pure parts get them: as arguments.

use auxilio_protocol::WireTime;

/// One moment, as the loop saw it when an event came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// What the clock on the wall says; it may jump either way.
    pub wall: WireTime,
    /// Milliseconds since some fixed point, never going back; waits are measured with it.
    pub mono_ms: u64,
    /// A random number, fresh for every event.
    pub dice: u64,
}
