//! Opening the key and the outbox, once, beside the loop: a keyring may ask for its password.

use auxilio_protocol::{Endpoint, SigningKey};

use crate::client::ClientConfig;
use crate::core::Stored;
use crate::outbox::seal::Sealer;
use crate::outbox::store::{SealedDirectory, Store};
use crate::ports::{Secret, Secrets, SecretsError};
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
    pub(crate) fn memory_only(
        why: NotSaved,
        identity: SigningKey,
        default_endpoint: Option<Endpoint>,
    ) -> Self {
        let mut stored = Stored::default();
        stored.settings.endpoint = default_endpoint;
        Self {
            identity,
            storage: Storage::MemoryOnly(why),
            store: Err(why),
            stored,
            directory: None,
        }
    }
}

/// Loads or makes the secret, then opens or begins the outbox.
pub(crate) fn open(config: &ClientConfig, secrets: &dyn Secrets) -> Opening {
    let default_endpoint = config.default_endpoint.clone();
    let secret = match load_or_make(secrets) {
        Ok(secret) => secret,
        Err(error) => {
            tracing::error!(%error, "no key, so nothing can be saved");
            return Opening::memory_only(NotSaved::Key, ephemeral_identity(), default_endpoint);
        }
    };
    let identity = SigningKey::from_seed(&secret.device_seed);
    let sealer = Sealer::new(&secret.storage_key);
    match Store::open(&config.data_dir, sealer) {
        Ok(opened) => {
            let source = secrets.source();
            let storage = match opened.put_aside {
                None => Storage::Ready(source),
                Some(_) => Storage::Replaced(source),
            };
            let mut stored = opened.stored;
            stored.settings.endpoint = stored.settings.endpoint.or(default_endpoint);
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
            Opening::memory_only(error.not_saved(), identity, default_endpoint)
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
