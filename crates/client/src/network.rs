//! The tasks that carry requests out and bring their results back as events.

use std::sync::Arc;

use auxilio_protocol::directory::ETag;
use auxilio_protocol::enrolment::{Consent, EnrolmentRequest, InvitationLink};
use auxilio_protocol::member::Readiness;
use auxilio_protocol::own_data::ProfileChange;
use auxilio_protocol::profile::Profile;
use auxilio_protocol::recovery::{PhraseHash, RecoveryRequest};
use auxilio_protocol::sms::Draft;
use auxilio_protocol::{AlertId, Endpoint, OtherSystem, PublicKey, SigningKey};
use tokio::sync::{OnceCell, Semaphore, oneshot, watch};

use crate::clock::{self, Clock};
use crate::copy::{OwnCopy, PhoneCopy};
use crate::core::{Body, Event};
use crate::delivery::directory;
use crate::delivery::http::Http;
use crate::delivery::outcome::Outcome;
use crate::delivery::stream::Events;
use crate::inbox::{Inbox, Message};
use crate::token::{self, Known};
use crate::view::AnswerView;

/// Status events of all streams that may wait for the loop.
const FROM_PEERS_MAX: usize = 32;

/// The network side of the loop. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Network {
    identity: SigningKey,
    http: Arc<OnceCell<Http>>,
    permits: Arc<Semaphore>,
    clock: Clock,
    inbox: Inbox,
    token: watch::Receiver<Known>,
}

impl Network {
    pub(crate) fn new(
        identity: SigningKey,
        clock: Clock,
        inbox: Inbox,
        token: watch::Receiver<Known>,
    ) -> Self {
        let permits = Arc::new(Semaphore::new(FROM_PEERS_MAX));
        Self {
            identity,
            http: Arc::default(),
            permits,
            clock,
            inbox,
            token,
        }
    }

    /// The text message of an alert, with a proof for that central by this device's key.
    pub(crate) fn write_text(&self, draft: &Draft, to: &PublicKey) -> String {
        draft.to_text(&self.identity, to)
    }

    /// Set up at the first use: reading the system's certificates takes a moment.
    async fn http(&self) -> Option<&Http> {
        let set_up = || async { Http::new(self.identity.clone()) };
        self.http
            .get_or_try_init(set_up)
            .await
            .inspect_err(|error| tracing::error!(%error, "no network"))
            .ok()
    }

    pub(crate) async fn post(self, id: AlertId, endpoint: Endpoint, body: Body) {
        let outcome = match self.http().await {
            Some(http) => http.post(&endpoint, id, body, clock::unix_s()).await,
            None => Outcome::NoAnswer,
        };
        tracing::debug!(%id, trouble = ?outcome.trouble(), "attempt ended");
        self.inbox.event(Event::Answered { id, outcome });
    }

    pub(crate) async fn give(mut self, id: AlertId, to: OtherSystem, place: u64, body: Vec<u8>) {
        let token = token::for_request(&mut self.token, &to).await;
        let began_ms = self.clock.now().mono_ms;
        let (outcome, status) = match self.http().await {
            Some(http) => http.hand_over(&to, body, token.as_ref()).await,
            None => (Outcome::NoAnswer, None),
        };
        let took_ms = self.clock.now().mono_ms.saturating_sub(began_ms);
        tracing::debug!(%id, ?status, "attempt with another system ended");
        self.inbox.event(Event::HandedOver {
            id,
            to,
            place,
            outcome,
            answer: AnswerView { status, took_ms },
        });
    }

    pub(crate) async fn tell_journey(self, id: AlertId, endpoint: Endpoint, body: Vec<u8>) {
        let outcome = match self.http().await {
            Some(http) => {
                http.tell_journey(&endpoint, id, body, clock::unix_s())
                    .await
            }
            None => Outcome::NoAnswer,
        };
        self.inbox.event(Event::JourneyAnswered { id, outcome });
    }

    pub(crate) async fn describe(self, endpoint: Endpoint) {
        let (outcome, date) = match self.http().await {
            Some(http) => http.describe(&endpoint).await,
            None => (Outcome::NoAnswer, None),
        };
        if let Some(date) = date {
            self.inbox.event(Event::CentralClock(date));
        }
        self.inbox.event(Event::Described(outcome));
    }

    pub(crate) async fn ask_member(self, endpoint: Endpoint) {
        let outcome = match self.http().await {
            Some(http) => http.member(&endpoint, clock::unix_s()).await,
            None => Outcome::NoAnswer,
        };
        self.inbox.event(Event::MemberAnswered(outcome));
    }

    pub(crate) async fn tell_readiness(self, endpoint: Endpoint, readiness: Readiness) {
        let outcome = match self.http().await {
            Some(http) => {
                http.tell_readiness(&endpoint, &readiness, clock::unix_s())
                    .await
            }
            None => Outcome::NoAnswer,
        };
        self.inbox.event(Event::ReadinessTold(outcome));
    }

    pub(crate) async fn register_phrase(self, endpoint: Endpoint, phrase: PhraseHash) {
        let request = RecoveryRequest {
            phrase: phrase.clone(),
        };
        let outcome = match self.http().await {
            Some(http) => {
                http.register_phrase(&endpoint, &request, clock::unix_s())
                    .await
            }
            None => Outcome::NoAnswer,
        };
        self.inbox.event(Event::PhraseTold { phrase, outcome });
    }

    pub(crate) async fn ask_directory(self, endpoint: Endpoint, known: Option<ETag>) {
        let outcome = match self.http().await {
            Some(http) => directory::ask(http, &endpoint, known.as_ref()).await,
            None => Outcome::NoAnswer,
        };
        self.inbox.event(Event::DirectoryAnswered {
            from: endpoint,
            outcome,
        });
    }

    pub(crate) async fn ask_invitation(self, link: InvitationLink) {
        let outcome = match self.http().await {
            Some(http) => http.invitation(&link).await,
            None => Outcome::NoAnswer,
        };
        self.inbox.event(Event::InvitationTold { link, outcome });
    }

    pub(crate) async fn enrol(self, link: InvitationLink, profile: Profile, consent: Consent) {
        let request = EnrolmentRequest {
            invitation: link.token.clone(),
            public_key: self.identity.public().into(),
            profile,
            consent,
        };
        let outcome = match self.http().await {
            Some(http) => http.enrol(&link.endpoint, &request, clock::unix_s()).await,
            None => Outcome::NoAnswer,
        };
        self.inbox.event(Event::EnrolmentAnswered { link, outcome });
    }

    pub(crate) async fn tell_profile(self, endpoint: Endpoint, profile: Profile) {
        let change = ProfileChange { profile };
        let outcome = match self.http().await {
            Some(http) => http.tell_profile(&endpoint, &change, clock::unix_s()).await,
            None => Outcome::NoAnswer,
        };
        self.inbox.event(Event::ProfileTold(outcome));
    }

    pub(crate) async fn delete_my_data(self, endpoint: Endpoint) {
        let outcome = match self.http().await {
            Some(http) => http.delete_member(&endpoint, clock::unix_s()).await,
            None => Outcome::NoAnswer,
        };
        self.inbox.event(Event::DeletionAnswered(outcome));
    }

    /// Completes a copy with what the central has, if it answers.
    pub(crate) async fn copy(self, phone: PhoneCopy, reply: oneshot::Sender<OwnCopy>) {
        let central = match (&phone.member_at, self.http().await) {
            (None, _) => None,
            (Some(endpoint), Some(http)) => Some(http.export(endpoint, clock::unix_s()).await),
            (Some(_), None) => Some(Outcome::NoAnswer),
        };
        // Whoever asked may be gone.
        let _ = reply.send(phone.with(central));
    }

    pub(crate) async fn hear(self, id: AlertId, endpoint: Endpoint, after: u64) {
        if let Some(http) = self.http().await
            && let Some(mut response) = http.hear(&endpoint, id, after, clock::unix_s()).await
        {
            let mut events = Events::default();
            while let Ok(Some(bytes)) = response.chunk().await {
                for jws in events.feed(&bytes) {
                    self.hand_over(Event::Reported { id, jws }).await;
                }
            }
        }
        self.inbox.event(Event::StreamEnded { id });
    }

    /// Waits while too much of what peers sent is unread.
    async fn hand_over(&self, event: Event) {
        // The semaphore is never closed.
        if let Ok(permit) = Arc::clone(&self.permits).acquire_owned().await {
            self.inbox.send(Message::FromPeer(event, permit));
        }
    }
}
