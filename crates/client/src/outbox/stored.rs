//! The form of what is stored, with its version. It is not the form of the wire, and not the form
//! in memory: each may change without the others. A later version reads the earlier ones by a
//! `From` of its own; these types then stay as they are.

mod alert;
mod directory;
mod discreet;
mod journey;
mod own_data;
mod preferences;
mod settings;
mod sms;

use auxilio_protocol::profile::Profile;
use auxilio_protocol::{Fix, padding};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub use alert::{alert, read_alert};
pub use directory::{directory, read_directory};
pub use discreet::{discreet, read_discreet};
pub use journey::{journey, read_journey};
pub use own_data::{own_data, read_own_data};
pub use preferences::{preferences, read_preferences};
pub use settings::{read_settings, settings};

/// What was opened is not what this version, or an earlier one, wrote.
#[derive(Debug, thiserror::Error)]
#[error("a stored value cannot be read: {0}")]
pub struct Unreadable(#[from] serde_json::Error);

#[derive(Serialize, Deserialize)]
#[serde(tag = "form", content = "value")]
enum Versioned<T> {
    #[serde(rename = "1")]
    V1(T),
}

/// Values here are plain strings and finite numbers: their serialisation has no error.
fn write(value: impl Serialize) -> Vec<u8> {
    write_with(value, 0)
}

/// The same of a value that could be longer by so many bytes if it said something else: its length
/// on the disk must not tell.
fn write_with(value: impl Serialize, spare: usize) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(&Versioned::V1(value)).unwrap_or_default();
    padding::lengthen(&mut bytes, spare);
    padding::fill(&mut bytes);
    bytes
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    let Versioned::V1(value) = serde_json::from_slice(bytes)?;
    Ok(value)
}

/// The stored form of the profile.
#[must_use]
pub fn profile(profile: &Profile) -> Vec<u8> {
    write(profile)
}

/// Reads what [`profile`] wrote.
pub fn read_profile(bytes: &[u8]) -> Result<Profile, Unreadable> {
    read(bytes)
}

/// The stored form of a position.
#[must_use]
pub fn fix(fix: &Fix) -> Vec<u8> {
    write(fix)
}

/// Reads what [`fix`] wrote.
pub fn read_fix(bytes: &[u8]) -> Result<Fix, Unreadable> {
    read(bytes)
}

/// The stored form of a language.
#[must_use]
pub fn language(language: &str) -> Vec<u8> {
    write(language)
}

/// Reads what [`language`] wrote.
pub fn read_language(bytes: &[u8]) -> Result<String, Unreadable> {
    read(bytes)
}
