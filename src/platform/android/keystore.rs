//! The Keystore, by way of a crate that speaks to it without Java of ours.

use android_native_keyring_store::Store;
use auxilio_client::ports::Secrets;
use keyring_core::api::CredentialStoreApi as _;

use crate::platform::secrets;

/// The system keeps a key that never leaves it, and what that key seals lies in the app's
/// preferences.
pub(in crate::platform) fn keyring() -> Box<dyn Secrets> {
    Box::new(secrets::Keyring::new(|service, user| {
        Store::new()?.build(service, user, None)
    }))
}
