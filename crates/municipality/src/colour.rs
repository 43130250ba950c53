//! Colours and their contrast, as the Web Content Accessibility Guidelines 2.2 define it.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

/// A colour of sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// Why a text is no colour.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("«{0}» is not a colour such as #a3111a")]
pub struct ColourError(String);

impl FromStr for Colour {
    type Err = ColourError;

    fn from_str(text: &str) -> Result<Self, ColourError> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let number = digits
            .filter(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .ok_or_else(|| ColourError(text.to_owned()))?;
        let [_, red, green, blue] = number.to_be_bytes();
        Ok(Self { red, green, blue })
    }
}

impl TryFrom<String> for Colour {
    type Error = ColourError;

    fn try_from(text: String) -> Result<Self, ColourError> {
        text.parse()
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { red, green, blue } = self;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Colour {
    /// Contrast between two colours, 1 to 21 (WCAG 2.2, «contrast ratio»).
    #[must_use]
    pub fn contrast_with(self, other: Self) -> f64 {
        let (one, two) = (self.relative_luminance(), other.relative_luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Luminance between black (0) and white (1) (WCAG 2.2, «relative luminance»).
    fn relative_luminance(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}
