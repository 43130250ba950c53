//! The closed vocabulary of the core: what can happen, and what is then to be done.

use auxilio_protocol::alert::Kind;
use auxilio_protocol::description::Description;
use auxilio_protocol::enrolment::{EnrolmentAnswer, InvitationLink};
use auxilio_protocol::member::{MemberAnswer, Readiness};
use auxilio_protocol::profile::Profile;
use auxilio_protocol::receipt::ReceiptAnswer;
use auxilio_protocol::update::CancelReason;
use auxilio_protocol::{AlertId, Endpoint, Fix, OtherSystem};

use crate::alert::Life;
use crate::client::Intent;
use crate::delivery::outcome::Outcome;
use crate::ports::Demand;
use crate::settings::Settings;
use crate::view::{AnswerView, NotSaved, Storage, TokenView};

/// Everything that can happen to the core.
#[derive(Debug)]
pub enum Event {
    /// The person pressed.
    Raise {
        /// Made for this press.
        id: AlertId,
        /// What the person wants.
        intent: Intent,
    },
    /// The person cancels.
    Cancel {
        /// Which alert.
        id: AlertId,
        /// Why.
        reason: CancelReason,
    },
    /// The person says what is happening.
    ChooseKind {
        /// Which alert.
        id: AlertId,
        /// What is happening.
        kind: Kind,
    },
    /// The person, or the system, says that trying again may help.
    Retry,
    /// A position.
    Fix(Fix),
    /// The person changed the profile.
    SetProfile(Profile),
    /// The person chose a language (BCP 47), or the system's.
    SetLanguage(Option<String>),
    /// The person chose another central.
    SetEndpoint(Endpoint),
    /// The person has alerts go to another system.
    SendTo(OtherSystem),
    /// What became of the token for another system.
    Token(TokenView),
    /// The person opened an invitation.
    Enrol(InvitationLink),
    /// The app came to the front, or left it.
    Front(bool),
    /// What [`Effect::Commit`] asked for is on disk.
    Committed(Vec<Key>),
    /// What [`Effect::Commit`] asked for is not on disk.
    CommitFailed(NotSaved),
    /// The outbox was damaged and put aside while it was being written; a new one is empty.
    PutAside,
    /// The outbox opened after the core had begun without it.
    OpenedLate {
        /// How it opened.
        storage: Storage,
        /// What it held.
        stored: Box<Stored>,
    },
    /// An attempt to deliver ended.
    Answered {
        /// Which alert.
        id: AlertId,
        /// How.
        outcome: Outcome<ReceiptAnswer>,
    },
    /// An attempt to give another system something of an alert ended.
    HandedOver {
        /// Which alert.
        id: AlertId,
        /// To which system.
        to: OtherSystem,
        /// The last change that was in it; 0 for the alert itself.
        place: u64,
        /// How.
        outcome: Outcome<()>,
        /// What there was to see of it.
        answer: AnswerView,
    },
    /// The central was asked what it is.
    Described(Outcome<Description>),
    /// An enrolment ended.
    EnrolmentAnswered(Outcome<EnrolmentAnswer>),
    /// The central was asked whether this device is a member.
    MemberAnswered(Outcome<MemberAnswer>),
    /// The coordinator was told what the self-check found.
    ReadinessTold(Outcome<()>),
    /// A signed status arrived on an alert's stream.
    Reported {
        /// Which alert's stream.
        id: AlertId,
        /// The status as a compact JWS.
        jws: String,
    },
    /// An alert's stream ended.
    StreamEnded {
        /// Which alert's.
        id: AlertId,
    },
    /// It is the time that [`super::Core::wake_at_ms`] gave.
    Wake,
}

/// What is to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Write all of it in one durable transaction; answer with [`Event::Committed`] or
    /// [`Event::CommitFailed`] before the next effect.
    Commit(Vec<Write>),
    /// Send this body; answer with [`Event::Answered`].
    Post {
        /// Which alert.
        id: AlertId,
        /// Where.
        endpoint: Endpoint,
        /// What.
        body: Body,
    },
    /// Give another system this body; answer with [`Event::HandedOver`].
    HandOver {
        /// Which alert.
        id: AlertId,
        /// To which system.
        to: OtherSystem,
        /// The last change that is in it; 0 for the alert itself.
        place: u64,
        /// What.
        body: Vec<u8>,
    },
    /// Ask the central what it is; answer with [`Event::Described`].
    Describe(Endpoint),
    /// Enrol this device; answer with [`Event::EnrolmentAnswered`]. The driver adds the key and
    /// the time of consent.
    Enrol {
        /// The invitation.
        link: InvitationLink,
        /// What the person registered.
        profile: Box<Profile>,
    },
    /// Ask whether this device is a member; answer with [`Event::MemberAnswered`].
    AskMember(Endpoint),
    /// Tell the coordinator what the self-check found; answer with [`Event::ReadinessTold`].
    TellReadiness {
        /// Where.
        endpoint: Endpoint,
        /// What was found.
        readiness: Readiness,
    },
    /// Hear the alert's status; answer with [`Event::Reported`] and [`Event::StreamEnded`].
    Hear {
        /// Which alert.
        id: AlertId,
        /// Where.
        endpoint: Endpoint,
        /// Number of the last status that was heard.
        after: u64,
    },
    /// Stop hearing.
    Unhear(AlertId),
    /// Ask for this much positioning.
    Locate(Demand),
}

/// What is sent for an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// The alert itself.
    Alert(Vec<u8>),
    /// Its next updates.
    Updates(Vec<u8>),
}

/// One place in the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// An alert with what is unsent of its updates.
    Alert(AlertId),
    /// Where alerts go.
    Settings,
    /// What the person registered.
    Profile,
    /// The last position known.
    LastFix,
    /// The language that the person chose.
    Language,
}

/// One value to be written, or removed if there is none.
#[derive(Clone, PartialEq, Eq)]
pub struct Write {
    /// Where.
    pub key: Key,
    /// What, before it is sealed.
    pub value: Option<Vec<u8>>,
}

impl std::fmt::Debug for Write {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Write({:?}, …)", self.key)
    }
}

/// What the outbox held when it was opened.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stored {
    /// Every alert.
    pub alerts: Vec<Life>,
    /// Where alerts go.
    pub settings: Settings,
    /// What the person registered.
    pub profile: Profile,
    /// The last position known.
    pub last_fix: Option<Fix>,
    /// The language that the person chose (BCP 47); none for the system's.
    pub language: Option<String>,
}
