//! Discreet mode: a harmless tool stands before the app, a PIN opens it, and a second PIN, typed
//! when somebody forces the person, opens nothing and says so to the central alone.
//!
//! It is one thing: a face and both PINs together. While it is on, every press is covert. What the
//! two PINs set in motion differs in nothing that somebody beside the person, on the network or at
//! the disk could see: one computation ([`verifier`]), one order of writes, one schedule
//! (`core/discreet.rs`). A press needs neither of them.
//!
//! - [`pin`]: what is typed
//! - [`verifier`]: whether it is one of the two
//! - [`tries`]: how long the next try waits
//! - [`marker`]: which face the first picture shows, before anything else is known

pub mod marker;
pub mod pin;
pub mod tries;
pub mod verifier;

use std::fmt;
use std::str::FromStr;

use auxilio_protocol::AlertId;
use auxilio_protocol::update::CancelReason;
use zeroize::Zeroizing;

pub use pin::{Pin, PinError};
pub use tries::Tries;
pub use verifier::{Match, Verifier};

use crate::preferences::Switch;

/// Longest name of a face, in bytes.
pub const FACE_NAME_BYTES_MAX: usize = 32;
/// The longest time for which the history may be kept, in days, unless it is kept for ever.
pub const HISTORY_DAYS_MAX: u8 = 90;

/// The name under which a face is kept: small letters and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FaceName(String);

/// That is no name of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a face's name has 1 to {FACE_NAME_BYTES_MAX} small letters or hyphens")]
pub struct FaceNameError;

impl FaceName {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FaceName {
    type Err = FaceNameError;

    fn from_str(name: &str) -> Result<Self, FaceNameError> {
        let is_name = (1..=FACE_NAME_BYTES_MAX).contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        is_name.then(|| Self(name.to_owned())).ok_or(FaceNameError)
    }
}

/// What the person chooses to switch discreet mode on. Made by [`Setup::new`] only.
#[derive(Clone, PartialEq, Eq)]
pub struct Setup {
    pub(crate) face: FaceName,
    pub(crate) pin: Pin,
    pub(crate) duress: Pin,
    pub(crate) code: Option<Pin>,
    pub(crate) confirm: Switch,
    pub(crate) history: Retention,
}

impl fmt::Debug for Setup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Setup({}, …)", self.face.as_str())
    }
}

/// Why discreet mode cannot be switched on like that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SetupError {
    /// Whoever watches would see which of the two it is by its length.
    #[error("both PINs have the same number of digits")]
    Lengths,
    /// Two of the three are the same.
    #[error("the PIN, the second PIN and the code differ from each other")]
    Same,
    /// Not a time for which a history can be kept.
    #[error("a history is kept for 1 to {HISTORY_DAYS_MAX} days")]
    Days,
}

impl Setup {
    /// With this face, PIN, second PIN (as long as the first), and a code that calls for help when
    /// it is typed on the face, if one is wanted.
    pub fn new(
        face: FaceName,
        pin: Pin,
        duress: Pin,
        code: Option<Pin>,
        confirm: Switch,
        history: Retention,
    ) -> Result<Self, SetupError> {
        if pin.digits() != duress.digits() {
            return Err(SetupError::Lengths);
        }
        let code_is = |other: &Pin| code.as_ref() == Some(other);
        if pin == duress || code_is(&pin) || code_is(&duress) {
            return Err(SetupError::Same);
        }
        if let Retention::Days(days) = history
            && !(1..=HISTORY_DAYS_MAX).contains(&days)
        {
            return Err(SetupError::Days);
        }
        Ok(Self {
            face,
            pin,
            duress,
            code,
            confirm,
            history,
        })
    }
}

/// How long alerts that are over stay on this phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retention {
    /// Until something else makes room.
    Always,
    /// So many days after the press, 1 to [`HISTORY_DAYS_MAX`].
    Days(u8),
    /// Until the central has closed them.
    UntilClosed,
}

/// What a PIN is typed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// To open the app.
    Open,
    /// To cancel an alert.
    Cancel {
        /// Which.
        id: AlertId,
        /// Why.
        reason: CancelReason,
    },
}

/// What can happen to discreet mode.
#[derive(Debug)]
pub enum Act {
    /// It was switched on, or with other PINs.
    Made(Box<Discreet>),
    /// The person chose how a covert press is felt, and how long the history stays.
    Change {
        /// A short vibration after it.
        confirm: Switch,
        /// How long.
        history: Retention,
    },
    /// The person switched it off.
    TurnOff,
    /// A number was typed on the face.
    Typed {
        /// Made for the alert that it may raise.
        id: AlertId,
        /// Which number.
        digits: Zeroizing<String>,
    },
    /// A PIN was typed.
    Try {
        /// Which.
        pin: Pin,
        /// What for.
        purpose: Purpose,
    },
    /// What a try was: the answer to [`crate::core::Effect::CheckPin`].
    Checked(Match),
    /// The person leaves for the face.
    Lock,
}

/// What is kept of discreet mode while it is on.
#[derive(Clone, PartialEq, Eq)]
pub struct Discreet {
    /// The face that stands before the app.
    pub face: FaceName,
    /// What knows the PINs.
    pub verifier: Verifier,
    /// Typed on the face, it calls for help. Whoever reads it cannot open the app with it.
    pub code: Option<Pin>,
    /// A short vibration after a covert press.
    pub confirm: Switch,
    /// How long the history stays.
    pub history: Retention,
    /// Wrong tries in a row.
    pub wrong: u32,
}

impl fmt::Debug for Discreet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Discreet({}, …)", self.face.as_str())
    }
}

impl Discreet {
    /// Switched on like this. Takes two computations of the verifier: not for the loop.
    #[must_use]
    pub fn of(setup: Setup, salt: [u8; verifier::SALT_BYTES]) -> Self {
        Self {
            verifier: Verifier::new(&setup.pin, &setup.duress, salt),
            face: setup.face,
            code: setup.code,
            confirm: setup.confirm,
            history: setup.history,
            wrong: 0,
        }
    }
}

/// Whether something stands before the app.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Guard {
    /// Nothing does.
    #[default]
    Off,
    /// A face does, and a PIN opens the app.
    On(Box<Discreet>),
    /// A face does, and what would know the PIN cannot be read: nothing opens the app, and covert
    /// presses still leave.
    Sealed(FaceName),
}

impl Guard {
    /// The face that stands before the app.
    #[must_use]
    pub fn face(&self) -> Option<&FaceName> {
        match self {
            Self::Off => None,
            Self::On(discreet) => Some(&discreet.face),
            Self::Sealed(face) => Some(face),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setup(pin: &str, duress: &str, code: Option<&str>, days: u8) -> Result<Setup, SetupError> {
        Setup::new(
            "calculator".parse().unwrap(),
            pin.parse().unwrap(),
            duress.parse().unwrap(),
            code.map(|code| code.parse().unwrap()),
            Switch::On,
            Retention::Days(days),
        )
    }

    #[test]
    fn pins_that_could_be_told_apart_or_mistaken_are_refused() {
        assert!(setup("2468", "1357", Some("2468135"), 7).is_ok());
        assert_eq!(setup("2468", "13579", None, 7), Err(SetupError::Lengths));
        assert_eq!(setup("2468", "2468", None, 7), Err(SetupError::Same));
        assert_eq!(
            setup("2468", "1357", Some("1357"), 7),
            Err(SetupError::Same)
        );
        for days in [0, HISTORY_DAYS_MAX + 1] {
            assert_eq!(setup("2468", "1357", None, days), Err(SetupError::Days));
        }
    }

    #[test]
    fn a_faces_name_is_safe_as_a_files_content() {
        for name in ["", "Calculator", "a/b", "a b", "ñ", &"a".repeat(33)] {
            assert_eq!(name.parse::<FaceName>(), Err(FaceNameError), "{name}");
        }
    }

    #[test]
    fn nothing_of_it_is_shown_in_debug() {
        let setup = setup("2468", "1357", Some("98765"), 7).unwrap();
        let shown = format!("{setup:?} {:?}", Discreet::of(setup.clone(), [7; 16]));
        assert_eq!(shown, "Setup(calculator, …) Discreet(calculator, …)");
    }
}
