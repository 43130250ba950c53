//! What a member's device asks the central about itself, and tells it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::enrolment::MemberState;
use crate::id::MemberId;
use crate::key::KeySet;
use crate::limits::{CHECK_NAME_CHARS_MAX, CHECKS_MAX};
use crate::time::WireTime;

/// The answer to `GET /v1/me`, signed by the member's device.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberAnswer {
    /// The member that the device is.
    pub member: MemberId,
    /// Whether the member's alerts are verified.
    pub state: MemberState,
    /// The organization that invited.
    pub organization: Option<String>,
    /// The central's keys, as it announces them.
    pub jwks: KeySet,
}

impl fmt::Debug for MemberAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MemberAnswer({:?}, …)", self.state)
    }
}

/// `PUT /v1/me/readiness`, signed by the member's device: its last look at whether an alert would
/// leave. It says nothing of where the phone is or has been.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readiness {
    /// When the phone looked, by its own clock.
    pub at: WireTime,
    /// What it looked at, at most [`CHECKS_MAX`].
    pub checks: Vec<Check>,
}

impl Readiness {
    /// Whether an alert would leave as far as the phone can tell: it looked, and all was well.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        !self.checks.is_empty() && self.checks.iter().all(|check| check.ok)
    }

    /// Whether a central keeps it.
    #[must_use]
    pub fn is_within_limits(&self) -> bool {
        let short = |check: &Check| check.name.chars().count() <= CHECK_NAME_CHARS_MAX;
        self.checks.len() <= CHECKS_MAX && self.checks.iter().all(short)
    }
}

impl fmt::Debug for Readiness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Readiness({} checks, …)", self.checks.len())
    }
}

/// One part of a self-check.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// What was looked at: `location`, `notifications`, `battery`, `clock`, `storage`, `central` or
    /// another word, at most [`CHECK_NAME_CHARS_MAX`] characters.
    pub name: String,
    /// Whether it is as an alert needs it.
    pub ok: bool,
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Check(…)")
    }
}
