//! What a screen may show: a picture of the core, never more than what is durable behind it.

mod discreet;
mod invitation;
mod journey;
mod own_data;
mod sms;
mod way;

use std::sync::Arc;

use auxilio_protocol::alert::{Kind, Mode};
use auxilio_protocol::id::AlertId;
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::profile::Profile;
use auxilio_protocol::receipt::Lane;
use auxilio_protocol::update::CancelReason;
use auxilio_protocol::{Directory, Endpoint, Fix, WireTime};
use serde::{Deserialize, Serialize};

pub use self::discreet::{DiscreetView, Lock, Trial};
pub use self::invitation::{InvitationView, Told};
pub use self::journey::{JourneyStage, JourneyView, Reminder, Watch};
pub use self::own_data::{DeletionView, Hindrance, OwnDataView, ProfileSync, RecoveryView};
pub use self::sms::SmsView;
pub use self::way::{AnswerView, ElsewhereView, HandedView, TokenView, Way};
use crate::condition::{Condition, Path};
use crate::ports::{KeySource, Texting};
use crate::preferences::Preferences;

/// The whole picture. A new one is published after every change.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Whether what happens here outlives the process.
    pub storage: Storage,
    /// Where alerts go.
    pub central: CentralView,
    /// The person's own alerts, newest first.
    pub alerts: Vec<AlertView>,
    /// The way home that the person is on, or was on last.
    pub journey: Option<JourneyView>,
    /// The last position known, for the next press; its age is in its `taken_at`.
    pub last_fix: Option<Fix>,
    /// What the person registered.
    pub profile: Profile,
    /// What would become of an alert that is pressed now: the self-check.
    pub checks: Vec<CheckView>,
    /// What the device says of itself: the details of the self-check.
    pub condition: Condition,
    /// What the system does with text messages; nothing where the central takes none.
    pub texting: Texting,
    /// By how many minutes this device's clock is known to be wrong: ahead of the central's, or
    /// behind if negative. None if it is right, or not known.
    pub clock_wrong_by_min: Option<i64>,
    /// The language that the person chose (BCP 47); none for the system's.
    pub language: Option<String>,
    /// The other system that alerts go to, if they do not go to the central.
    pub elsewhere: Option<ElsewhereView>,
    /// The invitation that the person looks at.
    pub invitation: Option<InvitationView>,
    /// How the person wants to be told.
    pub preferences: Preferences,
    /// The places and groups to choose from: the central's newest, or the seed. A new picture costs
    /// one more handle of it, and two handles of the same one are equal without a look.
    pub directory: Arc<Directory>,
    /// What the central knows of the person's own data.
    pub own_data: OwnDataView,
    /// What stands before the app.
    pub discreet: DiscreetView,
}

/// One part of the self-check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckView {
    /// What was looked at.
    pub kind: CheckKind,
    /// Whether it is as an alert needs it. Nothing that is not keeps an alert from leaving.
    pub ok: bool,
}

/// What the self-check looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckKind {
    /// An alert would be kept on this device.
    Storage,
    /// The central answers.
    Central,
    /// The central knows who this device belongs to.
    Member,
    /// An alert would say where.
    Location,
    /// The power lasts, and the system lets the app work.
    Battery,
    /// The times that an alert says are right.
    Clock,
    /// The person is told what becomes of an alert while the app is behind. Only where the system
    /// has such a leave to give.
    Notifications,
}

impl CheckKind {
    /// The word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Storage => "storage",
            Self::Central => "central",
            Self::Member => "member",
            Self::Location => "location",
            Self::Battery => "battery",
            Self::Clock => "clock",
            Self::Notifications => "notifications",
        }
    }
}

impl View {
    /// What is known before the outbox is open.
    #[must_use]
    pub fn opening(endpoint: Option<Endpoint>) -> Self {
        Self {
            storage: Storage::Opening,
            central: CentralView {
                endpoint,
                name: None,
                reach: Reach::Unknown,
                enrolment: EnrolmentView::None,
            },
            alerts: Vec::new(),
            journey: None,
            last_fix: None,
            profile: Profile::default(),
            checks: Vec::new(),
            condition: Condition::default(),
            texting: Texting::None,
            clock_wrong_by_min: None,
            language: None,
            directory: Arc::new(Directory::seed()),
            own_data: OwnDataView {
                profile: ProfileSync::Empty,
                deletion: DeletionView::None,
                recovery: RecoveryView::NoMember,
            },
            preferences: Preferences::default(),
            discreet: DiscreetView::Off,
            invitation: None,
            elsewhere: None,
        }
    }

    /// The alert that the main screen is about: the newest one that is neither closed nor
    /// cancelled with the central's knowledge. A drill never stands before a real one.
    #[must_use]
    pub fn current(&self) -> Option<&AlertView> {
        let running = || self.alerts.iter().filter(|alert| !alert.is_over());
        running()
            .find(|alert| !alert.exercise)
            .or_else(|| running().next())
    }
}

/// Whether what happens here outlives the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// The outbox is still being opened; a press waits for it, briefly.
    Opening,
    /// Alerts are sealed and synced to disk, under a key from there.
    Ready(KeySource),
    /// A damaged outbox was put aside (never deleted) and a new one begun.
    Replaced(KeySource),
    /// Alerts are sent, but only from memory: they do not survive the app.
    MemoryOnly(NotSaved),
}

/// Why an alert could not be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotSaved {
    /// The disk did not take it: full, read-only or broken.
    Disk,
    /// The keyring did not give the key: locked, absent or too slow.
    Key,
    /// Another process has the outbox open.
    InUse,
}

/// Where alerts go, and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct CentralView {
    /// The configured address.
    pub endpoint: Option<Endpoint>,
    /// Name of the municipality, once it has answered.
    pub name: Option<String>,
    /// Whether it answered lately.
    pub reach: Reach,
    /// How far the enrolment of this device is.
    pub enrolment: EnrolmentView,
}

/// Whether the central answered lately.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Not tried yet.
    Unknown,
    /// It answered the last time.
    Answers,
    /// No connection, or no answer in time.
    Silent,
    /// Something answers there that is not the central: often a portal that wants a login.
    Impostor,
}

/// How far the enrolment of this device is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnrolmentView {
    /// Alerts enter the central's unverified lane.
    None,
    /// An invitation was opened; it finishes by itself when the central answers.
    Waiting,
    /// Enrolled, but a coordinator has yet to approve.
    Pending,
    /// Alerts enter the verified lane.
    Active,
    /// The central refused the invitation.
    Refused(ProblemKind),
}

/// One alert of the person's own.
#[derive(Debug, Clone, PartialEq)]
pub struct AlertView {
    /// Which.
    pub id: AlertId,
    /// What is happening, as last chosen.
    pub kind: Kind,
    /// Whether the central may call back.
    pub mode: Mode,
    /// A drill.
    pub exercise: bool,
    /// When the button was pressed.
    pub raised_at: WireTime,
    /// Where the person was at the press.
    pub fix: Option<Fix>,
    /// Which run of the app it was raised in.
    pub run: Run,
    /// How far it is.
    pub stage: Stage,
    /// What carried it to the central; known with the receipt.
    pub path: Option<Path>,
    /// When the central's receipt says that it arrived there.
    pub received_at: Option<WireTime>,
    /// The receipt itself, as the central signed it: a compact JWS that anybody can verify.
    pub receipt: Option<String>,
    /// How the central took it; known with the receipt.
    pub lane: Option<Lane>,
    /// Who acts, as the central names them.
    pub by: Option<String>,
    /// When the unit should arrive, estimated by the central.
    pub eta_at: Option<WireTime>,
    /// The central's last words.
    pub text: Option<String>,
    /// What keeps it from arriving, if something does.
    pub trouble: Option<Trouble>,
    /// Nothing has answered for long enough, or nobody has taken it: offer the emergency lines.
    pub offer_calls: bool,
    /// The press was only just now: offer to take it back with one touch.
    pub offer_undo: bool,
    /// The steps so far, in the order in which this phone learnt of them.
    pub steps: Vec<StepView>,
    /// The person's cancellation.
    pub cancel: Option<CancelView>,
    /// The presses after the first one.
    pub again: Option<AgainView>,
    /// Updates that the central has not receipted yet.
    pub unsent_updates: usize,
    /// Whether positions follow it.
    pub positions: Positions,
    /// Where it goes, and what other systems have of it.
    pub way: Way,
    /// What became of its text message, once it needed one.
    pub sms: Option<SmsView>,
}

impl AlertView {
    /// Nothing more is expected: the central closed it, or knows that it is cancelled, or another
    /// system, which would never say so, was told that it is.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.stage == Stage::Closed
            || self.cancel.as_ref().is_some_and(|cancel| cancel.receipted)
            || self
                .way
                .handed
                .as_ref()
                .is_some_and(|handed| handed.cancelled)
    }
}

/// Whether positions follow an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Positions {
    /// Each that says something new goes to the central.
    Follow,
    /// No more do.
    Rest,
}

/// Which run of the app something happened in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// This one.
    This,
    /// An earlier one: the person knows what was told then.
    Earlier,
}

/// How far an alert is. Each step is backed: by the disk, by a receipt, by a signed status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Being written to disk.
    Saving,
    /// Could not be saved; it is being sent from memory.
    NotSaved(NotSaved),
    /// *Guardado*: on this phone's disk, and on nothing else yet.
    Saved,
    /// *Entregado, sin acuse*: another system answered with success. Nobody has signed that it has
    /// the alert, and nobody will: only [`Self::Received`] is that.
    HandedOver,
    /// *Recibido*: a receipt that verifies.
    Received,
    /// Received, and the central says that nobody has taken it yet.
    Unclaimed,
    /// *Visto*.
    Acknowledged,
    /// *En camino*.
    Dispatched,
    /// *En el lugar*.
    OnScene,
    /// *Cerrado*.
    Closed,
}

/// A step of an alert, and how long it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    /// Which.
    pub step: Step,
    /// From the press until this phone knew of it, in milliseconds.
    pub after_ms: u64,
}

/// What is done of an alert, each backed as in [`Stage`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// *Guardado*.
    Saved,
    /// *Entregado, sin acuse*.
    HandedOver,
    /// *Recibido*.
    Received,
    /// *Visto*.
    Acknowledged,
    /// *En camino*.
    Dispatched,
    /// *En el lugar*.
    OnScene,
    /// *Cerrado*.
    Closed,
}

impl Stage {
    /// The step that was done last; none before the first.
    #[must_use]
    pub fn step(self) -> Option<Step> {
        match self {
            Self::Saving | Self::NotSaved(_) => None,
            Self::Saved => Some(Step::Saved),
            Self::HandedOver => Some(Step::HandedOver),
            Self::Received | Self::Unclaimed => Some(Step::Received),
            Self::Acknowledged => Some(Step::Acknowledged),
            Self::Dispatched => Some(Step::Dispatched),
            Self::OnScene => Some(Step::OnScene),
            Self::Closed => Some(Step::Closed),
        }
    }
}

/// What keeps an alert from arriving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// No central is configured.
    NoEndpoint,
    /// No connection, or no answer in time. It is being tried again.
    NoAnswer,
    /// Something answered that is not the central.
    Impostor,
    /// The central is there and cannot take it now. It is being tried again.
    CentralBusy,
    /// The central refused it. It is set aside, and tried again when something changes.
    Refused(ProblemKind),
}

/// The person's cancellation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CancelView {
    /// Why.
    pub reason: CancelReason,
    /// The central has it. Until then the alert stays alive there.
    pub receipted: bool,
}

/// The presses after the first one: each makes the alert more urgent, and none is another alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgainView {
    /// All presses, the first one included.
    pub presses: u32,
    /// The central has all of them.
    pub receipted: bool,
}
