//! What a screen may show of the person's own data.

use auxilio_protocol::WireTime;
use auxilio_protocol::problem::ProblemKind;

/// What the central knows of the person's own data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnDataView {
    /// Whether it knows the profile as it is now.
    pub profile: ProfileSync,
    /// How far a deletion is.
    pub deletion: DeletionView,
    /// Whether words on paper put this phone out.
    pub recovery: RecoveryView,
}

/// Whether words on paper put this phone out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecoveryView {
    /// The central knows no member here, so that there is nothing to put out.
    NoMember,
    /// None were made.
    None,
    /// The central has yet to hear of them. Until then they do nothing.
    Waiting,
    /// The central knows them.
    Registered {
        /// Since when.
        at: WireTime,
    },
}

/// Whether the central knows the profile as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProfileSync {
    /// The person has written nothing.
    Empty,
    /// It is kept on this phone, and travels with each alert: the central knows no member here.
    OnPhone,
    /// It is kept on this phone and has yet to be sent.
    Waiting,
    /// The central has confirmed it.
    Known,
}

/// What a deletion waits for, besides an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// An alert runs, or has yet to arrive: it goes first.
    AlertRuns,
    /// The person is on the way home, or the central has yet to know that they arrived.
    JourneyRuns,
    /// The central refused the last time. It is asked again.
    Refused(ProblemKind),
}

/// How far a deletion is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeletionView {
    /// Nobody asked for one.
    None,
    /// The person asked; the central has yet to confirm it.
    Asked {
        /// When.
        at: WireTime,
        /// What it waits for, besides an answer.
        hindrance: Option<Hindrance>,
    },
    /// The central has confirmed it.
    Confirmed {
        /// When, by the central's clock.
        at: WireTime,
        /// The central's word, as a compact JWS that anybody can verify.
        jws: String,
    },
    /// Only this phone has forgotten: the central says that it is nobody's.
    OnlyHere {
        /// When.
        at: WireTime,
    },
}
