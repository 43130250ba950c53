//! A phone whose disk, network and clock belong to the test.

use std::collections::{BTreeMap, VecDeque};

use auxilio_client::Intent;
use auxilio_client::core::{Body, Core, Effect, Event, Key, Stored, Write};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::discreet::Guard;
use auxilio_client::moment::Moment;
use auxilio_client::outbox::stored;
use auxilio_client::ports::{Demand, KeySource};
use auxilio_client::settings::Settings;
use auxilio_client::view::{AlertView, AnswerView, NotSaved, Storage, View};
use auxilio_protocol::alert::Device;
use auxilio_protocol::receipt::ReceiptAnswer;
use auxilio_protocol::{
    AlertId, Fix, KeySet, Kind, Lane, OtherSystem, Receipt, Seq, SigningKey, Source, State, Status,
    WireTime, jws,
};

/// 2026-11-23T19:12:00-05:00.
pub(crate) const EVENING_MS: i64 = 1_795_479_120_000;

/// The central's key.
pub(crate) fn central_key() -> SigningKey {
    SigningKey::from_seed(&[1; 32])
}

/// A message for another system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Handover {
    pub(crate) id: AlertId,
    pub(crate) to: OtherSystem,
    pub(crate) place: u64,
    pub(crate) body: Vec<u8>,
}

impl Handover {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

pub(crate) struct Phone {
    pub(crate) core: Core,
    pub(crate) disk: BTreeMap<Key, Vec<u8>>,
    pub(crate) disk_full: bool,
    pub(crate) now_ms: u64,
    pub(crate) wall_ms: i64,
    pub(crate) dice: u64,
    /// Everything the core asked for but commits, in order, not yet taken by the test.
    pub(crate) asked: VecDeque<Effect>,
    pub(crate) demand: Demand,
    /// What was written, in order: where, and how long it was before it was sealed.
    pub(crate) written: Vec<(Key, usize)>,
    presses: u8,
}

impl Phone {
    /// Enrolled at a central, with an empty outbox.
    pub(crate) fn enrolled() -> Self {
        let settings = Settings {
            endpoint: Some("https://central.example".parse().unwrap()),
            keys: KeySet::new([central_key().public()]),
            name: Some("El Porvenir".to_owned()),
            ..Settings::default()
        };
        Self::with(Stored {
            settings,
            ..Stored::default()
        })
    }

    pub(crate) fn with(stored: Stored) -> Self {
        let disk = BTreeMap::from([(Key::Settings, stored::settings(&stored.settings))]);
        let moment = Moment {
            wall: WireTime::from_unix_ms(EVENING_MS),
            mono_ms: 0,
            dice: 0,
        };
        Self {
            core: Core::new(device(), Storage::Ready(KeySource::Keyring), stored, moment),
            disk,
            disk_full: false,
            now_ms: 0,
            wall_ms: EVENING_MS,
            dice: 0,
            asked: VecDeque::new(),
            demand: Demand::Off,
            written: Vec::new(),
            presses: 0,
        }
    }

    /// The process ends and begins again: only the disk is left.
    pub(crate) fn restart(&mut self) {
        let mut stored = Stored::default();
        let mut found = None;
        for (key, value) in &self.disk {
            match key {
                Key::Alert(_) => stored.alerts.push(stored::read_alert(value).unwrap()),
                Key::Journey(_) => stored.journeys.push(stored::read_journey(value).unwrap()),
                Key::Settings => stored.settings = stored::read_settings(value).unwrap(),
                Key::Profile => stored.profile = stored::read_profile(value).unwrap(),
                Key::Language => stored.language = Some(stored::read_language(value).unwrap()),
                Key::OwnData => stored.own_data = stored::read_own_data(value).unwrap(),
                Key::Preferences => stored.preferences = stored::read_preferences(value).unwrap(),
                Key::LastFix => stored.last_fix = Some(stored::read_fix(value).unwrap()),
                Key::Discreet => {
                    let discreet = stored::read_discreet(value).unwrap();
                    stored.discreet = Guard::On(Box::new(discreet));
                }
                Key::Directory => found = stored::read_directory(value),
            }
        }
        self.asked.clear();
        let storage = Storage::Ready(KeySource::Keyring);
        self.core = Core::new(device(), storage, stored, self.moment());
        self.step(Event::Wake);
        if let Some(given) = found {
            self.step(Event::DirectoryFound(given));
        }
    }

    pub(crate) fn moment(&self) -> Moment {
        Moment {
            wall: WireTime::from_unix_ms(self.wall_ms),
            mono_ms: self.now_ms,
            dice: self.dice,
        }
    }

    /// One event; commits are answered at once, as the loop does.
    pub(crate) fn step(&mut self, event: Event) {
        let mut effects = VecDeque::from(self.core.step(self.moment(), event));
        while let Some(effect) = effects.pop_front() {
            match effect {
                Effect::Commit(writes) => {
                    let event = self.write(&writes);
                    effects.extend(self.core.step(self.moment(), event));
                }
                Effect::Locate(demand) => self.demand = demand,
                other => self.asked.push_back(other),
            }
        }
    }

    fn write(&mut self, writes: &[Write]) -> Event {
        if self.disk_full {
            return Event::CommitFailed(NotSaved::Disk);
        }
        for Write { key, value } in writes {
            let length = value.as_ref().map_or(0, Vec::len);
            self.written.push((*key, length));
            match value {
                Some(value) => self.disk.insert(*key, value.clone()),
                None => self.disk.remove(key),
            };
        }
        Event::Committed(writes.iter().map(|write| write.key).collect())
    }

    pub(crate) fn press(&mut self) -> AlertId {
        self.press_for(Intent::open(Kind::Auxilio))
    }

    /// Presses, and tells which alert the press belongs to.
    pub(crate) fn press_for(&mut self, intent: Intent) -> AlertId {
        self.presses += 1;
        let id = AlertId::new(u64::try_from(self.wall_ms).unwrap(), [self.presses; 10]);
        let belongs_to = self.core.belongs_to(id, &intent);
        self.step(Event::Raise { id, intent });
        belongs_to
    }

    pub(crate) fn pass_ms(&mut self, ms: u64) {
        self.now_ms += ms;
        self.wall_ms += i64::try_from(ms).unwrap();
        self.step(Event::Wake);
    }

    /// Takes the next post that was asked for.
    pub(crate) fn post(&mut self) -> Option<(AlertId, Body)> {
        let index = self
            .asked
            .iter()
            .position(|effect| matches!(effect, Effect::Post { .. }))?;
        match self.asked.remove(index) {
            Some(Effect::Post { id, body, .. }) => Some((id, body)),
            _ => None,
        }
    }

    /// Takes the next message for another system that was asked for.
    pub(crate) fn handover(&mut self) -> Option<Handover> {
        let is_one = |effect: &Effect| matches!(effect, Effect::HandOver { .. });
        let index = self.asked.iter().position(is_one)?;
        match self.asked.remove(index) {
            Some(Effect::HandOver {
                id,
                to,
                place,
                body,
            }) => Some(Handover {
                id,
                to,
                place,
                body,
            }),
            _ => None,
        }
    }

    /// The other system answers with this status; without one nothing comes back.
    pub(crate) fn status(&mut self, handover: &Handover, status: Option<u16>) {
        self.step(Event::HandedOver {
            id: handover.id,
            to: handover.to.clone(),
            place: handover.place,
            outcome: status.map_or(Outcome::NoAnswer, |status| Outcome::of_status(status, None)),
            answer: AnswerView {
                status,
                took_ms: 80,
            },
        });
    }

    pub(crate) fn answer(&mut self, id: AlertId, outcome: Outcome<ReceiptAnswer>) {
        self.step(Event::Answered { id, outcome });
    }

    pub(crate) fn report(&mut self, id: AlertId, n: u64, state: State) {
        let at = WireTime::from_unix_ms(self.wall_ms);
        let status = Status {
            alert: id,
            n,
            at,
            state,
            by: None,
            eta_s: Some(60),
            text: None,
        };
        self.step(Event::Reported {
            id,
            jws: jws::sign(&central_key(), &status),
        });
    }

    pub(crate) fn view(&self) -> View {
        self.core.view(self.moment())
    }

    pub(crate) fn alert(&self, id: AlertId) -> AlertView {
        self.view()
            .alerts
            .into_iter()
            .find(|alert| alert.id == id)
            .unwrap()
    }
}

pub(crate) fn receipt(id: AlertId, seq: u64) -> Outcome<ReceiptAnswer> {
    receipt_by(&central_key(), id, seq)
}

pub(crate) fn receipt_by(key: &SigningKey, id: AlertId, seq: u64) -> Outcome<ReceiptAnswer> {
    let received_at = WireTime::from_unix_ms(EVENING_MS);
    let receipt = Receipt {
        alert: id,
        seq: Seq(seq),
        received_at,
        lane: Lane::Verified,
    };
    Outcome::Answer(ReceiptAnswer {
        receipt: jws::sign(key, &receipt),
    })
}

pub(crate) fn fix(wall_ms: i64, accuracy_m: f64) -> Fix {
    Fix {
        lat: -8.07392,
        lon: -78.99292,
        accuracy_m: Some(accuracy_m),
        confidence: None,
        altitude_m: None,
        speed_mps: None,
        course_deg: None,
        taken_at: WireTime::from_unix_ms(wall_ms),
        source: Source::Gnss,
        mock: false,
    }
}

fn device() -> Device {
    Device {
        app: "0.1.0".to_owned(),
        os: "linux".to_owned(),
        battery_percent: None,
        path: None,
    }
}
