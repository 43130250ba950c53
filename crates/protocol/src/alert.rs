//! The alert: the one message that must arrive.

use std::convert::Infallible;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::fix::Fix;
use crate::id::AlertId;
use crate::profile::Profile;
use crate::time::WireTime;

/// A call for help, as it was at the press. What comes later travels as updates.
///
/// Its bytes are made once and are the same on every attempt and over every path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alert {
    /// Made on the phone; the idempotency key from end to end.
    pub id: AlertId,
    /// What is happening.
    pub kind: Kind,
    /// Whether the central may call back.
    pub mode: Mode,
    /// A drill. It can never ring as real, and a real alert can never be taken for one.
    pub exercise: bool,
    /// When the button was pressed, by the phone's clock.
    pub raised_at: WireTime,
    /// Where the person was at the press: never where the phone found its network again.
    pub fix: Option<Fix>,
    /// Who asks.
    pub profile: Option<Profile>,
    /// What sent it.
    pub device: Option<Device>,
}

/// What is happening. Unknown kinds are kept and shown as [`Kind::Auxilio`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
pub enum Kind {
    /// Help, with no more said: the plain press.
    Auxilio,
    /// Robbery.
    Robo,
    /// Extortion.
    Extorsion,
    /// Violence at home or against women. Its victims' identity is reserved (DS 009-2023-MIMP).
    Violencia,
    /// Somebody is hurt or ill.
    Medica,
    /// Fire.
    Incendio,
    /// A kind that this version does not know, kept as it came.
    Other(String),
}

impl Kind {
    /// The kinds a person can choose, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Auxilio,
        Self::Robo,
        Self::Extorsion,
        Self::Violencia,
        Self::Medica,
        Self::Incendio,
    ];

    /// The word on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Auxilio => "auxilio",
            Self::Robo => "robo",
            Self::Extorsion => "extorsion",
            Self::Violencia => "violencia",
            Self::Medica => "medica",
            Self::Incendio => "incendio",
            Self::Other(word) => word,
        }
    }
}

impl FromStr for Kind {
    type Err = Infallible;

    fn from_str(word: &str) -> Result<Self, Infallible> {
        Ok(Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word)
            .unwrap_or_else(|| Self::Other(word.to_owned())))
    }
}

impl From<String> for Kind {
    fn from(word: String) -> Self {
        let Ok(kind) = word.parse();
        kind
    }
}

impl From<Kind> for String {
    fn from(kind: Kind) -> Self {
        kind.as_str().to_owned()
    }
}

/// Whether the person may be seen asking for help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The central may call back.
    Open,
    /// The central must neither call nor write: somebody is watching.
    Covert,
}

/// What sent the alert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Version of the app.
    pub app: String,
    /// Operating system, and its version where known.
    pub os: String,
    /// Charge left, 0 to 100.
    pub battery_percent: Option<u8>,
    /// The network at the press (`cell`, `wifi`, `none`), where known.
    pub path: Option<String>,
}
