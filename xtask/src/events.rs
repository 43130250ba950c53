//! Everything that a running demonstration can be told, as one closed list.

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use anyhow::{Context as _, Result};
use signal_hook::consts::{SIGCHLD, SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::central;

/// What happened.
pub(crate) enum Event {
    /// Ctrl-C, SIGTERM, or the terminal was closed.
    Stop,
    /// One of the children has ended; which, they know themselves.
    ChildEnded,
    /// The central printed a line that programs may read.
    Central(central::Said),
}

/// The events, in the order in which they happened.
pub(crate) struct Events {
    sender: Sender<Event>,
    receiver: Receiver<Event>,
}

impl Events {
    /// From now on the signals arrive as events, and no longer end this program by themselves.
    pub(crate) fn listen() -> Result<Self> {
        let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGCHLD])
            .context("the signals cannot be listened to")?;
        let (sender, receiver) = mpsc::channel();
        let of_signals = sender.clone();
        thread::spawn(move || {
            for signal in signals.forever() {
                let event = if signal == SIGCHLD {
                    Event::ChildEnded
                } else {
                    Event::Stop
                };
                if of_signals.send(event).is_err() {
                    return;
                }
            }
        });
        Ok(Self { sender, receiver })
    }

    /// Another place that events come from.
    pub(crate) fn sender(&self) -> Sender<Event> {
        self.sender.clone()
    }

    /// Waits for the next one.
    pub(crate) fn next(&self) -> Result<Event> {
        Ok(self.receiver.recv()?)
    }
}
