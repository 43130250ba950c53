//! Where the person is: the age first, for an old place is no place.

use auxilio_protocol::{Fix, Source, WireTime};
use fluent_templates::fluent_bundle::FluentValue;
use maud::{Markup, html};

use super::words::{age, say, source};
use crate::store::{AlertView, IncidentView};
use crate::texts::text;

/// Difference between a phone's clock and ours from which ages are corrected, in milliseconds:
/// below it, what a slow network adds is as likely the cause.
const CLOCK_ERROR_MIN_MS: i64 = 60_000;

/// The position of an incident: the last one that any of its alerts gave.
pub(super) fn place(incident: &IncidentView, now: WireTime) -> Markup {
    let found = incident
        .alerts
        .iter()
        .rev()
        .find_map(|alert| alert.latest_fix.as_ref().map(|fix| (alert, fix)));
    html! {
        section.place aria-label=(say("console-place")) {
            @match found {
                Some((alert, fix)) => (position(alert, fix, now)),
                None => p.age { (say("console-place-none")) },
            }
        }
    }
}

/// The position of an incident that is folded: rounded already, with nothing that leads there.
pub(super) fn rough_place(incident: &IncidentView, now: WireTime) -> Markup {
    let found = (incident.alerts.iter().rev())
        .find_map(|alert| alert.latest_fix.as_ref().map(|fix| (alert, fix)));
    html! {
        section.place aria-label=(say("console-place")) {
            @match found {
                Some((alert, fix)) => {
                    p.age data-field="age" {
                        (say("console-place-age")) " "
                        (age(fix.taken_at.plus_ms(-clock_error_ms(alert)), now))
                    }
                    @if let Some(warning) = source_warning(fix) {
                        p.mark.doubt data-mark="source" { (warning) }
                    }
                    p {
                        span.coordinates data-field="rough-place" {
                            (format!("{:.2}, {:.2}", fix.lat, fix.lon))
                        }
                        " · " (say("reserved-rough"))
                    }
                }
                None => p.age { (say("console-place-none")) },
            }
        }
    }
}

fn position(alert: &AlertView, fix: &Fix, now: WireTime) -> Markup {
    let error_ms = clock_error_ms(alert);
    let coordinates = format!("{:.6}, {:.6}", fix.lat, fix.lon);
    let (lat, lon) = (format!("{:.6}", fix.lat), format!("{:.6}", fix.lon));
    let map = format!("https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=18/{lat}/{lon}");
    let moved = alert
        .first_fix
        .as_ref()
        .filter(|first| (first.lat, first.lon) != (fix.lat, fix.lon));
    html! {
        p.age data-field="age" {
            (say("console-place-age")) " " (age(fix.taken_at.plus_ms(-error_ms), now))
        }
        @if let Some(warning) = source_warning(fix) {
            p.mark.doubt data-mark="source" { (warning) }
        }
        p {
            span.coordinates data-field="coordinates" { (coordinates) }
            " · " span data-field="accuracy" { (accuracy(fix)) }
            " · " span data-field="source" { (source(fix.source)) }
            @if error_ms != 0 { " · " (say("console-clock-corrected")) }
        }
        @if let Some(first) = moved {
            p.minor { (say(first_place(alert))) " " (format!("{:.6}, {:.6}", first.lat, first.lon)) }
        }
        p.links {
            a href=(map) target="_blank" rel="noopener noreferrer" { (say("console-map")) }
            a href=(format!("geo:{lat},{lon}?q={lat},{lon}")) { (say("console-map-phone")) }
        }
    }
}

/// What the first position of an alert is: where a press was, or where a journey began.
fn first_place(alert: &AlertView) -> &'static str {
    match alert.journey_due_at {
        Some(_) => "console-place-start",
        None => "console-place-first",
    }
}

/// How far the phone's clock is ahead of ours, in milliseconds; 0 where that is not plain.
fn clock_error_ms(alert: &AlertView) -> i64 {
    let error = alert
        .signed_at
        .map_or(0, |signed| signed.ms_since(alert.received_at));
    if error.abs() < CLOCK_ERROR_MIN_MS {
        0
    } else {
        error
    }
}

/// What an operator must know before trusting the position.
fn source_warning(fix: &Fix) -> Option<String> {
    if fix.mock {
        return Some(say("console-mark-mock"));
    }
    match fix.source {
        Source::LastKnown => Some(say("console-mark-last-known")),
        Source::Manual => Some(say("console-mark-manual")),
        Source::Replay => Some(say("console-mark-replay")),
        Source::Gnss | Source::Network | Source::Fused | Source::Unknown => None,
    }
}

fn accuracy(fix: &Fix) -> String {
    let Some(accuracy_m) = fix.accuracy_m else {
        return say("console-accuracy-unknown");
    };
    let metres = FluentValue::from(format!("{accuracy_m:.0}"));
    match fix.confidence {
        Some(confidence) => {
            let percent = FluentValue::from(format!("{:.0}", confidence * 100.0));
            text(
                "console-accuracy",
                &[("metres", metres), ("percent", percent)],
            )
        }
        None => text("console-accuracy-unsure", &[("metres", metres)]),
    }
}
