//! Whether something stands before the app, as a screen needs to know it.

use auxilio_protocol::WireTime;

use crate::discreet::{FaceName, Guard, Retention};
use crate::preferences::Switch;

/// Discreet mode, as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum DiscreetView {
    /// Nothing stands before the app.
    #[default]
    Off,
    /// A face does.
    On {
        /// Which.
        face: FaceName,
        /// Whether the person has opened the app behind it.
        lock: Lock,
        /// A short vibration after a covert press.
        confirm: Switch,
        /// How long the history stays.
        history: Retention,
        /// What became of the PIN in the dialogue that cancels. On a face nothing of it is shown.
        trial: Trial,
    },
}

impl DiscreetView {
    /// What is known before the outbox is open: the face of the last run, closed.
    #[must_use]
    pub fn behind(face: Option<FaceName>) -> Self {
        face.map_or(Self::Off, |face| Self::On {
            face,
            lock: Lock::Closed,
            confirm: Switch::On,
            history: Retention::Always,
            trial: Trial::None,
        })
    }

    pub(crate) fn of(guard: &Guard, lock: Lock, trial: Trial) -> Self {
        match guard {
            Guard::On(discreet) => Self::On {
                face: discreet.face.clone(),
                lock,
                confirm: discreet.confirm,
                history: discreet.history,
                trial,
            },
            guard => Self::behind(guard.face().cloned()),
        }
    }

    /// The face that is to be shown in place of the app; none if the app is.
    #[must_use]
    pub fn closed(&self) -> Option<&FaceName> {
        match self {
            Self::On {
                face,
                lock: Lock::Closed,
                ..
            } => Some(face),
            _ => None,
        }
    }

    /// Whether it is switched on, open or closed.
    #[must_use]
    pub fn is_on(&self) -> bool {
        *self != Self::Off
    }
}

/// Whether the app behind the face is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lock {
    /// Only the face is shown.
    #[default]
    Closed,
    /// The person typed the PIN, and has not left since.
    Open,
}

/// What became of the PIN in a dialogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Trial {
    /// None was typed, or the last one did what it was typed for.
    #[default]
    None,
    /// It is being looked at.
    Checking,
    /// It was neither of them.
    Wrong,
    /// Too many were wrong: none is looked at before this time.
    Waits {
        /// Until when.
        until: WireTime,
    },
}
