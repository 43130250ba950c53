//! What must not lie in the database as it is: secrets that the central has to read again. Sealed
//! with XChaCha20-Poly1305 under a key of its own beside the database, so that who has only the one
//! has nothing, and so that a new signing key leaves it readable.

use std::fmt;
use std::path::Path;

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::keys::{self, KeyFileError};

const FILE: &str = "sealing.key";
/// Bytes before what is sealed: the nonce, random for each (192 bits, so none comes twice).
const NONCE_BYTES: usize = 24;

/// What seals and unseals.
pub(crate) struct Seal(XChaCha20Poly1305);

impl fmt::Debug for Seal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seal(…)")
    }
}

/// Why something was not sealed or not read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SealError {
    /// The system gives no randomness.
    #[error("no randomness to seal a secret with")]
    Randomness(#[from] getrandom::Error),
    /// It does not fit into memory.
    #[error("a secret cannot be sealed")]
    Seal,
    /// Sealed under another key, for another place, or damaged.
    #[error("a sealed secret cannot be read: is sealing.key the one of this database?")]
    Unreadable,
}

impl Seal {
    /// Reads the key, or makes it where there is none.
    pub(crate) fn load_or_create(data: &Path) -> Result<Self, KeyFileError> {
        let key = keys::secret(data, FILE)?;
        Ok(Self(XChaCha20Poly1305::new((&*key).into())))
    }

    /// Seals a secret for one place: it can be read there and nowhere else.
    pub(crate) fn seal(&self, place: &str, secret: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut nonce)?;
        let payload = Payload {
            msg: secret,
            aad: place.as_bytes(),
        };
        let sealed = self.0.encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| SealError::Seal)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Reads what was sealed for that place.
    pub(crate) fn unseal(
        &self,
        place: &str,
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, SealError> {
        let (nonce, msg) = sealed
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or(SealError::Unreadable)?;
        let payload = Payload {
            msg,
            aad: place.as_bytes(),
        };
        let secret = self.0.decrypt(&XNonce::from(*nonce), payload);
        secret
            .map(Zeroizing::new)
            .map_err(|_| SealError::Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_again_in_its_own_place_only_and_under_its_own_key_only() {
        let folder = tempfile::tempdir().unwrap();
        let seal = Seal::load_or_create(folder.path()).unwrap();
        let sealed = seal.seal("operator 1", b"secret").unwrap();
        assert!(!sealed.windows(6).any(|bytes| bytes == b"secret"));
        let again = Seal::load_or_create(folder.path()).unwrap();
        assert_eq!(*again.unseal("operator 1", &sealed).unwrap(), b"secret");
        assert!(again.unseal("operator 2", &sealed).is_err());
        let mut altered = sealed.clone();
        *altered.last_mut().unwrap() ^= 1;
        for wrong in [altered.as_slice(), &sealed[..20], b""] {
            assert!(again.unseal("operator 1", wrong).is_err());
        }
        let other = Seal::load_or_create(tempfile::tempdir().unwrap().path()).unwrap();
        assert!(other.unseal("operator 1", &sealed).is_err());
    }
}
