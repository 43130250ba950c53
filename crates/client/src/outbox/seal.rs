//! Sealing: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha) with a fresh random nonce per value, bound
//! to the place where the value lies, so that no two can be swapped.

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};

/// Length of the nonce before each sealed value, in bytes.
const NONCE_BYTES: usize = 24;

/// Seals and opens values with one key, which is wiped from memory when this is dropped.
#[derive(Clone)]
pub struct Sealer(XChaCha20Poly1305);

/// The value was not sealed with this key, at this place, or was changed since.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sealed value could not be opened")]
pub struct SealBroken;

/// The system gave no randomness, so nothing can be sealed.
#[derive(Debug, thiserror::Error)]
#[error("no randomness for sealing: {0}")]
pub struct NoRandomness(#[from] getrandom::Error);

impl Sealer {
    /// A sealer with this key.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        Self(XChaCha20Poly1305::new(key.into()))
    }

    /// Seals a value for one place.
    pub fn seal(&self, place: &str, value: &[u8]) -> Result<Vec<u8>, NoRandomness> {
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut nonce)?;
        let payload = Payload {
            msg: value,
            aad: place.as_bytes(),
        };
        // Encryption fails only beyond 256 GiB.
        let sealed = self
            .0
            .encrypt(&XNonce::from(nonce), payload)
            .unwrap_or_default();
        Ok([&nonce, sealed.as_slice()].concat())
    }

    /// Opens what [`Self::seal`] made for the same place.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, SealBroken> {
        let (nonce, sealed) = sealed
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or(SealBroken)?;
        let payload = Payload {
            msg: sealed,
            aad: place.as_bytes(),
        };
        self.0
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| SealBroken)
    }
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealer(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_wiped_with_the_sealer() {
        const fn is_wiped<T: zeroize::ZeroizeOnDrop>() {}
        is_wiped::<XChaCha20Poly1305>();
    }

    #[test]
    fn a_sealed_value_opens_only_with_its_key_at_its_place_and_unchanged() {
        let key = Sealer::new(&[7; 32]);
        let sealed = key.seal("alert/1", b"Rosa").unwrap();
        assert_eq!(key.open("alert/1", &sealed).unwrap(), b"Rosa");
        assert_eq!(key.open("alert/2", &sealed), Err(SealBroken));
        assert_eq!(
            Sealer::new(&[8; 32]).open("alert/1", &sealed),
            Err(SealBroken)
        );
        for index in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[index] ^= 1;
            assert_eq!(key.open("alert/1", &changed), Err(SealBroken));
        }
        assert!(!sealed.windows(4).any(|window| window == b"Rosa"));
    }
}
