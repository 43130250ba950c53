//! Incidents as an operator sees them.

use auxilio_protocol::alert::Mode;
use auxilio_protocol::{AlertId, CancelReason, Device, Fix, Kind, Lane, Profile, State, WireTime};

use super::{AlertRow, BoardSeq, IncidentId, Message, OperatorId, Sender};
use crate::incident::{CloseCode, Phase, Situation, Threat};

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
    /// An operator has taken it as one under duress.
    pub force_taken: bool,
    /// What operators did that no phone is told of, oldest first.
    pub notes: Vec<Noted>,
}

impl IncidentView {
    /// Who else may see the person's telephone. Once somebody was forced it stays so, whatever is told
    /// afterwards.
    #[must_use]
    pub fn threat(&self) -> Threat {
        if self.alerts.iter().any(|alert| alert.marks.duress) {
            return if self.force_taken {
                Threat::Forced
            } else {
                Threat::ForcedAnew
            };
        }
        if self.is_covert() {
            Threat::Watched
        } else {
            Threat::None
        }
    }

    /// Somebody watches the person: one covert press is enough.
    #[must_use]
    pub fn is_covert(&self) -> bool {
        (self.alerts.iter()).any(|alert| alert.mode == Mode::Covert)
    }

    /// What an action on it is measured against.
    #[must_use]
    pub fn situation(&self) -> Situation {
        Situation {
            phase: self.phase,
            threat: self.threat(),
        }
    }
}

/// What an operator did to an incident that no phone is told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// Who.
    pub operator: OperatorId,
    /// When.
    pub at: WireTime,
    /// What.
    pub note: Note,
}

/// See [`Noted`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Looked at who the person is and where.
    Opened,
    /// Took it as one under duress.
    TookForced,
    /// Ended it, and said how the person is known to be safe.
    Explained(String),
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
    /// It was at some time told to be of a kind whose person is protected.
    pub protected: bool,
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
    /// Somebody forced the person to cancel, or to open the app. Never taken back.
    pub duress: bool,
    /// The person proved with their own PIN to be the one who acts.
    pub proved: bool,
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
    pub operator: Option<OperatorId>,
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
