//! The first lines of a card whose person must be neither called nor written to: what not to do, why,
//! and how to go there. In words, an icon and a colour of their own, so that nobody overlooks it.

use maud::{Markup, PreEscaped, html};

use super::words::say;
use crate::incident::{Phase, Threat};
use crate::store::IncidentView;

/// How to go to somebody who is watched.
const APPROACH: [&str; 4] = [
    "reserved-approach-quietly",
    "reserved-approach-disguised",
    "reserved-approach-nameless",
    "reserved-approach-apart",
];

/// Nothing where nobody else may see the person's telephone.
pub(super) fn care(incident: &IncidentView) -> Markup {
    let threat = incident.threat();
    if !threat.forbids_contact() {
        return html! {};
    }
    html! {
        section.care data-care=(name(threat)) aria-label=(say("reserved-care")) {
            p.care-first {
                (PreEscaped(include_str!("../../../assets/icons/no-phone.svg")))
                strong { (say("reserved-never-contact")) }
            }
            @if threat.is_force() { p data-mark="duress" { strong { (say("reserved-forced")) } } }
            @if incident.is_covert() { p data-mark="covert" { strong { (say("reserved-covert")) } } }
            @if incident.phase != Phase::Closed {
                ul { @for step in APPROACH { li { (say(step)) } } }
            }
        }
    }
}

/// The threat's name in markup.
pub(super) fn name(threat: Threat) -> &'static str {
    match threat {
        Threat::None => "none",
        Threat::Watched => "covert",
        Threat::Forced | Threat::ForcedAnew => "duress",
    }
}
