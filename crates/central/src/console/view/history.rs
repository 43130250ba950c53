//! What has happened to an incident, folded away until it is wanted.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::reserved::who;
use super::words::{cut, foreign, say, state, state_name};
use crate::store::{IncidentView, LoggedEvent, Note, Noted, OperatorId};

/// Notes that are shown, the newest: the rest are kept.
const NOTES_SHOWN_MAX: usize = 100;
/// Characters of an odd alert's body that are shown.
const RAW_CHARS_MAX: usize = 2000;

pub(super) fn history(incident: &IncidentView, names: &BTreeMap<OperatorId, String>) -> Markup {
    let first_alert = incident.alerts.first().map(|alert| alert.row);
    // Each step is told to every alert of the incident; once is enough to read.
    let told = incident
        .events
        .iter()
        .filter(|event| Some(event.alert) == first_alert);
    let told = told.map(|event| (event.at, step(event, names)));
    let noted = incident.notes.iter().rev().take(NOTES_SHOWN_MAX).rev();
    let noted = noted.map(|noted| (noted.at, note(noted, names)));
    let mut steps: Vec<_> = told.chain(noted).collect();
    steps.sort_by_key(|(at, _)| *at);
    html! {
        details.history id=(format!("historia-{}", incident.id.0)) {
            summary { (say("console-history")) }
            ol {
                @for alert in &incident.alerts {
                    li { (alert.received_at.clock()) " " (say("console-state-received")) }
                }
                @for (_, step) in steps { (step) }
            }
            @for alert in incident.alerts.iter().filter(|alert| !alert.odd.is_empty() && !alert.raw.is_empty()) {
                p { (say("console-raw")) }
                pre { (cut(&String::from_utf8_lossy(&alert.raw), RAW_CHARS_MAX)) }
            }
        }
    }
}

fn step(event: &LoggedEvent, names: &BTreeMap<OperatorId, String>) -> Markup {
    let operator = event.operator.and_then(|id| names.get(&id));
    html! {
        li data-state=(state_name(event.state)) {
            (event.at.clock()) " " (state(event.state))
            @if let Some(unit) = &event.by { " · " (foreign(unit)) }
            @if let Some(eta_s) = event.eta_s { " · " (eta_s / 60) " min" }
            @if let Some(text) = &event.text { " · " (foreign(text)) }
            @if let Some(operator) = operator { " · " (foreign(operator)) }
        }
    }
}

fn note(noted: &Noted, names: &BTreeMap<OperatorId, String>) -> Markup {
    let (name, words) = match &noted.note {
        Note::Opened => ("reserved-note-opened", None),
        Note::TookForced => ("reserved-note-took-forced", None),
        Note::Explained(reason) => ("reserved-note-explained", Some(reason)),
    };
    html! {
        li data-note=(name) {
            (noted.at.clock()) " " (say(name))
            @if let Some(words) = words.filter(|words| !words.is_empty()) { " · " (foreign(words)) }
            " · " (who(noted.operator, names))
        }
    }
}
