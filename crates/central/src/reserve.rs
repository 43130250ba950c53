//! Incidents whose person the law protects (Ley 30364; DS 009-2023-MIMP: the identity of victims is
//! reserved): what the console shows of them before an operator opens them, and to whom they are
//! open. Pure.

use auxilio_protocol::{CancelReason, Fix, Kind, Profile};

use crate::incident::Threat;
use crate::store::{AlertView, Brought, IncidentView, Message, Note, Noted, OperatorId};

/// Steps of a degree to which a place is rounded: 0.01°, which is about 1 km here. As large as a
/// barrio: enough to know which unit is near, too little to find a door.
const STEPS_PER_DEGREE: f64 = 100.0;

/// Whether the identity of whoever raises an alert of that kind is reserved.
#[must_use]
pub fn protects(kind: &Kind) -> bool {
    *kind == Kind::Violencia
}

/// Whether the incident is shown folded until somebody opens it: of a kind that protects, at any
/// time, or of a person whose telephone somebody else may see.
#[must_use]
pub fn is_reserved(incident: &IncidentView) -> bool {
    incident.threat() != Threat::None || incident.alerts.iter().any(|alert| alert.protected)
}

/// Whether that operator may read all of it without a further touch: it is not reserved, or they
/// opened it. Its end folds it again, for everybody.
#[must_use]
pub fn is_open_to(incident: &IncidentView, operator: OperatorId) -> bool {
    let ended = incident.closed.map(|(at, _)| at);
    let opened = |noted: &Noted| {
        noted.operator == operator
            && noted.note == Note::Opened
            && ended.is_none_or(|ended| noted.at > ended)
    };
    !is_reserved(incident) || incident.notes.iter().any(opened)
}

/// The incident without what tells who the person is, what they wrote, or the very place: what may
/// leave the central for the browser of somebody who has not opened it.
#[must_use]
pub fn folded(incident: &IncidentView) -> IncidentView {
    let mut folded = incident.clone();
    for alert in &mut folded.alerts {
        fold(alert);
    }
    for event in &mut folded.events {
        event.text = None;
    }
    for noted in &mut folded.notes {
        if let Note::Explained(reason) = &mut noted.note {
            reason.clear();
        }
    }
    folded
}

fn fold(alert: &mut AlertView) {
    alert.first_fix = None;
    alert.latest_fix = alert.latest_fix.as_ref().map(rounded);
    alert.profile = alert.profile.take().map(|profile| Profile {
        barrio: profile.barrio,
        ..Profile::default()
    });
    alert.device = None;
    if let Some(put_out) = &mut alert.put_out {
        put_out.name = None;
    }
    alert.marks.text = None;
    if let Some(CancelReason::Other(word)) = &mut alert.marks.cancelled {
        word.clear();
    }
    if let Brought::Text(message) | Brought::Both(message) = &mut alert.brought {
        *message = Message {
            from: String::new(),
            text: String::new(),
        };
    }
    alert.raw.clear();
}

fn rounded(fix: &Fix) -> Fix {
    let coarse = |degrees: f64| (degrees * STEPS_PER_DEGREE).round() / STEPS_PER_DEGREE;
    Fix {
        lat: coarse(fix.lat),
        lon: coarse(fix.lon),
        accuracy_m: None,
        confidence: None,
        altitude_m: None,
        speed_mps: None,
        course_deg: None,
        ..fix.clone()
    }
}
