//! What the core asks of the system it runs on. The app fills these once per platform.

use std::fmt;

use auxilio_protocol::alert::Device;
use auxilio_protocol::limits::{POST_URL_BYTES_MAX, TOKEN_BYTES_MAX};
use auxilio_protocol::sms::Number;
use auxilio_protocol::{AlertId, Fix};
use zeroize::{Zeroize as _, Zeroizing};

use crate::condition::Condition;

/// Everything the core needs from outside.
pub struct Ports {
    /// Where the key is kept.
    pub secrets: Box<dyn Secrets>,
    /// What finds the position.
    pub locator: Box<dyn Locator>,
    /// What looks at the device itself.
    pub surroundings: Box<dyn Surroundings>,
    /// What sends text messages.
    pub text_messenger: Box<dyn TextMessenger>,
    /// What to say of this device in an alert.
    pub device: Device,
}

impl fmt::Debug for Ports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ports(…)")
    }
}

/// The system's place for a secret: a keyring, or a key file that somebody chose explicitly.
///
/// Calls may block (a keyring may ask for its password); the core makes them off the tap path.
pub trait Secrets: Send {
    /// The secret, if one was stored.
    fn load(&self) -> Result<Option<Secret>, SecretsError>;
    /// Stores the secret for good.
    fn store(&self, secret: &Secret) -> Result<(), SecretsError>;
    /// Another secret, by its name, if one was stored: at most [`NAMED_SECRET_BYTES_MAX`].
    fn load_named(&self, name: SecretName) -> Result<Option<Zeroizing<Vec<u8>>>, SecretsError>;
    /// Stores it in place of the one before; none takes that away.
    fn store_named(&self, name: SecretName, secret: Option<&[u8]>) -> Result<(), SecretsError>;
    /// What kind of place it is, for the person to know.
    fn source(&self) -> KeySource;
}

/// Largest secret besides the key, in bytes: a token, and the address that it is for.
pub const NAMED_SECRET_BYTES_MAX: usize = POST_URL_BYTES_MAX + 1 + TOKEN_BYTES_MAX;

/// What is kept secret besides the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretName {
    /// The token for another system, with the address that it is for.
    Token,
}

impl SecretName {
    /// The name of its place.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Token => "webhook-token",
        }
    }
}

/// Where the key lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeySource {
    /// The system's keyring.
    Keyring,
    /// A file with mode 0600: whoever copies the disk can read what is sealed with it.
    File,
}

/// The system did not give or take the secret.
#[derive(Debug, thiserror::Error)]
#[error("could not {tried} a secret: {cause}")]
pub struct SecretsError {
    /// What was tried: `load` or `store`.
    pub tried: &'static str,
    /// What the system said.
    pub cause: String,
}

/// What the device keeps secret: the key that seals the outbox, and the seed of the key that signs
/// requests. Wiped from memory when dropped; `Debug` shows nothing.
#[derive(Clone)]
pub struct Secret {
    pub(crate) storage_key: [u8; 32],
    pub(crate) device_seed: [u8; 32],
}

impl Secret {
    /// Length of the stored form, in bytes.
    pub const BYTES: usize = 64;

    /// A new secret of random bytes.
    #[must_use]
    pub fn from_random(bytes: [u8; Self::BYTES]) -> Self {
        let mut secret = Self {
            storage_key: [0; 32],
            device_seed: [0; 32],
        };
        let (storage_key, device_seed) = bytes.split_at(32);
        secret.storage_key.copy_from_slice(storage_key);
        secret.device_seed.copy_from_slice(device_seed);
        secret
    }

    /// Reads what [`Self::to_bytes`] gave; none if it is of another length.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::from_random)
    }

    /// The stored form. Wipe it after use.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        let (storage_key, device_seed) = bytes.split_at_mut(32);
        storage_key.copy_from_slice(&self.storage_key);
        device_seed.copy_from_slice(&self.device_seed);
        bytes
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.storage_key.zeroize();
        self.device_seed.zeroize();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What finds the position. It may find none: no alert waits for it.
pub trait Locator: Send {
    /// Asks for as much as `demand` says from now on; every position goes to `fixes`.
    /// Called whenever the demand changes, and with the same one when the person looks again, for
    /// something may be allowed by now that was not; returns at once.
    fn demand(&self, demand: Demand, fixes: FixSender);
}

/// What looks at the device itself: its power, its network, its permissions.
pub trait Surroundings: Send + Sync {
    /// How things stand now. May block for a moment; called beside the loop, never on the way of a
    /// press.
    fn look(&self) -> Condition;
}

/// How much positioning is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// None.
    Off,
    /// The app is in front: keep the last position fresh.
    Ready,
    /// An alert runs: everything the system has, coarse and fine together.
    Alert,
}

/// Takes positions to the core. Cheap to clone; outlives the core without harm.
#[derive(Clone)]
pub struct FixSender(std::sync::Arc<dyn Fn(Fix) + Send + Sync>);

impl FixSender {
    /// One that hands every position to `take`, which returns at once.
    pub fn new(take: impl Fn(Fix) + Send + Sync + 'static) -> Self {
        Self(std::sync::Arc::new(take))
    }

    /// Hands one position over.
    pub fn send(&self, fix: Fix) {
        (self.0)(fix);
    }
}

impl fmt::Debug for FixSender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FixSender")
    }
}

/// What sends text messages (SMS), where the system has a way.
///
/// Calls may block for a while; they are made beside the loop, never on the way of a press.
pub trait TextMessenger: Send + Sync {
    /// What the system lets this app do now. A permission may come or go while the app runs.
    fn capability(&self) -> Texting;
    /// Sends a message. What becomes of it goes to `reports`, at once or much later: a system that
    /// starts the app anew for that uses [`crate::Client::text_reports`]. Called only while
    /// [`Self::capability`] is [`Texting::Sends`]; where that has changed meanwhile, the report is
    /// [`TextFailure::NotAllowed`].
    fn send(&self, message: &TextMessage, reports: &TextReports);
}

/// What the system lets this app do with text messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Texting {
    /// Nothing.
    #[default]
    None,
    /// It opens its own app with the message in it, and the person sends it.
    Prefills,
    /// It sends them.
    Sends,
}

/// A text message that is to be sent. `Debug` shows nothing of it: it says where somebody is.
#[derive(Clone, PartialEq, Eq)]
pub struct TextMessage {
    /// The alert that it tells of; names the message in reports.
    pub id: AlertId,
    /// Whom to.
    pub to: Number,
    /// What: one message of at most 160 characters, all of them in the alphabet of SMS.
    pub text: String,
}

impl fmt::Debug for TextMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TextMessage({}, …)", self.id)
    }
}

/// What became of a text message. None of it is a receipt: only the central signs those.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextReport {
    /// The network took it.
    Sent,
    /// The network says that it reached the number.
    Delivered,
    /// It was not sent.
    Failed(TextFailure),
}

/// Why a text message was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextFailure {
    /// No mobile network.
    NoService,
    /// The radio is off: flight mode.
    RadioOff,
    /// The system or the person does not let this app send.
    NotAllowed,
    /// Something else, such as no credit left.
    Other,
}

/// Takes to the core what became of text messages. Cheap to clone; outlives the core without harm.
#[derive(Clone)]
pub struct TextReports(std::sync::Arc<dyn Fn(AlertId, TextReport) + Send + Sync>);

impl TextReports {
    /// One that hands every report to `take`, which returns at once.
    pub fn new(take: impl Fn(AlertId, TextReport) + Send + Sync + 'static) -> Self {
        Self(std::sync::Arc::new(take))
    }

    /// Hands one report over: what became of the message for that alert.
    pub fn send(&self, id: AlertId, report: TextReport) {
        (self.0)(id, report);
    }
}

impl fmt::Debug for TextReports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TextReports")
    }
}
