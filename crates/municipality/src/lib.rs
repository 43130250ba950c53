//! What one municipality chooses of the app: its name, its central, its colours. Read from
//! `municipality.toml` by the app's build script and by `cargo xtask android` and `ios`; another
//! municipality replaces that file and touches no code.
//!
//! A file that would make an app that cannot be read, or that sends to where anybody can listen,
//! ends the build and says why.
//!
//! # Layout
//! - [`colour`]: colours and their contrast; [`palette`]: which colour stands on which
//! - [`identity`]: what the systems know the app by; [`telling`]: words that give it away
#![forbid(unsafe_code)]

pub mod colour;
pub mod identity;
pub mod palette;
pub mod telling;

use auxilio_protocol::key::KeyError;
use auxilio_protocol::{Endpoint, KeySet, PublicKey};
use serde::Deserialize;

pub use colour::Colour;
pub use identity::{ApplicationId, LinkHost, SystemName, Words};
pub use palette::Palette;

/// The file in the repository's root.
pub const FILE: &str = "municipality.toml";

/// Longest name of a municipality, in characters.
pub const NAME_CHARS_MAX: usize = 80;
/// Longest name of the app, in characters: what Google Play and App Store allow below an icon.
pub const APP_NAME_CHARS_MAX: usize = 30;
/// Longest contact, in characters: two lines of the smallest phone.
pub const CONTACT_CHARS_MAX: usize = 120;
/// Most hosts whose invitations open the app.
pub const LINK_HOSTS_MAX: usize = 8;

/// One municipality's choices, all of them valid.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Municipality {
    /// The municipality, as its people write it.
    pub name: Words<NAME_CHARS_MAX>,
    /// What stands below Android's icon and over a desktop's window.
    pub app_name: Words<APP_NAME_CHARS_MAX>,
    /// What Android calls the app in its settings, in its questions and over its notices, and an
    /// iPhone everywhere.
    pub system_name: SystemName,
    /// What the systems know the app by. It never changes: another id is another app, beside the
    /// first.
    pub application_id: ApplicationId,
    /// Where people get help with the app.
    pub contact: Option<Words<CONTACT_CHARS_MAX>>,
    /// Hosts whose `https://…/unirse/…` opens the app by itself.
    #[serde(default)]
    pub link_hosts: Vec<LinkHost>,
    /// Where alerts go until the person joins elsewhere.
    pub central: Option<Central>,
    /// The colours.
    pub colours: Palette,
}

/// The central that a build knows from the start.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Central {
    /// Its address: `https`, or `http` on this machine.
    pub endpoint: Endpoint,
    /// Its keys, pinned before the first contact; none: pinned at the first contact.
    #[serde(default)]
    pub keys: Vec<Key>,
}

/// A central's Ed25519 key: its 32 bytes in base64url, the `x` of the JWK that the central shows at
/// `/.well-known/auxilio`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Key(PublicKey);

impl Key {
    /// The key.
    #[must_use]
    pub fn get(&self) -> &PublicKey {
        &self.0
    }
}

impl TryFrom<String> for Key {
    type Error = KeyError;

    fn try_from(text: String) -> Result<Self, KeyError> {
        PublicKey::from_text(&text).map(Self)
    }
}

impl Central {
    /// Its keys as a set.
    #[must_use]
    pub fn key_set(&self) -> KeySet {
        KeySet::new(self.keys.iter().map(|key| key.get().clone()))
    }
}

/// Why a file makes no app.
#[derive(Debug, thiserror::Error)]
pub enum MunicipalityError {
    /// Not TOML of these choices; the message names the line.
    #[error("it cannot be understood")]
    Parse(#[from] toml::de::Error),
    /// More hosts than a system looks after.
    #[error("it has {0} link_hosts; {LINK_HOSTS_MAX} at most")]
    LinkHosts(usize),
    /// Some text could not be read by everybody.
    #[error("its colours cannot be read by everybody:\n{}", .0.join("\n"))]
    Contrast(Vec<String>),
}

impl Municipality {
    /// Reads a file of choices. `tokens` is the style sheet with the colours that no municipality
    /// chooses, because they mean something.
    pub fn parse(text: &str, tokens: &str) -> Result<Self, MunicipalityError> {
        let read: Self = toml::from_str(text)?;
        if read.link_hosts.len() > LINK_HOSTS_MAX {
            return Err(MunicipalityError::LinkHosts(read.link_hosts.len()));
        }
        let unreadable = read.colours.unreadable_with(tokens);
        if unreadable.is_empty() {
            Ok(read)
        } else {
            Err(MunicipalityError::Contrast(unreadable))
        }
    }
}

#[cfg(test)]
mod tests;
