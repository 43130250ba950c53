//! The stored form of the [`Settings`].

use auxilio_protocol::enrolment::{Consent, InvitationLink};
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::sms::Number;
use auxilio_protocol::{Endpoint, KeySet, OtherSystem, WireTime};
use serde::{Deserialize, Serialize};

use super::{Unreadable, read, write};
use crate::settings::{Agreed, Enrolment, Settings};

#[derive(Serialize, Deserialize)]
struct StoredSettings {
    endpoint: Option<Endpoint>,
    keys: KeySet,
    name: Option<String>,
    enrolment: StoredEnrolment,
    /// Not there before 25 November 2026: then alerts went to the central.
    #[serde(default)]
    elsewhere: Option<OtherSystem>,
    #[serde(default)]
    sms_gateway: Option<Number>,
    /// Not there before keys could be followed by others.
    #[serde(default)]
    former_keys: KeySet,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredEnrolment {
    None,
    /// Written before the time of consent was kept.
    Invited(String),
    Agreed {
        link: String,
        text: String,
        at: WireTime,
    },
    Pending,
    Active,
    Refused(ProblemKind),
}

/// The stored form of the settings.
#[must_use]
pub fn settings(settings: &Settings) -> Vec<u8> {
    write(StoredSettings {
        endpoint: settings.endpoint.clone(),
        keys: settings.keys.clone(),
        name: settings.name.clone(),
        enrolment: match &settings.enrolment {
            Enrolment::None => StoredEnrolment::None,
            Enrolment::Agreed(Agreed { link, consent }) => agreed(link, consent.as_ref()),
            Enrolment::Pending => StoredEnrolment::Pending,
            Enrolment::Active => StoredEnrolment::Active,
            Enrolment::Refused(kind) => StoredEnrolment::Refused(*kind),
        },
        elsewhere: settings.elsewhere.clone(),
        sms_gateway: settings.sms_gateway.clone(),
        former_keys: settings.former_keys.clone(),
    })
}

fn agreed(link: &InvitationLink, consent: Option<&Consent>) -> StoredEnrolment {
    let link = link.to_string();
    match consent {
        None => StoredEnrolment::Invited(link),
        Some(Consent { text, at }) => StoredEnrolment::Agreed {
            link,
            text: text.clone(),
            at: *at,
        },
    }
}

fn read_agreed(link: &str, consent: Option<Consent>) -> Enrolment {
    let agreed = |link| Enrolment::Agreed(Agreed { link, consent });
    link.parse().map_or(Enrolment::None, agreed)
}

/// Reads what [`settings`] wrote. An invitation that cannot be read any more is none.
pub fn read_settings(bytes: &[u8]) -> Result<Settings, Unreadable> {
    let stored: StoredSettings = read(bytes)?;
    Ok(Settings {
        endpoint: stored.endpoint,
        keys: stored.keys,
        name: stored.name,
        enrolment: match stored.enrolment {
            StoredEnrolment::None => Enrolment::None,
            StoredEnrolment::Invited(link) => read_agreed(&link, None),
            StoredEnrolment::Agreed { link, text, at } => {
                read_agreed(&link, Some(Consent { text, at }))
            }
            StoredEnrolment::Pending => Enrolment::Pending,
            StoredEnrolment::Active => Enrolment::Active,
            StoredEnrolment::Refused(kind) => Enrolment::Refused(kind),
        },
        elsewhere: stored.elsewhere,
        sms_gateway: stored.sms_gateway,
        former_keys: stored.former_keys,
    })
}
