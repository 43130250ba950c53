//! How the person wants to be told, besides the screen.

/// What may be heard and felt. All of it, unless the person chose otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Preferences {
    /// Vibration.
    pub vibration: Switch,
    /// Short sounds.
    pub sound: Switch,
    /// Spoken phrases.
    pub voice: Switch,
}

/// One choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Switch {
    /// Wanted.
    #[default]
    On,
    /// Not wanted.
    Off,
}

impl Switch {
    /// Whether it is wanted.
    #[must_use]
    pub fn is_on(self) -> bool {
        self == Self::On
    }
}

impl From<bool> for Switch {
    fn from(on: bool) -> Self {
        if on { Self::On } else { Self::Off }
    }
}
