//! Where alerts go, and whether this device is enrolled there.

mod destination;
mod trial;

use auxilio_client::view::EnrolmentView;
use dioxus::prelude::*;

use self::destination::{DestinationNow, DestinationSteps};
use self::trial::Trial;
use crate::bridge::{Command, use_core};
use crate::components::about::About;
use crate::components::action::Action;
use crate::components::drill::Occasion;
use crate::components::icon::Shape;
use crate::components::join::JoinButton;
use crate::components::notice::{Notice, Weight};
use crate::route::Route;
use crate::wording;

/// Where alerts go, what is known of it, the way to join; or the steps to another place.
#[component]
pub(crate) fn CentralScreen(onroute: EventHandler<Route>) -> Element {
    let core = use_core();
    let mut changing = use_signal(|| false);
    let view = core.view.read();
    if changing() {
        return rsx! {
            main { class: "panel page",
                h1 { {text!("central-title")} }
                DestinationSteps { onend: move |()| changing.set(false) }
            }
        };
    }
    let enrolment = &view.central.enrolment;
    let occasion = match enrolment {
        EnrolmentView::None | EnrolmentView::Refused(_) => Occasion::FirstStart,
        EnrolmentView::Waiting | EnrolmentView::Pending | EnrolmentView::Active => Occasion::Later,
    };
    let (weight, shape) = match enrolment {
        EnrolmentView::None | EnrolmentView::Waiting => (Weight::Quiet, Shape::Clock),
        EnrolmentView::Pending | EnrolmentView::Active => (Weight::Good, Shape::DoubleCheck),
        EnrolmentView::Refused(_) => (Weight::Serious, Shape::Warning),
    };
    rsx! {
        main { class: "panel page",
            h1 { {text!("central-title")} }
            DestinationNow { onchange: move |()| changing.set(true) }
            if view.destination().is_some() {
                Trial {}
            }
            // Another system has no members.
            if view.elsewhere.is_none() {
                Notice { weight, shape, words: wording::enrolment(enrolment) }
            }
            Action {
                name: text!("checks-open"),
                shape: Shape::Check,
                ontouch: move |()| {
                    core.ask(Command::Retry);
                    onroute.call(Route::Check);
                },
            }
            JoinButton { occasion, onjoin: move |()| onroute.call(Route::Enrol) }
            About {}
        }
    }
}
