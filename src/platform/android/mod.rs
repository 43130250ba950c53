//! Android. What is asked of it goes through Java ([`java`]), by the names in [`names`]; positions
//! ([`location`]), what is felt and heard ([`feedback`]) and the phone itself ([`device`]) have
//! files of their own, and Java in the folder `android/`. Without a window Java comes in by
//! [`entry`], [`ongoing`] says in a notification how an alert goes, and [`attendant`] has the phone
//! wake the app for what waits.

mod attendant;
mod device;
mod entry;
mod feedback;
mod gradle_module;
mod java;
#[cfg(target_os = "android")]
mod keystore;
mod links;
mod location;
mod members;
mod names;
mod ongoing;
mod shown;
#[cfg(test)]
mod tests;
mod text_messages;

use std::path::PathBuf;

use auxilio_client::Client;
use auxilio_client::ports::{Locator, Surroundings, TextMessenger};
use jni::objects::{JObject, JValue};
use tokio::sync::watch;

use self::java::{Java, JavaError};
#[cfg(target_os = "android")]
pub(super) use self::keystore::keyring;
use super::feedback::Feedback;
use super::location::Status;
use super::{Cover, Opener, Setting};

pub(super) const HAS_COMMAND_LINE: bool = false;
pub(super) const HAS_SETTINGS: bool = true;
pub(super) const WORKS_WITHOUT_WINDOW: bool = true;
pub(super) const CHANGES_NAME: bool = true;
pub(super) const STARTS_IN_FRONT: bool = true;
pub(super) const OPENER: Opener = Opener::System;

/// The app's own folder, which no other app can read.
pub(super) fn data_dir() -> Option<PathBuf> {
    let folder = told(Java::of_this_process().and_then(|java| {
        java.call("ask for the app's folder", |env, context| {
            let file = names::context::GET_FILES_DIR.call(env, context, &[])?.l()?;
            let path = names::file::GET_ABSOLUTE_PATH.call(env, file, &[])?;
            java::text(env, path.l()?)
        })
    }))?;
    Some(PathBuf::from(folder).join("auxilio"))
}

/// The app's folder on the shared storage: file managers and a computer at the cable see it, other
/// apps do not, and no permission is needed.
pub(super) fn documents_dir() -> Option<PathBuf> {
    let folder = told(Java::of_this_process().and_then(|java| {
        java.call("ask for the folder for documents", |env, context| {
            let none = JObject::null();
            let kind = [JValue::Object(&none)];
            let file = names::context::GET_EXTERNAL_FILES_DIR.call(env, context, &kind)?;
            let path = names::file::GET_ABSOLUTE_PATH.call(env, file.l()?, &[])?;
            java::text(env, path.l()?)
        })
    }))?;
    Some(PathBuf::from(folder))
}

/// «Android 13», or only the kind of system.
pub(super) fn os() -> String {
    let release = told(Java::of_this_process().and_then(|java| {
        java.call("ask for the system's version", |env, context| {
            let release = names::build_version::RELEASE.get(env, context)?;
            java::text(env, release.l()?)
        })
    }));
    release.map_or_else(
        || std::env::consts::OS.to_owned(),
        |release| format!("Android {release}"),
    )
}

/// The link that another app opened this one with, once.
pub(super) fn take_link() -> Option<String> {
    links::take()
}

/// Charge of the phone's battery.
pub(super) fn battery_percent() -> Option<u8> {
    let charge = told(Java::of_this_process().and_then(|java| {
        java.call("ask for the battery's charge", |env, context| {
            let name = env.new_string("batterymanager")?;
            let name = [JValue::Object(&name)];
            let manager = names::context::GET_SYSTEM_SERVICE.call(env, context, &name)?;
            let property = [JValue::Int(names::battery_manager::CAPACITY.value)];
            names::battery_manager::GET_INT_PROPERTY
                .call(env, manager.l()?, &property)?
                .i()
        })
    }))?;
    u8::try_from(charge).ok().filter(|charge| *charge <= 100)
}

/// What the phone says of its power and its network.
pub(super) fn surroundings() -> Box<dyn Surroundings> {
    device::surroundings()
}

/// The phone's own text messages.
pub(super) fn text_messenger() -> Box<dyn TextMessenger> {
    text_messages::messenger()
}

/// What the phone holds back from the app and no other check shows.
pub(super) fn held_back() -> Vec<Setting> {
    device::held_back()
}

/// A page of the phone's settings.
pub(super) fn open_settings(setting: Setting) {
    device::open(setting);
}

/// The phone's vibration, loudspeaker and voice.
pub(super) fn feedback() -> Box<dyn Feedback> {
    feedback::feedback()
}

/// The positions of the system itself, which need no Play services.
pub(super) fn locator(status: watch::Sender<Status>) -> Box<dyn Locator> {
    location::locator(status)
}

/// What the system said, or none after the log has why.
fn told<T>(answer: Result<T, JavaError>) -> Option<T> {
    answer
        .inspect_err(|error| tracing::warn!(%error, "the system gave no answer"))
        .ok()
}

/// A notification says how an alert goes, and the service behind it keeps the process at work; and
/// the phone wakes the app for what waits.
pub(super) fn attend(client: &Client) {
    ongoing::attend(client);
    attendant::attend(client);
}

/// Another app: the telephone, messages, a page.
pub(super) fn open_link(link: &str) {
    shown::open_link(link);
}

/// Keeps the window out of pictures and of the list of recent apps, or no longer.
pub(super) fn set_cover(cover: Cover) {
    shown::set_cover(cover);
}

/// The alias of that name in the manifest.
pub(super) fn show_icon(name: Option<&str>) {
    shown::show_icon(name);
}
