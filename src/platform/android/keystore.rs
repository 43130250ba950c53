//! The Keystore, by way of a crate that speaks to it without Java of ours.

use std::panic::catch_unwind;

use android_native_keyring_store::Store;
use auxilio_client::ports::Secrets;
use keyring_core::api::CredentialStoreApi as _;

use super::java::Java;
use crate::platform::secrets;

/// The system keeps a key that never leaves it, and what that key seals lies in the app's
/// preferences.
pub(in crate::platform) fn keyring() -> Box<dyn Secrets> {
    Box::new(secrets::Keyring::new(|service, user| {
        Store::new()?.build(service, user, None)
    }))
}

/// Opens it where no activity has started this process. The crate takes its way into Java from
/// `ndk_context` only when it first opens, and keeps it; the activity's library announces its own
/// there and ends the app if another is announced. So ours stands there for this call alone.
///
/// Only on the main thread: an activity begins there too, and so never in between.
pub(super) fn open_without_window(java: &'static Java) {
    let announced = catch_unwind(ndk_context::android_context).is_ok();
    if !announced {
        announce(java);
    }
    // A panic would leave ours there.
    match catch_unwind(Store::new) {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => tracing::warn!(%error, "the Keystore did not open"),
        Err(_) => tracing::warn!("the Keystore's crate panicked"),
    }
    if !announced {
        withdraw();
    }
}

#[expect(
    unsafe_code,
    reason = "a machine and a context are announced as addresses"
)]
fn announce(java: &'static Java) {
    let (vm, context) = java.addresses();
    // SAFETY: both live as long as the process, and nothing is announced now: this is the thread
    // on which activities announce theirs.
    unsafe { ndk_context::initialize_android_context(vm, context) }
}

#[expect(unsafe_code, reason = "the counterpart of announcing")]
fn withdraw() {
    // SAFETY: what is announced is what `announce` did, on this thread.
    unsafe { ndk_context::release_android_context() }
}
