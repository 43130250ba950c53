//! What the systems know an app by: ids, hosts and names that Android, iOS and the DNS all take.

use std::fmt;

use serde::Deserialize;

use crate::{APP_NAME_CHARS_MAX, telling};

/// Longest application id, in bytes.
const APPLICATION_ID_BYTES_MAX: usize = 100;
/// Longest name of a host, in bytes (RFC 1035, 2.3.4).
const HOST_BYTES_MAX: usize = 253;
/// Longest part of a host's name, in bytes (RFC 1035, 2.3.4).
const HOST_PART_BYTES_MAX: usize = 63;

/// One line for a person to read, of 1 to `CHARS_MAX` characters.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Words<const CHARS_MAX: usize>(String);

/// Why a text is not such a line.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("«{text}» is not one line of 1 to {chars_max} characters")]
pub struct WordsError {
    text: String,
    chars_max: usize,
}

impl<const CHARS_MAX: usize> TryFrom<String> for Words<CHARS_MAX> {
    type Error = WordsError;

    fn try_from(text: String) -> Result<Self, WordsError> {
        let trimmed = text.trim();
        let fits = (1..=CHARS_MAX).contains(&trimmed.chars().count());
        if fits && !trimmed.chars().any(char::is_control) {
            Ok(Self(trimmed.to_owned()))
        } else {
            Err(WordsError {
                text,
                chars_max: CHARS_MAX,
            })
        }
    }
}

impl<const CHARS_MAX: usize> Words<CHARS_MAX> {
    /// The line.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A name for the app that says nothing of what it is: whoever looks through somebody's settings
/// reads it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Words<APP_NAME_CHARS_MAX>")]
pub struct SystemName(Words<APP_NAME_CHARS_MAX>);

/// Why a name gives the app away.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("«{name}» tells what the app is, by «{word}»: choose a name such as «Mi Barrio»")]
pub struct SystemNameError {
    name: String,
    word: &'static str,
}

impl TryFrom<Words<APP_NAME_CHARS_MAX>> for SystemName {
    type Error = SystemNameError;

    fn try_from(name: Words<APP_NAME_CHARS_MAX>) -> Result<Self, SystemNameError> {
        match telling::words_in(name.as_str()).first() {
            None => Ok(Self(name)),
            Some(word) => Err(SystemNameError { name: name.0, word }),
        }
    }
}

impl SystemName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// The id of an app that Android, iOS and F-Droid all take: two or more parts of lower-case letters
/// and digits.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct ApplicationId(String);

/// Why a text is no such id.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "«{0}» is not an application id: parts such as pe.gob.ejemplo.auxilio, each of lower-case \
     letters and digits and beginning with a letter, {APPLICATION_ID_BYTES_MAX} characters at most"
)]
pub struct ApplicationIdError(String);

impl TryFrom<String> for ApplicationId {
    type Error = ApplicationIdError;

    fn try_from(text: String) -> Result<Self, ApplicationIdError> {
        let is_part = |part: &str| {
            part.starts_with(|c: char| c.is_ascii_lowercase())
                && part
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        let fits = text.len() <= APPLICATION_ID_BYTES_MAX;
        if fits && text.split('.').count() >= 2 && text.split('.').all(is_part) {
            Ok(Self(text))
        } else {
            Err(ApplicationIdError(text))
        }
    }
}

impl fmt::Display for ApplicationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A host of the municipality's own, whose links the systems give to the app. No wildcard: whoever
/// can set up a name below it could otherwise open the app.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct LinkHost(String);

/// Why a text is no such host.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("«{0}» is not the name of a host such as auxilio.example.gob.pe")]
pub struct LinkHostError(String);

impl TryFrom<String> for LinkHost {
    type Error = LinkHostError;

    fn try_from(text: String) -> Result<Self, LinkHostError> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let is_part = |part: &str| {
            (1..=HOST_PART_BYTES_MAX).contains(&part.len())
                && part.chars().all(plain)
                && !part.starts_with('-')
                && !part.ends_with('-')
        };
        // The last part is never a number: that would be an address.
        let named = text
            .rsplit('.')
            .next()
            .is_some_and(|last| !last.chars().all(|c| c.is_ascii_digit()));
        let parts = text.split('.').count() >= 2 && text.split('.').all(is_part);
        if parts && named && text.len() <= HOST_BYTES_MAX {
            Ok(Self(text))
        } else {
            Err(LinkHostError(text))
        }
    }
}

impl fmt::Display for LinkHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
