//! The person's rights over their data (Ley 29733): a copy to take along, and deletion.

use auxilio_client::own_data::History;
use auxilio_client::view::{AlertView, DeletionView, EnrolmentView, Hindrance, ProfileSync, View};
use dioxus::prelude::*;

use crate::bridge::{Command, use_core};
use crate::components::action::{Action, ActionWeight};
use crate::components::icon::Shape;
use crate::components::notice::{Notice, Weight};
use crate::components::proof::{Proof, Written};
use crate::screens::recovery::Recovery;
use crate::wording;

/// What the person wants to do, or the question whether to delete.
#[component]
pub(crate) fn DataScreen(onback: EventHandler<()>) -> Element {
    let core = use_core();
    let view = core.view.read();
    let mut is_asking = use_signal(|| false);
    let mut is_recovering = use_signal(|| false);
    if is_recovering() {
        return rsx! {
            main { class: "panel page",
                Recovery { onback: move |()| is_recovering.set(false) }
            }
        };
    }
    rsx! {
        main { class: "panel page",
            h1 { {text!("data-title")} }
            if is_asking() {
                DeletionQuestion {
                    ondelete: move |history| {
                        is_asking.set(false);
                        core.ask(Command::DeleteMyData(history));
                    },
                    onkeep: move |()| is_asking.set(false),
                }
            } else {
                Deletion { deletion: view.own_data.deletion.clone() }
                CopyButton {}
                Action {
                    name: text!("recovery-open"),
                    shape: Shape::Key,
                    ontouch: move |()| is_recovering.set(true),
                }
                if can_be_deleted(&view) {
                    Action {
                        name: text!("data-delete"),
                        shape: Shape::Undo,
                        ontouch: move |()| is_asking.set(true),
                    }
                }
                Action {
                    name: text!("data-back"),
                    ontouch: move |()| onback.call(()),
                }
            }
        }
    }
}

/// Whether there is something left to delete, and nobody has asked for it yet.
fn can_be_deleted(view: &View) -> bool {
    let is_asked = matches!(view.own_data.deletion, DeletionView::Asked { .. });
    let is_empty = view.own_data.profile == ProfileSync::Empty
        && view.central.enrolment == EnrolmentView::None
        && !view.alerts.iter().any(AlertView::is_over);
    !is_asked && !is_empty
}

#[component]
fn CopyButton() -> Element {
    let core = use_core();
    rsx! {
        p { {text!("data-copy-why")} }
        Action {
            name: text!("data-copy"),
            shape: Shape::PhoneCheck,
            weight: ActionWeight::Strong,
            ontouch: move |()| core.ask(Command::SaveCopy),
        }
        Written { writing: core.written(None) }
    }
}

/// How far a deletion is.
#[component]
fn Deletion(deletion: DeletionView) -> Element {
    match deletion {
        DeletionView::None => rsx! {},
        DeletionView::Asked { at, hindrance } => {
            let when = wording::when(at);
            rsx! {
                Notice {
                    weight: Weight::Quiet,
                    shape: Shape::Clock,
                    words: text!("deletion-asked", when = when),
                }
                if let Some(hindrance) = hindrance {
                    Notice {
                        weight: Weight::Serious,
                        shape: Shape::Warning,
                        words: match hindrance {
                            Hindrance::AlertRuns => text!("deletion-after-alert"),
                            Hindrance::JourneyRuns => text!("deletion-after-journey"),
                            Hindrance::Refused(_) => text!("deletion-refused"),
                        },
                    }
                }
            }
        }
        DeletionView::Confirmed { at, jws } => {
            let when = wording::when(at);
            rsx! {
                Notice {
                    weight: Weight::Good,
                    shape: Shape::DoubleCheck,
                    words: text!("deletion-confirmed", when = when),
                }
                Proof {
                    title: text!("deletion-proof-title"),
                    why: text!("deletion-proof-why"),
                    signed: jws,
                }
            }
        }
        DeletionView::OnlyHere { at } => {
            let when = wording::when(at);
            rsx! {
                Notice {
                    weight: Weight::Quiet,
                    shape: Shape::PhoneCheck,
                    words: text!("deletion-only-here", when = when),
                }
            }
        }
    }
}

/// What goes and what stays, and then one decision, with the way back last and strongest.
#[component]
fn DeletionQuestion(ondelete: EventHandler<History>, onkeep: EventHandler<()>) -> Element {
    rsx! {
        h2 { {text!("deletion-goes")} }
        ul { class: "data-parts",
            li { {text!("deletion-goes-profile")} }
            li { {text!("deletion-goes-membership")} }
            li { {text!("deletion-goes-consent")} }
            li { {text!("deletion-goes-journeys")} }
        }
        h2 { {text!("deletion-stays")} }
        ul { class: "data-parts",
            li { {text!("deletion-stays-incidents")} }
            li { {text!("deletion-stays-record")} }
        }
        p { {text!("deletion-then")} }
        div { class: "data-choices", role: "group", aria_label: text!("deletion-question"),
            Action {
                name: text!("deletion-keep-history"),
                shape: Shape::Undo,
                ontouch: move |()| ondelete.call(History::Keep),
            }
            Action {
                name: text!("deletion-forget-history"),
                shape: Shape::Undo,
                ontouch: move |()| ondelete.call(History::Forget),
            }
            Action {
                name: text!("deletion-no"),
                shape: Shape::Check,
                weight: ActionWeight::Strong,
                ontouch: move |()| onkeep.call(()),
            }
        }
    }
}
