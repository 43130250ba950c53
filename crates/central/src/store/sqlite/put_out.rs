//! Devices that were put out.

use auxilio_protocol::{MemberId, PublicKey, WireTime};
use sqlx::SqliteConnection;

use super::events::next_board_seq;
use crate::store::{Ended, OperatorId, PutOutBy, StoreError};

/// Ends a membership.
pub(super) async fn end(
    connection: &mut SqliteConnection,
    member: MemberId,
    by: Option<OperatorId>,
    now: WireTime,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE members SET state = 'revoked', decided_by = ?2, revoked_at_ms = ?3 WHERE id = ?1",
    )
    .bind(member.as_bytes().as_slice())
    .bind(by.map(|by| by.0))
    .bind(now.unix_ms())
    .execute(connection)
    .await?;
    Ok(())
}

/// Keeps the key of a device that is put out, so that what it sends from now on is known to come
/// from it, and has the cards of its open incidents shown anew: somebody else may have it.
pub(super) async fn keep(
    connection: &mut SqliteConnection,
    member: MemberId,
    key: PublicKey,
    by: PutOutBy,
    now: WireTime,
) -> Result<Ended, StoreError> {
    let (how, operator) = by.stored();
    sqlx::query(
        "INSERT OR REPLACE INTO put_out_keys (key_id, public_key, member, how, operator, at_ms)
         VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(key.id().as_str())
    .bind(key.as_bytes().as_slice())
    .bind(member.as_bytes().as_slice())
    .bind(how)
    .bind(operator.map(|operator| operator.0))
    .bind(now.unix_ms())
    .execute(&mut *connection)
    .await?;
    let open: Vec<(i64,)> =
        sqlx::query_as("SELECT id FROM incidents WHERE device = ? AND phase <> 'closed'")
            .bind(key.id().as_str())
            .fetch_all(&mut *connection)
            .await?;
    let mut board = None;
    for (incident,) in open {
        let next = next_board_seq(connection).await?;
        sqlx::query("UPDATE incidents SET changed = ? WHERE id = ?")
            .bind(next.0)
            .bind(incident)
            .execute(&mut *connection)
            .await?;
        board = Some(next);
    }
    Ok(Ended { key, board })
}
