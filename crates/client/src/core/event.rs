//! The closed vocabulary of the core: what can happen, and what is then to be done.

use auxilio_protocol::alert::Kind;
use auxilio_protocol::description::Description;
use auxilio_protocol::directory::ETag;
use auxilio_protocol::enrolment::{Consent, EnrolmentAnswer, InvitationLink};
use auxilio_protocol::invitation::InvitationInfo;
use auxilio_protocol::journey::JourneyAnswer;
use auxilio_protocol::member::{MemberAnswer, Readiness};
use auxilio_protocol::own_data::{DeletionAnswer, ProfileAnswer};
use auxilio_protocol::profile::Profile;
use auxilio_protocol::receipt::ReceiptAnswer;
use auxilio_protocol::recovery::PhraseHash;
use auxilio_protocol::sms::Draft;
use auxilio_protocol::update::CancelReason;
use auxilio_protocol::{AlertId, Endpoint, Fix, OtherSystem, PublicKey, WireTime};

use crate::alert::Life;
use crate::client::Intent;
use crate::condition::Condition;
use crate::delivery::outcome::Outcome;
use crate::directory::{Edition, Given};
use crate::discreet::{Act, FaceName, Guard, Pin, Verifier};
use crate::journey::Journey;
use crate::own_data::{History, OwnData};
use crate::ports::{Demand, TextMessage, TextReport, Texting};
use crate::preferences::Preferences;
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
    /// The person sets out, and means to arrive within that time.
    StartJourney {
        /// Made for this journey, and for the alert that may become of it.
        id: AlertId,
        /// What the alert is to say.
        intent: Intent,
        /// How long it may take, in seconds.
        lasts_s: u32,
    },
    /// The person needs longer.
    ExtendJourney {
        /// Which journey.
        id: AlertId,
        /// How much longer, in seconds.
        by_s: u32,
    },
    /// The person has arrived.
    Arrive {
        /// Which journey.
        id: AlertId,
    },
    /// The person, or the system, says that trying again may help.
    Retry,
    /// A position.
    Fix(Fix),
    /// The person changed the profile.
    SetProfile(Profile),
    /// The person wants their data deleted, here and at the central.
    DeleteMyData(History),
    /// The person chose a language (BCP 47), or the system's.
    SetLanguage(Option<String>),
    /// The person chose how to be told.
    SetPreferences(Preferences),
    /// The person chose another central.
    SetEndpoint(Endpoint),
    /// The person opened an invitation, to see who invites.
    OpenInvitation(InvitationLink),
    /// The person does not want it.
    LeaveInvitation,
    /// The person agrees. The invitation is sent after [`Self::Join`], or after a while without.
    Agree {
        /// To which invitation.
        link: InvitationLink,
        /// What they read, and when they touched.
        consent: Consent,
    },
    /// The person has told what they want to tell: what was agreed to is sent.
    Join,
    /// The person has alerts go to another system.
    SendTo(OtherSystem),
    /// What became of the token for another system.
    Token(TokenView),
    /// The app came to the front, or left it.
    Front(bool),
    /// Something of discreet mode.
    Discreet(Act),
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
    /// The central was told of a journey.
    JourneyAnswered {
        /// Which journey.
        id: AlertId,
        /// What it says.
        outcome: Outcome<JourneyAnswer>,
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
    /// The central told its time, with the answer of [`Self::Described`].
    CentralClock(WireTime),
    /// The device was looked at.
    Looked(Condition),
    /// The system was asked what it does with text messages.
    Texting(Texting),
    /// The person wants to try the text message with a drill.
    TryText {
        /// Which drill.
        id: AlertId,
    },
    /// What [`Effect::WriteText`] asked for.
    TextWritten {
        /// Which alert.
        id: AlertId,
        /// The message, with its proof.
        text: String,
    },
    /// Something became of a text message.
    TextReported {
        /// Which alert's.
        id: AlertId,
        /// What.
        report: TextReport,
    },
    /// The central was asked who invites.
    InvitationTold {
        /// By which invitation.
        link: InvitationLink,
        /// How that ended.
        outcome: Outcome<InvitationInfo>,
    },
    /// An enrolment ended.
    EnrolmentAnswered {
        /// By which invitation.
        link: InvitationLink,
        /// How.
        outcome: Outcome<EnrolmentAnswer>,
    },
    /// The central was asked whether this device is a member.
    MemberAnswered(Outcome<MemberAnswer>),
    /// The coordinator was told what the self-check found.
    ReadinessTold(Outcome<()>),
    /// The person has written these words down: they are to put this phone out.
    TakePhrase(PhraseHash),
    /// The central was told of words that put this phone out.
    PhraseTold {
        /// Which.
        phrase: PhraseHash,
        /// How that ended.
        outcome: Outcome<()>,
    },
    /// A central was asked for its directory.
    DirectoryAnswered {
        /// Which central.
        from: Endpoint,
        /// What it answered.
        outcome: Outcome<Edition>,
    },
    /// The directory of an earlier run was read, after the outbox had opened.
    DirectoryFound(Given),
    /// The central was told of the profile.
    ProfileTold(Outcome<ProfileAnswer>),
    /// The central was asked to delete what it keeps of the person.
    DeletionAnswered(Outcome<DeletionAnswer>),
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
    /// Tell the central of a journey; answer with [`Event::JourneyAnswered`].
    TellJourney {
        /// Which journey.
        id: AlertId,
        /// Where.
        endpoint: Endpoint,
        /// How things are.
        body: Vec<u8>,
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
    /// Write the text message of an alert, with a proof by this device's key; answer with
    /// [`Event::TextWritten`] before the next effect.
    WriteText {
        /// What it says.
        draft: Box<Draft>,
        /// The central that is to believe it.
        to: PublicKey,
    },
    /// Have the system send a text message; answer with [`Event::TextReported`].
    SendText(TextMessage),
    /// Ask the central what it is; answer with [`Event::Described`].
    Describe(Endpoint),
    /// Ask who invites; answer with [`Event::InvitationTold`].
    AskInvitation(InvitationLink),
    /// Enrol this device; answer with [`Event::EnrolmentAnswered`]. The driver adds the key.
    Enrol {
        /// The invitation.
        link: InvitationLink,
        /// What the person registered.
        profile: Box<Profile>,
        /// What the person agreed to, and when.
        consent: Consent,
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
    /// Have words put this phone out; answer with [`Event::PhraseTold`].
    RegisterPhrase {
        /// Where.
        endpoint: Endpoint,
        /// What is sent of them.
        phrase: PhraseHash,
    },
    /// Ask for the directory; answer with [`Event::DirectoryAnswered`].
    AskDirectory {
        /// Whose.
        endpoint: Endpoint,
        /// The edition that is here already.
        known: Option<ETag>,
    },
    /// Ask no longer: the way is needed for something else.
    LeaveDirectory,
    /// Tell the central what the person changed; answer with [`Event::ProfileTold`].
    TellProfile {
        /// Where.
        endpoint: Endpoint,
        /// The whole profile.
        profile: Box<Profile>,
    },
    /// Have the central delete what it keeps of the person; answer with
    /// [`Event::DeletionAnswered`].
    DeleteMyData(Endpoint),
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
    /// Look at the device; answer with [`Event::Looked`] and [`Event::Texting`].
    Look,
    /// See which PIN it is; answer with [`Act::Checked`].
    CheckPin {
        /// What knows.
        verifier: Verifier,
        /// What was typed.
        pin: Pin,
    },
    /// Have the next start show this face before anything else is known, or none.
    ShowFaceFirst(Option<FaceName>),
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
    /// A way home.
    Journey(AlertId),
    /// Where alerts go.
    Settings,
    /// What the person registered.
    Profile,
    /// The last position known.
    LastFix,
    /// The language that the person chose.
    Language,
    /// The directory that a central gave.
    Directory,
    /// What the central knows of the person's own data.
    OwnData,
    /// How the person wants to be told.
    Preferences,
    /// What stands before the app.
    Discreet,
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
    /// Every way home that is not over.
    pub journeys: Vec<Journey>,
    /// Where alerts go.
    pub settings: Settings,
    /// What the person registered.
    pub profile: Profile,
    /// The last position known.
    pub last_fix: Option<Fix>,
    /// The language that the person chose (BCP 47); none for the system's.
    pub language: Option<String>,
    /// What the central knows of the person's own data.
    pub own_data: OwnData,
    /// How the person wants to be told.
    pub preferences: Preferences,
    /// What stands before the app.
    pub discreet: Guard,
}
