//! Linux desktops, and what other desktops share with them.

use std::fs;
use std::path::{Path, PathBuf};

use auxilio_client::ports::{Locator, Secrets};
#[cfg(target_os = "linux")]
use keyring_core::api::CredentialStoreApi as _;
use tokio::sync::watch;

use super::{location, secrets};

pub(super) const HAS_COMMAND_LINE: bool = true;

/// Longest name of a system that is sent, in characters.
const OS_CHARS_MAX: usize = 64;

/// The user's data folder by the XDG base directory specification, section 3.
pub(super) fn data_dir() -> Option<PathBuf> {
    let absolute = |path: PathBuf| path.is_absolute().then_some(path);
    let from_env = |name| std::env::var_os(name).map(PathBuf::from).and_then(absolute);
    from_env("XDG_DATA_HOME")
        .or_else(|| from_env("HOME").map(|home| home.join(".local/share")))
        .map(|data| data.join("auxilio"))
}

/// The system's name for itself (os-release), or only its kind.
pub(super) fn os() -> String {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = release
        .lines()
        .find_map(|line| line.strip_prefix("PRETTY_NAME="));
    name.map_or(std::env::consts::OS, |name| name.trim_matches('"'))
        .chars()
        .take(OS_CHARS_MAX)
        .collect()
}

/// None: links come otherwise.
pub(super) fn take_link() -> Option<String> {
    None
}

/// Charge of the first battery, where there is one.
pub(super) fn battery_percent() -> Option<u8> {
    let supplies = fs::read_dir("/sys/class/power_supply").ok()?;
    supplies.flatten().find_map(|supply| charge(&supply.path()))
}

fn charge(supply: &Path) -> Option<u8> {
    let read = |name| fs::read_to_string(supply.join(name)).ok();
    // A wireless mouse is a battery too, but with the scope of a device.
    if read("type")?.trim() != "Battery" || read("scope").is_some_and(|s| s.trim() == "Device") {
        return None;
    }
    read("capacity")?
        .trim()
        .parse()
        .ok()
        .filter(|charge| *charge <= 100)
}

/// The desktop's keyring.
pub(super) fn keyring() -> Box<dyn Secrets> {
    #[cfg(target_os = "linux")]
    return Box::new(secrets::Keyring::new(|service, user| {
        zbus_secret_service_keyring_store::Store::new()?.build(service, user, None)
    }));
    #[cfg(not(target_os = "linux"))]
    Box::new(secrets::NoKeyring)
}

/// The desktop's positions.
pub(super) fn locator(status: watch::Sender<location::Status>) -> Box<dyn Locator> {
    #[cfg(target_os = "linux")]
    return location::geoclue::locator(status);
    #[cfg(not(target_os = "linux"))]
    location::absent(&status)
}
