//! What reaches the loop, and the way into it.

use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use auxilio_protocol::{AlertId, Fix, OtherSystem};
use tokio::sync::{OwnedSemaphorePermit, oneshot};

use crate::client::{Intent, Raised};
use crate::copy::OwnCopy;
use crate::core::Event;
use crate::discreet::Setup;
use crate::opening::Opening;
use crate::ports::{FixSender, TextReports};
use crate::token::{Known, TokenChange};
use crate::view::TokenView;

/// What reaches the loop.
#[derive(Debug)]
pub(crate) enum Message {
    /// Something happened.
    Event(Event),
    /// Something came from a peer; the permit bounds how much of that may wait.
    FromPeer(Event, OwnedSemaphorePermit),
    /// The press, with the way to tell what became of it.
    Raise {
        id: AlertId,
        intent: Intent,
        reply: oneshot::Sender<Raised>,
    },
    /// The person wants a copy of their data.
    Copy { reply: oneshot::Sender<OwnCopy> },
    /// A position lies in [`Inbox::latest_fix`].
    FixWaits,
    /// The outbox is open, or cannot be.
    Opened(Box<Opening>),
    /// The person has alerts go to another system.
    SendTo {
        system: OtherSystem,
        token: TokenChange,
    },
    /// What the keyring has for another system, or why there is nothing.
    TokenLoaded(Known, TokenView),
    /// The person wants a face before the app.
    TurnOnDiscreet(Box<Setup>),
    /// The end.
    Stop,
}

/// The way into the loop.
#[derive(Debug, Clone)]
pub(crate) struct Inbox {
    sender: Sender<Message>,
    /// Only the newest position waits: a receiver that floods takes no memory.
    latest_fix: Arc<Mutex<Option<Fix>>>,
}

impl Inbox {
    /// The way in, and its other end.
    pub(crate) fn open() -> (Self, Receiver<Message>) {
        let (sender, receiver) = mpsc::channel();
        let inbox = Self {
            sender,
            latest_fix: Arc::default(),
        };
        (inbox, receiver)
    }

    pub(crate) fn send(&self, message: Message) {
        // After the end nobody listens, and nothing is owed to the sender.
        let _ = self.sender.send(message);
    }

    pub(crate) fn event(&self, event: Event) {
        self.send(Message::Event(event));
    }

    pub(crate) fn fixes(&self) -> FixSender {
        let inbox = self.clone();
        FixSender::new(move |fix| {
            let waited = inbox.fix_slot().replace(fix).is_some();
            if !waited {
                inbox.send(Message::FixWaits);
            }
        })
    }

    pub(crate) fn text_reports(&self) -> TextReports {
        let inbox = self.clone();
        TextReports::new(move |id, report| inbox.event(Event::TextReported { id, report }))
    }

    /// The position that waits, if one does.
    pub(crate) fn take_fix(&self) -> Option<Fix> {
        self.fix_slot().take()
    }

    fn fix_slot(&self) -> MutexGuard<'_, Option<Fix>> {
        self.latest_fix
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}
