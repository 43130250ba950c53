//! The handle that a shell holds: a window, a headless tap, a service.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use auxilio_protocol::alert::{Kind, Mode};
use auxilio_protocol::enrolment::{Consent, InvitationLink};
use auxilio_protocol::profile::Profile;
use auxilio_protocol::recovery::PhraseHash;
use auxilio_protocol::update::CancelReason;
use auxilio_protocol::{AlertId, Endpoint, KeySet, OtherSystem};
use tokio::sync::{oneshot, watch};
use zeroize::Zeroizing;

use crate::clock::{self, Clock};
use crate::copy::OwnCopy;
use crate::core::Event;
use crate::discreet::{Act, Pin, Purpose, Retention, Setup};
use crate::driver;
use crate::inbox::{Inbox, Message};
use crate::own_data::History;
use crate::ports::{FixSender, Ports, TextReports};
use crate::preferences::{Preferences, Switch};
use crate::token::TokenChange;
use crate::view::{NotSaved, Stage, View};

/// What the person wants, at the press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    /// What is happening.
    pub kind: Kind,
    /// Whether the central may call back.
    pub mode: Mode,
    /// A drill.
    pub exercise: bool,
}

impl Intent {
    /// The plain press.
    #[must_use]
    pub fn open(kind: Kind) -> Self {
        Self {
            kind,
            mode: Mode::Open,
            exercise: false,
        }
    }

    /// A press that nobody may notice: the central neither calls nor writes.
    #[must_use]
    pub fn covert(kind: Kind) -> Self {
        Self {
            mode: Mode::Covert,
            ..Self::open(kind)
        }
    }

    /// A drill: the whole way, and never rings as real.
    #[must_use]
    pub fn drill() -> Self {
        Self {
            exercise: true,
            ..Self::open(Kind::Auxilio)
        }
    }
}

/// What a shell decides.
#[derive(Debug, Clone)]
pub struct ClientConfig {
    /// Folder of the outbox. Made, private to the user, if it is not there.
    pub data_dir: PathBuf,
    /// The central of a build, used until another one is configured.
    pub default_central: Option<DefaultCentral>,
}

/// A central that a build knows before anybody has named one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefaultCentral {
    /// Its address.
    pub endpoint: Endpoint,
    /// Its keys, known before the first contact; none: those of the first contact.
    pub keys: KeySet,
}

/// What became of a press.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raised {
    /// The alert: a new one, or the one that runs, which the press made more urgent.
    pub id: AlertId,
    /// [`Stage::Saved`], or [`Stage::NotSaved`] with the reason. It is being sent in both cases.
    pub stage: Stage,
}

/// The phone's core at work. Cheap to clone; all clones are the same core.
#[derive(Debug, Clone)]
pub struct Client {
    inbox: Inbox,
    views: watch::Receiver<Arc<View>>,
    worker: Arc<Mutex<Option<JoinHandle<()>>>>,
}

impl Client {
    /// Starts the core on threads of its own and returns at once. It never fails: a key or a disk
    /// that cannot be used shows in the [`View`], and alerts are sent all the same.
    #[must_use]
    pub fn start(config: ClientConfig, ports: Ports) -> Self {
        let (inbox, views, worker) = driver::start(config, ports, Clock::start());
        Self {
            inbox,
            views,
            worker: Arc::new(Mutex::new(worker)),
        }
    }

    /// The picture as it is now.
    #[must_use]
    pub fn view(&self) -> Arc<View> {
        self.views.borrow().clone()
    }

    /// The picture, and every change of it.
    #[must_use]
    pub fn views(&self) -> watch::Receiver<Arc<View>> {
        self.views.clone()
    }

    /// The press. It is queued before this returns; the future tells when it is on disk, or that
    /// it could not be saved.
    pub fn raise(&self, intent: Intent) -> impl Future<Output = Raised> + Send + use<> {
        let id = clock::new_alert_id();
        let (reply, raised) = oneshot::channel();
        self.inbox.send(Message::Raise { id, intent, reply });
        async move {
            // The loop ends only on shutdown; a press after it was saved by nobody.
            raised.await.unwrap_or(Raised {
                id,
                stage: Stage::NotSaved(NotSaved::Disk),
            })
        }
    }

    /// Cancels an alert: the central is told, and an operator closes it.
    pub fn cancel(&self, id: AlertId, reason: CancelReason) {
        self.inbox.event(Event::Cancel { id, reason });
    }

    /// Tries the text message with a drill.
    pub fn try_text(&self, id: AlertId) {
        self.inbox.event(Event::TryText { id });
    }

    /// Says what is happening, after the press.
    pub fn choose_kind(&self, id: AlertId, kind: Kind) {
        self.inbox.event(Event::ChooseKind { id, kind });
    }

    /// The person sets out and means to arrive within so many seconds. Otherwise an alert of this
    /// intent is raised, here and at the central.
    pub fn start_journey(&self, intent: Intent, lasts_s: u32) {
        self.inbox.event(Event::StartJourney {
            id: clock::new_alert_id(),
            intent,
            lasts_s,
        });
    }

    /// Gives the person so many seconds more.
    pub fn extend_journey(&self, id: AlertId, by_s: u32) {
        self.inbox.event(Event::ExtendJourney { id, by_s });
    }

    /// The person has arrived.
    pub fn arrive(&self, id: AlertId) {
        self.inbox.event(Event::Arrive { id });
    }

    /// Tries everything that waits at once.
    pub fn retry(&self) {
        self.inbox.event(Event::Retry);
    }

    /// Keeps what the person registered.
    pub fn set_profile(&self, profile: Profile) {
        self.inbox.event(Event::SetProfile(profile));
    }

    /// Has words that the person has written down put this phone out.
    pub fn take_phrase(&self, phrase: PhraseHash) {
        self.inbox.event(Event::TakePhrase(phrase));
    }

    /// Has everything deleted that the central keeps of the person, and forgets it here once the
    /// central has confirmed it.
    pub fn delete_my_data(&self, history: History) {
        self.inbox.event(Event::DeleteMyData(history));
    }

    /// A copy of everything that this phone and, if it answers, the central keep of the person.
    /// None only after the end of the core.
    pub fn copy_my_data(&self) -> impl Future<Output = Option<OwnCopy>> + Send + use<> {
        let (reply, copied) = oneshot::channel();
        self.inbox.send(Message::Copy { reply });
        async move { copied.await.ok() }
    }

    /// Keeps the language that the person chose (BCP 47); none for the system's.
    pub fn set_language(&self, language: Option<String>) {
        self.inbox.event(Event::SetLanguage(language));
    }

    /// Keeps how the person wants to be told.
    pub fn set_preferences(&self, preferences: Preferences) {
        self.inbox.event(Event::SetPreferences(preferences));
    }

    /// Keeps where alerts go.
    pub fn set_endpoint(&self, endpoint: Endpoint) {
        self.inbox.event(Event::SetEndpoint(endpoint));
    }

    /// Asks who invites, now and until it is known. Nothing of where alerts go changes.
    pub fn open_invitation(&self, link: InvitationLink) {
        self.inbox.event(Event::OpenInvitation(link));
    }

    /// Forgets the invitation that was opened.
    pub fn leave_invitation(&self) {
        self.inbox.event(Event::LeaveInvitation);
    }

    /// Keeps that the person agrees to an invitation, with the time of their touch.
    pub fn agree(&self, link: InvitationLink, consent: Consent) {
        self.inbox.event(Event::Agree { link, consent });
    }

    /// Sends what was agreed to, now or when the central can be reached.
    pub fn join(&self) {
        self.inbox.event(Event::Join);
    }

    /// Has alerts go to another system, with this token.
    pub fn send_to(&self, system: OtherSystem, token: TokenChange) {
        self.inbox.send(Message::SendTo { system, token });
    }

    /// Puts a face before the app. The PINs are computed beside the loop; the [`View`] tells when
    /// it is on. While another face is there it takes the app being open.
    pub fn turn_on_discreet(&self, setup: Setup) {
        self.inbox.send(Message::TurnOnDiscreet(Box::new(setup)));
    }

    /// Keeps how a covert press is felt and how long the history stays, while the app is open.
    pub fn change_discreet(&self, confirm: Switch, history: Retention) {
        self.inbox
            .event(Event::Discreet(Act::Change { confirm, history }));
    }

    /// Takes the face away, while the app is open.
    pub fn turn_off_discreet(&self) {
        self.inbox.event(Event::Discreet(Act::TurnOff));
    }

    /// A number was typed on the face, and nothing before it: it may be the code that calls for
    /// help, or a PIN, or only a number. The [`View`] tells if the app opens.
    pub fn typed(&self, digits: Zeroizing<String>) {
        let id = clock::new_alert_id();
        self.inbox.event(Event::Discreet(Act::Typed { id, digits }));
    }

    /// A PIN was typed in the app.
    pub fn enter_pin(&self, pin: Pin, purpose: Purpose) {
        self.inbox.event(Event::Discreet(Act::Try { pin, purpose }));
    }

    /// The person leaves for the face.
    pub fn lock(&self) {
        self.inbox.event(Event::Discreet(Act::Lock));
    }

    /// Says whether the app is in front: then the connection is kept warm and the position fresh.
    pub fn set_foreground(&self, front: bool) {
        self.inbox.event(Event::Front(front));
    }

    /// Where a platform that has positions of its own accord hands them over.
    #[must_use]
    pub fn fixes(&self) -> FixSender {
        self.inbox.fixes()
    }

    /// Where a platform that hears late of a text message hands over what became of it.
    #[must_use]
    pub fn text_reports(&self) -> TextReports {
        self.inbox.text_reports()
    }

    /// Ends the core: what was queued is made durable first, then its threads end.
    pub fn shutdown(&self) {
        self.inbox.send(Message::Stop);
        let worker = self
            .worker
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(worker) = worker {
            // A panic of the loop was reported where it happened.
            let _ = worker.join();
        }
    }
}
