//! Alerts into the store, a whole batch in one transaction.
//!
//! # Whose is an id?
//! Proven and unproven alerts have separate name spaces, so that nothing unproven can stand in a
//! member's way, and each id is taken once in each:
//! - A proven arrival repeats the proven alert of its own key; another's is refused.
//! - An unproven arrival is refused where the id is a proven alert's, or an unproven one's with
//!   another claim or other bytes; with the same claim and bytes it repeats.
//! - A proven arrival with the very bytes of an unproven alert (a phone that was enrolled between
//!   two attempts, or somebody who replays it) is an alert of its own in the same incident.
//!
//! A text message and a request that bring the same alert are one alert, in either order ([`text`]).

mod read;
mod text;
mod write;

use std::collections::HashMap;
use std::time::Duration;

use auxilio_protocol::{AlertId, Lane, Receipt, Seq, WireTime};
use sqlx::SqliteConnection;

use super::Store;
use crate::incident::{self, Phase};
use crate::store::{Arrival, BoardSeq, Filed, Refusal, Sender, StoreError};
use read::{Joinable, Known};

/// Presses that fold into one incident; the next one opens another.
const ALERTS_PER_INCIDENT_MAX: i64 = 32;

impl Store {
    /// Files alerts, in their order, in one transaction. When it returns, every one of them is on
    /// the disk; if it fails, none is.
    pub(crate) async fn file_alerts(
        &self,
        arrivals: &[Arrival],
        now: WireTime,
        unclaimed_after: Duration,
    ) -> Result<(Vec<Filed>, BoardSeq), StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let filed = file(&mut tx, arrivals, now, unclaimed_after).await?;
        tx.commit().await?;
        Ok(filed)
    }
}

/// Files alerts, in their order, within a transaction.
pub(super) async fn file(
    connection: &mut SqliteConnection,
    arrivals: &[Arrival],
    now: WireTime,
    unclaimed_after: Duration,
) -> Result<(Vec<Filed>, BoardSeq), StoreError> {
    let mut batch = Batch::load(connection, arrivals, now, unclaimed_after).await?;
    let filed = arrivals.iter().map(|arrival| batch.file(arrival)).collect();
    batch.write(connection).await?;
    Ok((filed, batch.board))
}

struct NewAlert<'a> {
    row: i64,
    arrival: &'a Arrival,
    receipt: Receipt,
    incident: i64,
}

struct NewIncident<'a> {
    id: i64,
    device: Option<&'a str>,
    lane: Lane,
    changed: i64,
}

struct Joined<'a> {
    incident: i64,
    alert: i64,
    device: &'a str,
    lane: Lane,
    news: Option<incident::News>,
    changed: i64,
}

/// What one transaction reads first, and then what it will write.
struct Batch<'a> {
    now: WireTime,
    unclaimed_after: Duration,
    known: HashMap<(AlertId, bool), Known>,
    /// By device and drill or not.
    joinable: HashMap<(String, bool), Joinable>,
    /// By alert and sender: how far updates that came before their alert reach without a gap.
    early: HashMap<(AlertId, String), Seq>,
    last_alert: i64,
    last_incident: i64,
    board: BoardSeq,
    alerts: Vec<NewAlert<'a>>,
    incidents: Vec<NewIncident<'a>>,
    joined: Vec<Joined<'a>>,
    texted: Vec<text::Texted<'a>>,
    completed: Vec<text::Completed<'a>>,
    /// Unproven alerts of devices that were put out.
    put_out: Vec<AlertId>,
    /// Incidents whose cards are to be shown anew, and their new places on the board.
    touched: Vec<(i64, i64)>,
}

impl<'a> Batch<'a> {
    async fn load(
        connection: &mut SqliteConnection,
        arrivals: &[Arrival],
        now: WireTime,
        unclaimed_after: Duration,
    ) -> Result<Self, StoreError> {
        let (last_alert, last_incident, changed): (i64, i64, i64) = sqlx::query_as(
            "SELECT (SELECT coalesce(max(row), 0) FROM alerts),
                    (SELECT coalesce(max(id), 0) FROM incidents),
                    (SELECT coalesce(max(changed), 0) FROM incidents)",
        )
        .fetch_one(&mut *connection)
        .await?;
        let known = read::known(connection, &read::id_list(arrivals.iter())).await?;
        let proven = || arrivals.iter().filter(|arrival| arrival.sender.is_proven());
        let (mut joinable, mut early) = (HashMap::new(), HashMap::new());
        if proven().next().is_some() {
            let devices: Vec<&str> = proven().map(|arrival| arrival.sender.key_text()).collect();
            joinable =
                read::open_incidents(connection, &serde_json::json!(devices).to_string()).await?;
            early = read::early_updates(connection, &read::id_list(proven())).await?;
        }
        Ok(Self {
            now,
            unclaimed_after,
            known,
            joinable,
            early,
            last_alert,
            last_incident,
            board: BoardSeq(changed),
            alerts: Vec::with_capacity(arrivals.len()),
            incidents: Vec::with_capacity(arrivals.len()),
            joined: Vec::new(),
            texted: Vec::new(),
            completed: Vec::new(),
            put_out: Vec::new(),
            touched: Vec::new(),
        })
    }

    /// Decides on one arrival. Nothing is written yet.
    fn file(&mut self, arrival: &'a Arrival) -> Filed {
        let proven = arrival.sender.is_proven();
        if let Some(known) = self.known.get(&(arrival.id, true)) {
            // The id of a text message is known to nobody but who wrote it and who carried it.
            return if arrival.sender.is_device_of(&known.sender) || arrival.text.is_some() {
                self.again(arrival, true)
            } else {
                Filed::Refused(Refusal::AnotherDevice)
            };
        }
        let claimed = self.known.get(&(arrival.id, false));
        let same_bytes = claimed.filter(|known| known.body.as_ref() == Some(&arrival.body));
        match claimed {
            Some(_) if proven => {}
            Some(known) if known.completes(arrival) => return self.again(arrival, false),
            Some(known)
                if same_bytes.is_some() && known.sender.key_text() == arrival.sender.key_text() =>
            {
                let receipt = known.receipt.clone();
                self.note_put_out(arrival);
                return Filed::Repeat(receipt);
            }
            Some(_) => return Filed::Refused(Refusal::AnotherDevice),
            None => {}
        }
        let replayed = same_bytes
            .or(claimed.filter(|known| known.is_texted_by(arrival)))
            .filter(|known| known.phase != Phase::Closed)
            .map(|known| {
                (
                    known.incident,
                    incident::news_on_joining(known.phase, known.unclaimed),
                )
            });
        Filed::New(self.add(arrival, replayed))
    }

    fn add(
        &mut self,
        arrival: &'a Arrival,
        replayed: Option<(i64, Option<incident::News>)>,
    ) -> Receipt {
        let device = arrival
            .sender
            .is_proven()
            .then(|| arrival.sender.key_text());
        let lane = match (arrival.exercise, device) {
            (true, _) => Lane::Drill,
            (false, Some(_)) => Lane::Verified,
            (false, None) => Lane::Unverified,
        };
        let early = device.and_then(|key| self.early.get(&(arrival.id, key.to_owned())));
        let receipt = Receipt {
            alert: arrival.id,
            seq: early.copied().unwrap_or(Seq::ALERT),
            received_at: self.now,
            lane,
        };
        self.last_alert += 1;
        let incident = self.incident_for(arrival, device, lane, replayed);
        self.known.insert(
            (arrival.id, device.is_some()),
            Known {
                sender: arrival.sender.clone(),
                receipt: receipt.clone(),
                incident,
                phase: Phase::Open,
                unclaimed: false,
                body: device.is_none().then(|| arrival.body.clone()),
                has_text: arrival.text.is_some(),
                only_text: arrival.text.is_some(),
            },
        );
        self.note_text(arrival, device.is_some(), text::Only::Text);
        self.note_put_out(arrival);
        self.alerts.push(NewAlert {
            row: self.last_alert,
            arrival,
            receipt: receipt.clone(),
            incident,
        });
        receipt
    }

    fn note_put_out(&mut self, arrival: &Arrival) {
        if let Sender::PutOut(_) = arrival.sender {
            self.put_out.push(arrival.id);
        }
    }

    /// The open incident that the alert joins, or a new one.
    fn incident_for(
        &mut self,
        arrival: &'a Arrival,
        device: Option<&'a str>,
        lane: Lane,
        replayed: Option<(i64, Option<incident::News>)>,
    ) -> i64 {
        self.board.0 += 1;
        if let Some(device) = device {
            let key = (device.to_owned(), arrival.exercise);
            let own = self.joinable.get_mut(&key);
            if let Some(own) = own.filter(|open| open.alerts < ALERTS_PER_INCIDENT_MAX) {
                own.alerts += 1;
                let (incident, news) =
                    (own.id, incident::news_on_joining(own.phase, own.unclaimed));
                self.join(incident, device, lane, news);
                return incident;
            }
            if let Some((incident, news)) = replayed {
                self.join(incident, device, lane, news);
                return incident;
            }
        }
        self.last_incident += 1;
        let id = self.last_incident;
        self.incidents.push(NewIncident {
            id,
            device,
            lane,
            changed: self.board.0,
        });
        if let Some(device) = device {
            let open = Joinable {
                id,
                phase: Phase::Open,
                unclaimed: false,
                alerts: 1,
            };
            self.joinable
                .insert((device.to_owned(), arrival.exercise), open);
        }
        id
    }

    fn join(&mut self, incident: i64, device: &'a str, lane: Lane, news: Option<incident::News>) {
        self.joined.push(Joined {
            incident,
            alert: self.last_alert,
            device,
            lane,
            news,
            changed: self.board.0,
        });
    }
}
