//! The receipt: the only thing that settles an alert.

use serde::{Deserialize, Serialize};

use crate::id::{AlertId, Seq};
use crate::jws::Claims;
use crate::time::WireTime;

/// A central's word that an alert is durable on its side. Travels as a compact JWS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Which alert.
    pub alert: AlertId,
    /// The highest update received without a gap; 0 is the alert itself.
    pub seq: Seq,
    /// When the alert itself became durable, by the central's clock.
    pub received_at: WireTime,
    /// How the central took it.
    pub lane: Lane,
}

impl Claims for Receipt {
    const TYP: &'static str = "auxilio-receipt+jws";
}

/// How a central takes an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// Signed by an enrolled device.
    Verified,
    /// Unsigned, badly signed, or by a device that the central does not know. It still rings.
    Unverified,
    /// A drill.
    Drill,
}

/// The body of every answer to an alert or its updates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptAnswer {
    /// A [`Receipt`] as a compact JWS.
    pub receipt: String,
}
