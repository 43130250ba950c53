//! One decision after the other, until it can be switched on.

use auxilio_client::discreet::{Pin, Retention, Setup, SetupError};
use auxilio_client::preferences::Switch;
use auxilio_client::view::Trial;
use dioxus::prelude::*;

use super::words::{Gestures, Limits, Traces};
use super::{ConfirmField, HistoryField};
use crate::bridge::{Command, use_core};
use crate::components::action::{Action, ActionWeight};
use crate::components::field::Problem;
use crate::components::icon::Shape;
use crate::components::pin_pad::PinPad;
use crate::faces::Face;

/// Where the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Limits,
    Traces,
    Pin,
    PinAgain,
    Duress,
    DuressAgain,
    Code,
    Choices,
    Gestures,
}

impl Step {
    const ALL: [Self; 9] = [
        Self::Limits,
        Self::Traces,
        Self::Pin,
        Self::PinAgain,
        Self::Duress,
        Self::DuressAgain,
        Self::Code,
        Self::Choices,
        Self::Gestures,
    ];

    fn beside(self, offset: isize) -> Option<Self> {
        let place = Self::ALL.iter().position(|step| *step == self)?;
        Self::ALL.get(place.checked_add_signed(offset)?).copied()
    }
}

/// What was chosen so far.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Chosen {
    pin: Option<Pin>,
    duress: Option<Pin>,
    code: Option<Pin>,
    confirm: Switch,
    history: Retention,
}

impl Default for Chosen {
    fn default() -> Self {
        Self {
            pin: None,
            duress: None,
            code: None,
            confirm: Switch::On,
            history: Retention::Days(7),
        }
    }
}

impl Chosen {
    /// Takes what was typed at a step. What is wrong with it, if something is.
    fn take(&mut self, step: Step, typed: Pin) -> Option<String> {
        let pin = self.pin.as_ref();
        let duress = self.duress.as_ref();
        let problem = match step {
            Step::PinAgain if pin != Some(&typed) => text!("discreet-not-again"),
            Step::DuressAgain if duress != Some(&typed) => text!("discreet-not-again"),
            Step::Duress if pin.map(Pin::digits) != Some(typed.digits()) => {
                text!("discreet-lengths")
            }
            Step::Duress if pin == Some(&typed) => text!("discreet-same"),
            Step::Code if pin == Some(&typed) || duress == Some(&typed) => text!("discreet-same"),
            Step::Pin => {
                self.pin = Some(typed);
                return None;
            }
            Step::Duress => {
                self.duress = Some(typed);
                return None;
            }
            Step::Code => {
                self.code = Some(typed);
                return None;
            }
            _ => return None,
        };
        Some(problem)
    }

    fn setup(&self) -> Option<Result<Setup, SetupError>> {
        let (pin, duress) = (self.pin.clone()?, self.duress.clone()?);
        let face = Face::default().name()?;
        let code = self.code.clone();
        Some(Setup::new(
            face,
            pin,
            duress,
            code,
            self.confirm,
            self.history,
        ))
    }
}

/// The steps.
#[component]
pub(super) fn SetupSteps(onback: EventHandler<()>) -> Element {
    let core = use_core();
    let mut step = use_signal(|| Step::Limits);
    let mut chosen = use_signal(Chosen::default);
    let mut problem = use_signal(|| None::<String>);
    let mut forth = move || {
        problem.set(None);
        let next = step.peek().beside(1);
        if let Some(next) = next {
            step.set(next);
        }
    };
    let mut back = move || {
        problem.set(None);
        let before = step.peek().beside(-1);
        match before {
            Some(before) => step.set(before),
            None => onback.call(()),
        }
    };
    let typed = move |pin: Pin| {
        let at = *step.peek();
        let wrong = chosen.write().take(at, pin);
        match wrong {
            Some(words) => problem.set(Some(words)),
            None => forth(),
        }
    };
    let turn_on = move || {
        if let Some(Ok(setup)) = chosen.read().setup() {
            core.ask(Command::TurnOnDiscreet(setup));
        }
    };
    let mut without_code = move || {
        chosen.write().code = None;
        forth();
    };
    rsx! {
        // A list of one, for its key: every step begins at its top.
        for at in [step()] {
            div { key: "{at:?}", class: "discreet-step",
                match at {
                    Step::Limits | Step::Traces | Step::Choices | Step::Gestures => rsx! {
                        Title {}
                        Words { at, chosen }
                        Ways {
                            at,
                            onforth: move |()| if at == Step::Gestures { turn_on() } else { forth() },
                            onback: move |()| back(),
                        }
                    },
                    Step::Pin | Step::PinAgain | Step::Duress | Step::DuressAgain | Step::Code => rsx! {
                        Typing { at, problem: problem(), onpin: typed, onback: move |()| back() }
                        if at == Step::Code {
                            Action { name: text!("discreet-code-none"), ontouch: move |()| without_code() }
                        }
                    },
                }
            }
        }
    }
}

/// A step at which something is read, or chosen from what there is.
#[component]
fn Words(at: Step, mut chosen: Signal<Chosen>) -> Element {
    match at {
        Step::Limits => rsx! {
            Limits {}
        },
        Step::Traces => rsx! {
            Traces {}
        },
        Step::Choices => rsx! {
            ConfirmField {
                chosen: chosen.read().confirm,
                onchoose: move |confirm| chosen.write().confirm = confirm,
            }
            HistoryField {
                chosen: chosen.read().history,
                onchoose: move |history| chosen.write().history = history,
            }
        },
        _ => rsx! {
            Gestures {}
        },
    }
}

/// The way on, which at the last step is to switch it on, and the way back.
#[component]
fn Ways(at: Step, onforth: EventHandler<()>, onback: EventHandler<()>) -> Element {
    let (name, shape) = match at {
        Step::Limits => (text!("discreet-understood"), None),
        Step::Gestures => (text!("discreet-turn-on"), Some(Shape::Key)),
        _ => (text!("discreet-next"), None),
    };
    rsx! {
        Action { name, shape, weight: ActionWeight::Strong, ontouch: onforth }
        Action { name: text!("discreet-back"), ontouch: onback }
    }
}

/// Takes the focus, so that a step begins at its top and a screen reader says where it is.
#[component]
fn Title() -> Element {
    rsx! {
        h1 {
            tabindex: "-1",
            // A heading that takes no focus is read all the same.
            onmounted: move |heading| async move {
                let _ = heading.set_focus(true).await;
            },
            {text!("discreet-title")}
        }
    }
}

/// A step at which digits are typed, and what they are for.
#[component]
fn Typing(
    at: Step,
    problem: Option<String>,
    onpin: EventHandler<Pin>,
    onback: EventHandler<()>,
) -> Element {
    let (title, why) = match at {
        Step::Duress => (text!("discreet-duress"), text!("discreet-duress-why")),
        Step::DuressAgain => (text!("discreet-again"), text!("discreet-duress-why")),
        Step::Code => (text!("discreet-code"), text!("discreet-code-why")),
        Step::PinAgain => (text!("discreet-again"), text!("discreet-pin-why")),
        _ => (text!("discreet-pin"), text!("discreet-pin-why")),
    };
    rsx! {
        h1 { {text!("discreet-title")} }
        Problem { words: problem }
        PinPad { title, why, trial: Trial::None, onpin, onback: move |()| onback.call(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(typed: &str) -> Pin {
        typed.parse().unwrap()
    }

    #[test]
    fn what_could_be_mistaken_or_told_apart_is_said_at_its_step() {
        let mut chosen = Chosen::default();
        assert_eq!(chosen.take(Step::Pin, pin("2468")), None);
        assert!(chosen.take(Step::PinAgain, pin("2469")).is_some());
        assert_eq!(chosen.take(Step::PinAgain, pin("2468")), None);
        assert_eq!(
            chosen.take(Step::Duress, pin("13579")),
            Some(text!("discreet-lengths"))
        );
        assert_eq!(
            chosen.take(Step::Duress, pin("2468")),
            Some(text!("discreet-same"))
        );
        assert_eq!(chosen.setup(), None);
        assert_eq!(chosen.take(Step::Duress, pin("1357")), None);
        assert!(chosen.take(Step::DuressAgain, pin("2468")).is_some());
        assert!(chosen.take(Step::Code, pin("1357")).is_some());
        assert!(matches!(chosen.setup(), Some(Ok(_))));
    }

    #[test]
    fn the_steps_follow_each_other_and_begin_with_what_it_cannot_do() {
        assert_eq!(Step::Limits.beside(-1), None);
        assert_eq!(Step::Limits.beside(1), Some(Step::Traces));
        assert_eq!(Step::Gestures.beside(1), None);
    }
}
