//! Invitations: a link, the same as a short code to type, and what is kept of both.
//!
//! Token and code are made from a random salt by the central's own key. So a coordinator can show
//! them again as long as the invitation lasts, and who reads the database alone cannot enrol.

use std::fmt;
use std::time::Duration;

use auxilio_protocol::enrolment::{InvitationError, InvitationLink, InvitationToken};
use auxilio_protocol::{Endpoint, SigningKey, WireTime};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::alphabet;
use crate::store::{InvitationHash, InvitationId, NewInvitation, OperatorId, Store, StoreError};

/// Randomness from which an invitation is made, in bytes.
pub(crate) const SALT_BYTES: usize = 16;
/// What stands in an invitation's link, in bytes before base64url.
const TOKEN_BYTES: usize = 24;
/// Letters of a short code, 5 bits each. What keeps 40 bits from being guessed is that they end
/// with the invitation, and [`crate::guesses`] lets nobody try often.
const CODE_CHARS: usize = 8;
const GROUP_CHARS: usize = 4;

/// An invitation to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Who invites.
    pub organization: String,
    /// How many devices may use it.
    pub uses: u32,
    /// How long it lasts.
    pub lasts: Duration,
    /// Whether who comes by it has to be approved.
    pub needs_approval: bool,
    /// Who makes it; none at the command line.
    pub by: Option<OperatorId>,
}

/// An invitation that was made.
#[derive(Debug, Clone)]
pub struct Invited {
    /// Its number.
    pub id: InvitationId,
    /// What is passed on.
    pub link: InvitationLink,
    /// The same to be typed, valid at this central only.
    pub code: ShortCode,
}

/// Why no invitation was made.
#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    /// The system gives no randomness.
    #[error("no randomness for an invitation")]
    Randomness(#[from] getrandom::Error),
    /// The code was not a code.
    #[error(transparent)]
    Token(#[from] InvitationError),
    /// It could not be kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes an invitation: unguessable, for so many devices and so long.
pub async fn invite(
    store: &Store,
    key: &SigningKey,
    endpoint: Endpoint,
    invitation: &Invitation,
    now: WireTime,
) -> Result<Invited, InviteError> {
    let mut salt = [0; SALT_BYTES];
    getrandom::fill(&mut salt)?;
    let (token, code) = (token(key, &salt)?, ShortCode::of(key, &salt));
    let lasts_ms = i64::try_from(invitation.lasts.as_millis()).unwrap_or(i64::MAX);
    let new = NewInvitation {
        salt,
        token_hash: token_hash(&token),
        code_hash: code.hash(key),
        organization: invitation.organization.trim().to_owned(),
        uses: invitation.uses,
        needs_approval: invitation.needs_approval,
        by: invitation.by,
        now,
        expires_at: now.plus_ms(lasts_ms),
    };
    let id = store.invite(&new).await?;
    let link = InvitationLink { endpoint, token };
    Ok(Invited { id, link, code })
}

/// The token of an invitation's link, made again.
pub(crate) fn token(
    key: &SigningKey,
    salt: &[u8; SALT_BYTES],
) -> Result<InvitationToken, InvitationError> {
    let secret = derive(key, "token", salt);
    let bytes = secret.get(..TOKEN_BYTES).unwrap_or_default();
    InvitationToken::new(&URL_SAFE_NO_PAD.encode(bytes))
}

/// A few letters that stand for an invitation where there is no camera and nothing to paste.
/// `Debug` does not show them.
#[derive(Clone, PartialEq, Eq)]
pub struct ShortCode(String);

impl ShortCode {
    /// The code of an invitation, made again.
    pub(crate) fn of(key: &SigningKey, salt: &[u8; SALT_BYTES]) -> Self {
        let secret = derive(key, "code", salt);
        Self(
            secret
                .into_iter()
                .take(CODE_CHARS)
                .map(alphabet::letter)
                .collect(),
        )
    }

    /// What somebody typed, in whatever case and with or without dashes; none if it cannot be a
    /// code.
    pub(crate) fn read(typed: &str) -> Option<Self> {
        let code: String = typed
            .chars()
            .filter(|c| *c != '-')
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let whole = code.len() == CODE_CHARS && code.bytes().all(alphabet::has);
        whole.then_some(Self(code))
    }

    fn hash(&self, key: &SigningKey) -> [u8; 32] {
        derive(key, "code-hash", self.0.as_bytes())
    }
}

impl fmt::Display for ShortCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at_checked(GROUP_CHARS).unwrap_or_default();
        write!(f, "{first}-{second}")
    }
}

impl fmt::Debug for ShortCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ShortCode(…)")
    }
}

/// What a phone gave as its invitation: a link's token or a short code, as it is looked up. No
/// token is as short as a code.
pub(crate) fn look_up(key: &SigningKey, given: &InvitationToken) -> InvitationHash {
    match ShortCode::read(given.expose()) {
        Some(code) => InvitationHash::Code(code.hash(key)),
        None => InvitationHash::Token(token_hash(given)),
    }
}

/// A central's address as people type it: `https` is what a phone takes without being told.
pub(crate) fn typed_address(endpoint: &Endpoint) -> String {
    let address = endpoint.to_string();
    let short = address.trim_start_matches("https://");
    short.trim_end_matches('/').to_owned()
}

/// What is kept of a token. It is long and random, so a plain hash cannot be guessed.
fn token_hash(token: &InvitationToken) -> [u8; 32] {
    Sha256::digest(token.expose()).into()
}

/// Bytes that only the holder of this key can make. An Ed25519 signature is the same every time
/// (RFC 8032), and no JWS begins like this one's message, so nothing that is published tells it.
pub(crate) fn derive(key: &SigningKey, purpose: &str, from: &[u8]) -> [u8; 32] {
    let message = [b"auxilio invitation: ", purpose.as_bytes(), b": ", from].concat();
    Sha256::digest(key.sign(&message)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_seed(&[seed; 32])
    }

    #[test]
    fn token_and_code_come_again_from_the_same_key_and_salt_only() {
        let made = |seed, salt| {
            let key = key(seed);
            let token = token(&key, &[salt; SALT_BYTES]).unwrap();
            (
                token.expose().to_owned(),
                ShortCode::of(&key, &[salt; SALT_BYTES]).0,
            )
        };
        assert_eq!(made(1, 1), made(1, 1));
        for other in [made(2, 1), made(1, 2)] {
            assert_ne!(made(1, 1).0, other.0);
            assert_ne!(made(1, 1).1, other.1);
        }
        assert_eq!(made(1, 1).0.len(), 32);
    }

    #[test]
    fn a_code_is_read_in_whatever_case_and_with_or_without_its_dash() {
        let code = ShortCode::of(&key(1), &[7; SALT_BYTES]);
        let shown = code.to_string();
        assert_eq!(shown.len(), CODE_CHARS + 1);
        for typed in [&shown, &shown.to_uppercase(), &shown.replace('-', "")] {
            assert_eq!(ShortCode::read(typed).as_ref(), Some(&code));
        }
        for other in ["", "abcd-efg", "abcd-efghi", "abcd-efg0", "abcd efgh"] {
            assert_eq!(ShortCode::read(other), None, "{other}");
        }
        assert_eq!(format!("{code:?}"), "ShortCode(…)");
    }

    #[test]
    fn a_links_token_is_never_taken_for_a_code() {
        let token = token(&key(1), &[7; SALT_BYTES]).unwrap();
        assert!(matches!(look_up(&key(1), &token), InvitationHash::Token(_)));
    }
}
