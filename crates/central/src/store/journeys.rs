//! Journeys on their way into the store, and what becomes of them.

use auxilio_protocol::journey::JourneyNews;
use auxilio_protocol::{AlertId, JourneyStatus, KeyId, WireTime};

use super::{BoardSeq, Refusal};

/// What a device told of a journey, by a signature that holds.
#[derive(Debug, Clone)]
pub(crate) struct JourneyTold {
    /// Which journey: the id of its alert.
    pub(crate) id: AlertId,
    /// The key that signed.
    pub(crate) sender: KeyId,
    /// How far that device's clock is ahead of ours, in seconds.
    pub(crate) skew_s: i64,
    /// How things are.
    pub(crate) news: JourneyNews,
    /// When it arrived.
    pub(crate) now: WireTime,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum JourneyFiled {
    /// Durable; how things are now, whether or not this changed them.
    Known {
        /// To be signed.
        status: JourneyStatus,
        /// The board after it, if a card on it has to say more than before.
        board: Option<BoardSeq>,
    },
    /// Not taken: nothing changed.
    Refused(Refusal),
}
