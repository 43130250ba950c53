//! The stored form of the [`Preferences`].

use serde::{Deserialize, Serialize};

use super::{Unreadable, read, write};
use crate::preferences::{Preferences, Switch};

#[derive(Serialize, Deserialize)]
struct StoredPreferences {
    vibration: StoredSwitch,
    sound: StoredSwitch,
    voice: StoredSwitch,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StoredSwitch {
    On,
    Off,
}

impl From<Switch> for StoredSwitch {
    fn from(switch: Switch) -> Self {
        match switch {
            Switch::On => Self::On,
            Switch::Off => Self::Off,
        }
    }
}

impl From<StoredSwitch> for Switch {
    fn from(switch: StoredSwitch) -> Self {
        match switch {
            StoredSwitch::On => Self::On,
            StoredSwitch::Off => Self::Off,
        }
    }
}

/// The stored form of the preferences.
#[must_use]
pub fn preferences(preferences: Preferences) -> Vec<u8> {
    write(StoredPreferences {
        vibration: preferences.vibration.into(),
        sound: preferences.sound.into(),
        voice: preferences.voice.into(),
    })
}

/// Reads what [`preferences`] wrote.
pub fn read_preferences(bytes: &[u8]) -> Result<Preferences, Unreadable> {
    let stored: StoredPreferences = read(bytes)?;
    Ok(Preferences {
        vibration: stored.vibration.into(),
        sound: stored.sound.into(),
        voice: stored.voice.into(),
    })
}
