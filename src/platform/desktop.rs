//! Linux desktops, and what other desktops share with them.

mod programs;
mod surroundings;

use std::fs;
use std::path::{Path, PathBuf};

use auxilio_client::Client;
use auxilio_client::ports::{Locator, Secrets, Surroundings, TextMessenger};
#[cfg(target_os = "linux")]
use keyring_core::api::CredentialStoreApi as _;
use tokio::sync::watch;

use super::feedback::Feedback;
use super::text_messages::NoMessenger;
use super::{Cover, Opener, Setting, location, secrets};

pub(super) const HAS_COMMAND_LINE: bool = true;
pub(super) const HAS_SETTINGS: bool = false;
pub(super) const WORKS_WITHOUT_WINDOW: bool = false;
pub(super) const CHANGES_NAME: bool = true;
pub(super) const STARTS_IN_FRONT: bool = true;
pub(super) const OPENER: Opener = Opener::WebView;

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

/// The user's folder for downloads, or else for documents, by xdg-user-dirs; the home folder where
/// neither is named.
pub(super) fn documents_dir() -> Option<PathBuf> {
    let absolute = |path: PathBuf| path.is_absolute().then_some(path);
    let from_env = |name| std::env::var_os(name).map(PathBuf::from).and_then(absolute);
    let home = from_env("HOME")?;
    let config = from_env("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"));
    let named = fs::read_to_string(config.join("user-dirs.dirs")).unwrap_or_default();
    let folder = ["XDG_DOWNLOAD_DIR", "XDG_DOCUMENTS_DIR"]
        .into_iter()
        .find_map(|name| user_dir(&named, name, &home))
        .filter(|folder| folder.is_dir());
    Some(folder.unwrap_or(home))
}

/// A folder in the file of xdg-user-dirs, whose lines are `NAME="$HOME/…"` or `NAME="/…"`.
fn user_dir(file: &str, name: &str, home: &Path) -> Option<PathBuf> {
    let lines = file.lines().map(str::trim);
    let value = lines
        .filter_map(|line| line.strip_prefix(name)?.strip_prefix('='))
        .next_back()?
        .trim_matches('"');
    match value.strip_prefix("$HOME/") {
        Some(rest) => Some(home.join(rest)),
        None => Some(PathBuf::from(value)).filter(|path| path.is_absolute()),
    }
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
    surroundings::battery().map(|battery| battery.percent)
}

/// Nothing that the checks do not show.
pub(super) fn held_back() -> Vec<Setting> {
    Vec::new()
}

/// The kernel's own files.
pub(super) fn surroundings() -> Box<dyn Surroundings> {
    Box::new(surroundings::Kernel)
}

/// None: a desktop has no mobile network of its own.
pub(super) fn text_messenger() -> Box<dyn TextMessenger> {
    Box::new(NoMessenger)
}

/// Programs for sound and voice, as far as they are installed.
pub(super) fn feedback() -> Box<dyn Feedback> {
    Box::new(programs::Programs::find())
}

/// Each desktop has settings of its own, and no address that opens them.
pub(super) fn open_settings(_: Setting) {}

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

/// Nothing: a desktop leaves the app at work.
pub(super) fn attend(_: &Client) {}

/// Nothing: the web view does.
pub(super) fn open_link(_: &str) {}

/// Nothing: there is no such picture.
pub(super) fn set_cover(_: Cover) {}

/// Nothing: there is one icon.
pub(super) fn show_icon(_: Option<&str>) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_for_downloads_is_the_one_that_the_person_chose() {
        let home = Path::new("/home/rosa");
        let file =
            "# comment\nXDG_DOWNLOAD_DIR=\"$HOME/Descargas\"\nXDG_DOCUMENTS_DIR=\"/mnt/papeles\"\n";
        let found = |name| user_dir(file, name, home);
        assert_eq!(found("XDG_DOWNLOAD_DIR"), Some(home.join("Descargas")));
        assert_eq!(found("XDG_DOCUMENTS_DIR"), Some("/mnt/papeles".into()));
        assert_eq!(found("XDG_MUSIC_DIR"), None);
        assert_eq!(
            user_dir("XDG_DOWNLOAD_DIR=\"here\"", "XDG_DOWNLOAD_DIR", home),
            None
        );
    }
}
