//! The form of what is stored, with its version. It is not the form of the wire, and not the form
//! in memory: each may change without the others. A later version reads the earlier ones by a
//! `From` of its own; these types then stay as they are.

mod journey;
mod own_data;

use std::sync::Arc;

use auxilio_protocol::alert::{Kind, Mode};
use auxilio_protocol::directory::{Directory, ETag};
use auxilio_protocol::enrolment::{Consent, InvitationLink};
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::profile::Profile;
use auxilio_protocol::update::{CancelReason, Change};
use auxilio_protocol::{
    AlertId, Endpoint, Fix, KeySet, OtherSystem, Receipt, Seq, State, Update, WireTime,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::alert::handover::{Handover, Next, Taken};
use crate::alert::life::{Home, Kept, Progress};
use crate::alert::trail::{Trail, Waiting};
use crate::alert::{Durability, Life};
use crate::condition::{Link, Path};
use crate::directory::Given;
use crate::preferences::{Preferences, Switch};
use crate::settings::{Agreed, Enrolment, Settings};
use crate::view::StepView;

pub use journey::{journey, read_journey};
pub use own_data::{own_data, read_own_data};

/// What was opened is not what this version, or an earlier one, wrote.
#[derive(Debug, thiserror::Error)]
#[error("a stored value cannot be read: {0}")]
pub struct Unreadable(#[from] serde_json::Error);

#[derive(Serialize, Deserialize)]
#[serde(tag = "form", content = "value")]
enum Versioned<T> {
    #[serde(rename = "1")]
    V1(T),
}

/// Values here are plain strings and finite numbers: their serialisation has no error.
fn write(value: impl Serialize) -> Vec<u8> {
    serde_json::to_vec(&Versioned::V1(value)).unwrap_or_default()
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    let Versioned::V1(value) = serde_json::from_slice(bytes)?;
    Ok(value)
}

#[derive(Serialize, Deserialize)]
struct StoredAlert {
    id: AlertId,
    kind: Kind,
    mode: Mode,
    exercise: bool,
    raised_at: WireTime,
    fix: Option<Fix>,
    body: String,
    receipt: Option<(Receipt, String)>,
    progress: Option<StoredProgress>,
    last_n: u64,
    numbered: Vec<Update>,
    waiting: Vec<StoredWaiting>,
    last_seq: Seq,
    best_accuracy_m: Option<f64>,
    last_fix_at: Option<WireTime>,
    cancelled: Option<CancelReason>,
    /// Not there before 24 November 2026.
    #[serde(default = "one")]
    presses: u32,
    #[serde(default)]
    steps: Vec<StepView>,
    #[serde(default)]
    path: Option<StoredPath>,
    #[serde(default)]
    last_place: u64,
    #[serde(default)]
    home: Option<StoredHome>,
    #[serde(default)]
    handovers: Vec<StoredHandover>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredPath {
    SameMachine,
    Internet,
    Cell,
    Wifi,
    Wired,
}

impl From<Path> for StoredPath {
    fn from(path: Path) -> Self {
        match path {
            Path::SameMachine => Self::SameMachine,
            Path::Internet(None) => Self::Internet,
            Path::Internet(Some(Link::Cell)) => Self::Cell,
            Path::Internet(Some(Link::Wifi)) => Self::Wifi,
            Path::Internet(Some(Link::Wired)) => Self::Wired,
        }
    }
}

impl From<StoredPath> for Path {
    fn from(path: StoredPath) -> Self {
        match path {
            StoredPath::SameMachine => Self::SameMachine,
            StoredPath::Internet => Self::Internet(None),
            StoredPath::Cell => Self::Internet(Some(Link::Cell)),
            StoredPath::Wifi => Self::Internet(Some(Link::Wifi)),
            StoredPath::Wired => Self::Internet(Some(Link::Wired)),
        }
    }
}

fn one() -> u32 {
    1
}

#[derive(Serialize, Deserialize)]
struct StoredProgress {
    state: State,
    by: Option<String>,
    eta_at: Option<WireTime>,
    text: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct StoredWaiting {
    /// Not there before 25 November 2026: then it is 0, and given on reading.
    #[serde(default)]
    place: u64,
    at: WireTime,
    change: Change,
}

#[derive(Serialize, Deserialize)]
struct StoredHome {
    endpoint: Endpoint,
    keys: KeySet,
}

#[derive(Serialize, Deserialize)]
struct StoredHandover {
    to: OtherSystem,
    at: WireTime,
    place: u64,
    sent: WireTime,
    cancelled: bool,
    next: Option<StoredNext>,
}

#[derive(Serialize, Deserialize)]
struct StoredNext {
    place: u64,
    sent: WireTime,
    cancels: bool,
    body: String,
}

impl From<&Handover> for StoredHandover {
    fn from(handover: &Handover) -> Self {
        let Handover { to, taken, next } = handover;
        Self {
            to: to.clone(),
            at: taken.at,
            place: taken.place,
            sent: taken.sent,
            cancelled: taken.cancelled,
            next: next.as_ref().map(|next| StoredNext {
                place: next.place,
                sent: next.sent,
                cancels: next.cancels,
                body: String::from_utf8_lossy(&next.body).into_owned(),
            }),
        }
    }
}

impl From<StoredHandover> for Handover {
    fn from(stored: StoredHandover) -> Self {
        Self {
            to: stored.to,
            taken: Taken {
                at: stored.at,
                place: stored.place,
                sent: stored.sent,
                cancelled: stored.cancelled,
            },
            next: stored.next.map(|next| Next {
                place: next.place,
                sent: next.sent,
                cancels: next.cancels,
                body: next.body.into_bytes(),
            }),
        }
    }
}

/// The stored form of an alert.
#[must_use]
pub fn alert(life: &Life) -> Vec<u8> {
    let trail = &life.trail;
    write(StoredAlert {
        id: life.id,
        kind: life.kind.clone(),
        mode: life.mode,
        exercise: life.exercise,
        raised_at: life.raised_at,
        fix: life.fix.clone(),
        body: String::from_utf8_lossy(&life.body).into_owned(),
        receipt: life
            .receipt
            .as_ref()
            .map(|kept| (kept.receipt.clone(), kept.jws.clone())),
        progress: life.progress.clone().map(|progress| StoredProgress {
            state: progress.state,
            by: progress.by,
            eta_at: progress.eta_at,
            text: progress.text,
        }),
        last_n: life.last_n,
        numbered: trail.numbered.clone(),
        waiting: trail
            .waiting
            .iter()
            .map(|waiting| StoredWaiting {
                place: waiting.place,
                at: waiting.at,
                change: waiting.change.clone(),
            })
            .collect(),
        last_seq: trail.last_seq,
        best_accuracy_m: trail.best_accuracy_m,
        last_fix_at: trail.last_fix_at,
        cancelled: life.cancelled.clone(),
        presses: life.presses,
        steps: life.steps.clone(),
        path: life.path.map(StoredPath::from),
        last_place: trail.last_place,
        home: life.home.clone().map(|home| StoredHome {
            endpoint: home.endpoint,
            keys: home.keys,
        }),
        handovers: life.handovers.iter().map(StoredHandover::from).collect(),
    })
}

/// Reads what [`alert`] wrote.
pub fn read_alert(bytes: &[u8]) -> Result<Life, Unreadable> {
    let stored: StoredAlert = read(bytes)?;
    let mut last_place = stored.last_place;
    let mut waiting = Vec::new();
    for StoredWaiting { place, at, change } in stored.waiting {
        if place == 0 {
            last_place += 1;
        }
        let place = if place == 0 { last_place } else { place };
        waiting.push(Waiting { place, at, change });
    }
    Ok(Life {
        id: stored.id,
        kind: stored.kind,
        mode: stored.mode,
        exercise: stored.exercise,
        raised_at: stored.raised_at,
        fix: stored.fix,
        body: stored.body.into_bytes(),
        durability: Durability::Saved,
        receipt: stored.receipt.map(|(receipt, jws)| Kept { receipt, jws }),
        progress: stored.progress.map(|progress| Progress {
            state: progress.state,
            by: progress.by,
            eta_at: progress.eta_at,
            text: progress.text,
        }),
        last_n: stored.last_n,
        trail: Trail {
            numbered: stored.numbered,
            waiting,
            last_seq: stored.last_seq,
            best_accuracy_m: stored.best_accuracy_m,
            last_fix_at: stored.last_fix_at,
            last_place,
        },
        cancelled: stored.cancelled,
        presses: stored.presses,
        steps: stored.steps,
        path: stored.path.map(Path::from),
        home: stored.home.map(|home| Home {
            endpoint: home.endpoint,
            keys: home.keys,
        }),
        handovers: stored.handovers.into_iter().map(Handover::from).collect(),
    })
}

#[derive(Serialize, Deserialize)]
struct StoredSettings {
    endpoint: Option<Endpoint>,
    keys: KeySet,
    name: Option<String>,
    enrolment: StoredEnrolment,
    /// Not there before 25 November 2026: then alerts went to the central.
    #[serde(default)]
    elsewhere: Option<OtherSystem>,
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
    })
}

/// The stored form of the profile.
#[must_use]
pub fn profile(profile: &Profile) -> Vec<u8> {
    write(profile)
}

/// Reads what [`profile`] wrote.
pub fn read_profile(bytes: &[u8]) -> Result<Profile, Unreadable> {
    read(bytes)
}

/// The stored form of a position.
#[must_use]
pub fn fix(fix: &Fix) -> Vec<u8> {
    write(fix)
}

/// Reads what [`fix`] wrote.
pub fn read_fix(bytes: &[u8]) -> Result<Fix, Unreadable> {
    read(bytes)
}

/// The stored form of a language.
#[must_use]
pub fn language(language: &str) -> Vec<u8> {
    write(language)
}

/// Reads what [`language`] wrote.
pub fn read_language(bytes: &[u8]) -> Result<String, Unreadable> {
    read(bytes)
}

#[derive(Serialize, Deserialize)]
struct StoredDirectory {
    from: Endpoint,
    etag: Option<String>,
    /// The directory as it travels: it is read as an answer is, so that an entry of another version
    /// costs that entry and no more.
    wire: String,
}

/// The stored form of a central's directory.
#[must_use]
pub fn directory(given: &Given) -> Vec<u8> {
    write(StoredDirectory {
        from: given.from.clone(),
        etag: given.etag.as_ref().map(ETag::to_string),
        wire: serde_json::to_string(given.directory.as_ref()).unwrap_or_default(),
    })
}

/// Reads what [`directory`] wrote. What cannot be read any more is none: the central has it.
#[must_use]
pub fn read_directory(bytes: &[u8]) -> Option<Given> {
    let stored: StoredDirectory = read(bytes).ok()?;
    Some(Given {
        from: stored.from,
        etag: stored.etag.and_then(|etag| ETag::read(&etag).ok()),
        directory: Arc::new(Directory::read(stored.wire.as_bytes()).ok()?),
    })
}

#[derive(Serialize, Deserialize)]
struct StoredPreferences {
    vibration: StoredSwitch,
    sound: StoredSwitch,
    voice: StoredSwitch,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredSwitch {
    On,
    Off,
}

impl From<Switch> for StoredSwitch {
    fn from(switch: Switch) -> Self {
        match switch {
            Switch::On => Self::On,
            Switch::Off => Self::Off,
        }
    }
}

impl From<StoredSwitch> for Switch {
    fn from(switch: StoredSwitch) -> Self {
        match switch {
            StoredSwitch::On => Self::On,
            StoredSwitch::Off => Self::Off,
        }
    }
}

/// The stored form of the preferences.
#[must_use]
pub fn preferences(preferences: Preferences) -> Vec<u8> {
    write(StoredPreferences {
        vibration: preferences.vibration.into(),
        sound: preferences.sound.into(),
        voice: preferences.voice.into(),
    })
}

/// Reads what [`preferences`] wrote.
pub fn read_preferences(bytes: &[u8]) -> Result<Preferences, Unreadable> {
    let stored: StoredPreferences = read(bytes)?;
    Ok(Preferences {
        vibration: stored.vibration.into(),
        sound: stored.sound.into(),
        voice: stored.voice.into(),
    })
}
