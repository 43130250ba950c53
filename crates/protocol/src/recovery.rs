//! Words on paper with which a member puts their own device out, from any browser, when they do not
//! have it any more.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::directory::folded;
use crate::limits::{RECOVERY_PHRASE_CHARS_MAX, RECOVERY_WORDS};

/// Separates this use of the hash from every other.
const CONTEXT: &[u8] = b"auxilio-recovery-v1:";
const HASH_BYTES: usize = 32;

/// What a central and a phone may know of the words: their hash, from which nobody comes back to
/// them. That takes no slow hash, for the words are random: 66 bits.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhraseHash([u8; HASH_BYTES]);

/// Not as many words as there must be, or more letters than words have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a recovery phrase has {RECOVERY_WORDS} words")]
pub struct NoPhrase;

/// Not a hash of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not {HASH_BYTES} bytes in base64url")]
pub struct NoHash;

impl PhraseHash {
    /// The hash of words as somebody typed them: accents, capitals, and what stands between the
    /// words make no difference.
    pub fn of(typed: &str) -> Result<Self, NoPhrase> {
        if typed.chars().count() > RECOVERY_PHRASE_CHARS_MAX {
            return Err(NoPhrase);
        }
        let folded = folded(typed);
        let words = folded.split(|c: char| !c.is_alphabetic());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        if words.len() != RECOVERY_WORDS {
            return Err(NoPhrase);
        }
        let hash = Sha256::new()
            .chain_update(CONTEXT)
            .chain_update(words.join(" "))
            .finalize();
        Ok(Self(hash.into()))
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; HASH_BYTES] {
        &self.0
    }
}

impl fmt::Debug for PhraseHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PhraseHash(…)")
    }
}

impl TryFrom<String> for PhraseHash {
    type Error = NoHash;

    fn try_from(text: String) -> Result<Self, NoHash> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NoHash)?;
        bytes.try_into().map(Self).map_err(|_| NoHash)
    }
}

impl From<PhraseHash> for String {
    fn from(hash: PhraseHash) -> Self {
        URL_SAFE_NO_PAD.encode(hash.0)
    }
}

/// Body of `PUT /v1/me/recovery`: from now on these words put the device out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecoveryRequest {
    /// The hash of the words.
    pub phrase: PhraseHash,
}
