//! What the phone knows of its member's own data at the central: how much of the profile is there,
//! and how far a deletion is.

use auxilio_protocol::{Endpoint, KeySet, WireTime};

use crate::recovery::Recovery;

/// How far the central knows what the person wants of their data.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnData {
    /// The version of the profile that the configured central has confirmed.
    pub told_profile: Option<u64>,
    /// How far a deletion is.
    pub deletion: Deletion,
    /// Whether words on paper put this phone out at the configured central.
    pub recovery: Recovery,
}

/// How far a deletion is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Deletion {
    /// Nobody asked for one.
    #[default]
    None,
    /// The person asked; it is sent until the central has confirmed it.
    Asked(DeletionRequest),
    /// The central confirmed it, and this phone has forgotten too.
    Confirmed {
        /// When, by the central's clock.
        at: WireTime,
        /// The central's word, as a compact JWS.
        jws: String,
    },
    /// The central says that this phone is nobody's; only the phone has forgotten.
    OnlyHere {
        /// When, by the phone's clock.
        at: WireTime,
    },
}

/// What the person asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeletionRequest {
    /// When, by the phone's clock.
    pub at: WireTime,
    /// The central that knew the person then, whatever is configured since.
    pub endpoint: Endpoint,
    /// That central's keys.
    pub keys: KeySet,
    /// The profile that goes; one that the person wrote since stays.
    pub profile_version: u64,
    /// Whether the phone forgets the alerts that are over, too.
    pub history: History,
}

/// What becomes of the alerts on the phone that are over and settled. The others stay in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    /// They stay.
    Keep,
    /// They go.
    Forget,
}
