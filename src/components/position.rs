//! Where the person is, in one line.

use auxilio_protocol::Fix;
use dioxus::prelude::*;

use crate::bridge::{use_core, use_now};
use crate::components::icon::{Icon, Shape};
use crate::wording;

/// The newest position, or this one where there is none.
#[component]
pub(crate) fn Position(#[props(default = "fact")] class: &'static str, or: Option<Fix>) -> Element {
    let core = use_core();
    let newest = core.view.read().last_fix.clone();
    rsx! {
        p { class,
            Icon { shape: Shape::Pin }
            span {
                match newest.or(or) {
                    Some(fix) => rsx! { Known { fix } },
                    None => rsx! { {wording::no_position(*core.location.read())} },
                }
            }
        }
    }
}

/// Only this has an age.
#[component]
fn Known(fix: Fix) -> Element {
    let now = use_now();
    rsx! {
        {wording::position(&fix, now)}
    }
}
