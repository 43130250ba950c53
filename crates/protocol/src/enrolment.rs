//! How a device becomes a member's: an invitation link, and what the device answers to it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::endpoint::{Endpoint, EndpointError};
use crate::id::MemberId;
use crate::key::{Jwk, KeySet};
use crate::profile::Profile;
use crate::time::WireTime;

/// An invitation as a coordinator passes it on: `https://<central>/unirse/<token>`, or
/// `auxilio://unirse?c=<host>&t=<token>`. It carries no personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct InvitationLink {
    /// The central that invites.
    pub endpoint: Endpoint,
    /// Unguessable, limited in uses and time.
    pub token: InvitationToken,
}

/// The secret in an invitation. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InvitationToken(String);

impl InvitationToken {
    /// Longest token, in characters.
    pub const CHARS_MAX: usize = 128;

    /// A token of letters, digits, `-` and `_`.
    pub fn new(text: &str) -> Result<Self, InvitationError> {
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if text.is_empty() || text.len() > Self::CHARS_MAX || !text.chars().all(plain) {
            return Err(InvitationError::Token);
        }
        Ok(Self(text.to_owned()))
    }

    /// The token, to send or to compare.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for InvitationToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InvitationToken(…)")
    }
}

impl fmt::Debug for InvitationLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InvitationLink({}, …)", self.endpoint)
    }
}

/// Why a text is not an invitation.
#[derive(Debug, thiserror::Error)]
pub enum InvitationError {
    /// Not a link at all.
    #[error("the invitation is not a link")]
    Link(#[from] url::ParseError),
    /// A link, but not to an invitation.
    #[error("the link is not an invitation: it should end in /unirse/ and a code")]
    NotAnInvitation,
    /// The code has characters that no code has, or is too long.
    #[error("the invitation's code is not valid")]
    Token,
    /// A code belongs to a central, and none is known yet.
    #[error("a code needs the central's address first")]
    CodeWithoutCentral,
    /// The link's server cannot be used.
    #[error("the invitation's address cannot be used")]
    Endpoint(#[from] EndpointError),
}

impl InvitationLink {
    /// What a person pastes or types: the link, or, once it is known which central it is for, the
    /// short code that stands beside it, in either case and with or without its dash.
    pub fn typed(text: &str, central: Option<&Endpoint>) -> Result<Self, InvitationError> {
        let text = text.trim();
        if text.contains("://") {
            return text.parse();
        }
        let code: String = text.split_whitespace().collect();
        let token = InvitationToken::new(&code)?;
        let endpoint = central
            .cloned()
            .ok_or(InvitationError::CodeWithoutCentral)?;
        Ok(Self { endpoint, token })
    }
}

impl FromStr for InvitationLink {
    type Err = InvitationError;

    fn from_str(text: &str) -> Result<Self, InvitationError> {
        let link = Url::parse(text.trim())?;
        let (base, token) = if link.scheme() == "auxilio" {
            let find = |name| {
                link.query_pairs()
                    .find(|(key, _)| key == name)
                    .map(|(_, v)| v)
            };
            let (Some(host), Some(token)) = (find("c"), find("t")) else {
                return Err(InvitationError::NotAnInvitation);
            };
            (Endpoint::from_host(&host)?, token.into_owned())
        } else {
            let (base, token) = text
                .trim()
                .rsplit_once("/unirse/")
                .ok_or(InvitationError::NotAnInvitation)?;
            (base.parse()?, token.to_owned())
        };
        Ok(Self {
            endpoint: base,
            token: InvitationToken::new(&token)?,
        })
    }
}

impl fmt::Display for InvitationLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}unirse/{}", self.endpoint, self.token.0)
    }
}

/// `POST /v1/enrolments`, signed by the key that it brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentRequest {
    /// The invitation's code.
    pub invitation: InvitationToken,
    /// The device's key.
    pub public_key: Jwk,
    /// What the person chose to tell.
    pub profile: Profile,
    /// What the person agreed to.
    pub consent: Consent,
}

/// The person's agreement (Ley 29733).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Version of the text that was shown.
    pub text: String,
    /// When the person agreed.
    pub at: WireTime,
}

/// The central's answer to an enrolment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentAnswer {
    /// The member that this device now is.
    pub member: MemberId,
    /// Whether the member's alerts are verified already.
    pub state: MemberState,
    /// The central's keys, to be pinned.
    pub jwks: KeySet,
    /// The organization that invited, for the profile.
    pub organization: Option<String>,
}

/// Whether a member's alerts are verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberState {
    /// Yes.
    Active,
    /// Not before a coordinator approves.
    Pending,
}
