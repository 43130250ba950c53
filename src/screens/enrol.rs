//! Joining by an invitation, one decision a screen: how it came, who invites and what is shared,
//! who one is, and what became of it.

use dioxus::prelude::*;

use crate::bridge::use_core;
use crate::components::action::Action;
use crate::components::icon::{Icon, Shape};
use crate::route::Route;
use crate::screens::enrol::done::Done;
use crate::screens::enrol::how::{CodeForm, How, LinkForm};
use crate::screens::enrol::person::{AroundForm, PersonForm};
use crate::screens::enrol::photo::Photo;
use crate::screens::enrol::who::Who;

mod answers;
mod done;
mod flow;
mod how;
mod person;
mod photo;
mod who;

pub(crate) use self::flow::{Flow, Step, use_flow_provider};

/// The step at which the person is.
#[component]
pub(crate) fn EnrolScreen(onroute: EventHandler<Route>) -> Element {
    let core = use_core();
    let flow = flow::use_flow();
    // One who looks at no invitation has nothing to decide on.
    let step = match flow.step() {
        Step::Who if core.view.read().invitation.is_none() => Step::How,
        step => step,
    };
    rsx! {
        main { class: "panel page enrol",
            // A list of one, for its key: every step begins at its top.
            for step in [step] {
                div { key: "{step:?}", class: "enrol-step",
                    match step {
                        Step::How => rsx! {
                            How { onleave: move |()| onroute.call(Route::Central) }
                        },
                        Step::Link => rsx! {
                            LinkForm {}
                        },
                        Step::Code => rsx! {
                            CodeForm {}
                        },
                        Step::Photo => rsx! {
                            Photo {}
                        },
                        Step::Who => rsx! {
                            Who {}
                        },
                        Step::Person => rsx! {
                            PersonForm {}
                        },
                        Step::Around => rsx! {
                            AroundForm {}
                        },
                        Step::Done => rsx! {
                            Done { onroute }
                        },
                    }
                }
            }
        }
    }
}

/// The step's question. It takes the focus, so that a screen reader says where the person is.
#[component]
fn Title(words: String) -> Element {
    rsx! {
        h1 {
            tabindex: "-1",
            // A heading that takes no focus is read all the same.
            onmounted: move |heading| async move {
                let _ = heading.set_focus(true).await;
            },
            "{words}"
        }
    }
}

/// The way back, beside the way on.
#[component]
fn Back(onback: EventHandler<()>) -> Element {
    rsx! {
        Action {
            name: text!("enrol-back"),
            ontouch: move |()| onback.call(()),
        }
    }
}

/// The way on, of a form.
#[component]
fn Next() -> Element {
    rsx! {
        button {
            class: "plain-button strong",
            r#type: "submit",
            aria_label: text!("enrol-next"),
            Icon { shape: Shape::Check }
            {text!("enrol-next")}
        }
    }
}
