//! Alerts for a system that takes JSON by webhook: the same objects as a central gets, each in one
//! object that says what it is.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::id::AlertId;
use crate::update::Update;

/// Media type of a [`Message`].
pub const CONTENT_TYPE: &str = "application/json";
/// The version of this protocol that the objects are of.
const PROTOCOL: u32 = 1;

/// One message: the whole body of one request.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Message<'a> {
    /// Somebody calls for help.
    Alert {
        /// The version of the protocol.
        protocol: u32,
        /// [`crate::Alert`], to the byte as a central would get it.
        alert: &'a RawValue,
    },
    /// What came after it.
    Update {
        /// The version of the protocol.
        protocol: u32,
        /// Which alert.
        alert: AlertId,
        /// Whether that one is a drill.
        exercise: bool,
        /// In their order. Their `seq` rises; numbers may be left out.
        updates: &'a [Update],
    },
}

/// The body for an alert whose own bytes are these; none if they are not JSON.
#[must_use]
pub fn alert(body: &[u8]) -> Option<Vec<u8>> {
    let alert: &RawValue = serde_json::from_slice(body).ok()?;
    let protocol = PROTOCOL;
    serde_json::to_vec(&Message::Alert { protocol, alert }).ok()
}

/// The body for what came after an alert.
#[must_use]
pub fn updates(alert: AlertId, exercise: bool, updates: &[Update]) -> Vec<u8> {
    let message = Message::Update {
        protocol: PROTOCOL,
        alert,
        exercise,
        updates,
    };
    // Plain strings and finite numbers: their serialisation has no error.
    serde_json::to_vec(&message).unwrap_or_default()
}
