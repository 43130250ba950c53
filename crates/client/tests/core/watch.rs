//! A central that watches over ways home, as the protocol wants it.

use std::collections::BTreeMap;

use auxilio_client::Intent;
use auxilio_client::core::{Body, Effect, Event};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_protocol::journey::{Course, JourneyAnswer, JourneyNews};
use auxilio_protocol::receipt::ReceiptAnswer;
use auxilio_protocol::{AlertId, Change, JourneyState, JourneyStatus, Kind, Update, WireTime, jws};

use crate::phone::{EVENING_MS, Phone, central_key, receipt};

/// A central that watches, with a clock of its own that is always right.
#[derive(Default)]
pub(crate) struct Central {
    pub(crate) watched: BTreeMap<AlertId, Watched>,
    pub(crate) alerts: BTreeMap<AlertId, Vec<u8>>,
    updates: BTreeMap<AlertId, BTreeMap<u64, Update>>,
}

pub(crate) struct Watched {
    n: u64,
    pub(crate) state: JourneyState,
    due_ms: u64,
    body: Vec<u8>,
}

impl Central {
    pub(crate) fn take(
        &mut self,
        now_ms: u64,
        id: AlertId,
        news: JourneyNews,
    ) -> Outcome<JourneyAnswer> {
        let kept = self.watched.entry(id).or_insert(Watched {
            n: 0,
            state: JourneyState::UnderWay,
            due_ms: now_ms,
            body: Vec::new(),
        });
        if self.alerts.contains_key(&id) {
            kept.state = JourneyState::Raised;
        }
        if kept.state == JourneyState::UnderWay && news.n > kept.n {
            kept.n = news.n;
            match news.course {
                Course::Arrived => kept.state = JourneyState::Arrived,
                Course::UnderWay { left_s, alert, .. } => {
                    kept.due_ms = now_ms + u64::from(left_s) * 1_000;
                    if !kept.body.is_empty() {
                        assert_eq!(kept.body, alert, "the alert changed on the way");
                    }
                    kept.body = alert;
                }
            }
        }
        let status = JourneyStatus {
            journey: id,
            n: kept.n,
            state: kept.state,
            due_at: WireTime::from_unix_ms(i64::try_from(kept.due_ms).unwrap()),
            at: WireTime::from_unix_ms(i64::try_from(now_ms).unwrap()),
        };
        answer(&status)
    }

    pub(crate) fn watch(&mut self, now_ms: u64) {
        for (id, kept) in &mut self.watched {
            if kept.state == JourneyState::UnderWay && kept.due_ms <= now_ms {
                kept.state = JourneyState::Raised;
                self.alerts.entry(*id).or_insert(kept.body.clone());
            }
        }
    }

    pub(crate) fn deliver(&mut self, id: AlertId, body: Body) {
        match body {
            Body::Alert(bytes) => {
                let first = self.alerts.entry(id).or_insert(bytes.clone());
                assert_eq!(*first, bytes, "raised twice, and not the same");
            }
            Body::Updates(bytes) => {
                let updates: Vec<Update> = serde_json::from_slice(&bytes).unwrap();
                let known = self.updates.entry(id).or_default();
                for update in updates {
                    known.entry(update.seq.0).or_insert(update);
                }
            }
        }
    }

    pub(crate) fn receipt(&self, id: AlertId) -> Outcome<ReceiptAnswer> {
        let known = self.updates.get(&id).map_or(0, BTreeMap::len);
        receipt(id, u64::try_from(known).unwrap())
    }

    pub(crate) fn knows_of_the_end(&self, id: AlertId) -> bool {
        let updates = self.updates.get(&id).into_iter().flatten();
        updates
            .into_iter()
            .any(|(_, update)| matches!(update.change, Change::Cancel(_)))
    }
}

fn answer(status: &JourneyStatus) -> Outcome<JourneyAnswer> {
    Outcome::Answer(JourneyAnswer {
        journey: jws::sign(&central_key(), status),
    })
}

fn new_id(number: u8) -> AlertId {
    // Apart from the presses of the phone, which are numbered from 1.
    AlertId::new(
        u64::try_from(EVENING_MS).unwrap(),
        [number, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    )
}

pub(crate) fn start(phone: &mut Phone, number: u8, minutes: u32) -> AlertId {
    let id = new_id(number);
    phone.step(Event::StartJourney {
        id,
        intent: Intent::open(Kind::Auxilio),
        lasts_s: minutes * 60,
    });
    id
}

/// Takes the next word on a journey that was asked for.
pub(crate) fn told(phone: &mut Phone) -> Option<(AlertId, JourneyNews)> {
    let is_it = |effect: &Effect| matches!(effect, Effect::TellJourney { .. });
    let index = phone.asked.iter().position(is_it)?;
    match phone.asked.remove(index) {
        Some(Effect::TellJourney { id, body, .. }) => {
            Some((id, JourneyNews::read(&body, id).unwrap().0))
        }
        _ => None,
    }
}

/// The next word reaches the central, and its answer the phone.
pub(crate) fn exchange(phone: &mut Phone, central: &mut Central) -> JourneyNews {
    let (id, news) = told(phone).unwrap();
    let outcome = central.take(phone.now_ms, id, news.clone());
    phone.step(Event::JourneyAnswered { id, outcome });
    news
}
