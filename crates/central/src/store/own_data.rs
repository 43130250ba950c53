//! What becomes of a member who had everything deleted.

use std::fmt;

use auxilio_protocol::{MemberId, PublicKey, WireTime};

/// All that is left of a member who had everything deleted.
#[derive(Clone, PartialEq, Eq)]
pub struct DeletedMember {
    /// The member that there is no more.
    pub member: MemberId,
    /// The key that the device had, and still has.
    pub key: PublicKey,
    /// When it was deleted.
    pub at: WireTime,
}

impl fmt::Debug for DeletedMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DeletedMember({}, …)", self.member)
    }
}
