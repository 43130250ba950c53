//! What the central keeps. Knows alerts, incidents and members; knows nothing of HTTP.
//!
//! # Layout
//! - the types that come out of the store: [`incident_view`](self) and its parts, here
//! - [`sqlite`]: the embedded database, one file per concern
//! - `conformance`: what every store must do, as tests

mod board;
#[cfg(test)]
mod conformance;
mod ingest;
mod invitations;
mod journeys;
mod own_data;
mod roster;
mod sqlite;

pub use board::{AlertView, Brought, Changes, IncidentView, LoggedEvent, Marks, Note, Noted};
pub(crate) use ingest::{Arrival, UpdateBatch, UpdatesFiled};
pub use ingest::{Filed, Message, Refusal};
pub use invitations::{InvitationHash, InvitationId, InvitationView, NewInvitation};
pub(crate) use journeys::{JourneyFiled, JourneyTold};
pub use own_data::DeletedMember;
pub(crate) use roster::{Ended, PhraseSaid, TakenOver};
pub use roster::{
    Enrolled, EnrolmentRefused, InvitationRefused, LIKENESSES_MAX, Lookalike, Member, MemberPage,
    MemberView, Membership, NewMember, PutOut, PutOutBy, Signer, Waiting,
};
pub use sqlite::Store;

use auxilio_protocol::KeyId;

use crate::incident::NotNow;

/// An alert as this store numbers it: an alert's own id may be claimed by a stranger, this never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AlertRow(pub i64);

/// An incident: one alert, or several presses of one device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IncidentId(pub i64);

/// Position in the sequence of changes to the board. Rises with every change of any incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BoardSeq(pub i64);

/// An operator, as the store numbers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperatorId(pub i64);

/// Who sent an alert, as far as that is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sender {
    /// An enrolled device, by a signature that holds.
    Proven(KeyId),
    /// A device that was put out, by a signature that holds: whoever has it now, it is that one.
    PutOut(KeyId),
    /// Somebody who names a key, without proof.
    Claimed(KeyId),
    /// Nobody says.
    Anonymous,
}

impl Sender {
    /// Whether it is a member's: the signature was checked and holds.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        matches!(self, Self::Proven(_))
    }

    /// The key that signed or is named; empty for none.
    #[must_use]
    pub fn key_text(&self) -> &str {
        match self {
            Self::Proven(key) | Self::PutOut(key) | Self::Claimed(key) => key.as_str(),
            Self::Anonymous => "",
        }
    }

    /// Whether it is the very device that signed what is proven of that sender: as a member's now,
    /// or as one that was put out since.
    pub(crate) fn is_device_of(&self, proven: &Self) -> bool {
        matches!(self, Self::Proven(_) | Self::PutOut(_)) && self.key_text() == proven.key_text()
    }

    /// Reads what [`Self::is_proven`] and [`Self::key_text`] gave.
    pub(crate) fn from_stored(proven: bool, key: &str) -> Self {
        match (proven, key) {
            (true, key) => Self::Proven(KeyId::claimed(key)),
            (false, "") => Self::Anonymous,
            (false, key) => Self::Claimed(KeyId::claimed(key)),
        }
    }
}

/// Why the store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed: nothing was changed.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// The database's schema could not be brought up to date.
    #[error("the database's schema cannot be brought up to date")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A change was begun and its end is not known.
    #[error("a change was interrupted")]
    Interrupted,
    /// A row holds something that this version never wrote.
    #[error("the database holds an unexpected {0}")]
    Unexpected(&'static str),
}

/// Why an operator's action was not done.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// No such incident.
    #[error("no such incident")]
    NotFound,
    /// Not as it is now.
    #[error(transparent)]
    NotNow(#[from] NotNow),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ActError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What changed, so that the streams can be woken after the commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The alerts that have a new status event.
    pub alerts: Vec<AlertRow>,
    /// The board's sequence after it.
    pub board: BoardSeq,
    /// Incidents that somebody opened by it who had not before.
    pub opened: Vec<IncidentId>,
}
