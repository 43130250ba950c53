//! Where the core meets the screens: its pictures become signals, touches become commands.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use auxilio_client::discreet::{Pin, Purpose, Retention, Setup};
use auxilio_client::own_data::History;
use auxilio_client::preferences::{Preferences, Switch};
use auxilio_client::token::TokenChange;
use auxilio_client::view::AlertView;
use auxilio_client::{Client, Intent, View};
use auxilio_protocol::enrolment::InvitationLink;
use auxilio_protocol::recovery::PhraseHash;
use auxilio_protocol::{
    AlertId, CancelReason, Endpoint, Kind, Mode, OtherSystem, Profile, WireTime,
};
use dioxus::prelude::*;
use futures_util::FutureExt as _;
use tokio::sync::watch;
use zeroize::Zeroizing;

use crate::components::journey::EXTENSION_MINUTES;
use crate::export::{self, Writing};
use crate::feedback::{Feedback, Voice};
use crate::options::Started;
use crate::platform::{self, Opener, Setting, location};
use crate::route::Route;
use crate::texts::Language;
use crate::warning::Mend;

/// How often ages on the screen are counted anew.
const TICK: Duration = Duration::from_secs(5);
const MINUTE_S: u32 = 60;

/// What a person can ask of the core.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Command {
    /// Call for help.
    Raise(Kind),
    /// Go the whole way of an alert, marked as a drill.
    Drill,
    /// It is over, or was a mistake.
    Cancel(AlertId, CancelReason),
    /// Try the text message with a drill.
    TryText(AlertId),
    /// Say what is happening, after the press.
    ChooseKind(AlertId, Kind),
    /// Set out, and arrive within so many minutes.
    StartJourney {
        /// How long it may take.
        minutes: u32,
    },
    /// A little longer.
    ExtendJourney(AlertId),
    /// The person has arrived.
    Arrive(AlertId),
    /// Try everything that waits at once.
    Retry,
    /// Keep what the person registered.
    SetProfile(Profile),
    /// Have everything deleted that the central keeps, and then what is here.
    DeleteMyData(History),
    /// These words are on paper: have them put this phone out.
    TakePhrase(PhraseHash),
    /// Write a copy of all the person's data to a file.
    SaveCopy,
    /// Write the receipt of an alert to a file.
    SaveReceipt(AlertId),
    /// Speak this language, or the system's.
    SetLanguage(Option<Language>),
    /// Tell of alerts in these ways.
    SetPreferences(Preferences),
    /// Open the system's settings.
    OpenSettings(Setting),
    /// Open a link in another app.
    OpenLink(String),
    /// Keep where alerts go.
    SetEndpoint(Endpoint),
    /// Look at an invitation.
    OpenInvitation(InvitationLink),
    /// Forget it.
    LeaveInvitation,
    /// Agree to it.
    Agree(InvitationLink),
    /// Send what was agreed to.
    Join,
    /// Have alerts go to another system, with this token.
    SendTo(OtherSystem, TokenChange),
    /// Put a face before the app.
    TurnOnDiscreet(Setup),
    /// Feel covert presses, and keep the history, like this.
    ChangeDiscreet(Switch, Retention),
    /// Take the face away.
    TurnOffDiscreet,
    /// Digits were typed on the face, and nothing else.
    Typed(Zeroizing<String>),
    /// A PIN was typed.
    EnterPin(Pin, Purpose),
    /// Leave for the face.
    Lock,
}

/// What comes from the core, and the way back to it.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Picture {
    /// The newest picture.
    pub(crate) view: ReadSignal<Arc<View>>,
    /// Presses that are not durable yet.
    pub(crate) saving: ReadSignal<usize>,
    /// The file that was written last, or is being written, and of which alert it is.
    pub(crate) writing: ReadSignal<(Option<AlertId>, Writing)>,
    /// Whether the system gives positions.
    pub(crate) location: ReadSignal<location::Status>,
    /// Whether the system can speak.
    pub(crate) voice: Voice,
    /// Who opens links to other apps.
    pub(crate) opener: Opener,
    /// Tells the time. What shows an age asks [`use_now`].
    pub(crate) clock: Callback<(), WireTime>,
    /// Takes what the person asks.
    pub(crate) commands: Callback<Command>,
}

/// The core as screens see it. Found with [`use_core`].
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Core {
    picture: Picture,
    /// The alert last seen running since the app was opened; none once its end was acknowledged.
    seen_running: Signal<Option<AlertId>>,
}

impl Deref for Core {
    type Target = Picture;

    fn deref(&self) -> &Picture {
        &self.picture
    }
}

impl Core {
    /// Hands a command over.
    pub(crate) fn ask(&self, command: Command) {
        self.commands.call(command);
    }

    /// Does what mends a warning.
    pub(crate) fn mend(&self, mend: Mend, onroute: EventHandler<Route>) {
        match mend {
            Mend::Go(to) => onroute.call(to),
            Mend::Retry => self.ask(Command::Retry),
            Mend::Settings(setting) => self.ask(Command::OpenSettings(setting)),
        }
    }

    /// The language that the person chose; none for the system's.
    #[must_use]
    pub(crate) fn language(&self) -> Option<Language> {
        Language::of_code(self.view.read().language.as_deref()?)
    }

    /// The file of an alert, or of everything, if that was the last one.
    #[must_use]
    pub(crate) fn written(&self, of: Option<AlertId>) -> Writing {
        let (last, writing) = &*self.writing.read();
        if *last == of {
            writing.clone()
        } else {
            Writing::Nothing
        }
    }

    /// The alert that the main screen is about.
    #[must_use]
    pub(crate) fn current(&self) -> Option<AlertView> {
        self.view.read().current().cloned()
    }

    /// The alert that ended while the person could watch, until they have taken note of it.
    #[must_use]
    pub(crate) fn ended(&self) -> Option<AlertView> {
        let seen = *self.seen_running.read();
        let view = self.view.read();
        let mut over = view.alerts.iter().filter(|alert| alert.is_over());
        over.find(|alert| Some(alert.id) == seen).cloned()
    }

    /// The person has taken note.
    pub(crate) fn forget_ended(mut self) {
        self.seen_running.set(None);
    }
}

/// The core, in any component below the app.
#[must_use]
pub(crate) fn use_core() -> Core {
    use_context()
}

/// Connects the core to the screens below the calling component.
pub(crate) fn use_core_provider(started: &Started, feedback: &Feedback) -> Core {
    let Started { client, location } = started.clone();
    let saving = use_signal(|| 0);
    let view = use_watched(&client.views());
    let location = use_watched(&location);
    let clock = use_callback(|()| platform::now());
    let mut writing = use_signal(|| (None, Writing::default()));
    let mut raise = presses(client.clone(), feedback.clone(), saving);
    let commands = use_callback(move |command| match command {
        Command::Raise(kind) => raise(Intent::open(kind)),
        Command::Drill => raise(Intent::drill()),
        Command::Cancel(id, reason) => client.cancel(id, reason),
        Command::TryText(id) => client.try_text(id),
        Command::ChooseKind(id, kind) => client.choose_kind(id, kind),
        Command::StartJourney { minutes } => {
            let lasts_s = minutes.saturating_mul(MINUTE_S);
            client.start_journey(Intent::open(Kind::Auxilio), lasts_s);
        }
        Command::ExtendJourney(id) => {
            client.extend_journey(id, EXTENSION_MINUTES.saturating_mul(MINUTE_S));
        }
        Command::Arrive(id) => client.arrive(id),
        Command::Retry => client.retry(),
        Command::SetProfile(profile) => client.set_profile(profile),
        Command::DeleteMyData(history) => client.delete_my_data(history),
        Command::TakePhrase(phrase) => client.take_phrase(phrase),
        Command::SaveCopy => {
            writing.set((None, Writing::Busy));
            let copied = client.copy_my_data();
            spawn(async move { writing.set((None, export::copy(copied.await).await)) });
        }
        Command::SaveReceipt(id) => {
            writing.set((Some(id), Writing::Busy));
            let view = client.view();
            spawn(async move { writing.set((Some(id), export::receipt(&view, id).await)) });
        }
        Command::SetLanguage(language) => {
            client.set_language(language.map(|language| language.code().to_owned()));
        }
        Command::SetPreferences(preferences) => client.set_preferences(preferences),
        Command::OpenSettings(setting) => platform::open_settings(setting),
        Command::OpenLink(link) => platform::open_link(&link),
        Command::SetEndpoint(endpoint) => client.set_endpoint(endpoint),
        Command::OpenInvitation(link) => client.open_invitation(link),
        Command::LeaveInvitation => client.leave_invitation(),
        Command::Agree(link) => client.agree(link, platform::consent()),
        Command::Join => client.join(),
        Command::SendTo(system, token) => client.send_to(system, token),
        Command::TurnOnDiscreet(setup) => client.turn_on_discreet(setup),
        Command::ChangeDiscreet(confirm, history) => client.change_discreet(confirm, history),
        Command::TurnOffDiscreet => client.turn_off_discreet(),
        Command::Typed(digits) => client.typed(digits),
        Command::EnterPin(pin, purpose) => client.enter_pin(pin, purpose),
        Command::Lock => client.lock(),
    });
    use_core_of(Picture {
        view: view.into(),
        saving: saving.into(),
        writing: writing.into(),
        location: location.into(),
        voice: feedback.voice(),
        opener: platform::OPENER,
        clock,
        commands,
    })
}

/// Takes presses to the core, and counts those that are not durable yet.
fn presses(client: Client, felt: Feedback, mut saving: Signal<usize>) -> impl FnMut(Intent) {
    move |intent: Intent| {
        // What the core makes of it: behind a face every press is covert.
        let mode = if client.view().discreet.is_on() {
            Mode::Covert
        } else {
            intent.mode
        };
        let mut raised = Box::pin(client.raise(intent));
        // Polled here and now: the press waits for no turn of the renderer.
        if (&mut raised).now_or_never().is_none() {
            saving += 1;
            spawn(async move {
                raised.await;
                saving -= 1;
            });
        }
        // After the press, and on another thread: nothing waits for it.
        felt.pressed(mode);
    }
}

/// Provides these signals to the components below as their [`Core`].
pub(crate) fn use_core_of(picture: Picture) -> Core {
    let mut seen_running = use_signal(|| None);
    use_effect(move || {
        if let Some(current) = picture.view.read().current() {
            seen_running.set(Some(current.id));
        }
    });
    use_context_provider(|| Core {
        picture,
        seen_running,
    })
}

/// The newest value of a channel that another thread writes, as a signal.
fn use_watched<T: Clone + PartialEq + 'static>(channel: &watch::Receiver<T>) -> Signal<T> {
    let mut newest = use_signal(|| channel.borrow().clone());
    let channel = channel.clone();
    use_future(move || {
        let mut channel = channel.clone();
        // What changed between the first reading and this task's first turn counts as new.
        channel.mark_changed();
        async move {
            while channel.changed().await.is_ok() {
                let value = channel.borrow_and_update().clone();
                // What is told again is not painted again.
                if *newest.peek() != value {
                    newest.set(value);
                }
            }
        }
    });
    newest
}

/// The time, for ages: it goes on while the calling component is on the screen. A phone on which
/// nothing has an age is not woken.
pub(crate) fn use_now() -> WireTime {
    let clock = use_core().clock;
    let mut now = use_signal(|| clock.call(()));
    use_future(move || async move {
        loop {
            tokio::time::sleep(TICK).await;
            now.set(clock.call(()));
        }
    });
    now()
}
