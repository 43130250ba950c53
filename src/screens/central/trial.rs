//! Trying the way with a drill: the real one, and what came back.

use auxilio_protocol::{AlertId, CancelReason};
use dioxus::prelude::*;

use crate::bridge::{Command, use_core};
use crate::components::action::Action;
use crate::components::drill::DrillEnd;
use crate::components::icon::Shape;
use crate::components::retry::RetryButton;
use crate::components::step_times::StepTimes;
use crate::wording;

/// The offer, or the drill that was begun here.
#[component]
pub(super) fn Trial() -> Element {
    let core = use_core();
    let view = core.view.read();
    let newest = view.alerts.iter().find(|alert| alert.exercise).cloned();
    let newest_id = newest.as_ref().map(|alert| alert.id);
    // The newest drill when this one was begun; none before that.
    let mut begun_after = use_signal(|| None::<Option<AlertId>>);
    let tried = newest.filter(|alert| {
        let is_later = begun_after().is_some_and(|before| before != Some(alert.id));
        is_later || (begun_after().is_some() && !alert.is_over())
    });
    let Some((alert, destination)) = tried.zip(view.destination()) else {
        return rsx! {
            Action {
                name: text!("trial-start"),
                shape: Shape::Clock,
                ontouch: move |()| {
                    begun_after.set(Some(newest_id));
                    core.ask(Command::Drill);
                },
            }
            p { class: "small", {text!("trial-why")} }
        };
    };
    let id = alert.id;
    rsx! {
        section { class: "trial", aria_label: text!("trial-title"),
            h2 { {text!("trial-title")} }
            div { role: "status",
                for (index , line) in wording::trial(&alert, &destination).into_iter().enumerate() {
                    p { key: "{index}", "{line}" }
                }
            }
            StepTimes { steps: wording::steps(&alert) }
            if alert.trouble.is_some() {
                RetryButton { onretry: move |()| core.ask(Command::Retry) }
            }
            if alert.cancel.is_none() {
                DrillEnd { onend: move |()| core.ask(Command::Cancel(id, CancelReason::YaPaso)) }
            }
        }
    }
}
