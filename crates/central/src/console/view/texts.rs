//! What text messages brought: how much of an alert there is, and the words as they came.

use maud::{Markup, html};

use super::card::{Phone, phone};
use super::marks::mark;
use super::words::{foreign, say};
use crate::store::{Brought, IncidentView};

/// Whether there is more where it comes from.
pub(super) fn by_text(incident: &IncidentView) -> Markup {
    let brought = || incident.alerts.iter().map(|alert| &alert.brought);
    let is_only = brought().all(|by| matches!(by, Brought::Text(_)));
    let is_also = brought().any(|by| by.message().is_some());
    html! {
        @if is_only { (mark("only-text", "doubt", &say("console-mark-only-text"))) }
        @else if is_also { (mark("also-text", "plain", &say("console-mark-also-text"))) }
    }
}

/// The messages themselves, and the numbers that the network named.
pub(super) fn texts(incident: &IncidentView) -> Markup {
    let calls = Phone::of(incident);
    let messages = incident
        .alerts
        .iter()
        .filter_map(|alert| alert.brought.message());
    html! {
        @for message in messages {
            section.person data-field="sms" aria-label=(say("console-text-message")) {
                p { (say("console-text-message")) ": " (phone(&message.from, calls)) }
                p data-field="sms-text" { (foreign(&message.text)) }
            }
        }
    }
}
