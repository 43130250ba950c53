//! The ways home of one member: the copy of them, and their end with the membership.

use auxilio_protocol::limits::JOURNEYS_RUNNING_MAX;
use auxilio_protocol::own_data::ExportedJourney;
use auxilio_protocol::{AlertId, KeyId, WireTime};
use sqlx::SqliteConnection;

use crate::store::StoreError;
use crate::store::sqlite::rows;

/// What a way home takes in a copy besides its alert, in bytes: id, times, a position.
const JOURNEY_BYTES: usize = 512;

#[derive(sqlx::FromRow)]
struct Running {
    id: Vec<u8>,
    at_ms: i64,
    due_ms: i64,
    fix: Option<String>,
    body: Vec<u8>,
}

/// What is kept of the ways home of a device that run.
pub(in crate::store::sqlite) async fn running(
    connection: &mut SqliteConnection,
    key: &KeyId,
) -> Result<Vec<ExportedJourney>, StoreError> {
    let found: Vec<Running> = sqlx::query_as(
        "SELECT id, at_ms, due_ms, fix, body FROM journeys
         WHERE sender = ? AND state = 'under_way' ORDER BY due_ms LIMIT ?",
    )
    .bind(key.as_str())
    .bind(i64::try_from(JOURNEYS_RUNNING_MAX).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await?;
    found
        .into_iter()
        .map(|row| {
            let fix = row.fix.map(|fix| serde_json::from_str(&fix)).transpose();
            Ok(ExportedJourney {
                id: AlertId::from_bytes(rows::id_bytes(&row.id)?),
                at: rows::time(row.at_ms),
                due_at: rows::time(row.due_ms),
                fix: fix.map_err(|_| StoreError::Unexpected("journey's position"))?,
                alert: String::from_utf8_lossy(&row.body).into_owned(),
            })
        })
        .collect()
}

/// What a way home takes in a copy, in bytes.
pub(in crate::store::sqlite) fn bytes_in_copy(journey: &ExportedJourney) -> usize {
    JOURNEY_BYTES + journey.alert.len()
}

/// Ends and erases the ways home of a device whose member is deleted. One that is due stays: it is
/// an incident, or becomes one in this moment.
pub(in crate::store::sqlite) async fn forget_all(
    connection: &mut SqliteConnection,
    key: &KeyId,
    now: WireTime,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "DELETE FROM journeys WHERE sender = ?1
         AND (state = 'arrived' OR (state = 'under_way' AND due_ms > ?2))",
    )
    .bind(key.as_str())
    .bind(now.unix_ms())
    .execute(connection)
    .await?;
    Ok(())
}
