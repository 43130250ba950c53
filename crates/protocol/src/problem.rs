//! What a central answers when it cannot do what was asked (RFC 9457).

use serde::{Deserialize, Serialize};

/// Media type of a [`Problem`].
pub const CONTENT_TYPE: &str = "application/problem+json";

/// A problem detail. `kind` is stable and is what programs look at; the rest is for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Stable identifier.
    #[serde(rename = "type")]
    pub kind: ProblemKind,
    /// What went wrong, in one short sentence.
    pub title: String,
    /// The HTTP status, repeated.
    pub status: u16,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// The stable problem types of this protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProblemKind {
    /// 400: not JSON, not an object, or without a valid id.
    #[serde(rename = "urn:auxilio:problem:unreadable")]
    Unreadable,
    /// 401: the signature does not prove that this device may do this.
    #[serde(rename = "urn:auxilio:problem:unauthorized")]
    Unauthorized,
    /// 404: no such thing.
    #[serde(rename = "urn:auxilio:problem:not-found")]
    NotFound,
    /// 409: the id belongs to another device's alert.
    #[serde(rename = "urn:auxilio:problem:id-of-another-device")]
    IdOfAnotherDevice,
    /// 409: the incident is closed, and nobody would see another press: raise another alert.
    #[serde(rename = "urn:auxilio:problem:alert-closed")]
    AlertClosed,
    /// 409: the invitation is used up.
    #[serde(rename = "urn:auxilio:problem:invitation-spent")]
    InvitationSpent,
    /// 409: the invitation's time is over.
    #[serde(rename = "urn:auxilio:problem:invitation-expired")]
    InvitationExpired,
    /// 409: who made the invitation took it back.
    #[serde(rename = "urn:auxilio:problem:invitation-revoked")]
    InvitationRevoked,
    /// 403: the device's membership was ended.
    #[serde(rename = "urn:auxilio:problem:member-revoked")]
    MemberRevoked,
    /// 413: above the limit.
    #[serde(rename = "urn:auxilio:problem:too-large")]
    TooLarge,
    /// 429: too many; `Retry-After` tells when.
    #[serde(rename = "urn:auxilio:problem:too-many")]
    TooMany,
    /// 408: the request did not arrive whole in time.
    #[serde(rename = "urn:auxilio:problem:too-slow")]
    TooSlow,
    /// 503: it cannot be made durable now.
    #[serde(rename = "urn:auxilio:problem:not-durable")]
    NotDurable,
    /// Anything else.
    #[serde(rename = "about:blank", other)]
    Other,
}
