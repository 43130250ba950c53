//! The first lines of a card whose device was put out: whoever lost it, or had it taken, may not be
//! the one who sends. It is shown where it is, for that may lead to whoever has it.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::reserved::who;
use super::words::{foreign, say};
use crate::store::{IncidentView, OperatorId, PutOut, PutOutBy};
use crate::texts::text;

/// Nothing where the device is a member's, or never was one's.
pub(super) fn put_out(incident: &IncidentView, names: &BTreeMap<OperatorId, String>) -> Markup {
    let Some(put_out) = incident.put_out() else {
        return html! {};
    };
    let at = [
        ("day", put_out.at.day().into()),
        ("at", put_out.at.clock().into()),
    ];
    html! {
        section.put-out data-mark="put-out" aria-label=(say("put-out")) {
            p { strong { (text("put-out-since", &at)) } }
            p {
                (decided(put_out, names))
                @if let Some(organization) = &put_out.organization { " · " (foreign(organization)) }
                @if let Some(name) = &put_out.name {
                    " · " (say("put-out-owner")) " " span data-field="owner" { (foreign(name)) }
                }
            }
            p { (say("put-out-warning")) }
        }
    }
}

fn decided(put_out: &PutOut, names: &BTreeMap<OperatorId, String>) -> Markup {
    match put_out.by {
        PutOutBy::Revoked(operator) => {
            html! { (say("put-out-revoked")) " " (who(operator, names)) }
        }
        PutOutBy::Replaced(operator) => {
            html! { (say("put-out-replaced")) " " (who(operator, names)) }
        }
        PutOutBy::Phrase => html! { (say("put-out-phrase")) },
    }
}
