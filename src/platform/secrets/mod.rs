//! Where the device's key lies: the system's keyring, or a file that somebody chose.
//!
//! There is no silent way from one to the other: without a keyring and without a chosen file the
//! core keeps nothing, and the screen says so.

mod file;
#[cfg(any(target_os = "linux", target_os = "android", target_os = "ios"))]
mod keyring;

use std::path::Path;

#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "ios")))]
use auxilio_client::ports::{KeySource, Secret, SecretName};
use auxilio_client::ports::{Secrets, SecretsError};

#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "ios")))]
use zeroize::Zeroizing;

pub use file::KeyFile;
#[cfg(any(target_os = "linux", target_os = "android", target_os = "ios"))]
pub(super) use keyring::Keyring;

/// The chosen file, or else the system's keyring.
#[must_use]
pub fn open(key_file: Option<&Path>) -> Box<dyn Secrets> {
    match key_file {
        Some(path) => Box::new(KeyFile::new(path)),
        None => super::system::keyring(),
    }
}

fn failed(tried: &'static str, cause: &impl ToString) -> SecretsError {
    SecretsError {
        tried,
        cause: cause.to_string(),
    }
}

/// A system whose keyring this app cannot use yet.
#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "ios")))]
pub(super) struct NoKeyring;

#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "ios")))]
impl Secrets for NoKeyring {
    fn load(&self) -> Result<Option<Secret>, SecretsError> {
        Err(failed("load", &"no keyring is supported here yet"))
    }

    fn store(&self, _: &Secret) -> Result<(), SecretsError> {
        Err(failed("store", &"no keyring is supported here yet"))
    }

    fn load_named(&self, _: SecretName) -> Result<Option<Zeroizing<Vec<u8>>>, SecretsError> {
        Err(failed("load", &"no keyring is supported here yet"))
    }

    fn store_named(&self, _: SecretName, _: Option<&[u8]>) -> Result<(), SecretsError> {
        Err(failed("store", &"no keyring is supported here yet"))
    }

    fn source(&self) -> KeySource {
        KeySource::Keyring
    }
}
