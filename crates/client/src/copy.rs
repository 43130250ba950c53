//! A copy of a person's own data, to take along (Ley 29733): what this phone keeps and, if it
//! answers, what the central keeps. It holds no secret: neither keys nor invitations.

use std::fmt;

use auxilio_protocol::{AlertId, Endpoint, Fix, Kind, Lane, Mode, Profile, WireTime};
use serde::Serialize;
use serde_json::Value;

use crate::core::Core;
use crate::delivery::outcome::Outcome;
use crate::moment::Moment;
use crate::own_data::Deletion;
use crate::settings::Enrolment;
use crate::view::{StepView, View};

/// The form of the document. A later one has another word.
const FORM: &str = "auxilio-copy-1";

/// A copy, to be written to a file.
#[derive(Clone, PartialEq, Eq)]
pub struct OwnCopy {
    /// The document: JSON, for people and programs.
    pub json: Vec<u8>,
    /// When it was made.
    pub at: WireTime,
    /// What of it is the central's.
    pub central: CentralPart,
}

impl fmt::Debug for OwnCopy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OwnCopy({} bytes, {:?})", self.json.len(), self.central)
    }
}

/// What of a copy is the central's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CentralPart {
    /// Everything that it gave out.
    Included,
    /// The central knows no member here.
    NotAMember,
    /// It did not answer.
    NoAnswer,
    /// It answered that it does not give it out.
    Refused,
}

/// The phone's part, until the central's has come.
#[derive(Debug)]
pub(crate) struct PhoneCopy {
    /// Where this phone is a member's.
    pub(crate) member_at: Option<Endpoint>,
    at: WireTime,
    phone: Phone,
}

#[derive(Serialize)]
struct Document {
    form: &'static str,
    made_at: WireTime,
    phone: Phone,
    central_part: CentralPart,
    central: Option<Value>,
}

#[derive(Serialize)]
struct Phone {
    profile: Profile,
    central: Option<Endpoint>,
    municipality: Option<String>,
    enrolment: &'static str,
    language: Option<String>,
    last_fix: Option<Fix>,
    deletion: Option<DeletionCopy>,
    alerts: Vec<AlertCopy>,
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone({} alerts, …)", self.alerts.len())
    }
}

#[derive(Serialize)]
struct DeletionCopy {
    asked_at: Option<WireTime>,
    done_at: Option<WireTime>,
    /// The central's word.
    signed: Option<String>,
}

#[derive(Serialize)]
struct AlertCopy {
    id: AlertId,
    kind: Kind,
    mode: Mode,
    exercise: bool,
    raised_at: WireTime,
    fix: Option<Fix>,
    /// The bytes that were sent.
    body: String,
    received_at: Option<WireTime>,
    lane: Option<Lane>,
    /// The receipt, as the central signed it.
    receipt: Option<String>,
    cancelled: Option<String>,
    steps: Vec<StepView>,
}

impl PhoneCopy {
    /// The whole copy, with what came from the central.
    pub(crate) fn with(self, central: Option<Outcome<Value>>) -> OwnCopy {
        let (central_part, central) = match central {
            None => (CentralPart::NotAMember, None),
            Some(Outcome::Answer(export)) => (CentralPart::Included, Some(export)),
            Some(Outcome::Refused(_)) => (CentralPart::Refused, None),
            Some(Outcome::Busy { .. } | Outcome::Impostor | Outcome::NoAnswer) => {
                (CentralPart::NoAnswer, None)
            }
        };
        let document = Document {
            form: FORM,
            made_at: self.at,
            phone: self.phone,
            central_part,
            central,
        };
        OwnCopy {
            // Plain strings and finite numbers: their serialisation has no error.
            json: serde_json::to_vec_pretty(&document).unwrap_or_default(),
            at: self.at,
            central: central_part,
        }
    }
}

impl Core {
    /// What this phone keeps of the person, and nothing that is secret.
    pub(crate) fn copy(&self, now: Moment) -> PhoneCopy {
        let View {
            central,
            alerts,
            last_fix,
            profile,
            language,
            ..
        } = self.view(now);
        let enrolment = self.enrolment();
        let alerts = alerts.into_iter().map(|alert| AlertCopy {
            body: self.body(alert.id),
            id: alert.id,
            kind: alert.kind,
            mode: alert.mode,
            exercise: alert.exercise,
            raised_at: alert.raised_at,
            fix: alert.fix,
            received_at: alert.received_at,
            lane: alert.lane,
            receipt: alert.receipt,
            cancelled: alert.cancel.map(|cancel| cancel.reason.as_str().to_owned()),
            steps: alert.steps,
        });
        PhoneCopy {
            member_at: central.endpoint.clone().filter(|_| enrolment.is_known()),
            at: now.wall,
            phone: Phone {
                profile,
                central: central.endpoint,
                municipality: central.name,
                enrolment: word(enrolment),
                language,
                last_fix,
                deletion: deletion(self.deletion()),
                alerts: alerts.collect(),
            },
        }
    }
}

fn word(enrolment: &Enrolment) -> &'static str {
    match enrolment {
        Enrolment::None => "none",
        Enrolment::Agreed(_) => "agreed",
        Enrolment::Pending => "pending",
        Enrolment::Active => "active",
        Enrolment::Refused(_) => "refused",
    }
}

fn deletion(deletion: &Deletion) -> Option<DeletionCopy> {
    let (asked_at, done_at, signed) = match deletion.clone() {
        Deletion::None => return None,
        Deletion::Asked(request) => (Some(request.at), None, None),
        Deletion::Confirmed { at, jws } => (None, Some(at), Some(jws)),
        Deletion::OnlyHere { at } => (None, Some(at), None),
    };
    Some(DeletionCopy {
        asked_at,
        done_at,
        signed,
    })
}
