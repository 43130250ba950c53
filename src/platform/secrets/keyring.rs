//! The system's own place for secrets, whichever it is: the Secret Service of Linux desktops, the
//! Keystore of Android, the keychain of iOS. All of them behind the one interface of keyring-core.

use std::thread;

use auxilio_client::ports::{
    KeySource, NAMED_SECRET_BYTES_MAX, Secret, SecretName, Secrets, SecretsError,
};
use keyring_core::{Entry, Error};
use zeroize::Zeroizing;

use super::failed;

/// The service that all items are of.
const SERVICE: &str = "auxilio";
/// The item of the device's key. The others are named by [`SecretName`].
const KEY: &str = "device-key";

/// Names the item of this service and this user in the system's store, without reading it.
type Item = fn(service: &str, user: &str) -> keyring_core::Result<Entry>;

/// The system's keyring. May wait for the person to unlock it.
pub(in crate::platform) struct Keyring {
    item: Item,
}

impl Keyring {
    pub(in crate::platform) fn new(item: Item) -> Self {
        Self { item }
    }

    /// A store may block on a runtime of its own, so it gets a thread where none is running; and
    /// a panic in it ends there.
    fn with_entry<T: Send>(
        &self,
        user: &str,
        tried: &'static str,
        work: impl FnOnce(&Entry) -> keyring_core::Result<T> + Send,
    ) -> Result<T, SecretsError> {
        let on_thread = || work(&(self.item)(SERVICE, user)?);
        thread::scope(|scope| scope.spawn(on_thread).join())
            .map_err(|_| failed(tried, &"the keyring's client panicked"))?
            .map_err(|error| failed(tried, &error))
    }
}

impl Keyring {
    fn read(&self, user: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretsError> {
        self.with_entry(user, "load", |entry| match entry.get_secret() {
            Ok(bytes) => Ok(Some(Zeroizing::new(bytes))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
    }
}

impl Secrets for Keyring {
    fn load(&self) -> Result<Option<Secret>, SecretsError> {
        match self.read(KEY)? {
            None => Ok(None),
            Some(bytes) => Secret::from_bytes(&bytes)
                .map(Some)
                .ok_or_else(|| failed("load", &"the item in the keyring is not a key of ours")),
        }
    }

    fn store(&self, secret: &Secret) -> Result<(), SecretsError> {
        let bytes = Zeroizing::new(secret.to_bytes());
        self.with_entry(KEY, "store", |entry| entry.set_secret(bytes.as_slice()))
    }

    fn load_named(&self, name: SecretName) -> Result<Option<Zeroizing<Vec<u8>>>, SecretsError> {
        let bytes = self.read(name.as_str())?;
        Ok(bytes.filter(|bytes| bytes.len() <= NAMED_SECRET_BYTES_MAX))
    }

    fn store_named(&self, name: SecretName, secret: Option<&[u8]>) -> Result<(), SecretsError> {
        self.with_entry(name.as_str(), "store", |entry| match secret {
            Some(secret) => entry.set_secret(secret),
            None => match entry.delete_credential() {
                Err(Error::NoEntry) => Ok(()),
                done => done,
            },
        })
    }

    fn source(&self) -> KeySource {
        KeySource::Keyring
    }
}
