//! Members and how they come to be.

use auxilio_protocol::{MemberId, Profile, PublicKey, WireTime};

/// An enrolled device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The member.
    pub id: MemberId,
    /// The device's key.
    pub key: PublicKey,
}

/// An enrolment that was signed by its own key.
#[derive(Debug, Clone)]
pub struct NewMember {
    /// For the member, if the key is not one's already.
    pub id: MemberId,
    /// The device's key.
    pub key: PublicKey,
    /// What the person chose to tell.
    pub profile: Profile,
    /// Version of the text the person agreed to, and when.
    pub consent: (String, WireTime),
    /// Hash of the invitation's code.
    pub invitation: [u8; 32],
    /// When it arrived.
    pub now: WireTime,
}

/// The answer to an enrolment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolled {
    /// The member that the key now is.
    pub member: MemberId,
    /// The organization that invited.
    pub organization: Option<String>,
    /// Whether the key was a member's already.
    pub repeat: bool,
}

/// Why an invitation does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationRefused {
    /// No such code.
    Unknown,
    /// Its hours are over.
    Expired,
    /// Its uses are over.
    Used,
}

/// An invitation to be kept.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    /// Hash of its code.
    pub token_hash: [u8; 32],
    /// Who invites.
    pub organization: String,
    /// How many devices may use it.
    pub uses: u32,
    /// When it is made.
    pub now: WireTime,
    /// When it ends.
    pub expires_at: WireTime,
}
