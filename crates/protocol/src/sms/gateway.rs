//! `POST /v1/sms`: how a gateway (a modem with a program, or a service) hands a text message to its
//! central.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::id::AlertId;

/// Path of the request.
pub const PATH: &str = "/v1/sms";

/// A text message that a gateway got. Further fields are passed over. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// The number that it came from, or the name that a network gave in its place. Anybody can
    /// write there what they like: it proves nothing. Empty where the gateway does not tell.
    #[serde(default)]
    pub from: String,
    /// The message, its parts joined.
    pub text: String,
    /// When the gateway got it, by its clock, best as RFC 3339; the same when it hands the message
    /// over again, so that words without a token are known again.
    #[serde(default)]
    pub received_at: Option<String>,
}

impl fmt::Debug for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Delivery(…)")
    }
}

/// The answer: the central has the message. Nothing goes back to the phone by this way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// The alert that it is, or that it became.
    pub alert: AlertId,
}
