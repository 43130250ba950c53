//! What must not be overlooked on a card, a few words each.

use auxilio_protocol::{CancelReason, Lane};
use maud::{Markup, html};

use super::card::presses;
use super::texts::by_text;
use super::words::{cancel_reason, close_code, foreign, say};
use crate::incident::{Phase, Threat};
use crate::store::{AlertView, IncidentView};
use crate::texts::text;

/// What must not be overlooked.
pub(super) fn marks(incident: &IncidentView, alert: &AlertView) -> Markup {
    let any = |what: fn(&AlertView) -> bool| incident.alerts.iter().any(what);
    let presses = presses(incident);
    let missed = incident
        .alerts
        .iter()
        .rev()
        .find_map(|alert| alert.journey_due_at);
    html! {
        ul.marks {
            @if incident.lane == Lane::Drill { (mark("drill", "drill", &say("console-mark-drill"))) }
            @if incident.lane == Lane::Unverified {
                (mark("unverified", "doubt", &say("console-mark-unverified")))
            }
            @if let Some(due_at) = missed {
                (mark("journey", "danger", &text("console-mark-journey", &[("at", due_at.clock().into())])))
            }
            (cancelled(incident, alert))
            @if incident.unclaimed && incident.phase == Phase::Open {
                (mark("unclaimed", "danger", &say("console-mark-unclaimed")))
            }
            @if presses > 1 {
                (mark("presses", "plain", &text("console-mark-presses", &[("count", presses.into())])))
            }
            (by_text(incident))
            @if any(|alert| !alert.odd.is_empty()) { (odd(incident)) }
            @if let Some((at, code)) = incident.closed {
                (mark("closed", "plain", &format!("{} · {}", close_code(code), at.clock())))
            }
        }
    }
}

pub(super) fn mark(name: &str, tone: &str, words: &str) -> Markup {
    html! { li class={ "mark " (tone) } data-mark=(name) { (words) } }
}

fn odd(incident: &IncidentView) -> Markup {
    let fields: Vec<&str> = incident
        .alerts
        .iter()
        .flat_map(|alert| alert.odd.clone())
        .collect();
    html! {
        li.mark.doubt data-mark="odd" { (say("console-mark-odd")) " " (fields.join(", ")) }
    }
}

/// What the person said of its being over. Where somebody forced them there was no cancel, and
/// where somebody watches them it counts only once they have proved who did it.
fn cancelled(incident: &IncidentView, alert: &AlertView) -> Markup {
    let threat = incident.threat();
    let proved = incident.alerts.iter().any(|alert| alert.marks.proved);
    let reason = (alert.marks.cancelled.as_ref()).filter(|_| !threat.is_force());
    html! {
        @if let Some(reason) = reason {
            li.mark.doubt data-mark="cancelled" {
                (say("console-mark-cancelled"))
                @if !is_empty(reason) { ": " (foreign(&cancel_reason(reason))) }
            }
            @if threat == Threat::Watched && !proved {
                (mark("unproved", "danger", &say("reserved-cancel-unproved")))
            }
        }
        @if proved { li.minor data-mark="proved" { (say("reserved-proved")) } }
    }
}

/// Whether the reason was folded away.
fn is_empty(reason: &CancelReason) -> bool {
    matches!(reason, CancelReason::Other(word) if word.is_empty())
}
