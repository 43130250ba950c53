//! Whether what was typed is the PIN, the PIN under duress, or neither: one Argon2id (RFC 9106) for
//! each try, whatever was typed, and both comparisons always made, in constant time.
//!
//! It holds back whoever has the phone in the hand. Whoever has the disk and its key can try all
//! PINs in minutes, and needs none of them: the same key opens everything else.

use std::fmt;

use argon2::{Algorithm, Argon2, Params, Version};
use subtle::{Choice, ConditionallySelectable as _, ConstantTimeEq as _};
use zeroize::Zeroizing;

use super::Pin;

/// Length of the salt, in bytes.
pub const SALT_BYTES: usize = 16;
/// Length of what is compared, in bytes.
pub const TAG_BYTES: usize = 32;

/// Memory of one computation, in KiB, and passes over it: OWASP's for Argon2id, which a cheap phone
/// computes in a fraction of a second.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// What a try is. Its word is chosen by arithmetic, not by branches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// Neither of them.
    Neither,
    /// The PIN.
    Pin,
    /// The PIN under duress.
    Duress,
}

/// Knows both PINs by what cannot be turned back into them. `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Verifier {
    pub(crate) digits: usize,
    pub(crate) salt: [u8; SALT_BYTES],
    pub(crate) pin: [u8; TAG_BYTES],
    pub(crate) duress: [u8; TAG_BYTES],
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Verifier(…)")
    }
}

impl Verifier {
    /// Knows these two, which have the same number of digits. Two computations.
    #[must_use]
    pub fn new(pin: &Pin, duress: &Pin, salt: [u8; SALT_BYTES]) -> Self {
        Self {
            digits: pin.digits(),
            salt,
            pin: *tag(pin, &salt),
            duress: *tag(duress, &salt),
        }
    }

    /// How many digits either of them has: anything else typed on a face is only a number.
    #[must_use]
    pub fn digits(&self) -> usize {
        self.digits
    }

    /// Which of the two it is. One computation; takes as long whatever was typed.
    #[must_use]
    pub fn check(&self, typed: &Pin) -> Match {
        let tag = tag(typed, &self.salt);
        let is_pin = tag.ct_eq(&self.pin);
        let is_duress = tag.ct_eq(&self.duress);
        verdict(is_pin, is_duress)
    }
}

fn verdict(is_pin: Choice, is_duress: Choice) -> Match {
    let mut word = 0_u8;
    word.conditional_assign(&1, is_pin);
    word.conditional_assign(&2, is_duress);
    match word {
        1 => Match::Pin,
        2 => Match::Duress,
        _ => Match::Neither,
    }
}

fn tag(typed: &Pin, salt: &[u8; SALT_BYTES]) -> Zeroizing<[u8; TAG_BYTES]> {
    let mut tag = Zeroizing::new([0; TAG_BYTES]);
    let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(TAG_BYTES));
    // Constants within the bounds of RFC 9106, a salt and a tag of the right length: there is no
    // error to expect.
    let computed = params.and_then(|params| {
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params).hash_password_into(
            typed.as_bytes(),
            salt,
            tag.as_mut_slice(),
        )
    });
    if let Err(error) = computed {
        tracing::error!(%error, "a PIN could not be computed");
        // What failed must match nothing, also where the other side failed in the same way.
        let _ = getrandom::fill(tag.as_mut_slice());
    }
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pin_is_known_and_nothing_else() {
        let pin = |typed: &str| typed.parse::<Pin>().unwrap();
        let verifier = Verifier::new(&pin("2468"), &pin("1357"), [9; SALT_BYTES]);
        for (typed, expected) in [
            ("2468", Match::Pin),
            ("1357", Match::Duress),
            ("2469", Match::Neither),
            ("24680", Match::Neither),
        ] {
            assert_eq!(verifier.check(&pin(typed)), expected, "{typed}");
        }
        let other = Verifier::new(&pin("2468"), &pin("1357"), [8; SALT_BYTES]);
        assert_ne!(other.pin, verifier.pin);
        assert_eq!(format!("{verifier:?}"), "Verifier(…)");
    }
}
