//! Invitations as they are kept.

use auxilio_protocol::WireTime;

use super::{InvitationRefused, OperatorId};
use crate::invitations::SALT_BYTES;

/// An invitation, as the store numbers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InvitationId(pub i64);

/// What an invitation is found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationHash {
    /// Hash of its link's token.
    Token([u8; 32]),
    /// Hash of its short code.
    Code([u8; 32]),
}

/// An invitation to be kept.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    /// What token and code are made from again.
    pub salt: [u8; SALT_BYTES],
    /// Hash of its token.
    pub token_hash: [u8; 32],
    /// Hash of its short code.
    pub code_hash: [u8; 32],
    /// Who invites.
    pub organization: String,
    /// How many devices may use it.
    pub uses: u32,
    /// Whether who comes by it has to be approved.
    pub needs_approval: bool,
    /// Who makes it; none at the command line.
    pub by: Option<OperatorId>,
    /// When it is made.
    pub now: WireTime,
    /// When it ends.
    pub expires_at: WireTime,
}

/// An invitation as a coordinator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationView {
    /// Its number.
    pub id: InvitationId,
    /// What token and code are made from; none where they were told only once.
    pub salt: Option<[u8; SALT_BYTES]>,
    /// Who invites.
    pub organization: String,
    /// How many devices might use it.
    pub uses_total: u32,
    /// How many still may.
    pub uses_left: u32,
    /// Whether who comes by it has to be approved.
    pub needs_approval: bool,
    /// When it was made.
    pub created_at: WireTime,
    /// When it ends.
    pub expires_at: WireTime,
    /// When it was taken back.
    pub revoked_at: Option<WireTime>,
}

impl InvitationView {
    /// Why it does not hold at that time; none if it does.
    #[must_use]
    pub fn refusal(&self, now: WireTime) -> Option<InvitationRefused> {
        if self.revoked_at.is_some() {
            Some(InvitationRefused::Revoked)
        } else if self.expires_at <= now {
            Some(InvitationRefused::Expired)
        } else if self.uses_left == 0 {
            Some(InvitationRefused::Used)
        } else {
            None
        }
    }
}
