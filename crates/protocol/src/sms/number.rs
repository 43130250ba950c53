//! Telephone numbers that text messages go to.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Fewest digits of a number: short codes of networks have three.
const DIGITS_MIN: usize = 3;
/// Most digits of a number (ITU-T E.164, section 6.1).
const DIGITS_MAX: usize = 15;

/// A number that text messages can be sent to: digits, with a `+` before those of other countries.
/// `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number(String);

/// Why a text is no telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a telephone number has {DIGITS_MIN} to {DIGITS_MAX} digits, and at most a + before them")]
pub struct NumberError;

impl Number {
    /// The number, as it is dialled.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Number {
    type Err = NumberError;

    /// Spaces and hyphens between the digits, as people write them, are left out.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        let plain: String = (text.chars())
            .filter(|c| !matches!(c, ' ' | '-'))
            .take(DIGITS_MAX + 2)
            .collect();
        let digits = plain.strip_prefix('+').unwrap_or(&plain);
        let is_one = (DIGITS_MIN..=DIGITS_MAX).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_one.then_some(Self(plain)).ok_or(NumberError)
    }
}

impl TryFrom<String> for Number {
    type Error = NumberError;

    fn try_from(text: String) -> Result<Self, NumberError> {
        text.parse()
    }
}

impl From<Number> for String {
    fn from(number: Number) -> Self {
        number.0
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Number(…)")
    }
}
