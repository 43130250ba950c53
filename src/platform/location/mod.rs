//! Positions: from the system, from a recorded track, or set by hand.

mod fixed;
#[cfg(target_os = "linux")]
pub(super) mod geoclue;
mod replay;

use auxilio_client::ports::{Demand, FixSender, Locator};
use tokio::sync::watch;

pub use fixed::{FixedPosition, PositionError};
pub use replay::{Track, TrackError};

/// Whether the system gives positions at all: what to say while there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It does, or has not said no.
    Working,
    /// It refuses them to this app.
    Refused,
    /// It has none to give.
    Absent,
}

/// What was chosen to find the position.
#[derive(Debug, Clone)]
pub enum Choice {
    /// The system's own service.
    System,
    /// A recorded track, played back as if it happened now.
    Track(Track),
    /// A place that does not move.
    Fixed(FixedPosition),
}

/// The chosen locator, and what it says of itself.
#[must_use]
pub fn open(choice: Choice) -> (Box<dyn Locator>, watch::Receiver<Status>) {
    let (status, shown) = watch::channel(Status::Working);
    let locator: Box<dyn Locator> = match choice {
        Choice::System => super::system::locator(status),
        Choice::Track(track) => Box::new(replay::Player::start(track)),
        Choice::Fixed(position) => Box::new(position),
    };
    (locator, shown)
}

/// What the core wants last, and where it wants it.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) demand: Demand,
    pub(super) fixes: FixSender,
}

/// A system without positions that this app can use.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) fn absent(status: &watch::Sender<Status>) -> Box<dyn Locator> {
    struct Nowhere;
    impl Locator for Nowhere {
        fn demand(&self, _: Demand, _: FixSender) {}
    }
    status.send_replace(Status::Absent);
    Box::new(Nowhere)
}
