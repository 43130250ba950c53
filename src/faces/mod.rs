//! Faces: tools that anybody might have, each of which can stand before the app. Another face is
//! another module here and another case of [`Face`].
//!
//! A face works, says nothing of what is behind it, and hands on two things only: a number that was
//! typed alone, and that a certain key was held.

mod calculator;

use std::fmt;
use std::rc::Rc;

use auxilio_client::discreet::FaceName;
use auxilio_client::view::{JourneyStage, JourneyView};
use auxilio_protocol::Kind;
use dioxus::prelude::*;
use zeroize::Zeroizing;

use crate::bridge::{Command, use_core};

/// What can stand before the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Face {
    /// A calculator.
    #[default]
    Calculator,
}

impl Face {
    /// All of them.
    pub const ALL: [Self; 1] = [Self::Calculator];

    /// The face of that name. One that a later version had is shown as a calculator: whatever
    /// happens, not the app.
    #[must_use]
    pub fn of(name: &FaceName) -> Self {
        let mut faces = Self::ALL.into_iter();
        faces
            .find(|face| face.word() == name.as_str())
            .unwrap_or_default()
    }

    /// The word that it is kept under.
    fn word(self) -> &'static str {
        match self {
            Self::Calculator => "calculator",
        }
    }

    /// The name that it is kept under.
    #[must_use]
    pub fn name(self) -> Option<FaceName> {
        self.word().parse().ok()
    }

    /// What its window is called.
    #[must_use]
    pub fn title(self) -> String {
        match self {
            Self::Calculator => text!("calculator-title"),
        }
    }

    /// The name of its icon, as phones know it.
    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::Calculator => "Calculator",
        }
    }
}

/// Sets the window's title, where there is a window. Cheap to clone.
#[derive(Clone)]
pub struct WindowTitle(Rc<dyn Fn(&str)>);

impl WindowTitle {
    /// One that titles are set by.
    #[must_use]
    pub fn new(set: impl Fn(&str) + 'static) -> Self {
        Self(Rc::new(set))
    }

    pub(crate) fn set(&self, title: &str) {
        (self.0)(title);
    }
}

impl fmt::Debug for WindowTitle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WindowTitle")
    }
}

/// The face, and nothing else of the app.
#[component]
pub(crate) fn FaceScreen(face: Face) -> Element {
    let core = use_core();
    let journey = core.view.read().journey.clone();
    let reminder = journey.filter(|journey| journey.stage == JourneyStage::UnderWay);
    match face {
        Face::Calculator => rsx! {
            calculator::Calculator {
                reminder,
                ontyped: move |digits: Zeroizing<String>| core.ask(Command::Typed(digits)),
                onheld: move |()| core.ask(Command::Raise(Kind::Auxilio)),
                onarrive: move |journey: JourneyView| core.ask(Command::Arrive(journey.id)),
                onextend: move |journey: JourneyView| core.ask(Command::ExtendJourney(journey.id)),
            }
        },
    }
}
