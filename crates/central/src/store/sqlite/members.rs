//! Members as a coordinator sees them, and what a coordinator decides.

use auxilio_protocol::member::Readiness;
use auxilio_protocol::{MemberId, Profile, PublicKey, WireTime};

use super::{Store, put_out, rows, take_over};
use crate::operators::Scope;
use crate::store::{
    Ended, MemberPage, MemberView, Membership, OperatorId, PutOutBy, StoreError, Waiting,
};

#[derive(sqlx::FromRow)]
struct Row {
    id: Vec<u8>,
    profile: String,
    organization: Option<String>,
    state: String,
    enrolled_at_ms: i64,
    readiness: Option<String>,
    readiness_at_ms: Option<i64>,
}

impl TryFrom<Row> for MemberView {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let profile: Profile =
            serde_json::from_str(&row.profile).map_err(|_| StoreError::Unexpected("profile"))?;
        let readiness: Option<Readiness> = row
            .readiness
            .map(|text| serde_json::from_str(&text))
            .transpose()
            .map_err(|_| StoreError::Unexpected("readiness"))?;
        Ok(Self {
            id: MemberId::from_bytes(rows::id_bytes(&row.id)?),
            name: profile.name,
            unit: profile.organization.and_then(|of| of.unit),
            organization: row.organization,
            state: rows::membership(&row.state)?,
            joined_at: rows::time(row.enrolled_at_ms),
            readiness: readiness.zip(row.readiness_at_ms.map(rows::time)),
            may_be: Vec::new(),
        })
    }
}

impl Store {
    /// So many members from a place in their order: who waits first, then the newest, and who is
    /// no member any more last.
    pub async fn member_page(
        &self,
        scope: &Scope,
        from: u32,
        count_max: u32,
    ) -> Result<MemberPage, StoreError> {
        let mut connection = self.readers.acquire().await?;
        let (all, pending): (i64, i64) = sqlx::query_as(
            "SELECT count(*), count(*) FILTER (WHERE state = 'pending')
             FROM members WHERE ?1 IS NULL OR organization = ?1",
        )
        .bind(scope.organization())
        .fetch_one(&mut *connection)
        .await?;
        let found: Vec<Row> = sqlx::query_as(
            "SELECT id, profile, organization, state, enrolled_at_ms, readiness, readiness_at_ms
             FROM members WHERE ?1 IS NULL OR organization = ?1
             ORDER BY CASE state WHEN 'pending' THEN 0 WHEN 'active' THEN 1 ELSE 2 END,
                      enrolled_at_ms DESC, id LIMIT ?2 OFFSET ?3",
        )
        .bind(scope.organization())
        .bind(count_max)
        .bind(from)
        .fetch_all(&mut *connection)
        .await?;
        let members: Result<Vec<MemberView>, StoreError> =
            found.into_iter().map(TryInto::try_into).collect();
        let mut members = members?;
        let mut likenesses = take_over::likenesses(&mut connection, scope).await?;
        for member in &mut members {
            member.may_be = likenesses.remove(&member.id).unwrap_or_default();
        }
        Ok(MemberPage {
            members,
            pending: rows::natural(pending)?,
            all: rows::natural(all)?,
        })
    }

    /// Whether there is such a member.
    pub async fn has_member(&self, scope: &Scope, id: MemberId) -> Result<bool, StoreError> {
        let found: Option<(i64,)> = sqlx::query_as(
            "SELECT 1 FROM members WHERE id = ?2 AND (?1 IS NULL OR organization = ?1)",
        )
        .bind(scope.organization())
        .bind(id.as_bytes().as_slice())
        .fetch_optional(&self.readers)
        .await?;
        Ok(found.is_some())
    }

    /// Approves who waits. The keys that are active now and were not before.
    pub(crate) async fn approve(
        &self,
        scope: &Scope,
        who: Waiting,
        by: OperatorId,
    ) -> Result<Vec<PublicKey>, StoreError> {
        let (one, since) = match who {
            Waiting::One(id) => (Some(id.as_bytes().to_vec()), None),
            Waiting::Since(at) => (None, Some(at.unix_ms())),
        };
        let found: Vec<(Vec<u8>,)> = sqlx::query_as(
            "UPDATE members SET state = 'active', decided_by = ?4
             WHERE state = 'pending' AND (?1 IS NULL OR organization = ?1)
               AND (id = ?2 OR enrolled_at_ms <= ?3)
             RETURNING public_key",
        )
        .bind(scope.organization())
        .bind(one)
        .bind(since)
        .bind(by.0)
        .fetch_all(&self.writer)
        .await?;
        found.iter().map(|(key,)| rows::key(key)).collect()
    }

    /// Ends a membership, and keeps the key of the device that is put out by it. Whoever only waited
    /// had nothing that could be in other hands.
    pub(crate) async fn revoke(
        &self,
        scope: &Scope,
        id: MemberId,
        by: OperatorId,
        now: WireTime,
    ) -> Result<Option<Ended>, StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let found: Option<(Vec<u8>, String)> = sqlx::query_as(
            "SELECT public_key, state FROM members
             WHERE id = ?2 AND state <> 'revoked' AND (?1 IS NULL OR organization = ?1)",
        )
        .bind(scope.organization())
        .bind(id.as_bytes().as_slice())
        .fetch_optional(&mut *tx)
        .await?;
        let Some((key, state)) = found else {
            return Ok(None);
        };
        put_out::end(&mut tx, id, Some(by), now).await?;
        let ended = match rows::membership(&state)? {
            Membership::Active => {
                let key = rows::key(&key)?;
                Some(put_out::keep(&mut tx, id, key, PutOutBy::Revoked(by), now).await?)
            }
            Membership::Pending | Membership::Revoked => None,
        };
        tx.commit().await?;
        Ok(ended)
    }

    /// Keeps a phone's last self-check.
    pub async fn set_readiness(
        &self,
        id: MemberId,
        readiness: &Readiness,
        now: WireTime,
    ) -> Result<(), StoreError> {
        let text =
            serde_json::to_string(readiness).map_err(|_| StoreError::Unexpected("readiness"))?;
        sqlx::query("UPDATE members SET readiness = ?2, readiness_at_ms = ?3 WHERE id = ?1")
            .bind(id.as_bytes().as_slice())
            .bind(text)
            .bind(now.unix_ms())
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}
