//! What comes in: alerts and their updates, checked and on their way into the store.

use auxilio_protocol::lenient::ReadUpdate;
use auxilio_protocol::{AlertId, Receipt, WireTime};
use bytes::Bytes;

use super::{BoardSeq, Sender};

/// An alert whose signature has been looked at.
#[derive(Debug, Clone)]
pub(crate) struct Arrival {
    /// Its id.
    pub(crate) id: AlertId,
    /// Who sent it.
    pub(crate) sender: Sender,
    /// Whether it is a drill.
    pub(crate) exercise: bool,
    /// The device's clock when it signed, in seconds since 1970.
    pub(crate) signed_at_s: Option<i64>,
    /// Byte for byte what arrived: JSON, so UTF-8.
    pub(crate) body: Bytes,
    /// The text message that the body was put together from, if it did not come by itself.
    pub(crate) text: Option<Message>,
}

/// A text message, as a gateway brought it. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// The number that the network named: anybody can forge it.
    pub from: String,
    /// The message.
    pub text: String,
}

impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Message(…)")
    }
}

/// What became of an arrival.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filed {
    /// Durable now.
    New(Receipt),
    /// Was durable already: nothing changed.
    Repeat(Receipt),
    /// Not taken: nothing changed.
    Refused(Refusal),
}

/// Why an alert or its updates were not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The id belongs to an alert of another device, or to another unproven one.
    AnotherDevice,
    /// No such alert, and the sender is nobody whose updates are kept for it.
    Unknown,
    /// More updates before their alert than are kept.
    TooMany,
    /// A press on an alert whose incident is closed: nobody would see it there.
    Closed,
}

/// Updates of one alert.
#[derive(Debug, Clone)]
pub(crate) struct UpdateBatch {
    /// Which alert.
    pub(crate) id: AlertId,
    /// Who sent them.
    pub(crate) sender: Sender,
    /// What changed.
    pub(crate) updates: Vec<ReadUpdate>,
    /// When they arrived.
    pub(crate) now: WireTime,
}

/// What became of updates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum UpdatesFiled {
    /// Durable; how far the alert's sequence is known without a gap.
    Taken {
        /// To be signed.
        receipt: Receipt,
        /// The board after it; none if every update was known.
        board: Option<BoardSeq>,
    },
    /// Durable, but their alert has not come yet: there is nothing to give a receipt for.
    Early,
    /// Not taken: nothing changed.
    Refused(Refusal),
}
