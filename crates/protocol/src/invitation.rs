//! What an invitation says of itself before anybody answers it.

use serde::{Deserialize, Serialize};

use crate::enrolment::InvitationToken;
use crate::time::WireTime;

/// Version of the words of consent: what is shared with whom, when, who keeps it and how to leave.
/// The words themselves are the app's (`locales/es-PE/enrol.ftl`); whoever changes them gives them
/// another version.
pub const CONSENT_TEXT: &str = "2026-11-25";

/// The address of what an invitation says, below the central's. It holds the invitation's secret,
/// as the invitation's own link does.
#[must_use]
pub fn path(token: &InvitationToken) -> String {
    format!("v1/invitations/{}", token.expose())
}

/// `GET /v1/invitations/{token or short code}`, unsigned: who invites. It holds no personal data
/// and proves nothing, for nobody signed it: it is shown, and only an enrolment is believed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationInfo {
    /// Name of the municipality.
    pub municipality: String,
    /// The organization that invites.
    pub organization: String,
    /// When the invitation ends, by the central's clock.
    pub expires_at: WireTime,
    /// Whether a coordinator has to approve who comes by it.
    pub needs_approval: bool,
    /// The words that this central expects people to agree to.
    pub consent: ConsentAsked,
}

/// The words that are to be agreed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentAsked {
    /// Their version, as [`CONSENT_TEXT`].
    pub text: String,
}
