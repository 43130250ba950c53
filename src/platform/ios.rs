//! iOS. So far the app runs in front of the person and keeps alerts in memory only: the keychain
//! and positions are not connected yet, and the screen says so.

use std::path::PathBuf;

use auxilio_client::ports::{Locator, Secrets};
use tokio::sync::watch;

use super::location;
use super::secrets;

/// The app's container, which the system gives as the home folder.
pub(super) fn data_dir() -> Option<PathBuf> {
    std::env::var_os("HOME").map(|home| PathBuf::from(home).join("Documents/auxilio"))
}

pub(super) fn os() -> String {
    std::env::consts::OS.to_owned()
}

pub(super) fn battery_percent() -> Option<u8> {
    None
}

pub(super) fn keyring() -> Box<dyn Secrets> {
    Box::new(secrets::NoKeyring)
}

pub(super) fn locator(status: watch::Sender<location::Status>) -> Box<dyn Locator> {
    location::absent(status)
}
