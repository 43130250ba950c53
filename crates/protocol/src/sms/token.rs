//! The part of a text message for programs: which alert it is, and a proof of who wrote it.
//!
//! An Ed25519 signature would take 86 of the 160 characters and leave too few for a human. The
//! proof is a MAC instead, under a key that the device and its central have in common without ever
//! having exchanged one: X25519 over the two Ed25519 keys that each knows of the other. HMAC-SHA256,
//! cut to 128 bits: half of the hash, the least that RFC 2104 (section 5) advises. Only the central
//! that it is for can check it, and only the device or that central can have made it.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use crate::id::AlertId;
use crate::key::{KeyId, PublicKey, SigningKey};
use crate::time::WireTime;

/// What every token of this form begins with.
const PREFIX: &str = "A1";
/// Separates this use of the common secret from every other.
const CONTEXT: &[u8] = b"auxilio-sms-v1";
const ID_BYTES: usize = 16;
const TIME_BYTES: usize = 4;
const HINT_BYTES: usize = 4;
const TAG_BYTES: usize = 16;
const TAGGED_BYTES: usize = ID_BYTES + 2 * TIME_BYTES + HINT_BYTES;
const TOKEN_BYTES: usize = TAGGED_BYTES + TAG_BYTES;
/// Length of a token in a message, in characters, each one septet.
pub const TOKEN_CHARS: usize = PREFIX.len() + (TOKEN_BYTES * 8).div_ceil(6);

/// The one character of base64url (RFC 4648, section 5) that lies elsewhere in GSM-7 than in ASCII,
/// so that gateways turn it into another.
const UNSAFE: char = '_';
/// What stands in its place.
const SAFE: char = '.';

/// What a token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Untagged {
    pub(super) id: AlertId,
    /// To the second.
    pub(super) raised_at: WireTime,
    /// When the position was measured, to the second; none without one.
    pub(super) taken_at: Option<WireTime>,
}

/// A token with its proof, checked or not.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Token {
    tagged: [u8; TAGGED_BYTES],
    tag: [u8; TAG_BYTES],
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({}, …)", self.untagged().id)
    }
}

/// A word is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a token is {PREFIX} and {TOKEN_BYTES} bytes in base64")]
pub struct NoToken;

impl Token {
    pub(super) fn by(
        device: &SigningKey,
        central: &PublicKey,
        untagged: Untagged,
        words: &str,
    ) -> Self {
        let mut tagged = [0; TAGGED_BYTES];
        let taken_s = untagged.taken_at.map_or(0, |at| seconds(at).max(1));
        let parts = (untagged.id.as_bytes().iter().copied())
            .chain(seconds(untagged.raised_at).to_be_bytes())
            .chain(taken_s.to_be_bytes())
            .chain(hint(device.id()).unwrap_or_default());
        for (byte, part) in tagged.iter_mut().zip(parts) {
            *byte = part;
        }
        let key = common_key(&device.secret_with(central), &device.public(), central);
        let tag = mac(&key, &tagged, words).map_or([0; TAG_BYTES], |mac| {
            let whole: [u8; 32] = mac.finalize().into_bytes().into();
            let mut tag = [0; TAG_BYTES];
            tag.copy_from_slice(whole.split_at(TAG_BYTES).0);
            tag
        });
        Self { tagged, tag }
    }

    pub(super) fn is_by(&self, device: &PublicKey, central: &SigningKey, words: &str) -> bool {
        let key = common_key(&central.secret_with(device), device, &central.public());
        // In constant time.
        mac(&key, &self.tagged, words)
            .is_some_and(|mac| mac.verify_truncated_left(&self.tag).is_ok())
    }

    /// Whether the device that it names may be the one of this key. Several may: a name of four
    /// bytes only saves trying every key.
    #[must_use]
    pub fn names(&self, key: &KeyId) -> bool {
        let (_, named) = self.tagged.split_at(TAGGED_BYTES - HINT_BYTES);
        hint(key).is_some_and(|hint| hint == *named)
    }

    pub(super) fn untagged(&self) -> Untagged {
        let mut bytes = self.tagged.iter().copied();
        let id = std::array::from_fn(|_| bytes.next().unwrap_or_default());
        let mut time = || {
            let s = u32::from_be_bytes(std::array::from_fn(|_| bytes.next().unwrap_or_default()));
            WireTime::from_unix_ms(i64::from(s) * 1_000)
        };
        let (raised_at, taken_at) = (time(), time());
        Untagged {
            id: AlertId::from_bytes(id),
            raised_at,
            taken_at: (taken_at.unix_ms() > 0).then_some(taken_at),
        }
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [self.tagged.as_slice(), &self.tag].concat();
        let text = URL_SAFE_NO_PAD.encode(bytes);
        write!(
            f,
            "{PREFIX}{}",
            text.replace(UNSAFE, SAFE.encode_utf8(&mut [0; 4]))
        )
    }
}

impl FromStr for Token {
    type Err = NoToken;

    fn from_str(word: &str) -> Result<Self, NoToken> {
        if word.len() != TOKEN_CHARS || word.contains(UNSAFE) {
            return Err(NoToken);
        }
        let text = word.strip_prefix(PREFIX).ok_or(NoToken)?;
        let text = text.replace(SAFE, UNSAFE.encode_utf8(&mut [0; 4]));
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NoToken)?;
        let bytes: [u8; TOKEN_BYTES] = bytes.try_into().map_err(|_| NoToken)?;
        let (tagged, tag) = bytes.split_at(TAGGED_BYTES);
        Ok(Self {
            tagged: tagged.try_into().map_err(|_| NoToken)?,
            tag: tag.try_into().map_err(|_| NoToken)?,
        })
    }
}

/// Seconds since 1970, as far as four bytes hold them: to the year 2106.
fn seconds(at: WireTime) -> u32 {
    u32::try_from(at.unix_ms().div_euclid(1_000).max(0)).unwrap_or(u32::MAX)
}

/// The first bytes of a key's thumbprint; none of what is no thumbprint.
fn hint(key: &KeyId) -> Option<[u8; HINT_BYTES]> {
    let bytes = URL_SAFE_NO_PAD.decode(key.as_str()).ok()?;
    bytes.get(..HINT_BYTES)?.try_into().ok()
}

/// The key that device and central have in common, bound to which is which.
fn common_key(secret: &[u8; 32], device: &PublicKey, central: &PublicKey) -> [u8; 32] {
    let digest = Sha256::new()
        .chain_update(CONTEXT)
        .chain_update(secret)
        .chain_update(device.as_bytes())
        .chain_update(central.as_bytes());
    digest.finalize().into()
}

fn mac(key: &[u8; 32], tagged: &[u8], words: &str) -> Option<Hmac<Sha256>> {
    let mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    Some(mac.chain_update(tagged).chain_update(words))
}
