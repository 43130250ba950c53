//! An incident whose person the law protects: what stands in place of who and where until it is
//! opened, and who opened it.

use std::collections::BTreeMap;

use auxilio_protocol::WireTime;
use maud::{Markup, html};

use super::actions::form;
use super::place::rough_place;
use super::words::{foreign, say};
use crate::reserve;
use crate::store::{IncidentView, Note, Noted, OperatorId};

/// What a card shows of its incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    /// Nothing of it is reserved.
    Plain,
    /// All of it: this reader has opened it.
    Opened,
    /// Not who, and where only roughly.
    Folded,
}

impl Fold {
    /// What this operator is shown of it.
    pub(super) fn of(incident: &IncidentView, reader: OperatorId) -> Self {
        if !reserve::is_reserved(incident) {
            Self::Plain
        } else if reserve::is_open_to(incident, reader) {
            Self::Opened
        } else {
            Self::Folded
        }
    }

    /// Its name in markup.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Plain => "no",
            Self::Opened => "opened",
            Self::Folded => "folded",
        }
    }
}

/// In place of who and where: the barrio, and the button that opens the rest.
pub(super) fn folded_facts(incident: &IncidentView, now: WireTime) -> Markup {
    let barrio = (incident.alerts.iter().rev()).find_map(|alert| {
        let profile = alert.profile.as_ref()?;
        profile.barrio.as_ref()
    });
    html! {
        (rough_place(incident, now))
        section.person aria-label=(say("console-person")) {
            @if let Some(barrio) = barrio {
                p data-field="barrio" {
                    (say("console-barrio")) ": "
                    @if let Some(sector) = &barrio.sector { (foreign(sector)) " · " }
                    (foreign(&barrio.district))
                }
            }
            p { (say("reserved-why")) }
            (form(incident.id, "abrir", &html! {
                button type="submit" data-action="open" { (say("reserved-open")) }
            }))
        }
    }
}

/// Who opened it and when; each once, at the first time.
pub(super) fn openings(incident: &IncidentView, names: &BTreeMap<OperatorId, String>) -> Markup {
    let mut first: Vec<&Noted> = Vec::new();
    for noted in incident
        .notes
        .iter()
        .filter(|noted| noted.note == Note::Opened)
    {
        if first.iter().all(|known| known.operator != noted.operator) {
            first.push(noted);
        }
    }
    html! {
        @if !first.is_empty() {
            p.minor data-field="openings" {
                (say("reserved-opened-by")) ": "
                @for (place, noted) in first.iter().enumerate() {
                    @if place > 0 { " · " }
                    (who(noted.operator, names)) " " (noted.at.clock())
                }
            }
        }
    }
}

/// An operator's name; the number of one that is no more.
pub(super) fn who(operator: OperatorId, names: &BTreeMap<OperatorId, String>) -> Markup {
    html! {
        @match names.get(&operator) {
            Some(name) => (foreign(name)),
            None => { "#" (operator.0) }
        }
    }
}
