//! A member's own data: the profile, a copy of everything, the end of it.

use auxilio_protocol::enrolment::Consent;
use auxilio_protocol::own_data::{Export, ExportedAlert, ExportedStatus, ExportedUpdate};
use auxilio_protocol::{AlertId, KeyId, MemberId, Profile, Receipt, Seq, WireTime};
use sqlx::SqliteConnection;

use super::{Store, journeys, rows};
use crate::store::{DeletedMember, StoreError};

/// What an alert takes in a copy besides its texts, in bytes: ids, times, names of fields.
const ALERT_BYTES: usize = 512;
/// The same of an update.
const UPDATE_BYTES: usize = 128;
/// The same of a step.
const STATUS_BYTES: usize = 256;
/// What everything but the alerts takes, in bytes: an enrolment and a self-check, within limits.
const MEMBER_BYTES: usize = 48 * 1024;
/// A text within a JSON text is at most this many times as long, since JSON itself has no control
/// characters: each quotation mark and each backslash gets another one.
const ESCAPED: usize = 2;

#[derive(sqlx::FromRow)]
struct MemberRow {
    id: Vec<u8>,
    state: String,
    organization: Option<String>,
    profile: String,
    consent_text: String,
    consent_at_ms: i64,
    enrolled_at_ms: i64,
    readiness: Option<String>,
}

#[derive(sqlx::FromRow)]
struct AlertRow {
    row: i64,
    id: Vec<u8>,
    lane: String,
    received_at_ms: i64,
    seq: i64,
    body: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct StatusRow {
    n: i64,
    at_ms: i64,
    state: String,
    by: Option<String>,
    eta_s: Option<u32>,
    text: Option<String>,
}

impl Store {
    /// Keeps a member's profile, unless one with a higher version is there. The version that is
    /// there now; none if there is no such member.
    pub async fn set_profile(
        &self,
        id: MemberId,
        profile: &Profile,
    ) -> Result<Option<u64>, StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let found: Option<(String,)> = sqlx::query_as("SELECT profile FROM members WHERE id = ?")
            .bind(id.as_bytes().as_slice())
            .fetch_optional(&mut *tx)
            .await?;
        let Some((kept,)) = found else {
            return Ok(None);
        };
        let kept = read_profile(&kept)?;
        if kept.version > profile.version || kept == *profile {
            return Ok(Some(kept.version));
        }
        let text = serde_json::to_string(profile).map_err(|_| StoreError::Unexpected("profile"))?;
        sqlx::query("UPDATE members SET profile = ?2 WHERE id = ?1")
            .bind(id.as_bytes().as_slice())
            .bind(text)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(Some(profile.version))
    }

    /// Everything that is kept about a member, at one moment, as far as it takes so many bytes as
    /// JSON. None if there is no such member, or if the membership was ended.
    pub async fn export(
        &self,
        key: &KeyId,
        now: WireTime,
        bytes_max: usize,
    ) -> Result<Option<Export>, StoreError> {
        let mut tx = self.readers.begin().await?;
        let found: Option<MemberRow> = sqlx::query_as(
            "SELECT id, state, organization, profile, consent_text, consent_at_ms, enrolled_at_ms,
                    readiness
             FROM members WHERE key_id = ?",
        )
        .bind(key.as_str())
        .fetch_optional(&mut *tx)
        .await?;
        let Some(member) = found else {
            return Ok(None);
        };
        let Some(state) = rows::membership(&member.state)?.told() else {
            return Ok(None);
        };
        let room = bytes_max.saturating_sub(MEMBER_BYTES) / ESCAPED;
        let journeys = journeys::running(&mut tx, key).await?;
        let room = room.saturating_sub(journeys.iter().map(journeys::bytes_in_copy).sum());
        let (alerts, alerts_left_out) = alerts(&mut tx, key, room).await?;
        let readiness = member
            .readiness
            .map(|text| serde_json::from_str(&text))
            .transpose()
            .map_err(|_| StoreError::Unexpected("readiness"))?;
        Ok(Some(Export {
            at: now,
            member: MemberId::from_bytes(rows::id_bytes(&member.id)?),
            state,
            organization: member.organization,
            enrolled_at: rows::time(member.enrolled_at_ms),
            profile: read_profile(&member.profile)?,
            consent: Consent {
                text: member.consent_text,
                at: rows::time(member.consent_at_ms),
            },
            readiness,
            alerts,
            alerts_left_out,
            journeys,
        }))
    }

    /// Deletes a member, in one transaction: the membership with everything in it, and the ways
    /// home that are not due. None if there is no such member, or if somebody else ended the
    /// membership.
    pub(crate) async fn delete_member(
        &self,
        id: MemberId,
        now: WireTime,
    ) -> Result<Option<DeletedMember>, StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let found: Option<(String, Vec<u8>)> = sqlx::query_as(
            "DELETE FROM members WHERE id = ? AND state <> 'revoked' RETURNING key_id, public_key",
        )
        .bind(id.as_bytes().as_slice())
        .fetch_optional(&mut *tx)
        .await?;
        let Some((key_id, public_key)) = found else {
            return Ok(None);
        };
        journeys::forget_all(&mut tx, &KeyId::claimed(&key_id), now).await?;
        sqlx::query(
            "INSERT OR REPLACE INTO deletions (key_id, public_key, member, deleted_at_ms)
             VALUES (?, ?, ?, ?)",
        )
        .bind(key_id)
        .bind(&public_key)
        .bind(id.as_bytes().as_slice())
        .bind(now.unix_ms())
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(Some(DeletedMember {
            member: id,
            key: rows::key(&public_key)?,
            at: now,
        }))
    }

    /// The last member that this key was and had deleted.
    pub async fn deleted_member(&self, key: &KeyId) -> Result<Option<DeletedMember>, StoreError> {
        let found: Option<(Vec<u8>, Vec<u8>, i64)> = sqlx::query_as(
            "SELECT member, public_key, deleted_at_ms FROM deletions WHERE key_id = ?",
        )
        .bind(key.as_str())
        .fetch_optional(&self.readers)
        .await?;
        found
            .map(|(member, key, at_ms)| {
                Ok(DeletedMember {
                    member: MemberId::from_bytes(rows::id_bytes(&member)?),
                    key: rows::key(&key)?,
                    at: rows::time(at_ms),
                })
            })
            .transpose()
    }
}

fn read_profile(text: &str) -> Result<Profile, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Unexpected("profile"))
}

/// The newest alerts that a device signed, as far as there is room, and how many there are besides.
/// What only names the key is not among them: anybody can have written that.
async fn alerts(
    connection: &mut SqliteConnection,
    key: &KeyId,
    mut room: usize,
) -> Result<(Vec<ExportedAlert>, u64), StoreError> {
    let (all,): (i64,) =
        sqlx::query_as("SELECT count(*) FROM alerts WHERE sender = ? AND proven = 1")
            .bind(key.as_str())
            .fetch_one(&mut *connection)
            .await?;
    let mut alerts = Vec::new();
    let mut before = i64::MAX;
    loop {
        let found: Option<AlertRow> = sqlx::query_as(
            "SELECT row, id, lane, received_at_ms, seq, body FROM alerts
             WHERE sender = ? AND proven = 1 AND row < ? ORDER BY row DESC LIMIT 1",
        )
        .bind(key.as_str())
        .bind(before)
        .fetch_optional(&mut *connection)
        .await?;
        let Some(row) = found else { break };
        before = row.row;
        let Some(alert) = alert(connection, key, row, &mut room).await? else {
            break;
        };
        alerts.push(alert);
    }
    let in_it = u64::try_from(alerts.len()).unwrap_or(u64::MAX);
    Ok((alerts, rows::natural(all)?.saturating_sub(in_it)))
}

/// One alert, with its newest updates as far as there is room; none if there is not even room for
/// the alert and its steps.
async fn alert(
    connection: &mut SqliteConnection,
    key: &KeyId,
    row: AlertRow,
    room: &mut usize,
) -> Result<Option<ExportedAlert>, StoreError> {
    let status = status(connection, row.row).await?;
    let told = |step: &ExportedStatus| {
        let texts = [&step.by, &step.text].into_iter().flatten();
        STATUS_BYTES + texts.map(String::len).sum::<usize>()
    };
    let needed = ALERT_BYTES + row.body.len() + status.iter().map(told).sum::<usize>();
    let Some(left) = room.checked_sub(needed) else {
        return Ok(None);
    };
    *room = left;
    let (updates, updates_left_out) = updates(connection, key, &row.id, room).await?;
    let id = AlertId::from_bytes(rows::id_bytes(&row.id)?);
    Ok(Some(ExportedAlert {
        id,
        receipt: Receipt {
            alert: id,
            seq: Seq(rows::natural(row.seq)?),
            received_at: rows::time(row.received_at_ms),
            lane: rows::lane(&row.lane)?,
        },
        body: String::from_utf8_lossy(&row.body).into_owned(),
        updates,
        updates_left_out,
        status,
    }))
}

/// What the central did, until a PIN was typed. The phone shows no more of it either: what is still
/// done for somebody who was forced to cancel would tell.
async fn status(
    connection: &mut SqliteConnection,
    alert: i64,
) -> Result<Vec<ExportedStatus>, StoreError> {
    let found: Vec<StatusRow> = sqlx::query_as(
        "SELECT n, at_ms, state, by, eta_s, text FROM status_events
         WHERE alert = ?1 AND at_ms < (
             SELECT coalesce(min(u.received_at_ms), 9223372036854775807)
             FROM updates u JOIN alerts a ON a.id = u.id AND a.proven = u.proven AND a.sender = u.sender
             WHERE a.row = ?1 AND u.what IN ('duress', 'proved'))
         ORDER BY n",
    )
    .bind(alert)
    .fetch_all(connection)
    .await?;
    found
        .into_iter()
        .map(|row| {
            Ok(ExportedStatus {
                n: rows::natural(row.n)?,
                at: rows::time(row.at_ms),
                state: rows::state(&row.state)?,
                by: row.by,
                eta_s: row.eta_s,
                text: row.text,
            })
        })
        .collect()
}

/// The newest updates for which there is room, and how many there are besides. Never which PIN was
/// typed: whoever forced the person may be the one who asks for the copy.
async fn updates(
    connection: &mut SqliteConnection,
    key: &KeyId,
    id: &[u8],
    room: &mut usize,
) -> Result<(Vec<ExportedUpdate>, u64), StoreError> {
    let (all,): (i64,) = sqlx::query_as(
        "SELECT count(*) FROM updates WHERE id = ? AND proven = 1 AND sender = ?
               AND what NOT IN ('duress', 'proved')",
    )
    .bind(id)
    .bind(key.as_str())
    .fetch_one(&mut *connection)
    .await?;
    let found: Vec<(i64, i64, String)> = sqlx::query_as(
        "SELECT seq, received_at_ms, body FROM (
             SELECT seq, received_at_ms, body,
                    sum(octet_length(body) + ?4) OVER (ORDER BY seq DESC) AS bytes
             FROM updates WHERE id = ?1 AND proven = 1 AND sender = ?2
               AND what NOT IN ('duress', 'proved')
         ) WHERE bytes <= ?3 ORDER BY seq",
    )
    .bind(id)
    .bind(key.as_str())
    .bind(i64::try_from(*room).unwrap_or(i64::MAX))
    .bind(i64::try_from(UPDATE_BYTES).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await?;
    let taken: usize = found
        .iter()
        .map(|(_, _, body)| body.len() + UPDATE_BYTES)
        .sum();
    *room = room.saturating_sub(taken);
    let left_out = rows::natural(all)?.saturating_sub(u64::try_from(found.len()).unwrap_or(0));
    let updates: Result<Vec<_>, StoreError> = found
        .into_iter()
        .map(|(seq, received_at_ms, body)| {
            Ok(ExportedUpdate {
                seq: Seq(rows::natural(seq)?),
                received_at: rows::time(received_at_ms),
                body,
            })
        })
        .collect();
    Ok((updates?, left_out))
}
