//! A phone for measuring: the real core on a real folder, without a keyring's dialogue.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Result, bail};
use auxilio_client::condition::Condition;
use auxilio_client::ports::{
    Demand, FixSender, KeySource, Locator, Ports, Secret, SecretName, Secrets, SecretsError,
    Surroundings, TextMessage, TextMessenger, TextReports, Texting,
};
use auxilio_client::view::Storage;
use auxilio_client::{Client, ClientConfig, DefaultCentral, Intent, View};
use auxilio_protocol::alert::Device;
use auxilio_protocol::{Endpoint, KeySet, Kind, Mode};
use tokio::runtime::Runtime;
use zeroize::Zeroizing;

/// A key that outlives the client, as a keyring's would.
#[derive(Clone, Default)]
pub(crate) struct Keyring(Arc<Mutex<Option<Secret>>>);

impl Secrets for Keyring {
    fn load(&self) -> Result<Option<Secret>, SecretsError> {
        Ok(self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone())
    }

    fn store(&self, secret: &Secret) -> Result<(), SecretsError> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(secret.clone());
        Ok(())
    }

    fn load_named(&self, _: SecretName) -> Result<Option<Zeroizing<Vec<u8>>>, SecretsError> {
        Ok(None)
    }

    fn store_named(&self, _: SecretName, _: Option<&[u8]>) -> Result<(), SecretsError> {
        Ok(())
    }

    fn source(&self) -> KeySource {
        KeySource::Keyring
    }
}

struct Nowhere;

impl Locator for Nowhere {
    fn demand(&self, _: Demand, _: FixSender) {}
}

impl Surroundings for Nowhere {
    fn look(&self) -> Condition {
        Condition::default()
    }
}

impl TextMessenger for Nowhere {
    fn capability(&self) -> Texting {
        Texting::None
    }

    fn send(&self, _: &TextMessage, _: &TextReports) {}
}

/// Starts a phone and waits until its outbox is open.
pub(crate) fn start(
    runtime: &Runtime,
    folder: &Path,
    keyring: &Keyring,
    endpoint: Option<Endpoint>,
) -> Result<Client> {
    let device = Device {
        app: "bench".to_owned(),
        os: "linux".to_owned(),
        battery_percent: None,
        path: None,
    };
    let ports = Ports {
        secrets: Box::new(keyring.clone()),
        locator: Box::new(Nowhere),
        surroundings: Box::new(Nowhere),
        text_messenger: Box::new(Nowhere),
        device,
    };
    let config = ClientConfig {
        data_dir: folder.to_owned(),
        default_central: endpoint.map(|endpoint| DefaultCentral {
            endpoint,
            keys: KeySet::default(),
        }),
    };
    let client = Client::start(config, ports);
    until(runtime, &client, |view| view.storage != Storage::Opening)?;
    match client.view().storage {
        Storage::Ready(_) => Ok(client),
        storage => bail!("the outbox did not open: {storage:?}"),
    }
}

/// A press that is an alert of its own: of the two modes in turn, for one of the same mode belongs
/// to the alert that runs.
pub(crate) fn another_alert(client: &Client) -> Intent {
    let mode = match client.view().alerts.len() % 2 {
        0 => Mode::Open,
        _ => Mode::Covert,
    };
    Intent {
        mode,
        ..Intent::open(Kind::Auxilio)
    }
}

/// Waits until the phone shows something.
pub(crate) fn until(
    runtime: &Runtime,
    client: &Client,
    is_so: impl Fn(&View) -> bool,
) -> Result<()> {
    let mut views = client.views();
    runtime.block_on(async { views.wait_for(|view| is_so(view)).await.map(|_| ()) })?;
    Ok(())
}
