//! The token on its way between the person, the keyring and the requests. The keyring may block,
//! so it is asked beside the loop.

use std::sync::{Arc, Mutex, PoisonError};

use auxilio_protocol::{Form, OtherSystem};
use tokio::runtime::Runtime;
use tokio::sync::watch;

use super::{Keyed, Known, TokenChange, load, store};
use crate::client::ClientConfig;
use crate::core::Event;
use crate::inbox::{Inbox, Message};
use crate::opening;
use crate::ports::Secrets;
use crate::view::TokenView;

type Shared = Arc<Mutex<Box<dyn Secrets>>>;

/// Knows the token, and has the keyring keep it.
pub(crate) struct Keeper {
    secrets: Shared,
    known: watch::Sender<Known>,
    inbox: Inbox,
}

/// Opens the outbox, and then looks for the token.
pub(crate) struct Opener {
    secrets: Shared,
    inbox: Inbox,
}

impl Keeper {
    pub(crate) fn new(secrets: Box<dyn Secrets>, inbox: Inbox) -> Self {
        Self {
            secrets: Arc::new(Mutex::new(secrets)),
            known: watch::Sender::new(Known::Asked),
            inbox,
        }
    }

    pub(crate) fn opener(&self) -> Opener {
        Opener {
            secrets: Arc::clone(&self.secrets),
            inbox: self.inbox.clone(),
        }
    }

    /// For requests.
    pub(crate) fn known(&self) -> watch::Receiver<Known> {
        self.known.subscribe()
    }

    /// The person chose another system, and wants this with its token. One of another address is
    /// not kept.
    pub(crate) fn change(&self, runtime: &Runtime, system: &OtherSystem, change: TokenChange) {
        let before = self.known.borrow().clone();
        let known = match (change, &before) {
            (TokenChange::Set(token), _) => Known::Some(Keyed::new(system.url.clone(), token)),
            (TokenChange::Keep, Known::Some(keyed)) if keyed.is_for(system) => before.clone(),
            // The keyring is still asked, and may have it.
            (TokenChange::Keep, Known::Asked) => Known::Asked,
            _ => Known::None,
        };
        if known != before {
            self.known.send_replace(known);
            self.keep(runtime);
        }
    }

    /// Alerts go to a central again: nobody needs the token any more.
    pub(crate) fn forget(&self, runtime: &Runtime) {
        let has_one = matches!(*self.known.borrow(), Known::Some(_));
        if has_one {
            self.known.send_replace(Known::None);
            self.keep(runtime);
        }
    }

    /// The keyring has said what it has. Tells whether that is news: what the person has chosen
    /// meanwhile counts more.
    pub(crate) fn loaded(&self, known: Known) -> bool {
        let was_asked = *self.known.borrow() == Known::Asked;
        if was_asked {
            self.known.send_replace(known);
        }
        was_asked
    }

    /// What is known by the time the keyring is free is what it keeps.
    fn keep(&self, runtime: &Runtime) {
        let (secrets, known) = (Arc::clone(&self.secrets), self.known.subscribe());
        let inbox = self.inbox.clone();
        runtime.spawn_blocking(move || {
            let secrets = secrets.lock().unwrap_or_else(PoisonError::into_inner);
            let known = known.borrow().clone();
            inbox.event(Event::Token(store(secrets.as_ref(), &known)));
        });
    }
}

impl Opener {
    /// The outbox first, for presses wait for it; then the token, if one may be wanted, for requests
    /// wait for that; and the directory, for which nothing waits, last.
    pub(crate) fn open(&self, config: &ClientConfig) {
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        let mut opening = opening::open(config, secrets.as_ref());
        let directory = opening.directory.take();
        let elsewhere = opening.stored.settings.elsewhere.as_ref();
        let may_want_one = elsewhere.is_some_and(|system| system.form == Form::Webhook);
        self.inbox.send(Message::Opened(Box::new(opening)));
        let (known, view) = if may_want_one {
            load(secrets.as_ref())
        } else {
            (Known::None, TokenView::None)
        };
        self.inbox.send(Message::TokenLoaded(known, view));
        drop(secrets);
        if let Some(given) = directory.and_then(|sealed| sealed.open()) {
            self.inbox.event(Event::DirectoryFound(given));
        }
    }
}
