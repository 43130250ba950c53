//! The one loop that feeds the machine and carries its effects out. It runs on a thread of its
//! own, because a commit blocks; the network runs beside it and only sends events back.

mod discreet;

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use auxilio_protocol::AlertId;
use auxilio_protocol::alert::Device;
use tokio::runtime::Runtime;
use tokio::sync::{oneshot, watch};
use tokio::task::AbortHandle;

use crate::client::{ClientConfig, Raised};
use crate::clock::Clock;
use crate::copy::OwnCopy;
use crate::core::{Core, Effect, Event, Write};
use crate::discreet::marker;
use crate::inbox::{Inbox, Message};
use crate::network::Network;
use crate::opening::{self, Opening};
use crate::outbox::store::{Store, StoreError};
use crate::ports::{Locator, Ports, Surroundings, TextMessage, TextMessenger};
use crate::token::Keeper;
use crate::view::{DiscreetView, NotSaved, View};

/// How long a press may wait for the keyring and the outbox. After that the alert is sent from
/// memory, and says so. In milliseconds.
const OPEN_TIMEOUT_MS: u64 = 3_000;
/// The longest sleep while something is due: a device that was suspended looks at the time soon.
const SLEEP_MAX: Duration = Duration::from_mins(1);

type Started = (Inbox, watch::Receiver<Arc<View>>, Option<JoinHandle<()>>);

/// Starts the loop.
pub(crate) fn start(config: ClientConfig, ports: Ports, clock: Clock) -> Started {
    let (inbox, receiver) = Inbox::open();
    let default = config.default_central.as_ref();
    let endpoint = default.map(|central| central.endpoint.clone());
    let (views, view) = watch::channel(Arc::new(View {
        discreet: DiscreetView::behind(marker::read(&config.data_dir)),
        ..View::opening(endpoint)
    }));
    let for_loop = inbox.clone();
    let worker = thread::Builder::new()
        .name("auxilio-core".to_owned())
        .spawn(
            move || match Driver::open(config, ports, clock, for_loop, &receiver, views) {
                Ok((driver, backlog)) => driver.run(backlog, &receiver),
                Err(error) => tracing::error!(%error, "the core could not start"),
            },
        );
    (inbox, view, worker.ok())
}

struct Driver {
    core: Core,
    folder: PathBuf,
    /// None while nothing can be kept; then why.
    store: Result<Store, NotSaved>,
    network: Network,
    streams: BTreeMap<AlertId, AbortHandle>,
    /// The question for the directory that is on its way.
    directory: Option<AbortHandle>,
    runtime: Runtime,
    system: System,
    tokens: Keeper,
    clock: Clock,
    inbox: Inbox,
    views: watch::Sender<Arc<View>>,
}

/// What the system does for the loop.
struct System {
    locator: Box<dyn Locator>,
    surroundings: Arc<dyn Surroundings>,
    text_messenger: Arc<dyn TextMessenger>,
}

impl Driver {
    /// Waits for the outbox, but not for long. What came meanwhile is the backlog.
    fn open(
        config: ClientConfig,
        ports: Ports,
        clock: Clock,
        inbox: Inbox,
        receiver: &Receiver<Message>,
        views: watch::Sender<Arc<View>>,
    ) -> std::io::Result<(Self, VecDeque<Message>)> {
        let Ports {
            secrets,
            locator,
            surroundings,
            text_messenger,
            device,
        } = ports;
        let tokens = Keeper::new(secrets, inbox.clone());
        let opener = tokens.opener();
        let config = Arc::new(config);
        let to_open = Arc::clone(&config);
        thread::Builder::new()
            .name("auxilio-open".to_owned())
            .spawn(move || opener.open(&to_open))?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("auxilio-net")
            .enable_all()
            .build()?;
        let mut backlog = VecDeque::new();
        let opening = wait_for_opening(receiver, clock, &config, &mut backlog);
        let system = System {
            locator,
            surroundings: surroundings.into(),
            text_messenger: text_messenger.into(),
        };
        let around = Around {
            folder: config.data_dir.clone(),
            device,
            runtime,
            system,
            tokens,
            clock,
            inbox,
            views,
        };
        let driver = Self::with(opening, around);
        Ok((driver, backlog))
    }

    fn with(opening: Opening, around: Around) -> Self {
        let Around {
            folder,
            device,
            runtime,
            system,
            tokens,
            clock,
            inbox,
            views,
        } = around;
        let core = Core::new(device, opening.storage, opening.stored, clock.now());
        let network = Network::new(opening.identity, clock, inbox.clone(), tokens.known());
        let store = opening.store;
        let streams = BTreeMap::new();
        Self {
            core,
            folder,
            store,
            network,
            streams,
            directory: None,
            runtime,
            system,
            tokens,
            clock,
            inbox,
            views,
        }
    }

    fn run(mut self, mut backlog: VecDeque<Message>, receiver: &Receiver<Message>) {
        self.ask_texting();
        self.show_face_first(self.core.face());
        self.handle(Event::Wake);
        loop {
            let message = match backlog.pop_front() {
                Some(message) => Ok(message),
                None => self.wait(receiver),
            };
            match message {
                Ok(Message::Event(event)) => self.handle(event),
                Ok(Message::FromPeer(event, _permit)) => self.handle(event),
                Ok(Message::Raise { id, intent, reply }) => {
                    let belongs_to = self.core.belongs_to(id, &intent);
                    self.handle(Event::Raise { id, intent });
                    // The one who pressed may be gone; the alert is on its way all the same.
                    let _ = reply.send(Raised {
                        id: belongs_to,
                        stage: self.core.stage(belongs_to),
                    });
                }
                Ok(Message::Copy { reply }) => self.copy(reply),
                Ok(Message::FixWaits) => {
                    if let Some(fix) = self.inbox.take_fix() {
                        self.handle(Event::Fix(fix));
                    }
                }
                Ok(Message::Opened(opening)) => self.opened_late(*opening),
                Ok(Message::SendTo { system, token }) => {
                    // The token first, so that whatever is sent next has it.
                    self.tokens.change(&self.runtime, &system, token);
                    self.handle(Event::SendTo(system));
                }
                Ok(Message::TokenLoaded(known, view)) => {
                    if self.tokens.loaded(known) {
                        self.handle(Event::Token(view));
                    }
                }
                Ok(Message::TurnOnDiscreet(setup)) => self.turn_on_discreet(*setup),
                Err(RecvTimeoutError::Timeout) => self.handle(Event::Wake),
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.system
            .locator
            .demand(crate::ports::Demand::Off, self.inbox.fixes());
        self.runtime.shutdown_background();
    }

    /// Until something comes or is due. While nothing is due the device is not woken.
    fn wait(&self, receiver: &Receiver<Message>) -> Result<Message, RecvTimeoutError> {
        let now = self.clock.now();
        let Some(at) = self.core.wake_at_ms(now) else {
            return receiver.recv().map_err(RecvTimeoutError::from);
        };
        let left = Duration::from_millis(at.saturating_sub(now.mono_ms));
        receiver.recv_timeout(left.min(SLEEP_MAX))
    }

    /// One event, everything that follows from it, and the new picture.
    fn handle(&mut self, event: Event) {
        if let Event::SetEndpoint(_) | Event::Agree { .. } = &event {
            self.tokens.forget(&self.runtime);
        }
        let mut effects = VecDeque::from(self.core.step(self.clock.now(), event));
        while let Some(effect) = effects.pop_front() {
            if let Some(event) = self.carry_out(effect) {
                effects.extend(self.core.step(self.clock.now(), event));
            }
        }
        let view = self.core.view(self.clock.now());
        self.views.send_if_modified(|shown| {
            let is_news = **shown != view;
            if is_news {
                *shown = Arc::new(view);
            }
            is_news
        });
    }

    fn carry_out(&mut self, effect: Effect) -> Option<Event> {
        match effect {
            Effect::Commit(writes) => return Some(self.commit(&writes)),
            Effect::Post { id, endpoint, body } => {
                self.send(|network| network.post(id, endpoint, body));
            }
            Effect::TellJourney { id, endpoint, body } => {
                self.send(|network| network.tell_journey(id, endpoint, body));
            }
            Effect::HandOver {
                id,
                to,
                place,
                body,
            } => self.send(|network| network.give(id, to, place, body)),
            Effect::WriteText { draft, to } => {
                let (id, text) = (draft.id, self.network.write_text(&draft, &to));
                return Some(Event::TextWritten { id, text });
            }
            Effect::SendText(message) => self.send_text(message),
            Effect::Describe(endpoint) => self.send(|network| network.describe(endpoint)),
            Effect::AskMember(endpoint) => self.send(|network| network.ask_member(endpoint)),
            Effect::TellReadiness {
                endpoint,
                readiness,
            } => self.send(|network| network.tell_readiness(endpoint, readiness)),
            Effect::RegisterPhrase { endpoint, phrase } => {
                self.send(|network| network.register_phrase(endpoint, phrase));
            }
            Effect::AskDirectory { endpoint, known } => {
                let asked = self.network.clone().ask_directory(endpoint, known);
                self.directory = Some(self.runtime.spawn(asked).abort_handle());
            }
            Effect::LeaveDirectory => {
                if let Some(asked) = self.directory.take() {
                    asked.abort();
                }
            }
            Effect::AskInvitation(link) => self.send(|network| network.ask_invitation(link)),
            Effect::Enrol {
                link,
                profile,
                consent,
            } => self.send(|network| network.enrol(link, *profile, consent)),
            Effect::TellProfile { endpoint, profile } => {
                self.send(|network| network.tell_profile(endpoint, *profile));
            }
            Effect::DeleteMyData(endpoint) => {
                self.send(|network| network.delete_my_data(endpoint));
            }
            Effect::Hear {
                id,
                endpoint,
                after,
            } => {
                let stream = self
                    .runtime
                    .spawn(self.network.clone().hear(id, endpoint, after));
                self.unhear(id);
                self.streams.insert(id, stream.abort_handle());
            }
            Effect::Unhear(id) => self.unhear(id),
            Effect::Look => self.look(),
            Effect::CheckPin { verifier, pin } => self.check_pin(verifier, pin),
            Effect::ShowFaceFirst(face) => self.show_face_first(face.as_ref()),
            Effect::Locate(demand) => self.system.locator.demand(demand, self.inbox.fixes()),
        }
        None
    }

    fn look(&self) {
        self.ask_texting();
        let (surroundings, inbox) = (Arc::clone(&self.system.surroundings), self.inbox.clone());
        self.runtime
            .spawn_blocking(move || inbox.event(Event::Looked(surroundings.look())));
    }

    fn send_text(&self, message: TextMessage) {
        let messenger = Arc::clone(&self.system.text_messenger);
        let reports = self.inbox.text_reports();
        self.runtime
            .spawn_blocking(move || messenger.send(&message, &reports));
    }

    fn ask_texting(&self) {
        let (messenger, inbox) = (Arc::clone(&self.system.text_messenger), self.inbox.clone());
        self.runtime
            .spawn_blocking(move || inbox.event(Event::Texting(messenger.capability())));
    }

    /// Has the network do something beside the loop; it sends the answer as an event.
    fn send<F>(&self, ask: impl FnOnce(Network) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.runtime.spawn(ask(self.network.clone()));
    }

    fn copy(&self, reply: oneshot::Sender<OwnCopy>) {
        let phone = self.core.copy(self.clock.now());
        let copied = self.network.clone().copy(phone, reply);
        self.runtime.spawn(copied);
    }

    fn unhear(&mut self, id: AlertId) {
        if let Some(stream) = self.streams.remove(&id) {
            stream.abort();
        }
    }

    fn commit(&mut self, writes: &[Write]) -> Event {
        let store = match &mut self.store {
            Ok(store) => store,
            Err(why) => return Event::CommitFailed(*why),
        };
        match store.commit(writes) {
            Ok(()) => Event::Committed(writes.iter().map(|write| write.key).collect()),
            Err(error) => {
                tracing::error!(%error, "could not save");
                match error {
                    StoreError::PutAside(_) => Event::PutAside,
                    error => Event::CommitFailed(error.not_saved()),
                }
            }
        }
    }

    /// The identity stays the one that this process began with: what it sent is signed with it.
    fn opened_late(&mut self, opening: Opening) {
        let Opening {
            storage,
            store,
            stored,
            ..
        } = opening;
        self.store = store;
        self.handle(Event::OpenedLate {
            storage,
            stored: Box::new(stored),
        });
        self.show_face_first(self.core.face());
    }
}

/// What is around the core, besides the outbox.
struct Around {
    folder: PathBuf,
    device: Device,
    runtime: Runtime,
    system: System,
    tokens: Keeper,
    clock: Clock,
    inbox: Inbox,
    views: watch::Sender<Arc<View>>,
}

fn wait_for_opening(
    receiver: &Receiver<Message>,
    clock: Clock,
    config: &ClientConfig,
    backlog: &mut VecDeque<Message>,
) -> Opening {
    let deadline_ms = clock.now().mono_ms.saturating_add(OPEN_TIMEOUT_MS);
    loop {
        let left = Duration::from_millis(deadline_ms.saturating_sub(clock.now().mono_ms));
        match receiver.recv_timeout(left) {
            Ok(Message::Opened(opening)) => return *opening,
            Ok(message) => backlog.push_back(message),
            Err(_) => {
                let identity = opening::ephemeral_identity();
                return Opening::memory_only(NotSaved::Key, identity, config);
            }
        }
    }
}
