//! The self-check: what would become of an alert that is pressed now.

use auxilio_client::view::CheckKind;
use dioxus::prelude::*;

use crate::components::action::Action;
use crate::components::banner::shape;
use crate::components::icon::{Icon, Shape};
use crate::route::Route;
use crate::warning::{Mend, Warning};
use crate::wording;

/// One part of it, and what is wrong there, if something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Checked {
    pub(crate) kind: CheckKind,
    pub(crate) warning: Option<Warning>,
}

/// A line for each part: as it should be, or what to do and the touch that does it.
#[component]
pub(crate) fn Checks(checks: Vec<Checked>, onmend: EventHandler<Mend>) -> Element {
    rsx! {
        ul { class: "checks", aria_label: text!("checks-title"),
            for Checked { kind , warning } in checks {
                li {
                    key: "{kind.as_str()}",
                    class: if warning.is_none() { "check good" } else { "check serious" },
                    match warning.clone() {
                        None => rsx! {
                            Icon { shape: Shape::Check }
                            p { {wording::check(kind)} }
                        },
                        Some(warning) => rsx! {
                            Failing { warning, onmend }
                        },
                    }
                }
            }
        }
    }
}

#[component]
fn Failing(warning: Warning, onmend: EventHandler<Mend>) -> Element {
    let mend = warning.mend();
    rsx! {
        Icon { shape: shape(&warning) }
        div { class: "check-what",
            p { {wording::warning(&warning)} }
            if let Some(advice) = wording::advice(&warning) {
                p { class: "check-advice", "{advice}" }
            }
            // Where the touch would only lead here, the advice is all there is.
            if mend != Mend::Go(Route::Check) {
                Action {
                    name: wording::mend(&warning),
                    ontouch: move |()| onmend.call(mend),
                }
            }
        }
    }
}
