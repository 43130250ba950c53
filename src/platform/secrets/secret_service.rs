//! The Secret Service of Linux desktops (GNOME Keyring, KWallet, KeePassXC), over D-Bus.

use std::thread;

use auxilio_client::ports::{KeySource, Secret, Secrets, SecretsError};
use keyring_core::api::CredentialStoreApi as _;
use keyring_core::{Entry, Error};
use zbus_secret_service_keyring_store::Store;
use zeroize::Zeroizing;

use super::failed;

/// Names of the one item.
const SERVICE: &str = "auxilio";
const USER: &str = "device-key";

/// The desktop's keyring. May wait for the person to unlock it.
pub(in crate::platform) struct SecretService;

impl Secrets for SecretService {
    fn load(&self) -> Result<Option<Secret>, SecretsError> {
        let bytes = with_entry("load", |entry| match entry.get_secret() {
            Ok(bytes) => Ok(Some(Zeroizing::new(bytes))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })?;
        match bytes {
            None => Ok(None),
            Some(bytes) => Secret::from_bytes(&bytes)
                .map(Some)
                .ok_or_else(|| failed("load", &"the item in the keyring is not a key of ours")),
        }
    }

    fn store(&self, secret: &Secret) -> Result<(), SecretsError> {
        let bytes = Zeroizing::new(secret.to_bytes());
        with_entry("store", |entry| entry.set_secret(bytes.as_slice()))
    }

    fn source(&self) -> KeySource {
        KeySource::Keyring
    }
}

/// The store blocks on a runtime of its own, so it gets a thread where none is running.
fn with_entry<T: Send>(
    tried: &'static str,
    work: impl FnOnce(&Entry) -> keyring_core::Result<T> + Send,
) -> Result<T, SecretsError> {
    let on_thread = || {
        let entry = Store::new()?.build(SERVICE, USER, None)?;
        work(&entry)
    };
    thread::scope(|scope| scope.spawn(on_thread).join())
        .map_err(|_| failed(tried, &"the keyring's client panicked"))?
        .map_err(|error| failed(tried, &error))
}
