//! What a screen may show of an invitation.

use auxilio_protocol::enrolment::InvitationLink;
use auxilio_protocol::invitation::InvitationInfo;
use auxilio_protocol::problem::ProblemKind;

/// An invitation that was opened and has yet to be answered.
#[derive(Debug, Clone, PartialEq)]
pub struct InvitationView {
    /// Which.
    pub link: InvitationLink,
    /// What its central says of it.
    pub told: Told,
    /// The person has agreed to it, and it has yet to be sent.
    pub agreed: bool,
}

/// What a central says of an invitation.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    /// It is being asked.
    Asking,
    /// It could not be asked. It is asked again by itself, and nothing waits for the answer.
    NotYet,
    /// Who invites. Nobody signed it.
    Holds(InvitationInfo),
    /// The invitation does not hold.
    Refused(ProblemKind),
}
