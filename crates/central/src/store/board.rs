//! Incidents as an operator sees them.

use auxilio_protocol::alert::Mode;
use auxilio_protocol::{AlertId, CancelReason, Device, Fix, Kind, Lane, Profile, State, WireTime};

use super::{AlertRow, BoardSeq, IncidentId, Message, Sender};
use crate::incident::{CloseCode, Phase};

/// One incident with everything an operator needs to act on it.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentView {
    /// Its number.
    pub id: IncidentId,
    /// How far the central is.
    pub phase: Phase,
    /// How its first alert was taken.
    pub lane: Lane,
    /// When its first alert became durable.
    pub opened_at: WireTime,
    /// When and how it was closed.
    pub closed: Option<(WireTime, CloseCode)>,
    /// The persons were told that nobody has taken it.
    pub unclaimed: bool,
    /// Its last change's place in the board's sequence.
    pub changed: BoardSeq,
    /// Its alerts, oldest first; never empty.
    pub alerts: Vec<AlertView>,
    /// Every status event of its alerts, oldest first. `received` is the alert itself.
    pub events: Vec<LoggedEvent>,
}

/// One alert with what its updates have changed since.
#[derive(Debug, Clone, PartialEq)]
pub struct AlertView {
    /// Its number here.
    pub row: AlertRow,
    /// Its id on the wire.
    pub id: AlertId,
    /// Who sent it.
    pub sender: Sender,
    /// How it was taken.
    pub lane: Lane,
    /// When it became durable here.
    pub received_at: WireTime,
    /// When the button was pressed, by the phone's clock.
    pub raised_at: Option<WireTime>,
    /// When the request was signed, by the phone's clock: its difference to the arrival of a first
    /// attempt is the phone's clock error.
    pub signed_at: Option<WireTime>,
    /// What is happening, as last told.
    pub kind: Kind,
    /// Whether the central may call back.
    pub mode: Mode,
    /// Where the person was at the press.
    pub first_fix: Option<Fix>,
    /// Where the person was last.
    pub latest_fix: Option<Fix>,
    /// The alert is a journey's: the person did not confirm by then to have arrived.
    pub journey_due_at: Option<WireTime>,
    /// Who asks.
    pub profile: Option<Profile>,
    /// What sent it, with the charge as last told.
    pub device: Option<Device>,
    /// What the person has said since.
    pub marks: Marks,
    /// What brought it.
    pub brought: Brought,
    /// Names of the fields that were there but could not be read.
    pub odd: Vec<&'static str>,
    /// The body as it came, to be shown where something is odd.
    pub raw: Vec<u8>,
}

/// What brought an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Brought {
    /// Its own request.
    Request,
    /// A text message alone: there is more where it comes from, which has not come yet.
    Text(Message),
    /// Both, in either order.
    Both(Message),
}

impl Brought {
    /// The text message, if there was one.
    #[must_use]
    pub fn message(&self) -> Option<&Message> {
        match self {
            Self::Request => None,
            Self::Text(message) | Self::Both(message) => Some(message),
        }
    }
}

/// What a person has said after the press.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marks {
    /// The person says that it is over, and why. The incident stays until an operator closes it.
    pub cancelled: Option<CancelReason>,
    /// Somebody forced the person to cancel.
    pub duress: bool,
    /// How often the person pressed again.
    pub presses_again: u32,
    /// The person's last words.
    pub text: Option<String>,
}

/// One step of an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedEvent {
    /// Which alert.
    pub alert: AlertRow,
    /// Its number in the alert's own sequence.
    pub n: u64,
    /// When.
    pub at: WireTime,
    /// What.
    pub state: State,
    /// The unit that acts.
    pub by: Option<String>,
    /// Seconds until it arrives, estimated.
    pub eta_s: Option<u32>,
    /// A few words for the person.
    pub text: Option<String>,
    /// The operator who did it.
    pub operator: Option<super::OperatorId>,
}

/// What happened on the board after a point of its sequence.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// The incidents that changed, each as it is now, in the order of their last change.
    pub incidents: Vec<IncidentView>,
    /// Where the board stands after them: the next replay starts here. Behind
    /// [`Self::board`] if there was more than one answer holds: then ask again.
    pub through: BoardSeq,
    /// The end of the sequence.
    pub board: BoardSeq,
}
