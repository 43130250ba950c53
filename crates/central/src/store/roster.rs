//! Members and how they come to be.

use std::fmt;

use auxilio_protocol::enrolment::MemberState;
use auxilio_protocol::member::Readiness;
use auxilio_protocol::{MemberId, Profile, PublicKey, WireTime};

use super::{BoardSeq, InvitationHash, OperatorId};

/// How far a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Membership {
    /// Waits for a coordinator: alerts are unverified.
    Pending,
    /// Alerts are verified.
    Active,
    /// No more: alerts are unverified, and the device is told so.
    Revoked,
}

impl Membership {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Pending, Self::Active, Self::Revoked];

    /// The word it is stored under.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Revoked => "revoked",
        }
    }

    /// What the device is told; none once it is no member.
    #[must_use]
    pub fn told(self) -> Option<MemberState> {
        match self {
            Self::Pending => Some(MemberState::Pending),
            Self::Active => Some(MemberState::Active),
            Self::Revoked => None,
        }
    }
}

/// A device that has enrolled once.
#[derive(Clone, PartialEq, Eq)]
pub struct Member {
    /// The member.
    pub id: MemberId,
    /// The device's key.
    pub key: PublicKey,
    /// How far the member is.
    pub state: Membership,
    /// The organization that invited.
    pub organization: Option<String>,
}

impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Member({}, {:?}, …)", self.id, self.state)
    }
}

/// A member as a coordinator sees them: nothing of where they are or what they sent.
#[derive(Clone, PartialEq, Eq)]
pub struct MemberView {
    /// The member.
    pub id: MemberId,
    /// The name that the person chose to tell.
    pub name: Option<String>,
    /// Plate or stall.
    pub unit: Option<String>,
    /// The organization that invited.
    pub organization: Option<String>,
    /// How far the member is.
    pub state: Membership,
    /// When the device enrolled.
    pub joined_at: WireTime,
    /// The phone's last self-check, and when it arrived.
    pub readiness: Option<(Readiness, WireTime)>,
    /// Who waits may be one of these, with another phone: at most [`LIKENESSES_MAX`].
    pub may_be: Vec<Lookalike>,
}

/// Members that are named at most whom one who waits may be.
pub const LIKENESSES_MAX: usize = 3;

/// A member whom one who waits may be.
#[derive(Clone, PartialEq, Eq)]
pub struct Lookalike {
    /// The member.
    pub id: MemberId,
    /// The name that the person chose to tell.
    pub name: Option<String>,
    /// How far the member is: active, or put out.
    pub state: Membership,
}

impl fmt::Debug for Lookalike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lookalike({}, {:?}, …)", self.id, self.state)
    }
}

impl fmt::Debug for MemberView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MemberView({}, {:?}, …)", self.id, self.state)
    }
}

/// Who shall wait no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// This member.
    One(MemberId),
    /// Everybody who waited already at that time: nobody whom the coordinator could not see yet.
    Since(WireTime),
}

/// Some members, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberPage {
    /// Those of this page: who waits first, who is no member any more last.
    pub members: Vec<MemberView>,
    /// How many wait, on every page together.
    pub pending: u64,
    /// How many there are, on every page together.
    pub all: u64,
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
    /// The invitation that it gave.
    pub invitation: InvitationHash,
    /// When it arrived.
    pub now: WireTime,
}

/// The answer to an enrolment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolled {
    /// The member that the key now is.
    pub member: MemberId,
    /// Whether alerts are verified.
    pub state: MemberState,
    /// The organization that invited.
    pub organization: Option<String>,
    /// Whether the key was a member's already.
    pub repeat: bool,
}

/// Why a device was not enrolled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnrolmentRefused {
    /// The invitation does not hold.
    Invitation(InvitationRefused),
    /// The device's membership was ended.
    MemberRevoked,
}

/// Why an invitation does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationRefused {
    /// No such code.
    Unknown,
    /// Who made it took it back.
    Revoked,
    /// Its hours are over.
    Expired,
    /// Its uses are over.
    Used,
}

/// A key that is looked up for every request that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signer {
    /// An active member's.
    Member(PublicKey),
    /// That of a device that was put out.
    PutOut(PublicKey),
}

impl Signer {
    /// The key.
    #[must_use]
    pub fn key(&self) -> &PublicKey {
        match self {
            Self::Member(key) | Self::PutOut(key) => key,
        }
    }
}

/// A membership that was just ended.
#[derive(Debug, Clone)]
pub(crate) struct Ended {
    /// The key that was a member's until now.
    pub(crate) key: PublicKey,
    /// The board after it, if it shows an open incident of that device.
    pub(crate) board: Option<BoardSeq>,
}

/// What came of words that put a device out.
#[derive(Debug, Clone)]
pub(crate) enum PhraseSaid {
    /// They are nobody's.
    Unknown,
    /// The device had been put out already.
    AlreadyOut,
    /// The device is a member's no more.
    PutOut(Box<Ended>),
}

/// A membership that another device has taken over.
#[derive(Debug, Clone)]
pub(crate) struct TakenOver {
    /// The key that is the member's from now on.
    pub(crate) key: PublicKey,
    /// The device that is put out by it; none if it was already.
    pub(crate) ended: Option<Ended>,
}

/// How a device came to be a member's no more.
#[derive(Clone, PartialEq, Eq)]
pub struct PutOut {
    /// When.
    pub at: WireTime,
    /// By whom.
    pub by: PutOutBy,
    /// The organization that had invited; none if everything of the member was deleted since.
    pub organization: Option<String>,
    /// The name that the person chose to tell.
    pub name: Option<String>,
}

impl fmt::Debug for PutOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PutOut({}, {:?}, …)", self.at, self.by)
    }
}

/// Who put a device out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PutOutBy {
    /// A coordinator or supervisor ended the membership.
    Revoked(OperatorId),
    /// A coordinator or supervisor let another phone take its place.
    Replaced(OperatorId),
    /// The member, by the words for it.
    Phrase,
}

impl PutOutBy {
    /// The word it is stored under, and the operator with it.
    #[must_use]
    pub fn stored(self) -> (&'static str, Option<OperatorId>) {
        match self {
            Self::Revoked(operator) => ("revoked", Some(operator)),
            Self::Replaced(operator) => ("replaced", Some(operator)),
            Self::Phrase => ("phrase", None),
        }
    }

    /// Reads what [`Self::stored`] gave.
    #[must_use]
    pub fn from_stored(word: &str, operator: Option<OperatorId>) -> Option<Self> {
        match (word, operator) {
            ("revoked", Some(operator)) => Some(Self::Revoked(operator)),
            ("replaced", Some(operator)) => Some(Self::Replaced(operator)),
            ("phrase", None) => Some(Self::Phrase),
            _ => None,
        }
    }
}
