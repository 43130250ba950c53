//! Updates into the store.

use auxilio_protocol::{AlertId, Change, Receipt, Seq};
use sqlx::SqliteConnection;

use super::{Store, events, rows};
use crate::incident::phase_when_forced;
use crate::reserve;
use crate::store::{Refusal, Sender, StoreError, UpdateBatch, UpdatesFiled};

/// Updates that are kept for one alert that has not come yet.
const EARLY_UPDATES_MAX: i64 = 64;

/// The sort of the update that somebody was forced.
const FORCED: &str = "duress";

/// The alert that updates belong to.
#[derive(sqlx::FromRow)]
struct Owner {
    row: i64,
    proven: bool,
    sender: String,
    lane: String,
    received_at_ms: i64,
    seq: i64,
    incident: i64,
    closed: bool,
}

impl Store {
    /// Files updates of one alert, each once, in one transaction. They must come from the alert's
    /// own sender; of a proven sender they are kept even before their alert.
    pub(crate) async fn file_updates(
        &self,
        batch: &UpdateBatch,
    ) -> Result<UpdatesFiled, StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let filed = match owner(&mut tx, batch.id, &batch.sender).await? {
            Some(owner) => take(&mut tx, batch, &owner).await?,
            None => keep_for_later(&mut tx, batch).await?,
        };
        // A refusal has written nothing that counts.
        if let UpdatesFiled::Refused(_) = filed {
            tx.rollback().await?;
        } else {
            tx.commit().await?;
        }
        Ok(filed)
    }
}

/// A proven sender owns what it signed and, from before its enrolment, what only named its key. A
/// device that was put out still owns what it signed before: where it is now has to be seen.
async fn owner(
    connection: &mut SqliteConnection,
    id: AlertId,
    sender: &Sender,
) -> Result<Option<Owner>, sqlx::Error> {
    sqlx::query_as(
        "SELECT a.row, a.proven, a.sender, a.lane, a.received_at_ms, a.seq, a.incident,
                i.phase = 'closed' AS closed
         FROM alerts a JOIN incidents i ON i.id = a.incident
         WHERE a.id = ? AND a.sender = ? AND a.proven <= ? ORDER BY a.proven DESC LIMIT 1",
    )
    .bind(id.as_bytes().as_slice())
    .bind(sender.key_text())
    .bind(matches!(sender, Sender::Proven(_) | Sender::PutOut(_)))
    .fetch_optional(connection)
    .await
}

async fn take(
    connection: &mut SqliteConnection,
    batch: &UpdateBatch,
    owner: &Owner,
) -> Result<UpdatesFiled, StoreError> {
    let sender = Sender::from_stored(owner.proven, &owner.sender);
    let forced = tells_of_force(connection, batch, &sender).await?;
    // What was forced opens the incident again, so that a press in it is heard.
    if owner.closed && !forced && presses_again(connection, batch, &sender).await? {
        return Ok(UpdatesFiled::Refused(Refusal::Closed));
    }
    let fresh = insert(connection, batch, &sender).await?;
    let mut seq = owner.seq;
    let mut board = None;
    if fresh > 0 {
        seq = reach(connection, batch.id, &sender, owner.seq).await?;
        sqlx::query("UPDATE alerts SET seq = ? WHERE row = ?")
            .bind(seq)
            .bind(owner.row)
            .execute(&mut *connection)
            .await?;
        let next = events::next_board_seq(connection).await?;
        sqlx::query("UPDATE incidents SET changed = ? WHERE id = ?")
            .bind(next.0)
            .bind(owner.incident)
            .execute(&mut *connection)
            .await?;
        if forced {
            ring_as_forced(connection, owner.incident).await?;
        }
        board = Some(next);
    }
    Ok(UpdatesFiled::Taken {
        receipt: Receipt {
            alert: batch.id,
            seq: Seq(rows::natural(seq)?),
            received_at: rows::time(owner.received_at_ms),
            lane: rows::lane(&owner.lane)?,
        },
        board,
    })
}

/// Whether it is news by this that the person was forced. A second time the alert rings no more.
async fn tells_of_force(
    connection: &mut SqliteConnection,
    batch: &UpdateBatch,
    sender: &Sender,
) -> Result<bool, sqlx::Error> {
    let mut changes = batch.updates.iter().map(|update| &update.change);
    if !changes.any(|change| matches!(change, Some(Change::Duress(true)))) {
        return Ok(false);
    }
    let known: Option<(i64,)> = sqlx::query_as(
        "SELECT 1 FROM updates WHERE id = ? AND proven = ? AND sender = ? AND what = ? LIMIT 1",
    )
    .bind(batch.id.as_bytes().as_slice())
    .bind(sender.is_proven())
    .bind(sender.key_text())
    .bind(FORCED)
    .fetch_optional(connection)
    .await?;
    Ok(known.is_none())
}

/// Makes an incident ring like a new one, and waits for an operator again if it was ended.
async fn ring_as_forced(
    connection: &mut SqliteConnection,
    incident: i64,
) -> Result<(), StoreError> {
    let (phase,): (String,) = sqlx::query_as("SELECT phase FROM incidents WHERE id = ?")
        .bind(incident)
        .fetch_one(&mut *connection)
        .await?;
    let phase = phase_when_forced(rows::phase(&phase)?);
    sqlx::query(
        "UPDATE incidents SET phase = ?2, force_taken = 0, closed_at_ms = NULL, close_code = NULL
         WHERE id = ?1",
    )
    .bind(incident)
    .bind(phase.as_str())
    .execute(connection)
    .await?;
    Ok(())
}

/// Whether the person presses again, and does not take it back at once. What was taken while the
/// incident was open is no press of now.
async fn presses_again(
    connection: &mut SqliteConnection,
    batch: &UpdateBatch,
    sender: &Sender,
) -> Result<bool, sqlx::Error> {
    let since_cancelled = batch
        .updates
        .iter()
        .rev()
        .take_while(|update| !matches!(update.change, Some(Change::Cancel(_))));
    let presses: Vec<u64> = since_cancelled
        .filter(|update| matches!(update.change, Some(Change::Urgent(true))))
        .map(|update| update.seq.0)
        .collect();
    let (known,): (i64,) = sqlx::query_as(
        "SELECT count(*) FROM updates WHERE id = ? AND proven = ? AND sender = ?
           AND seq IN (SELECT value FROM json_each(?))",
    )
    .bind(batch.id.as_bytes().as_slice())
    .bind(sender.is_proven())
    .bind(sender.key_text())
    .bind(serde_json::json!(presses).to_string())
    .fetch_one(connection)
    .await?;
    Ok(usize::try_from(known).unwrap_or(0) < presses.len())
}

async fn keep_for_later(
    connection: &mut SqliteConnection,
    batch: &UpdateBatch,
) -> Result<UpdatesFiled, StoreError> {
    let taken: Option<(bool,)> =
        sqlx::query_as("SELECT proven FROM alerts WHERE id = ? AND proven >= ? LIMIT 1")
            .bind(batch.id.as_bytes().as_slice())
            .bind(batch.sender.is_proven())
            .fetch_optional(&mut *connection)
            .await?;
    if taken.is_some() {
        return Ok(UpdatesFiled::Refused(Refusal::AnotherDevice));
    }
    if !batch.sender.is_proven() {
        return Ok(UpdatesFiled::Refused(Refusal::Unknown));
    }
    insert(connection, batch, &batch.sender).await?;
    let (kept,): (i64,) =
        sqlx::query_as("SELECT count(*) FROM updates WHERE id = ? AND proven = 1 AND sender = ?")
            .bind(batch.id.as_bytes().as_slice())
            .bind(batch.sender.key_text())
            .fetch_one(connection)
            .await?;
    Ok(if kept > EARLY_UPDATES_MAX {
        UpdatesFiled::Refused(Refusal::TooMany)
    } else {
        UpdatesFiled::Early
    })
}

/// Inserts those that are not there yet and tells how many.
async fn insert(
    connection: &mut SqliteConnection,
    batch: &UpdateBatch,
    sender: &Sender,
) -> Result<u64, sqlx::Error> {
    let updates: Vec<(u64, &str, String)> = batch
        .updates
        .iter()
        .map(|update| {
            (
                update.seq.0,
                word(update.change.as_ref()),
                update.raw.to_string(),
            )
        })
        .collect();
    let done = sqlx::query(
        "INSERT OR IGNORE INTO updates (id, proven, sender, seq, what, received_at_ms, body)
         SELECT ?1, ?2, ?3, value ->> 0, value ->> 1, ?4, value ->> 2 FROM json_each(?5)",
    )
    .bind(batch.id.as_bytes().as_slice())
    .bind(sender.is_proven())
    .bind(sender.key_text())
    .bind(batch.now.unix_ms())
    .bind(serde_json::json!(updates).to_string())
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}

/// The highest update without a gap, from one that is known to be so.
async fn reach(
    connection: &mut SqliteConnection,
    id: AlertId,
    sender: &Sender,
    from: i64,
) -> Result<i64, sqlx::Error> {
    let (seq,): (i64,) = sqlx::query_as(
        "WITH own AS (SELECT seq FROM updates
                      WHERE id = ?1 AND proven = ?2 AND sender = ?3 AND seq > ?4)
         SELECT min(seq) FROM (SELECT ?4 AS seq UNION ALL SELECT seq FROM own)
         WHERE seq + 1 NOT IN own",
    )
    .bind(id.as_bytes().as_slice())
    .bind(sender.is_proven())
    .bind(sender.key_text())
    .bind(from)
    .fetch_one(connection)
    .await?;
    Ok(seq)
}

/// What an update is kept under. Of each sort the board reads the last one alone, so that what must
/// not be undone by a later one is a sort of its own.
fn word(change: Option<&Change>) -> &'static str {
    match change {
        Some(Change::Fix(_)) => "fix",
        Some(Change::Kind(kind)) if reserve::protects(kind) => "kind_protected",
        Some(Change::Kind(_)) => "kind",
        Some(Change::Cancel(_)) => "cancel",
        Some(Change::Duress(true)) => FORCED,
        Some(Change::Duress(false)) => "proved",
        Some(Change::Urgent(_)) => "urgent",
        Some(Change::Text(_)) => "text",
        Some(Change::BatteryPercent(_)) => "battery_percent",
        None => "",
    }
}
