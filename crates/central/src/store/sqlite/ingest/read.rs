//! What a batch has to know before anything is decided: a statement each for all of its alerts.

use std::collections::HashMap;
use std::fmt::Write as _;

use auxilio_protocol::{AlertId, Receipt, Seq};
use bytes::Bytes;
use sqlx::SqliteConnection;

use super::super::rows;
use crate::incident::Phase;
use crate::store::{Arrival, Sender, StoreError};

/// An alert that is known already, or since this batch.
pub(super) struct Known {
    pub(super) sender: Sender,
    pub(super) receipt: Receipt,
    pub(super) incident: i64,
    pub(super) phase: Phase,
    pub(super) unclaimed: bool,
    /// Only of unproven alerts, to tell a repeat from another.
    pub(super) body: Option<Bytes>,
    /// A text message brought it, alone or besides.
    pub(super) has_text: bool,
    /// Nothing else has brought it.
    pub(super) only_text: bool,
}

/// An open incident that further presses may join.
pub(super) struct Joinable {
    pub(super) id: i64,
    pub(super) phase: Phase,
    pub(super) unclaimed: bool,
    pub(super) alerts: i64,
}

/// The ids as a JSON array of hexadecimal texts: one argument for any number of them.
pub(super) fn id_list<'a>(arrivals: impl Iterator<Item = &'a Arrival>) -> String {
    let mut list = String::from("[");
    for arrival in arrivals {
        let separator = if list.len() > 1 { "," } else { "" };
        // Writing to a String cannot fail.
        let _ = write!(
            list,
            "{separator}\"{:032x}\"",
            u128::from_be_bytes(*arrival.id.as_bytes())
        );
    }
    list.push(']');
    list
}

#[derive(sqlx::FromRow)]
struct KnownRow {
    id: Vec<u8>,
    proven: bool,
    sender: String,
    lane: String,
    received_at_ms: i64,
    seq: i64,
    incident: i64,
    body: Option<Vec<u8>>,
    phase: String,
    unclaimed: bool,
    /// 0 where no text message brought it, 1 where one did besides, 2 where nothing else did.
    texted: i64,
}

/// What is known already of these ids.
pub(super) async fn known(
    connection: &mut SqliteConnection,
    ids: &str,
) -> Result<HashMap<(AlertId, bool), Known>, StoreError> {
    let found: Vec<KnownRow> = sqlx::query_as(
        "SELECT a.id, a.proven, a.sender, a.lane, a.received_at_ms, a.seq, a.incident,
                CASE WHEN a.proven = 0 THEN a.body END AS body, i.phase, i.unclaimed,
                (a.text IS NOT NULL) + a.only_text AS texted
         FROM alerts a JOIN incidents i ON i.id = a.incident
         WHERE a.id IN (SELECT unhex(value) FROM json_each(?))",
    )
    .bind(ids)
    .fetch_all(connection)
    .await?;
    found
        .into_iter()
        .map(|row| {
            let id = AlertId::from_bytes(rows::id_bytes(&row.id)?);
            let receipt = Receipt {
                alert: id,
                seq: Seq(rows::natural(row.seq)?),
                received_at: rows::time(row.received_at_ms),
                lane: rows::lane(&row.lane)?,
            };
            let known = Known {
                sender: Sender::from_stored(row.proven, &row.sender),
                receipt,
                incident: row.incident,
                phase: rows::phase(&row.phase)?,
                unclaimed: row.unclaimed,
                body: row.body.map(Bytes::from),
                has_text: row.texted > 0,
                only_text: row.texted > 1,
            };
            Ok(((id, row.proven), known))
        })
        .collect()
}

/// The newest open incident of each device, real ones and drills apart.
pub(super) async fn open_incidents(
    connection: &mut SqliteConnection,
    devices: &str,
) -> Result<HashMap<(String, bool), Joinable>, StoreError> {
    let found: Vec<(String, bool, i64, String, bool, i64)> = sqlx::query_as(
        "SELECT device, lane = 'drill', id, phase, unclaimed,
                (SELECT count(*) FROM alerts WHERE incident = incidents.id)
         FROM incidents
         WHERE device IN (SELECT value FROM json_each(?)) AND phase <> 'closed' ORDER BY id",
    )
    .bind(devices)
    .fetch_all(connection)
    .await?;
    found
        .into_iter()
        .map(|(device, drill, id, phase, unclaimed, alerts)| {
            let phase = rows::phase(&phase)?;
            Ok((
                (device, drill),
                Joinable {
                    id,
                    phase,
                    unclaimed,
                    alerts,
                },
            ))
        })
        .collect()
}

/// How far updates that came before their alert reach without a gap.
pub(super) async fn early_updates(
    connection: &mut SqliteConnection,
    ids: &str,
) -> Result<HashMap<(AlertId, String), Seq>, StoreError> {
    let found: Vec<(Vec<u8>, String, i64)> = sqlx::query_as(
        "SELECT id, sender, seq FROM updates
         WHERE id IN (SELECT unhex(value) FROM json_each(?)) AND proven = 1
           AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.id = updates.id AND a.proven = 1)
         ORDER BY id, sender, seq",
    )
    .bind(ids)
    .fetch_all(connection)
    .await?;
    let mut early: HashMap<(AlertId, String), Seq> = HashMap::new();
    for (id, sender, seq) in found {
        let id = AlertId::from_bytes(rows::id_bytes(&id)?);
        let reach = early.entry((id, sender)).or_default();
        if rows::natural(seq)? == reach.next().0 {
            *reach = reach.next();
        }
    }
    Ok(early)
}
