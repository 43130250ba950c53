//! How far the alert is, over the button: a picture, a colour, a word, and what it means.

use auxilio_client::view::{AlertView, Stage};
use dioxus::prelude::*;

use crate::components::icon::{Icon, Shape};

/// The steps of an alert, in their order; those behind it are backed by the disk or by a receipt.
const STEPS: [Shape; 6] = [
    Shape::PhoneCheck,
    Shape::DoubleCheck,
    Shape::Eye,
    Shape::Car,
    Shape::Pin,
    Shape::Check,
];

/// What the colour says. Nothing is green before the central's receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// On the way, or waiting.
    Waiting,
    /// Something failed.
    Failed,
    /// The central has it.
    Good,
    /// Over.
    Over,
}

/// Whether it is about a real alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nature {
    /// Somebody needs help.
    Real,
    /// A drill, which must never be taken for a real one, nor the other way round.
    Drill,
}

impl Nature {
    pub(crate) fn of(alert: &AlertView) -> Self {
        if alert.exercise {
            Self::Drill
        } else {
            Self::Real
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Real => "",
            Self::Drill => " drill",
        }
    }
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Waiting => "face waiting",
            Self::Failed => "face failed",
            Self::Good => "face good",
            Self::Over => "face over",
        }
    }
}

/// Picture, colour and number of the steps taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) shape: Shape,
    pub(crate) tone: Tone,
    pub(crate) steps: usize,
}

/// How an alert looks.
pub(crate) fn look(alert: &AlertView) -> Look {
    let (shape, tone, steps) = match alert.stage {
        Stage::Saving => (Shape::Hourglass, Tone::Waiting, 0),
        Stage::NotSaved(_) => (Shape::Warning, Tone::Failed, 0),
        Stage::Saved => (Shape::PhoneCheck, Tone::Waiting, 1),
        Stage::HandedOver => (Shape::HandedOver, Tone::Waiting, 1),
        Stage::Received => (Shape::DoubleCheck, Tone::Good, 2),
        Stage::Unclaimed => (Shape::Clock, Tone::Waiting, 2),
        Stage::Acknowledged => (Shape::Eye, Tone::Good, 3),
        Stage::Dispatched => (Shape::Car, Tone::Good, 4),
        Stage::OnScene => (Shape::Pin, Tone::Good, 5),
        Stage::Closed => (Shape::Check, Tone::Over, 6),
    };
    match &alert.cancel {
        Some(_) if !alert.is_over() => Look {
            shape: Shape::Undo,
            tone: Tone::Waiting,
            steps,
        },
        Some(_) if alert.stage != Stage::Closed => Look {
            shape: Shape::Undo,
            tone: Tone::Over,
            steps,
        },
        _ => Look { shape, tone, steps },
    }
}

/// The state, large. Touches go through it to the button below.
#[component]
pub(crate) fn Face(
    #[props(default = Nature::Real)] nature: Nature,
    look: Look,
    word: String,
    lines: Vec<String>,
    position: Option<String>,
) -> Element {
    rsx! {
        div { class: "{look.tone.class()}{nature.class()}", "data-motion": look.shape.motion(),
            Icon { shape: look.shape }
            div { role: "status", aria_live: "assertive", aria_atomic: "true",
                if nature == Nature::Drill {
                    p { class: "face-drill", {text!("drill")} }
                }
                p { class: "face-word", "{word}" }
                for (index , line) in lines.into_iter().enumerate() {
                    p { key: "{index}", class: "face-line", "{line}" }
                }
            }
            Steps { taken: look.steps }
            // Outside the status: its age changes all the time, and is not read aloud each time.
            if let Some(position) = position {
                p { class: "face-position",
                    Icon { shape: Shape::Pin }
                    "{position}"
                }
            }
            p { class: "face-again",
                match nature {
                    Nature::Real => text!("face-again"),
                    Nature::Drill => text!("face-real"),
                }
            }
        }
    }
}

#[component]
fn Steps(taken: usize) -> Element {
    let name = text!("steps", taken = taken, all = STEPS.len());
    rsx! {
        div { class: "steps", role: "img", aria_label: name,
            for (index , shape) in STEPS.into_iter().enumerate() {
                span { key: "{index}", class: if index < taken { "step taken" } else { "step" },
                    Icon { shape }
                }
            }
        }
    }
}
