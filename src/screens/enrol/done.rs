//! What became of it, and the drill that comes next.

use auxilio_client::view::EnrolmentView;
use dioxus::prelude::*;

use crate::bridge::{Command, use_core};
use crate::components::action::{Action, ActionWeight};
use crate::components::drill::{DrillOffer, Occasion};
use crate::components::icon::Shape;
use crate::components::notice::{Notice, Weight};
use crate::route::Route;
use crate::screens::enrol::Title;
use crate::screens::enrol::flow::{Step, use_flow};
use crate::wording;

/// As far as the central has answered.
#[component]
pub(super) fn Done(onroute: EventHandler<Route>) -> Element {
    let core = use_core();
    let flow = use_flow();
    let view = core.view.read();
    let enrolment = &view.central.enrolment;
    if let EnrolmentView::Refused(_) | EnrolmentView::None = enrolment {
        return rsx! {
            Title { words: text!("done-refused") }
            Notice {
                weight: Weight::Serious,
                shape: Shape::Warning,
                words: wording::enrolment(enrolment),
            }
            p { {text!("done-kept")} }
            Action {
                name: text!("done-another"),
                weight: ActionWeight::Strong,
                ontouch: move |()| flow.go(Step::How),
            }
        };
    }
    let (title, weight, shape) = match enrolment {
        EnrolmentView::Active => (text!("done-active"), Weight::Good, Shape::DoubleCheck),
        EnrolmentView::Pending => (text!("done-pending"), Weight::Good, Shape::DoubleCheck),
        _ => (text!("done-waiting"), Weight::Quiet, Shape::Clock),
    };
    rsx! {
        Title { words: title }
        Notice { weight, shape, words: wording::enrolment(enrolment) }
        p { {text!("done-button-works")} }
        DrillOffer {
            occasion: Occasion::FirstStart,
            onstart: move |()| {
                core.ask(Command::Drill);
                onroute.call(Route::Alert);
            },
        }
        Action {
            name: text!("done-to-the-button"),
            shape: Shape::Siren,
            ontouch: move |()| onroute.call(Route::Alert),
        }
    }
}
