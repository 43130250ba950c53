//! A PIN, or a code, as it is typed.

use std::fmt;
use std::str::FromStr;

use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

/// Fewest digits.
pub const PIN_DIGITS_MIN: usize = 4;
/// Most digits.
pub const PIN_DIGITS_MAX: usize = 12;

/// 4 to 12 digits. Wiped when dropped, compared in constant time; `Debug` shows nothing.
#[derive(Clone)]
pub struct Pin(Zeroizing<[u8; PIN_DIGITS_MAX]>, usize);

/// That is no PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    /// Too easy to guess, or a number that anybody would type into a calculator.
    #[error("a PIN has at least {PIN_DIGITS_MIN} digits")]
    TooShort,
    /// More than anybody would remember.
    #[error("a PIN has at most {PIN_DIGITS_MAX} digits")]
    TooLong,
    /// Something besides 0 to 9.
    #[error("a PIN has digits only")]
    NotDigits,
}

impl Pin {
    /// How many digits it has.
    #[must_use]
    pub fn digits(&self) -> usize {
        self.1
    }

    /// The digits, as characters.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.get(..self.1).unwrap_or_default()
    }
}

impl FromStr for Pin {
    type Err = PinError;

    fn from_str(typed: &str) -> Result<Self, PinError> {
        if !typed.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PinError::NotDigits);
        }
        if typed.len() < PIN_DIGITS_MIN {
            return Err(PinError::TooShort);
        }
        let mut digits = Zeroizing::new([0; PIN_DIGITS_MAX]);
        digits
            .get_mut(..typed.len())
            .ok_or(PinError::TooLong)?
            .copy_from_slice(typed.as_bytes());
        Ok(Self(digits, typed.len()))
    }
}

impl PartialEq for Pin {
    /// The places after the last digit are zero bytes, which no digit is.
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(other.0.as_slice()).into()
    }
}

impl Eq for Pin {}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_four_to_twelve_digits_are_a_pin() {
        let pin: Pin = "0042".parse().unwrap();
        assert_eq!((pin.digits(), pin.as_bytes()), (4, &b"0042"[..]));
        assert!("123456789012".parse::<Pin>().is_ok());
        for (typed, error) in [
            ("", PinError::TooShort),
            ("123", PinError::TooShort),
            ("1234567890123", PinError::TooLong),
            ("12a4", PinError::NotDigits),
            ("١٢٣٤", PinError::NotDigits),
            ("12 34", PinError::NotDigits),
        ] {
            assert_eq!(typed.parse::<Pin>(), Err(error), "{typed}");
        }
    }

    #[test]
    fn pins_are_equal_by_all_their_digits() {
        let pin = |typed: &str| typed.parse::<Pin>().unwrap();
        assert_eq!(pin("1234"), pin("1234"));
        assert_ne!(pin("1234"), pin("12340"));
        assert_ne!(pin("0123"), pin("1230"));
        assert_eq!(format!("{:?}", pin("1234")), "Pin(…)");
    }
}
