//! One incident on the board.

use std::collections::{BTreeMap, BTreeSet};

use auxilio_protocol::{Lane, Mode, Profile, State, WireTime};
use fluent_templates::fluent_bundle::FluentValue;
use maud::{Markup, html};

use super::actions::actions;
use super::extras::extras;
use super::history::history;
use super::icons;
use super::place::place;
use super::texts::{by_text, texts};
use super::words::{age, cancel_reason, close_code, foreign, kind, kind_class, phase, say};
use crate::incident::Phase;
use crate::store::{AlertView, IncidentView, OperatorId};
use crate::texts::text;

/// The card of an incident. Its id is `incidente-<number>`; `data-rings` says whether the console
/// has to sound, `data-order` where the card stands (highest first).
pub(in crate::console) fn card(
    incident: &IncidentView,
    names: &BTreeMap<OperatorId, String>,
    now: WireTime,
) -> Markup {
    let Some(alert) = incident.alerts.last() else {
        return html! {};
    };
    let id = format!("incidente-{}", incident.id.0);
    let title = format!("{id}-titulo");
    let lane = lane_name(incident.lane);
    html! {
        article id=(id) class={ "card kind-" (kind_class(&alert.kind)) } tabindex="-1"
            aria-labelledby=(title) data-incident=(incident.id.0) data-phase=(incident.phase.as_str())
            data-lane=(lane) data-kind=(kind_class(&alert.kind))
            data-rings=(yes_no(rings(incident))) data-mode=(if is_covert(incident) { "covert" } else { "open" })
            data-group=(group(incident)) data-order=(order(incident)) data-announce=(announcement(incident, alert)) {
            header {
                h3 id=(title) { (icons::kind(&alert.kind)) (kind(&alert.kind)) }
                p.phase data-field="phase" { (phase(incident.phase)) }
                @if let Some(sent) = sent(incident) { p data-field="sent" { (sent) } }
                p.since data-field="since" {
                    (incident.opened_at.clock()) " · " (say("console-since")) " " (age(incident.opened_at, now))
                }
            }
            (marks(incident, alert))
            div.body {
                div.facts {
                    (place(incident, now))
                    (person(incident, alert.profile.as_ref()))
                (texts(incident))
                }
                (actions(incident))
            }
            (history(incident, names))
        }
    }
}

/// Somebody is watching the person: one covert press is enough.
pub(in crate::console) fn is_covert(incident: &IncidentView) -> bool {
    incident
        .alerts
        .iter()
        .any(|alert| alert.mode == Mode::Covert)
}

/// A drill never rings; neither does what somebody has taken.
fn rings(incident: &IncidentView) -> bool {
    incident.phase == Phase::Open && incident.lane != Lane::Drill
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn lane_name(lane: Lane) -> &'static str {
    match lane {
        Lane::Verified => "verified",
        Lane::Unverified => "unverified",
        Lane::Drill => "drill",
    }
}

/// The part of the board that the card belongs to.
pub(super) fn group(incident: &IncidentView) -> &'static str {
    if incident.phase == Phase::Closed {
        "cerrados"
    } else {
        "abiertos"
    }
}

/// Ringing before taken, verified before the rest, newest first.
pub(super) fn order(incident: &IncidentView) -> i64 {
    /// More than any time in milliseconds that a clock gives before the year 2286.
    const RANK: i64 = 10_000_000_000_000;
    let rank = match (rings(incident), incident.lane) {
        (true, Lane::Verified) => 2,
        (true, Lane::Unverified | Lane::Drill) => 1,
        (false, _) => 0,
    };
    let at = incident.closed.map_or(incident.opened_at, |(at, _)| at);
    rank * RANK + at.unix_ms().clamp(0, RANK - 1)
}

/// How often the person pressed. What the central raised itself, of a journey, is no press, and
/// what came by two ways was one.
fn presses(incident: &IncidentView) -> usize {
    let pressed = |alert: &&AlertView| alert.journey_due_at.is_none();
    let first: BTreeSet<_> = (incident.alerts.iter().filter(pressed))
        .map(|alert| alert.id)
        .collect();
    let again =
        |alert: &AlertView| usize::try_from(alert.marks.presses_again).unwrap_or(usize::MAX);
    let alerts = incident.alerts.iter();
    alerts.fold(first.len(), |sum, alert| sum.saturating_add(again(alert)))
}

/// What a screen reader says when the incident comes up, or when it needs another look.
fn announcement(incident: &IncidentView, alert: &AlertView) -> String {
    let name = match (rings(incident), incident.lane) {
        (_, Lane::Drill) => "console-announce-drill",
        (true, Lane::Unverified) => "console-announce-unverified",
        (true, Lane::Verified) => "console-announce-real",
        // Whoever presses after help was promised has a reason.
        (false, _) if incident.phase != Phase::Closed && presses(incident) > 1 => {
            "console-announce-again"
        }
        (false, _) => return String::new(),
    };
    let kind = FluentValue::from(kind(&alert.kind));
    text(name, &[("kind", kind), ("count", presses(incident).into())])
}

/// The unit that was sent last, and in how many minutes it was to arrive.
fn sent(incident: &IncidentView) -> Option<Markup> {
    let event = incident
        .events
        .iter()
        .rfind(|event| event.state == State::Dispatched)?;
    let unit = event.by.as_deref()?;
    Some(html! {
        strong { (foreign(unit)) }
        @if let Some(eta_s) = event.eta_s {
            " · " (text("console-eta", &[("minutes", (eta_s / 60).into()), ("at", event.at.clock().into())]))
        }
    })
}

/// What must not be overlooked.
fn marks(incident: &IncidentView, alert: &AlertView) -> Markup {
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
            @if is_covert(incident) { (mark("covert", "danger", &say("console-mark-covert"))) }
            @if any(|alert| alert.marks.duress) { (mark("duress", "danger", &say("console-mark-duress"))) }
            @if let Some(due_at) = missed {
                (mark("journey", "danger", &text("console-mark-journey", &[("at", due_at.clock().into())])))
            }
            @if let Some(reason) = &alert.marks.cancelled {
                li.mark.doubt data-mark="cancelled" {
                    (say("console-mark-cancelled")) ": " (foreign(&cancel_reason(reason)))
                }
            }
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

/// Who asks, as far as they said.
fn person(incident: &IncidentView, profile: Option<&Profile>) -> Markup {
    let words = incident
        .alerts
        .iter()
        .rev()
        .find_map(|alert| alert.marks.text.as_ref());
    let battery = incident
        .alerts
        .last()
        .and_then(|alert| alert.device.as_ref()?.battery_percent);
    html! {
        section.person aria-label=(say("console-person")) {
            @match profile {
                Some(profile) => (details(incident, profile)),
                None => p { (say("console-person-none")) },
            }
            @if let Some(words) = words {
                p data-field="words" { (say("console-words")) ": " strong { (foreign(words)) } }
            }
            @if let Some(percent) = battery {
                p.minor data-field="battery" { (text("console-battery", &[("percent", percent.into())])) }
            }
        }
    }
}

fn details(incident: &IncidentView, profile: &Profile) -> Markup {
    let calls = if is_covert(incident) {
        Phone::Never
    } else {
        Phone::Call
    };
    html! {
        @if let Some(name) = &profile.name { p.name data-field="name" { (foreign(name)) } }
        @if let Some(number) = &profile.phone { p data-field="phone" { (phone(number, calls)) } }
        @if let Some(barrio) = &profile.barrio {
            p data-field="barrio" {
                (say("console-barrio")) ": "
                @if let Some(sector) = &barrio.sector { (foreign(sector)) " · " }
                (foreign(&barrio.district))
            }
        }
        @if let Some(organization) = &profile.organization {
            p data-field="organization" {
                (foreign(&organization.name))
                @if let Some(unit) = &organization.unit { " · " strong { (foreign(unit)) } }
            }
        }
        (extras(profile, calls))
    }
}

/// Whether a number may be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phone {
    /// With one touch.
    Call,
    /// Never: somebody is watching.
    Never,
}

/// A telephone number.
pub(super) fn phone(number: &str, calls: Phone) -> Markup {
    html! {
        @match calls {
            Phone::Call => a href=(format!("tel:{}", dialled(number))) { (foreign(number)) },
            Phone::Never => { (foreign(number)) " " strong.never { (say("console-never-call")) } },
        }
    }
}

/// The digits of a telephone number, as a link wants them.
fn dialled(phone: &str) -> String {
    phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect()
}

#[cfg(test)]
mod tests;
