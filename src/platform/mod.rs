//! What the system gives. The only place that knows which system it is.

use std::path::PathBuf;

use auxilio_client::Client;
use auxilio_client::ports::Surroundings;
use auxilio_protocol::WireTime;
use auxilio_protocol::enrolment::Consent;
use auxilio_protocol::invitation::CONSENT_TEXT;

use crate::texts::Language;

// Tests on Linux run it in a Java machine of their own.
#[cfg(any(target_os = "android", all(test, target_os = "linux")))]
#[cfg_attr(
    not(target_os = "android"),
    expect(dead_code, reason = "only what the tests use is used here")
)]
mod android;
#[cfg(not(any(target_os = "android", target_os = "ios")))]
mod desktop;
pub mod feedback;
pub mod hardening;
#[cfg(target_os = "ios")]
mod ios;
pub mod location;
pub mod secrets;
pub mod text_messages;
pub mod upkeep;

#[cfg(target_os = "android")]
use android as system;
#[cfg(not(any(target_os = "android", target_os = "ios")))]
use desktop as system;
#[cfg(target_os = "ios")]
use ios as system;

/// Whether the app is started with a command line. Where it is not, reading one is not safe:
/// Android calls `main` without arguments, and the standard library would read what lies there.
pub const HAS_COMMAND_LINE: bool = system::HAS_COMMAND_LINE;

/// Whether the app can open the system's settings for the person.
pub(crate) const HAS_SETTINGS: bool = system::HAS_SETTINGS;

/// A page of the system's settings that mends what weakens alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// Whether this app may have the position: the system's own question, if it still asks it.
    LocationPermission,
    /// Whether the device looks for its position at all.
    Location,
    /// What the system holds back to spare the battery.
    Battery,
    /// The date and the time.
    Clock,
    /// Whether this app may show notifications.
    Notifications,
    /// Whether this app may send text messages: the system's own question, if it still asks it.
    #[cfg_attr(
        not(any(target_os = "android", test)),
        expect(dead_code, reason = "only Android holds it back")
    )]
    TextMessages,
    /// Whether the system puts this app to sleep while the phone rests.
    #[cfg_attr(
        not(any(target_os = "android", test)),
        expect(dead_code, reason = "only Android holds it back")
    )]
    Sleep,
    /// The maker's own page for apps that may start by themselves.
    #[cfg_attr(
        not(any(target_os = "android", test)),
        expect(dead_code, reason = "only Android holds it back")
    )]
    Autostart,
}

/// Whether the app goes on after its window is gone, as Android's service does.
pub const WORKS_WITHOUT_WINDOW: bool = system::WORKS_WITHOUT_WINDOW;

/// Whether an app that starts is in front. Where it is not, the system says when it is.
pub const STARTS_IN_FRONT: bool = system::STARTS_IN_FRONT;

/// Who opens a link to another app: `tel:`, `sms:`, a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opener {
    /// The web view, which is told nothing.
    WebView,
    /// The system, by `open_link`.
    System,
}

/// Who opens links on this system.
pub(crate) const OPENER: Opener = system::OPENER;

/// Opens a link in the app that it is for, where [`OPENER`] is the system.
pub(crate) fn open_link(link: &str) {
    system::open_link(link);
}

/// Whether the name under the icon follows the icon.
pub(crate) const CHANGES_NAME: bool = system::CHANGES_NAME;

/// Whether the app is hidden where the system shows a picture of it: in its list of open apps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cover {
    /// It is shown.
    Off,
    /// Something plain is shown in its place.
    On,
}

/// Hides the app in the system's pictures from now on, or no longer.
pub fn set_cover(cover: Cover) {
    system::set_cover(cover);
}

/// Shows another icon of the app's on the home screen; its own for none.
pub fn show_icon(name: Option<&str>) {
    system::show_icon(name);
}

/// Has the system keep this core at work while the app is not in front. Called where the app
/// starts, on its first thread, before the window.
pub fn attend(client: &Client) {
    system::attend(client);
}

/// What the system holds back from the app and no other check shows, each with the page that
/// changes it. May take a moment.
pub(crate) fn held_back() -> Vec<Setting> {
    system::held_back()
}

/// Opens that page, where [`HAS_SETTINGS`].
pub(crate) fn open_settings(setting: Setting) {
    system::open_settings(setting);
}

/// What looks at the device itself.
#[must_use]
pub fn surroundings() -> Box<dyn Surroundings> {
    system::surroundings()
}

/// Where data are kept unless the person chose another folder; none if the system names none.
#[must_use]
pub fn default_data_dir() -> Option<PathBuf> {
    system::data_dir()
}

/// Where files go that the person takes along; none if the system names no place.
#[must_use]
pub fn documents_dir() -> Option<PathBuf> {
    system::documents_dir()
}

/// The link that another app opened this one with, once. Elsewhere than on Android links come by
/// the command line or as the window's events.
#[must_use]
pub fn take_link() -> Option<String> {
    system::take_link()
}

/// What to say of this device in an alert.
#[must_use]
pub fn device() -> auxilio_protocol::Device {
    auxilio_protocol::Device {
        app: env!("CARGO_PKG_VERSION").to_owned(),
        os: system::os(),
        battery_percent: system::battery_percent(),
        path: None,
    }
}

/// The system's language, as far as it is told: phones set no such variable, and speak Spanish.
#[must_use]
pub fn language() -> Language {
    let set = |name| std::env::var(name).ok().filter(|locale| !locale.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
    Language::of_locale(&locale.unwrap_or_default())
}

/// The person agrees, at this moment, to the words that this app shows.
#[must_use]
pub fn consent() -> Consent {
    Consent {
        text: CONSENT_TEXT.to_owned(),
        at: now(),
    }
}

/// The time by this device's clock.
#[must_use]
pub fn now() -> WireTime {
    WireTime::from_unix_ms(jiff::Timestamp::now().as_millisecond())
}
