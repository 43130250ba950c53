//! Ed25519 keys as JSON Web Keys (RFC 8037), named by their thumbprint (RFC 7638).

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, Verifier as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::limits::KEYS_MAX;

/// Length of a signature, in bytes.
pub const SIGNATURE_BYTES: usize = 64;

/// A secret key. Forgotten in memory when dropped; `Debug` shows only its id.
#[derive(Clone)]
pub struct SigningKey {
    secret: ed25519_dalek::SigningKey,
    id: KeyId,
}

impl SigningKey {
    /// The key of 32 random bytes.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        let secret = ed25519_dalek::SigningKey::from_bytes(seed);
        let id = PublicKey(secret.verifying_key()).id();
        Self { secret, id }
    }

    /// The other half.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.secret.verifying_key())
    }

    /// The thumbprint of the public half.
    #[must_use]
    pub fn id(&self) -> &KeyId {
        &self.id
    }

    /// The secret that this key and another one have in common (X25519, RFC 7748 section 6.1, over
    /// the keys' Montgomery forms). That one pair of keys may do both is shown in
    /// <https://eprint.iacr.org/2021/509>.
    pub(crate) fn secret_with(&self, other: &PublicKey) -> [u8; 32] {
        let theirs = other.0.to_montgomery();
        theirs.mul_clamped(self.secret.to_scalar_bytes()).to_bytes()
    }

    /// Signs bytes.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; SIGNATURE_BYTES] {
        self.secret.sign(message).to_bytes()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({}, …)", self.id)
    }
}

/// A public key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Jwk", into = "Jwk")]
pub struct PublicKey(ed25519_dalek::VerifyingKey);

/// Why bytes or a JWK are no key of ours.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an Ed25519 public key (RFC 8037: kty OKP, crv Ed25519, x of 32 bytes)")]
pub struct KeyError;

/// The signature is not by that key over those bytes.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not hold")]
pub struct BadSignature;

impl PublicKey {
    /// The key of its 32 bytes. Keys of small order, under which anything verifies, are refused.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, KeyError> {
        match ed25519_dalek::VerifyingKey::from_bytes(bytes) {
            Ok(key) if !key.is_weak() => Ok(Self(key)),
            _ => Err(KeyError),
        }
    }

    /// The 32 bytes, for storage.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// The 32 bytes in base64url, as in the `x` of a JWK.
    #[must_use]
    pub fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.as_bytes())
    }

    /// Reads what [`Self::to_text`] gave.
    pub fn from_text(text: &str) -> Result<Self, KeyError> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| KeyError)?;
        Self::from_bytes(&bytes.try_into().map_err(|_| KeyError)?)
    }

    /// RFC 7638: SHA-256 over the required members in lexicographic order.
    #[must_use]
    pub fn id(&self) -> KeyId {
        let x = self.to_text();
        let canonical = format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#);
        KeyId(URL_SAFE_NO_PAD.encode(Sha256::digest(canonical)))
    }

    /// Whether the signature is by this key over these bytes.
    pub fn verify(
        &self,
        message: &[u8],
        signature: &[u8; SIGNATURE_BYTES],
    ) -> Result<(), BadSignature> {
        let signature = ed25519_dalek::Signature::from_bytes(signature);
        self.0.verify(message, &signature).map_err(|_| BadSignature)
    }
}

/// One signature to check: the message, its signature, and the key it should be by.
pub type Claimed<'a> = (&'a [u8], &'a [u8; SIGNATURE_BYTES], &'a PublicKey);

/// Checks many signatures at about half the cost of one after the other. `false` if any of them
/// does not hold: then check each with [`PublicKey::verify`].
#[must_use]
pub fn all_hold(claimed: &[Claimed<'_>]) -> bool {
    let messages: Vec<&[u8]> = claimed.iter().map(|(message, ..)| *message).collect();
    let signatures: Vec<_> = claimed
        .iter()
        .map(|(_, bytes, _)| ed25519_dalek::Signature::from_bytes(bytes))
        .collect();
    let keys: Vec<_> = claimed.iter().map(|(.., key)| key.0).collect();
    ed25519_dalek::verify_batch(&messages, &signatures, &keys).is_ok()
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.id())
    }
}

/// A public key as it travels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jwk {
    /// Always `OKP`.
    pub kty: String,
    /// Always `Ed25519`.
    pub crv: String,
    /// The key's 32 bytes in base64url.
    pub x: String,
}

impl From<PublicKey> for Jwk {
    fn from(key: PublicKey) -> Self {
        Self {
            kty: "OKP".to_owned(),
            crv: "Ed25519".to_owned(),
            x: key.to_text(),
        }
    }
}

impl TryFrom<Jwk> for PublicKey {
    type Error = KeyError;

    fn try_from(jwk: Jwk) -> Result<Self, KeyError> {
        if jwk.kty != "OKP" || jwk.crv != "Ed25519" {
            return Err(KeyError);
        }
        Self::from_text(&jwk.x)
    }
}

/// The RFC 7638 thumbprint of a public key, in base64url.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeyId(String);

impl KeyId {
    /// The id that a message names; it may be of a key that nobody knows.
    #[must_use]
    pub fn claimed(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text of it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The keys of a central (a JWK Set, RFC 7517 section 5). Keys of other kinds are passed over.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "RawKeySet", into = "RawKeySet")]
pub struct KeySet(Vec<PublicKey>);

#[derive(Serialize, Deserialize)]
struct RawKeySet {
    keys: Vec<serde_json::Value>,
}

impl KeySet {
    /// A set of these keys; those beyond [`KEYS_MAX`] are left out.
    #[must_use]
    pub fn new(keys: impl IntoIterator<Item = PublicKey>) -> Self {
        Self(keys.into_iter().take(KEYS_MAX).collect())
    }

    /// The key of that id.
    #[must_use]
    pub fn find(&self, id: &KeyId) -> Option<&PublicKey> {
        self.0.iter().find(|key| key.id() == *id)
    }

    /// The key in use: a central names it first.
    #[must_use]
    pub fn first(&self) -> Option<&PublicKey> {
        self.0.first()
    }

    /// Whether a key is in both: the sets are of one central, at two times.
    #[must_use]
    pub fn shares_a_key_with(&self, other: &Self) -> bool {
        self.0.iter().any(|key| other.0.contains(key))
    }

    /// Whether no key is known, so that nothing can be verified.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<RawKeySet> for KeySet {
    fn from(raw: RawKeySet) -> Self {
        Self::new(
            raw.keys
                .into_iter()
                .filter_map(|key| serde_json::from_value(key).ok()),
        )
    }
}

impl From<KeySet> for RawKeySet {
    fn from(set: KeySet) -> Self {
        let keys = set.0.into_iter().map(|key| {
            let id = key.id();
            let jwk = Jwk::from(key);
            serde_json::json!({ "kty": jwk.kty, "crv": jwk.crv, "x": jwk.x, "kid": id })
        });
        Self {
            keys: keys.collect(),
        }
    }
}
