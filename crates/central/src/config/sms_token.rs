//! What the SMS gateway shows.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// Shortest token of an SMS gateway, in characters: nobody guesses as many.
const SMS_TOKEN_CHARS_MIN: usize = 16;
/// Longest one.
const SMS_TOKEN_CHARS_MAX: usize = 256;

/// The secret of the SMS gateway. Only its hash is kept, and that shows in no log.
#[derive(Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct SmsToken([u8; 32]);

/// Why a text cannot be the gateway's secret.
#[derive(Debug, thiserror::Error)]
#[error(
    "the SMS token has {SMS_TOKEN_CHARS_MIN} to {SMS_TOKEN_CHARS_MAX} visible ASCII characters"
)]
pub struct SmsTokenError;

impl SmsToken {
    /// Whether this is it. Takes the same time however much of it is right.
    #[must_use]
    pub fn is(&self, given: &str) -> bool {
        let given: [u8; 32] = Sha256::digest(given).into();
        given.ct_eq(&self.0).into()
    }
}

impl FromStr for SmsToken {
    type Err = SmsTokenError;

    fn from_str(text: &str) -> Result<Self, SmsTokenError> {
        let is_long_enough = (SMS_TOKEN_CHARS_MIN..=SMS_TOKEN_CHARS_MAX).contains(&text.len());
        let is_visible = text.bytes().all(|byte| byte.is_ascii_graphic());
        (is_long_enough && is_visible)
            .then(|| Self(Sha256::digest(text).into()))
            .ok_or(SmsTokenError)
    }
}

impl TryFrom<String> for SmsToken {
    type Error = SmsTokenError;

    fn try_from(text: String) -> Result<Self, SmsTokenError> {
        text.parse()
    }
}

impl fmt::Debug for SmsToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SmsToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_known_again_and_never_shown() {
        let token: SmsToken = "0123456789abcdef".parse().unwrap();
        assert!(token.is("0123456789abcdef"));
        assert!(!token.is("0123456789abcdeF") && !token.is(""));
        assert_eq!(format!("{token:?}"), "SmsToken(…)");
    }
}
