//! Who is enrolled: the keys in memory, since every request looks one up, and how they get there.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};
use std::time::Duration;

use auxilio_protocol::enrolment::{InvitationError, InvitationLink, InvitationToken};
use auxilio_protocol::{Endpoint, KeyId, PublicKey, WireTime};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::store::{NewInvitation, Store, StoreError};

/// Randomness in an invitation's code, in bytes.
const TOKEN_BYTES: usize = 24;

/// The enrolled keys.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    keys: RwLock<HashMap<KeyId, PublicKey>>,
}

impl Roster {
    /// Everybody that the store knows.
    pub(crate) async fn load(store: &Store) -> Result<Self, StoreError> {
        let members = store.members().await?;
        let keys = members
            .into_iter()
            .map(|member| (member.key.id(), member.key));
        Ok(Self {
            keys: RwLock::new(keys.collect()),
        })
    }

    /// The key of that id, if it is enrolled.
    pub(crate) fn find(&self, id: &KeyId) -> Option<PublicKey> {
        self.keys
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(id)
            .cloned()
    }

    /// A key that the store holds now.
    pub(crate) fn add(&self, key: PublicKey) {
        self.keys
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key.id(), key);
    }
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
    endpoint: Endpoint,
    organization: &str,
    uses: u32,
    lasts: Duration,
    now: WireTime,
) -> Result<InvitationLink, InviteError> {
    let mut random = [0; TOKEN_BYTES];
    getrandom::fill(&mut random)?;
    let token = InvitationToken::new(&URL_SAFE_NO_PAD.encode(random))?;
    let lasts_ms = i64::try_from(lasts.as_millis()).unwrap_or(i64::MAX);
    let new = NewInvitation {
        token_hash: token_hash(&token),
        organization: organization.to_owned(),
        uses,
        now,
        expires_at: now.plus_ms(lasts_ms),
    };
    store.invite(&new).await?;
    Ok(InvitationLink { endpoint, token })
}

/// What is kept of an invitation's code. The code is random, so a plain hash cannot be guessed.
pub(crate) fn token_hash(token: &InvitationToken) -> [u8; 32] {
    Sha256::digest(token.expose()).into()
}
