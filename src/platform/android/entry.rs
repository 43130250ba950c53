//! Where Java enters without the app's window: a service, a tile, a widget, a job, a receiver. By
//! way of `android/src/main/java/pe/gob/muniporvenir/auxilio/phone/Core.java`.
//!
//! The functions are exported by their full names, for here Java is first: nobody in Rust could
//! have registered them. Each only enters a safe one.
#![expect(unsafe_code, reason = "Java finds exported functions by their names")]

use std::time::Duration;

use auxilio_client::Client;
use auxilio_client::ports::{TextFailure, TextReport};
use auxilio_protocol::AlertId;
use jni::JNIEnv;
use jni::objects::{JClass, JObject, JString};
use jni::sys::{JNI_FALSE, jboolean, jint};

use super::java::{self, Java};
use super::names::core as names;
use super::{ongoing, told};
use crate::options::{Options, StartError};
use crate::platform::hardening;
use crate::running::{self, Outside};

/// How long a job waits for the central: less than the shortest time that Android gives one.
const FLUSH_WAIT: Duration = Duration::from_secs(20);

/// `Core.begin`: on the main thread.
#[unsafe(no_mangle)]
extern "system" fn Java_pe_gob_muniporvenir_auxilio_phone_Core_begin(
    mut env: JNIEnv<'_>,
    _: JClass<'_>,
    context: JObject<'_>,
) -> jboolean {
    names::BEGIN.answered(JNI_FALSE, || begin(&mut env, &context).into())
}

/// `Core.raiseNow`.
#[unsafe(no_mangle)]
extern "system" fn Java_pe_gob_muniporvenir_auxilio_phone_Core_raiseNow(
    _: JNIEnv<'_>,
    _: JClass<'_>,
) -> jboolean {
    names::RAISE.answered(JNI_FALSE, || raise().into())
}

/// `Core.cancelNow`.
#[unsafe(no_mangle)]
extern "system" fn Java_pe_gob_muniporvenir_auxilio_phone_Core_cancelNow(
    _: JNIEnv<'_>,
    _: JClass<'_>,
) -> jboolean {
    names::CANCEL.answered(JNI_FALSE, || cancel().into())
}

/// `Core.flushNow`.
#[unsafe(no_mangle)]
extern "system" fn Java_pe_gob_muniporvenir_auxilio_phone_Core_flushNow(
    _: JNIEnv<'_>,
    _: JClass<'_>,
) -> jboolean {
    names::FLUSH.answered(JNI_FALSE, || flush().into())
}

/// `Core.networkCameNow`.
#[unsafe(no_mangle)]
extern "system" fn Java_pe_gob_muniporvenir_auxilio_phone_Core_networkCameNow(
    _: JNIEnv<'_>,
    _: JClass<'_>,
) {
    names::NETWORK_CAME.entered(|| {
        client();
        in_log(running::flush());
    });
}

/// `Core.textReportedNow`.
#[unsafe(no_mangle)]
extern "system" fn Java_pe_gob_muniporvenir_auxilio_phone_Core_textReportedNow(
    mut env: JNIEnv<'_>,
    _: JClass<'_>,
    alert_id: JString<'_>,
    outcome: jint,
) {
    names::TEXT_REPORTED.entered(|| {
        let id = java::text(&mut env, alert_id.into());
        if let Ok(Ok(id)) = id.map(|id| id.parse::<AlertId>()) {
            text_reported(id, outcome);
        } else {
            // What stays thrown would end the app when this returns to Java.
            let _ = env.exception_clear();
            tracing::warn!("a text message was reported that is no alert's");
        }
    });
}

/// Keeps the way into Java that the system offers without a window, and has the key's place opened
/// by it.
pub(super) fn begin(env: &mut JNIEnv<'_>, context: &JObject<'_>) -> bool {
    hardening::told(hardening::harden());
    let Some(java) = told(Java::keep(env, context)) else {
        return false;
    };
    #[cfg(target_os = "android")]
    super::keystore::open_without_window(java);
    #[cfg(not(target_os = "android"))]
    let _ = java;
    true
}

/// Whether there is an alert now.
fn raise() -> bool {
    let outside = running::raise();
    if outside == Outside::NoCore {
        return false;
    }
    if let Some(client) = client() {
        ongoing::say_again(&client);
    }
    true
}

/// Whether there was an alert to take back.
fn cancel() -> bool {
    client();
    in_log(running::cancel()).is_some_and(|client| client.is_some())
}

/// Whether something still waits for the central.
fn flush() -> bool {
    client();
    in_log(running::flush()).is_some_and(|client| !running::settle(&client, FLUSH_WAIT))
}

/// The core, attended as beside a window.
fn client() -> Option<Client> {
    let client = in_log(running::core(Options::default()))?.client;
    super::attend(&client);
    Some(client)
}

fn text_reported(id: AlertId, outcome: jint) {
    match (report(outcome), client()) {
        (Some(report), Some(client)) => client.text_reports().send(id, report),
        (None, _) => tracing::warn!(outcome, "a text message ended in no known way"),
        (_, None) => {}
    }
}

/// What this number of `Core` says.
pub(super) fn report(outcome: jint) -> Option<TextReport> {
    let known = [
        (names::SENT, TextReport::Sent),
        (names::DELIVERED, TextReport::Delivered),
        (
            names::NO_SERVICE,
            TextReport::Failed(TextFailure::NoService),
        ),
        (names::RADIO_OFF, TextReport::Failed(TextFailure::RadioOff)),
        (
            names::NOT_ALLOWED,
            TextReport::Failed(TextFailure::NotAllowed),
        ),
        (names::OTHER, TextReport::Failed(TextFailure::Other)),
    ];
    let mut known = known.into_iter();
    known.find_map(|(number, report)| (number.value == outcome).then_some(report))
}

fn in_log<T>(done: Result<T, StartError>) -> Option<T> {
    done.inspect_err(|error| tracing::error!(%error, "the system found no core"))
        .ok()
}
