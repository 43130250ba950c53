//! A lost phone comes back: another device takes over its membership.

use std::collections::HashMap;

use auxilio_protocol::{MemberId, Profile, WireTime};
use sqlx::SqliteConnection;

use super::{Store, put_out, rows};
use crate::likeness::{Person, are_alike};
use crate::operators::Scope;
use crate::store::{
    LIKENESSES_MAX, Lookalike, Membership, OperatorId, PutOutBy, StoreError, TakenOver,
};

/// What can be taken over: of a member, or of one who was put out and not only turned away.
const CAN_BE_TAKEN_OVER: &str =
    "(state = 'active' OR (state = 'revoked' AND key_id IN (SELECT key_id FROM put_out_keys)))";

impl Store {
    /// Lets a device that waits be the new phone of a member, in one transaction: its key becomes
    /// the member's, with what its owner told by it, and the old one dies. None if one of the two is
    /// not there, or not of those that are meant.
    pub(crate) async fn take_over(
        &self,
        scope: &Scope,
        waiting: MemberId,
        member: MemberId,
        by: OperatorId,
        now: WireTime,
    ) -> Result<Option<TakenOver>, StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let Some((old, state)) = old_key(&mut tx, scope, member).await? else {
            return Ok(None);
        };
        // The row goes first: a key is one member's at any time.
        let new: Option<(String, Vec<u8>)> = sqlx::query_as(
            "DELETE FROM members
             WHERE id = ?2 AND state = 'pending' AND (?1 IS NULL OR organization = ?1)
             RETURNING json_array(key_id, profile, consent_text, consent_at_ms, invitation,
                                  readiness, readiness_at_ms), public_key",
        )
        .bind(scope.organization())
        .bind(waiting.as_bytes().as_slice())
        .fetch_optional(&mut *tx)
        .await?;
        let Some((told, key)) = new else {
            return Ok(None);
        };
        let ended = match rows::membership(&state)? {
            Membership::Active => {
                let by = PutOutBy::Replaced(by);
                Some(put_out::keep(&mut tx, member, rows::key(&old)?, by, now).await?)
            }
            Membership::Pending | Membership::Revoked => None,
        };
        sqlx::query(
            "UPDATE members SET state = 'active', public_key = ?2, decided_by = ?4,
                 revoked_at_ms = NULL, recovery_hash = NULL, recovery_at_ms = NULL, key_id = ?3 ->> 0, profile = ?3 ->> 1,
                 consent_text = ?3 ->> 2, consent_at_ms = ?3 ->> 3, invitation = ?3 ->> 4,
                 readiness = ?3 ->> 5, readiness_at_ms = ?3 ->> 6
             WHERE id = ?1",
        )
        .bind(member.as_bytes().as_slice())
        .bind(&key)
        .bind(told)
        .bind(by.0)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(Some(TakenOver {
            key: rows::key(&key)?,
            ended,
        }))
    }
}

async fn old_key(
    connection: &mut SqliteConnection,
    scope: &Scope,
    member: MemberId,
) -> Result<Option<(Vec<u8>, String)>, sqlx::Error> {
    sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT public_key, state FROM members
         WHERE id = ?2 AND (?1 IS NULL OR organization = ?1) AND {CAN_BE_TAKEN_OVER}"
    )))
    .bind(scope.organization())
    .bind(member.as_bytes().as_slice())
    .fetch_optional(connection)
    .await
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Vec<u8>,
    profile: String,
    organization: Option<String>,
    state: String,
}

impl Row {
    fn profile(&self) -> Result<Profile, StoreError> {
        serde_json::from_str(&self.profile).map_err(|_| StoreError::Unexpected("profile"))
    }
}

/// Whom those who wait may be, as far as that coordinator may see.
pub(super) async fn likenesses(
    connection: &mut SqliteConnection,
    scope: &Scope,
) -> Result<HashMap<MemberId, Vec<Lookalike>>, StoreError> {
    let found = async |connection: &mut SqliteConnection, which: &str| {
        sqlx::query_as::<_, Row>(sqlx::AssertSqlSafe(format!(
            "SELECT id, profile, organization, state FROM members
             WHERE (?1 IS NULL OR organization = ?1) AND {which} ORDER BY state, enrolled_at_ms"
        )))
        .bind(scope.organization())
        .fetch_all(connection)
        .await
    };
    let waiting = found(connection, "state = 'pending'").await?;
    if waiting.is_empty() {
        return Ok(HashMap::new());
    }
    let known = found(connection, CAN_BE_TAKEN_OVER).await?;
    let known: Vec<(Row, Profile)> = known
        .into_iter()
        .map(|row| row.profile().map(|profile| (row, profile)))
        .collect::<Result<_, _>>()?;
    let mut likenesses = HashMap::new();
    for row in waiting {
        let profile = row.profile()?;
        let who = Person {
            profile: &profile,
            organization: row.organization.as_deref(),
        };
        let alike = known.iter().filter(|(other, profile)| {
            let organization = other.organization.as_deref();
            are_alike(
                who,
                Person {
                    profile,
                    organization,
                },
            )
        });
        let alike: Vec<Lookalike> = alike
            .take(LIKENESSES_MAX)
            .map(|(other, profile)| {
                Ok(Lookalike {
                    id: MemberId::from_bytes(rows::id_bytes(&other.id)?),
                    name: profile.name.clone(),
                    state: rows::membership(&other.state)?,
                })
            })
            .collect::<Result<_, StoreError>>()?;
        likenesses.insert(MemberId::from_bytes(rows::id_bytes(&row.id)?), alike);
    }
    Ok(likenesses)
}
