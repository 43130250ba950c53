//! What happens to an alert at the central, on its way back to the phone.

use serde::{Deserialize, Serialize};

use crate::id::AlertId;
use crate::jws::Claims;
use crate::time::WireTime;

/// One step of an alert. Travels as a compact JWS in an SSE event whose `id` is [`Self::n`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Which alert.
    pub alert: AlertId,
    /// Rises with every event of the alert, from 1.
    pub n: u64,
    /// When it happened, by the central's clock.
    pub at: WireTime,
    /// What happened.
    pub state: State,
    /// The unit or desk that acts, as the central names it to the public.
    pub by: Option<String>,
    /// Seconds until the unit arrives, estimated.
    pub eta_s: Option<u32>,
    /// A few words for the person.
    pub text: Option<String>,
}

impl Claims for Status {
    const TYP: &'static str = "auxilio-status+jws";
}

/// What the central has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Durable at the central: *recibido*.
    Received,
    /// Nobody has taken it yet: the person should call.
    Unclaimed,
    /// An operator has taken it: *visto*.
    Acknowledged,
    /// A unit is on its way: *en camino*.
    Dispatched,
    /// The unit is there: *en el lugar*.
    OnScene,
    /// A few words from the central; changes nothing else.
    Message,
    /// An operator closed the incident: *cerrado*.
    Closed,
}
