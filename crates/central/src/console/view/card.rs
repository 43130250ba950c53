//! One incident on the board.

use std::collections::{BTreeMap, BTreeSet};

use auxilio_protocol::{Lane, Profile, State, WireTime};
use fluent_templates::fluent_bundle::FluentValue;
use maud::{Markup, html};

use super::actions::actions;
use super::care;
use super::extras::extras;
use super::history::history;
use super::icons;
use super::marks::marks;
use super::place::place;
use super::put_out::put_out;
use super::reserved::{Fold, folded_facts, openings};
use super::texts::texts;
use super::words::{age, foreign, kind, kind_class, phase, say};
use crate::incident::{Phase, Threat};
use crate::reserve;
use crate::store::{AlertView, IncidentView, OperatorId};
use crate::texts::text;

/// For whom a card is made.
#[derive(Debug, Clone, Copy)]
pub(in crate::console) struct Reader<'a> {
    /// Who reads it: what is reserved is shown to whoever opened it.
    pub(in crate::console) operator: OperatorId,
    /// Every operator's name.
    pub(in crate::console) names: &'a BTreeMap<OperatorId, String>,
    /// The time that it is read.
    pub(in crate::console) now: WireTime,
}

/// The card of an incident. Its id is `incidente-<number>`; `data-rings` says whether the console
/// has to sound, `data-order` where the card stands (highest first). Of a reserved incident that
/// its reader has not opened, nothing gets as far as markup that would tell who or where.
pub(in crate::console) fn card(incident: &IncidentView, reader: &Reader<'_>) -> Markup {
    match Fold::of(incident, reader.operator) {
        Fold::Folded => whole_or_folded(&reserve::folded(incident), Fold::Folded, reader),
        fold => whole_or_folded(incident, fold, reader),
    }
}

fn whole_or_folded(incident: &IncidentView, fold: Fold, reader: &Reader<'_>) -> Markup {
    let Some(alert) = incident.alerts.last() else {
        return html! {};
    };
    let id = format!("incidente-{}", incident.id.0);
    let title = format!("{id}-titulo");
    let lane = lane_name(incident.lane);
    let now = reader.now;
    html! {
        article id=(id) class={ "card kind-" (kind_class(&alert.kind)) } tabindex="-1"
            aria-labelledby=(title) data-incident=(incident.id.0) data-phase=(incident.phase.as_str())
            data-lane=(lane) data-kind=(kind_class(&alert.kind)) data-reserved=(fold.name())
            data-rings=(yes_no(rings(incident))) data-mode=(if incident.is_covert() { "covert" } else { "open" })
            data-group=(group(incident)) data-order=(order(incident)) data-announce=(announcement(incident, alert)) {
            (put_out(incident, reader.names))
            (care::care(incident))
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
                    @if fold == Fold::Folded {
                        (folded_facts(incident, now))
                    } @else {
                        (place(incident, now))
                        (person(incident, alert.profile.as_ref()))
                        (texts(incident))
                    }
                    (openings(incident, reader.names))
                }
                (actions(incident))
            }
            (history(incident, reader.names))
        }
    }
}

/// A drill never rings; neither does what somebody has taken, unless its person was forced since.
fn rings(incident: &IncidentView) -> bool {
    let waits = incident.phase == Phase::Open || incident.threat() == Threat::ForcedAnew;
    waits && incident.lane != Lane::Drill
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

/// Ringing before taken, verified before the rest; of either, first who was forced to cancel; newest
/// first. What proves nothing never stands over what does.
pub(super) fn order(incident: &IncidentView) -> i64 {
    /// More than any time in milliseconds that a clock gives before the year 2286.
    const RANK: i64 = 10_000_000_000_000;
    let rank = match (rings(incident), incident.lane) {
        // It may have come long before what rings now.
        (true, Lane::Verified) if incident.threat() == Threat::ForcedAnew => 4,
        (true, Lane::Verified) => 3,
        (true, Lane::Unverified | Lane::Drill) => 2,
        (false, _) if incident.threat().is_force() && incident.closed.is_none() => 1,
        (false, _) => 0,
    };
    let at = incident.closed.map_or(incident.opened_at, |(at, _)| at);
    rank * RANK + at.unix_ms().clamp(0, RANK - 1)
}

/// How often the person pressed. What the central raised itself, of a journey, is no press, and
/// what came by two ways was one.
pub(super) fn presses(incident: &IncidentView) -> usize {
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
        (true, _) if incident.threat() == Threat::ForcedAnew => "reserved-announce-forced",
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
    let calls = Phone::of(incident);
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

impl Phone {
    /// Whether anybody of this incident may be called.
    pub(super) fn of(incident: &IncidentView) -> Self {
        if incident.threat().forbids_contact() {
            Self::Never
        } else {
            Self::Call
        }
    }
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
