//! The self-check, whenever the person wants to know.

use dioxus::prelude::*;

use crate::bridge::{Command, use_core};
use crate::components::action::{Action, ActionWeight};
use crate::components::checks::{Checked, Checks};
use crate::components::held_back::HeldBack;
use crate::components::icon::Shape;
use crate::components::notice::{Notice, Weight};
use crate::components::position::Position;
use crate::feedback::Voice;
use crate::platform;
use crate::route::Route;
use crate::warning::Warning;

/// What was found, the touch that mends each part, and looking again.
#[component]
pub(crate) fn CheckScreen(onroute: EventHandler<Route>) -> Element {
    let core = use_core();
    let view = core.view.read();
    let location = *core.location.read();
    let mut checks: Vec<Checked> = view
        .checks
        .iter()
        .map(|check| Checked {
            kind: check.kind,
            warning: Warning::of(check.kind, &view, location),
        })
        .collect();
    // What needs mending first.
    checks.sort_by_key(|check| check.warning.is_none());
    // Asked anew with every picture: the person may come back from the settings.
    let held_back = platform::held_back();
    let all_well = checks.iter().all(|check| check.warning.is_none());
    rsx! {
        main { class: "panel page",
            h1 { {text!("checks-title")} }
            if all_well {
                Notice { weight: Weight::Good, shape: Shape::Check, words: text!("checks-well") }
            } else {
                Notice { weight: Weight::Quiet, shape: Shape::Warning, words: text!("checks-not-well") }
            }
            Action {
                name: text!("checks-again"),
                shape: Shape::Antenna,
                weight: ActionWeight::Strong,
                ontouch: move |()| core.ask(Command::Retry),
            }
            Checks { checks, onmend: move |mend| core.mend(mend, onroute) }
            if !held_back.is_empty() {
                HeldBack { settings: held_back, onmend: move |mend| core.mend(mend, onroute) }
            }
            Position {}
            if core.voice == Voice::Absent {
                p { class: "small", {text!("senses-no-voice")} }
            }
        }
    }
}
