//! The texts of a directory, each within its bounds, and how people compare names.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::limits::{DIRECTORY_ID_CHARS_MAX, TEXT_CHARS_MAX};

macro_rules! checked_text {
    ($(#[$doc:meta])* $name:ident, $(#[$error_doc:meta])* $error:ident, $says:literal, $is_good:expr) => {
        $(#[$doc])*
        ///
        /// `Debug` shows nothing of it.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        $(#[$error_doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
        #[error($says)]
        pub struct $error;

        impl $name {
            /// The text without spaces around it, if it is one.
            pub fn new(text: &str) -> Result<Self, $error> {
                let text = text.trim();
                let is_good: fn(&str) -> bool = $is_good;
                is_good(text).then(|| Self(text.to_owned())).ok_or($error)
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = $error;

            fn try_from(text: String) -> Result<Self, $error> {
                Self::new(&text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

checked_text! {
    /// The code of a district, UBIGEO by INEI: six digits. RENIEC numbers the same places otherwise.
    Ubigeo,
    /// The text is no such code.
    BadUbigeo,
    "a district's \"ubigeo\" is the six digits of INEI",
    |text| text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit())
}

checked_text! {
    /// An id in the directory: visible ASCII characters, at most [`DIRECTORY_ID_CHARS_MAX`].
    EntryId,
    /// The text is no such id.
    BadEntryId,
    "an id has 1 to {DIRECTORY_ID_CHARS_MAX} letters, digits and marks, without spaces",
    |text| {
        (1..=DIRECTORY_ID_CHARS_MAX).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_graphic())
    }
}

checked_text! {
    /// A name in the directory: at most [`TEXT_CHARS_MAX`] characters, none of them a control.
    Name,
    /// The text is no such name.
    BadName,
    "a name has 1 to {TEXT_CHARS_MAX} characters, all of them printable",
    |text| {
        (1..=TEXT_CHARS_MAX).contains(&text.chars().count()) && !text.chars().any(char::is_control)
    }
}

/// A name as people compare names: without accents, capitals, quotes and invisible marks, its words
/// a single space apart. «Río Seco» and «rio  seco» are the same.
#[must_use]
pub fn folded(text: &str) -> String {
    let letters = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && !is_invisible(*c))
        .flat_map(char::to_lowercase);
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for letter in letters {
        if is_between_words(letter) {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) && !folded.is_empty() {
            folded.push(' ');
        }
        folded.push(letter);
    }
    folded
}

/// Marks of direction and joining, which change nothing of what is read.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn is_between_words(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || c.is_ascii_punctuation()
        || matches!(c, '«' | '»' | '¡' | '¿' | '·' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_in_accents_capitals_and_marks_are_the_same() {
        for (written, read) in [
            ("Río Seco", "rio seco"),
            ("  RI\u{301}O   SECO ", "rio seco"),
            ("Túpac Amaru II", "tupac amaru ii"),
            ("Ñáñez & Cía.", "nanez cia"),
            ("Mercado «La \"Hermelinda\"»", "mercado la hermelinda"),
            ("\u{202e}Rosa\u{202c} \u{200f}María", "rosa maria"),
            ("Olla 😀 Común", "olla 😀 comun"),
            ("2A–2B", "2a 2b"),
            ("\u{202e}", ""),
            (" . ", ""),
        ] {
            assert_eq!(folded(written), read, "{written:?}");
            assert_eq!(folded(&folded(written)), folded(written));
        }
    }

    #[test]
    fn each_text_has_its_bounds() {
        assert!(Ubigeo::new("130102").is_ok());
        for bad in ["13010", "1301022", "13010a", "", "１３０１０２"] {
            assert_eq!(Ubigeo::new(bad), Err(BadUbigeo), "{bad}");
        }
        assert!(EntryId::new(&"x".repeat(DIRECTORY_ID_CHARS_MAX)).is_ok());
        for bad in ["", "a b", "ñ", &"x".repeat(DIRECTORY_ID_CHARS_MAX + 1)] {
            assert_eq!(EntryId::new(bad), Err(BadEntryId), "{bad}");
        }
        assert!(Name::new(&"ñ".repeat(TEXT_CHARS_MAX)).is_ok());
        for bad in ["", "  ", "a\u{0}b", &"ñ".repeat(TEXT_CHARS_MAX + 1)] {
            assert_eq!(Name::new(bad), Err(BadName), "{bad}");
        }
        assert_eq!(Name::new(" Río Seco ").unwrap().as_str(), "Río Seco");
    }
}
