//! The words for what the protocol and the store have as enums, and how ages are written.

use auxilio_protocol::{CancelReason, Kind, Source, State, WireTime};
use maud::{Markup, html};

use crate::incident::{CloseCode, Phase};
use crate::texts::text;

/// Characters of what a person wrote that a card shows.
const SHOWN_CHARS_MAX: usize = 300;

/// A text without arguments.
pub(crate) fn say(name: &str) -> String {
    text(name, &[])
}

/// What somebody else wrote: bounded, on one line, and isolated so that marks of writing
/// direction in it turn nothing around it.
pub(crate) fn foreign(written: &str) -> Markup {
    html! { bdi { (bounded(written)) } }
}

pub(crate) fn bounded(written: &str) -> String {
    cut(written, SHOWN_CHARS_MAX)
}

/// The first so many characters, and a sign if there were more.
pub(super) fn cut(written: &str, chars_max: usize) -> String {
    let mut shown: String = written
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(chars_max)
        .collect();
    if written.chars().nth(chars_max).is_some() {
        shown.push('…');
    }
    shown
}

/// An age that the page's script keeps current: in seconds under two minutes, then in minutes,
/// hours, days. `console.js` writes it in the same way.
pub(super) fn age(at: WireTime, now: WireTime) -> Markup {
    let age_s = auxilio_protocol::time::whole_seconds(now.ms_since(at));
    html! { time data-age-of=(at.unix_ms()) datetime=(at) { (age_text(age_s)) } }
}

pub(crate) fn age_text(age_s: u64) -> String {
    match age_s {
        0..120 => format!("{age_s} s"),
        120..7200 => format!("{} min", age_s / 60),
        7200..172_800 => format!("{} h {} min", age_s / 3600, age_s / 60 % 60),
        _ => format!("{} d", age_s / 86_400),
    }
}

/// The kind's stylesheet name: unknown ones look like the plain call for help.
pub(super) fn kind_class(kind: &Kind) -> &'static str {
    match kind {
        Kind::Auxilio | Kind::Other(_) => "auxilio",
        Kind::Robo => "robo",
        Kind::Extorsion => "extorsion",
        Kind::Violencia => "violencia",
        Kind::Medica => "medica",
        Kind::Incendio => "incendio",
    }
}

pub(super) fn kind(kind: &Kind) -> String {
    say(&format!("console-kind-{}", kind_class(kind)))
}

pub(super) fn phase(phase: Phase) -> String {
    say(match phase {
        Phase::Open => "console-phase-open",
        Phase::Acknowledged => "console-phase-acknowledged",
        Phase::Dispatched => "console-phase-dispatched",
        Phase::OnScene => "console-phase-on-scene",
        Phase::Closed => "console-phase-closed",
    })
}

pub(super) fn close_code(code: CloseCode) -> String {
    say(match code {
        CloseCode::Attended => "console-close-attended",
        CloseCode::FalseAlarm => "console-close-false-alarm",
        CloseCode::NotFound => "console-close-not-found",
        CloseCode::Duplicate => "console-close-duplicate",
        CloseCode::Drill => "console-close-drill",
    })
}

pub(super) fn source(source: Source) -> String {
    say(match source {
        Source::Gnss => "console-source-gnss",
        Source::Network => "console-source-network",
        Source::Fused => "console-source-fused",
        Source::LastKnown => "console-source-last-known",
        Source::Manual => "console-source-manual",
        Source::Replay => "console-source-replay",
        Source::Unknown => "console-source-unknown",
    })
}

/// The state's name in markup.
pub(super) fn state_name(state: State) -> &'static str {
    match state {
        State::Received => "received",
        State::Unclaimed => "unclaimed",
        State::Acknowledged => "acknowledged",
        State::Dispatched => "dispatched",
        State::OnScene => "on-scene",
        State::Message => "message",
        State::Closed => "closed",
    }
}

pub(super) fn state(state: State) -> String {
    say(&format!("console-state-{}", state_name(state)))
}

pub(super) fn cancel_reason(reason: &CancelReason) -> String {
    match reason {
        CancelReason::FalsaAlarma => say("console-cancel-false-alarm"),
        CancelReason::YaPaso => say("console-cancel-over"),
        CancelReason::Other(word) => bounded(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_told_in_the_unit_that_matters() {
        for (age_s, expected) in [
            (0, "0 s"),
            (119, "119 s"),
            (120, "2 min"),
            (7199, "119 min"),
            (7200, "2 h 0 min"),
            (172_800, "2 d"),
        ] {
            assert_eq!(age_text(age_s), expected);
        }
    }

    #[test]
    fn every_word_is_in_the_texts() {
        let mut said: Vec<String> = Kind::ALL.iter().map(kind).collect();
        said.extend(Phase::ALL.map(phase));
        said.extend(CloseCode::ALL.map(close_code));
        said.extend(
            [
                Source::Gnss,
                Source::Network,
                Source::Fused,
                Source::LastKnown,
                Source::Manual,
                Source::Replay,
                Source::Unknown,
            ]
            .map(source),
        );
        assert!(
            said.iter().all(|word| !word.contains("Unknown local")),
            "{said:?}"
        );
    }

    #[test]
    fn what_is_too_long_is_cut_and_says_so() {
        assert_eq!(bounded(&"x".repeat(301)).chars().count(), 301);
        assert!(bounded(&"x".repeat(301)).ends_with('…'));
        assert_eq!(bounded("a\r\nb\0"), "a  b ");
    }
}
