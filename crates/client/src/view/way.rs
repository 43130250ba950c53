//! Where alerts go, and what is known of those that went to a system that signs nothing.

use auxilio_protocol::{Destination, OtherSystem, WireTime};

use super::{AlertView, View};

/// The other system that alerts go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElsewhereView {
    /// Which.
    pub system: OtherSystem,
    /// What became of its token.
    pub token: TokenView,
}

/// What became of the token that another system wants. No alert waits for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenView {
    /// None was given.
    None,
    /// The keyring keeps it.
    Kept,
    /// The keyring does not take it: it serves until the app ends.
    InMemory,
    /// The keyring does not give it: alerts are sent without.
    Refused,
}

/// Where an alert goes, and what other systems have of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Way {
    /// Where what is left of it goes; none if nothing is left, or there is no such place.
    pub goes_to: Option<Destination>,
    /// The other system that has it, if one has.
    pub handed: Option<HandedView>,
    /// What another system answered last.
    pub answer: Option<AnswerView>,
}

/// What another system took, without a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedView {
    /// Which.
    pub to: OtherSystem,
    /// When it answered with success.
    pub at: WireTime,
    /// Whether it was told of the cancellation too, and answered with success.
    pub cancelled: bool,
}

/// One answer of another system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerView {
    /// The HTTP status; none if nothing came back.
    pub status: Option<u16>,
    /// From the beginning of the request until then, in milliseconds.
    pub took_ms: u64,
}

impl AlertView {
    /// Whether something of it has yet to leave this phone.
    #[must_use]
    pub fn waits(&self) -> bool {
        match (&self.received_at, &self.way.handed) {
            (None, Some(_)) => self.way.goes_to.is_some(),
            (None, None) => true,
            (Some(_), _) => self.unsent_updates > 0,
        }
    }
}

impl View {
    /// Where alerts go.
    #[must_use]
    pub fn destination(&self) -> Option<Destination> {
        match &self.elsewhere {
            Some(elsewhere) => Some(Destination::Other(elsewhere.system.clone())),
            None => self.central.endpoint.clone().map(Destination::Central),
        }
    }

    /// How many alerts would go there if it were chosen. A central gets all that no receipt has
    /// settled; another system gets neither what it has nor what is over.
    #[must_use]
    pub fn would_go_to(&self, destination: &Destination) -> usize {
        let goes = |alert: &&AlertView| match (destination, &alert.way.handed) {
            _ if alert.received_at.is_some() => false,
            (Destination::Other(system), Some(handed)) => handed.to != *system && !alert.is_over(),
            _ => true,
        };
        self.alerts.iter().filter(goes).count()
    }
}
