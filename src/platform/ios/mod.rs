//! iOS. Apple's frameworks are called as they are, each from a file of its own: positions
//! ([`location`]), what keeps the app at work behind ([`attendant`], [`tasks`], [`network`]), what is
//! felt, heard and shown ([`feedback`], [`haptics`], [`notices`], [`cover`]), other apps ([`links`]).
//! Only what must be Swift is in the folder `ios/`, and enters by [`swift`].

mod attendant;
mod cover;
mod device;
mod feedback;
mod haptics;
mod links;
mod location;
mod network;
mod notices;
mod swift;
mod tasks;

use std::collections::HashMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use apple_native_keyring_store::protected::Store;
use auxilio_client::Client;
use auxilio_client::ports::{Locator, Secrets, Surroundings, TextMessenger};
use keyring_core::api::CredentialStoreApi as _;
use objc2::MainThreadMarker;
use objc2_foundation::{
    NSFileManager, NSNumber, NSSearchPathDirectory, NSSearchPathDomainMask, NSURL,
    NSURLFileProtectionCompleteUntilFirstUserAuthentication, NSURLFileProtectionKey,
    NSURLIsExcludedFromBackupKey,
};
use objc2_ui_kit::UIDevice;
use tokio::sync::watch;

use super::feedback::Feedback;
use super::location::Status;
use super::text_messages::ByHand;
use super::{Cover, Opener, Setting, secrets};

pub(super) const HAS_COMMAND_LINE: bool = false;
pub(super) const HAS_SETTINGS: bool = true;
/// `UIKit` says when the app comes to the front; until then it may have been woken behind.
pub(super) const WORKS_WITHOUT_WINDOW: bool = false;
pub(super) const CHANGES_NAME: bool = false;
pub(super) const STARTS_IN_FRONT: bool = false;
/// The web view's own way opens `http` and `https` only.
pub(super) const OPENER: Opener = Opener::System;

/// Who may read the key: this app on this phone, once the person has unlocked it after it was
/// switched on. It goes into no backup.
const ACCESS_POLICY: (&str, &str) = ("access-policy", "after-first-unlock-this-device-only");

/// A folder of the app's own that is not shown to the person; made here, for its protection.
pub(super) fn data_dir() -> Option<PathBuf> {
    let support = NSFileManager::defaultManager()
        .URLForDirectory_inDomain_appropriateForURL_create_error(
            NSSearchPathDirectory::ApplicationSupportDirectory,
            NSSearchPathDomainMask::UserDomainMask,
            None,
            true,
        )
        .inspect_err(|error| tracing::warn!(%error, "the system names no folder for data"))
        .ok()?;
    let folder = PathBuf::from(support.path()?.to_string()).join("auxilio");
    match fs::create_dir_all(&folder) {
        Ok(()) => protect(&folder),
        // The core tries again, and says what follows from it.
        Err(error) => tracing::warn!(%error, "the folder for data could not be made"),
    }
    Some(folder)
}

/// The app's folder for documents, which the app Files shows.
pub(super) fn documents_dir() -> Option<PathBuf> {
    let documents = NSFileManager::defaultManager()
        .URLForDirectory_inDomain_appropriateForURL_create_error(
            NSSearchPathDirectory::DocumentDirectory,
            NSSearchPathDomainMask::UserDomainMask,
            None,
            true,
        )
        .inspect_err(|error| tracing::warn!(%error, "the system names no folder for documents"))
        .ok()?;
    Some(PathBuf::from(documents.path()?.to_string()))
}

/// Has the system keep the folder sealed until the phone is first unlocked: not longer, for an
/// alert must leave while it is locked again. And keeps it out of backups, whose reader would lack
/// the key.
#[expect(unsafe_code, reason = "Foundation's constants, and values of any type")]
#[expect(
    clippy::multiple_unsafe_ops_per_block,
    reason = "two settings, safe for one and the same reason"
)]
fn protect(folder: &Path) {
    let Some(folder) = NSURL::from_directory_path(folder) else {
        return tracing::warn!("the folder for data has no address");
    };
    let yes = NSNumber::new_bool(true);
    // SAFETY: the names are constants of Foundation, there since iOS 9, and each value is of the
    // type that Apple documents for its key.
    let done = unsafe {
        let sealed: &objc2_foundation::NSString =
            NSURLFileProtectionCompleteUntilFirstUserAuthentication;
        folder
            .setResourceValue_forKey_error(Some(sealed), NSURLFileProtectionKey)
            .and_then(|()| {
                folder.setResourceValue_forKey_error(Some(&yes), NSURLIsExcludedFromBackupKey)
            })
    };
    if let Err(error) = done {
        tracing::warn!(%error, "the folder for data could not be protected");
    }
}

/// «iOS 17.4», or only the kind of system.
pub(super) fn os() -> String {
    MainThreadMarker::new().map_or_else(
        || std::env::consts::OS.to_owned(),
        |main_thread| {
            let device = UIDevice::currentDevice(main_thread);
            format!("{} {}", device.systemName(), device.systemVersion())
        },
    )
}

/// None: links come otherwise.
pub(super) fn take_link() -> Option<String> {
    None
}

/// Charge of the phone's battery.
pub(super) fn battery_percent() -> Option<u8> {
    MainThreadMarker::new().and_then(device::battery_percent)
}

/// Nothing that the checks do not show.
pub(super) fn held_back() -> Vec<Setting> {
    Vec::new()
}

/// What the phone says of its power.
pub(super) fn surroundings() -> Box<dyn Surroundings> {
    Box::new(device::Phone)
}

/// Only with the person's touch: iOS lets no app send one.
pub(super) fn text_messenger() -> Box<dyn TextMessenger> {
    Box::new(ByHand)
}

/// The app's page in the phone's settings: the only one that an app may open. For notifications
/// the system's own question, if it still asks it: that page has no switch for them before.
pub(super) fn open_settings(setting: Setting) {
    if setting != Setting::Notifications {
        return links::open_settings();
    }
    // The phone takes a moment to say.
    let ask = || match notices::leave() {
        Some(notices::Leave::Unasked) => notices::ask(),
        _ => links::open_settings(),
    };
    let thread = std::thread::Builder::new().name("auxilio-leave".to_owned());
    if let Err(error) = thread.spawn(ask) {
        tracing::warn!(%error, "the settings were not opened");
    }
}

/// Has the phone wake the core, and Swift reach it.
pub(super) fn attend(client: &Client) {
    attendant::attend(client);
    swift::connect();
}

/// Another app: the telephone, messages, a page.
pub(super) fn open_link(link: &str) {
    links::open(link);
}

/// Hides the app in the app switcher, or not.
pub(super) fn set_cover(cover: Cover) {
    cover::set(cover);
}

/// The icon of this name in `CFBundleAlternateIcons`.
pub(super) fn show_icon(name: Option<&str>) {
    links::show_icon(name);
}

/// The phone's haptic motor, loudspeaker and voice.
pub(super) fn feedback() -> Box<dyn Feedback> {
    feedback::feedback()
}

/// What the system may enter: a panic ends here, for Objective-C cannot be unwound.
fn entered(work: impl FnOnce()) {
    if catch_unwind(AssertUnwindSafe(work)).is_err() {
        tracing::error!("a call from the system panicked");
    }
}

/// The keychain's protected part, of this app alone.
pub(super) fn keyring() -> Box<dyn Secrets> {
    Box::new(secrets::Keyring::new(|service, user| {
        let policy = HashMap::from([ACCESS_POLICY]);
        Store::new()?.build(service, user, Some(&policy))
    }))
}

/// The system's positions.
pub(super) fn locator(status: watch::Sender<Status>) -> Box<dyn Locator> {
    location::locator(status)
}
