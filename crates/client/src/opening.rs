//! Opening the key and the outbox, once, beside the loop: a keyring may ask for its password.

use auxilio_protocol::SigningKey;

use crate::client::{ClientConfig, DefaultCentral};
use crate::core::Stored;
use crate::discreet::{Guard, marker};
use crate::outbox::seal::Sealer;
use crate::outbox::store::{SealedDirectory, Store};
use crate::ports::{Secret, Secrets, SecretsError};
use crate::settings::Settings;
use crate::view::{NotSaved, Storage};

/// What opening brought.
#[derive(Debug)]
pub(crate) struct Opening {
    /// The device's key; one for this process only if there is no other.
    pub(crate) identity: SigningKey,
    /// How it went, for the person.
    pub(crate) storage: Storage,
    /// Where to write, or why there is no such place.
    pub(crate) store: Result<Store, NotSaved>,
    /// What the outbox held.
    pub(crate) stored: Stored,
    /// The directory, to be opened when nobody waits.
    pub(crate) directory: Option<SealedDirectory>,
}

impl Opening {
    /// Nothing can be kept, and nothing is known.
    pub(crate) fn memory_only(why: NotSaved, identity: SigningKey, config: &ClientConfig) -> Self {
        let mut stored = Stored {
            discreet: marked(config),
            ..Stored::default()
        };
        unless_configured(&mut stored.settings, config.default_central.clone());
        Self {
            identity,
            storage: Storage::MemoryOnly(why),
            store: Err(why),
            stored,
            directory: None,
        }
    }
}

/// What the first picture showed, where the record of it cannot be read: that holds.
fn marked(config: &ClientConfig) -> Guard {
    marker::read(&config.data_dir).map_or(Guard::Off, Guard::Sealed)
}

/// The build's central with its keys, where no other was ever configured.
fn unless_configured(settings: &mut Settings, default: Option<DefaultCentral>) {
    if let (None, Some(default)) = (&settings.endpoint, default) {
        settings.endpoint = Some(default.endpoint);
        settings.keys = default.keys;
    }
}

/// Loads or makes the secret, then opens or begins the outbox.
pub(crate) fn open(config: &ClientConfig, secrets: &dyn Secrets) -> Opening {
    let secret = match load_or_make(secrets) {
        Ok(secret) => secret,
        Err(error) => {
            tracing::error!(%error, "no key, so nothing can be saved");
            return Opening::memory_only(NotSaved::Key, ephemeral_identity(), config);
        }
    };
    let identity = SigningKey::from_seed(&secret.device_seed);
    let sealer = Sealer::new(&secret.storage_key);
    match Store::open(&config.data_dir, sealer) {
        Ok(opened) => {
            let source = secrets.source();
            let mut stored = opened.stored;
            let storage = if opened.put_aside.is_none() {
                Storage::Ready(source)
            } else {
                if stored.discreet == Guard::Off {
                    stored.discreet = marked(config);
                }
                Storage::Replaced(source)
            };
            unless_configured(&mut stored.settings, config.default_central.clone());
            Opening {
                identity,
                storage,
                store: Ok(opened.store),
                stored,
                directory: opened.directory,
            }
        }
        Err(error) => {
            tracing::error!(%error, "the outbox cannot be opened, so nothing can be saved");
            Opening::memory_only(error.not_saved(), identity, config)
        }
    }
}

fn load_or_make(secrets: &dyn Secrets) -> Result<Secret, SecretsError> {
    if let Some(secret) = secrets.load()? {
        return Ok(secret);
    }
    let mut bytes = [0; Secret::BYTES];
    getrandom::fill(&mut bytes).map_err(|cause| SecretsError {
        tried: "make",
        cause: cause.to_string(),
    })?;
    let secret = Secret::from_random(bytes);
    zeroize::Zeroize::zeroize(&mut bytes);
    secrets.store(&secret)?;
    Ok(secret)
}

/// A key for this process alone. A central takes what it signs into its unverified lane.
pub(crate) fn ephemeral_identity() -> SigningKey {
    let mut seed = [0; 32];
    // Without randomness the key protects nothing, but the alert still leaves.
    let _ = getrandom::fill(&mut seed);
    SigningKey::from_seed(&seed)
}

#[cfg(test)]
mod tests {
    use auxilio_protocol::KeySet;

    use super::*;

    fn central(address: &str) -> DefaultCentral {
        let key = SigningKey::from_seed(&[1; 32]).public();
        DefaultCentral {
            endpoint: address.parse().unwrap(),
            keys: KeySet::new([key]),
        }
    }

    #[test]
    fn the_central_of_a_build_is_believed_by_its_own_keys_from_the_start() {
        let mut settings = Settings::default();
        let default = central("https://a.example");
        unless_configured(&mut settings, Some(default.clone()));
        assert_eq!(settings.endpoint, Some(default.endpoint));
        assert_eq!(settings.keys, default.keys);
    }

    #[test]
    fn the_central_of_a_build_changes_nothing_where_another_one_was_chosen() {
        let chosen = Settings::default().at("https://b.example".parse().unwrap());
        let mut settings = chosen.clone();
        unless_configured(&mut settings, Some(central("https://a.example")));
        assert_eq!(settings, chosen);
    }
}
