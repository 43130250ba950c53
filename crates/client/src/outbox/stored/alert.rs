//! The stored form of an alert.

use auxilio_protocol::alert::{Kind, Mode};
use auxilio_protocol::update::{CancelReason, Change};
use auxilio_protocol::{
    AlertId, Endpoint, Fix, KeySet, OtherSystem, Receipt, Seq, State, Update, WireTime, padding,
};
use serde::{Deserialize, Serialize};

use super::sms::StoredSms;
use super::{Unreadable, read, write_with};
use crate::alert::handover::{Handover, Next, Taken};
use crate::alert::life::{Home, Kept, Progress, Proof};
use crate::alert::sms::Sms;
use crate::alert::trail::{Trail, Waiting};
use crate::alert::{Durability, Life};
use crate::condition::{Link, Path};
use crate::view::StepView;

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
    #[serde(default)]
    sms: Option<StoredSms>,
    /// One word for each, of one length.
    #[serde(default)]
    proof: Option<StoredProof>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
enum StoredProof {
    #[serde(rename = "a")]
    Pin,
    #[serde(rename = "b")]
    Duress,
}

impl From<Proof> for StoredProof {
    fn from(proof: Proof) -> Self {
        match proof {
            Proof::Pin => Self::Pin,
            Proof::Duress => Self::Duress,
        }
    }
}

impl From<StoredProof> for Proof {
    fn from(stored: StoredProof) -> Self {
        match stored {
            StoredProof::Pin => Self::Pin,
            StoredProof::Duress => Self::Duress,
        }
    }
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
    let stored = StoredAlert {
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
        sms: life.sms.as_ref().map(StoredSms::from),
        proof: life.proof.map(StoredProof::from),
    };
    let numbered = trail.numbered.iter().map(|update| &update.change);
    let waiting = trail.waiting.iter().map(|waiting| &waiting.change);
    let changes = numbered.chain(waiting).map(padding::spare_of);
    let spare = padding::spare(&life.kind, life.mode, life.exercise) + changes.sum::<usize>();
    write_with(stored, spare)
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
        sms: stored.sms.map(Sms::from),
        proof: stored.proof.map(Proof::from),
    })
}
