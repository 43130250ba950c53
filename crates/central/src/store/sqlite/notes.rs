//! What operators did to incidents that no phone is told of.

use std::collections::BTreeMap;

use auxilio_protocol::WireTime;
use sqlx::SqliteConnection;

use super::{Store, board, events, rows};
use crate::reserve;
use crate::store::{
    ActError, Changed, IncidentId, IncidentView, Note, Noted, OperatorId, StoreError,
};

impl Store {
    /// Opens what is reserved of an incident to an operator. `None` if it was open to them before,
    /// or nothing of it is reserved: then nothing is kept.
    pub async fn open_reserved(
        &self,
        id: IncidentId,
        operator: OperatorId,
        now: WireTime,
    ) -> Result<Option<Changed>, ActError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let incident = board::one(&mut tx, id).await?.ok_or(ActError::NotFound)?;
        if !note_opening(&mut tx, &incident, operator, now).await? {
            return Ok(None);
        }
        let board = events::next_board_seq(&mut tx).await?;
        sqlx::query("UPDATE incidents SET changed = ? WHERE id = ?")
            .bind(board.0)
            .bind(id.0)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(Some(Changed {
            alerts: Vec::new(),
            board,
            opened: vec![id],
        }))
    }
}

/// Keeps that an operator opened an incident, if it was not open to them.
pub(super) async fn note_opening(
    connection: &mut SqliteConnection,
    incident: &IncidentView,
    operator: OperatorId,
    now: WireTime,
) -> Result<bool, sqlx::Error> {
    let is_new = !reserve::is_open_to(incident, operator);
    if is_new {
        note(connection, incident.id, operator, &Note::Opened, now).await?;
    }
    Ok(is_new)
}

/// Keeps what an operator did.
pub(super) async fn note(
    connection: &mut SqliteConnection,
    incident: IncidentId,
    operator: OperatorId,
    note: &Note,
    now: WireTime,
) -> Result<(), sqlx::Error> {
    let (word, text) = match note {
        Note::Opened => ("opened", None),
        Note::TookForced => ("took_forced", None),
        Note::Explained(reason) => ("explained", Some(reason)),
    };
    sqlx::query(
        "INSERT INTO incident_notes (incident, operator, at_ms, note, text) VALUES (?, ?, ?, ?, ?)",
    )
    .bind(incident.0)
    .bind(operator.0)
    .bind(now.unix_ms())
    .bind(word)
    .bind(text)
    .execute(connection)
    .await?;
    Ok(())
}

/// The notes of these incidents (a JSON list of their numbers), oldest first.
pub(super) async fn of(
    connection: &mut SqliteConnection,
    incidents: &str,
) -> Result<BTreeMap<i64, Vec<Noted>>, StoreError> {
    let found: Vec<(i64, i64, i64, String, Option<String>)> = sqlx::query_as(
        "SELECT incident, operator, at_ms, note, text FROM incident_notes
         WHERE incident IN (SELECT value FROM json_each(?)) ORDER BY id",
    )
    .bind(incidents)
    .fetch_all(connection)
    .await?;
    let mut by_incident: BTreeMap<i64, Vec<Noted>> = BTreeMap::new();
    for (incident, operator, at_ms, word, text) in found {
        by_incident.entry(incident).or_default().push(Noted {
            operator: OperatorId(operator),
            at: rows::time(at_ms),
            note: match (word.as_str(), text) {
                ("opened", _) => Note::Opened,
                ("took_forced", _) => Note::TookForced,
                ("explained", Some(reason)) => Note::Explained(reason),
                _ => return Err(StoreError::Unexpected("note")),
            },
        });
    }
    Ok(by_incident)
}
