//! Invitations in the store.

use auxilio_protocol::WireTime;
use sqlx::SqliteConnection;

use super::{Store, rows};
use crate::operators::Scope;
use crate::store::{
    InvitationHash, InvitationId, InvitationRefused, InvitationView, NewInvitation, StoreError,
};

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    salt: Option<Vec<u8>>,
    organization: String,
    uses_total: u32,
    uses_left: u32,
    needs_approval: bool,
    created_at_ms: i64,
    expires_at_ms: i64,
    revoked_at_ms: Option<i64>,
}

impl TryFrom<Row> for InvitationView {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let salt = row.salt.map(|salt| salt.as_slice().try_into());
        Ok(Self {
            id: InvitationId(row.id),
            salt: salt
                .transpose()
                .map_err(|_| StoreError::Unexpected("salt"))?,
            organization: row.organization,
            uses_total: row.uses_total,
            uses_left: row.uses_left,
            needs_approval: row.needs_approval,
            created_at: rows::time(row.created_at_ms),
            expires_at: rows::time(row.expires_at_ms),
            revoked_at: row.revoked_at_ms.map(rows::time),
        })
    }
}

impl Store {
    /// Keeps an invitation.
    pub async fn invite(&self, new: &NewInvitation) -> Result<InvitationId, StoreError> {
        let (id,): (i64,) = sqlx::query_as(
            "INSERT INTO invitations
                 (token_hash, code_hash, salt, organization, created_by, uses_total, uses_left,
                  needs_approval, created_at_ms, expires_at_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8, ?9) RETURNING id",
        )
        .bind(new.token_hash.as_slice())
        .bind(new.code_hash.as_slice())
        .bind(new.salt.as_slice())
        .bind(&new.organization)
        .bind(new.by.map(|operator| operator.0))
        .bind(new.uses)
        .bind(new.needs_approval)
        .bind(new.now.unix_ms())
        .bind(new.expires_at.unix_ms())
        .fetch_one(&self.writer)
        .await?;
        Ok(InvitationId(id))
    }

    /// The newest invitations, so many at most.
    pub async fn invitations(
        &self,
        scope: &Scope,
        count_max: u32,
    ) -> Result<Vec<InvitationView>, StoreError> {
        let found: Vec<Row> = sqlx::query_as(
            "SELECT * FROM invitations WHERE ?1 IS NULL OR organization = ?1
             ORDER BY id DESC LIMIT ?2",
        )
        .bind(scope.organization())
        .bind(count_max)
        .fetch_all(&self.readers)
        .await?;
        found.into_iter().map(TryInto::try_into).collect()
    }

    /// The invitation of that number.
    pub async fn invitation(
        &self,
        scope: &Scope,
        id: InvitationId,
    ) -> Result<Option<InvitationView>, StoreError> {
        let found: Option<Row> = sqlx::query_as(
            "SELECT * FROM invitations WHERE id = ?2 AND (?1 IS NULL OR organization = ?1)",
        )
        .bind(scope.organization())
        .bind(id.0)
        .fetch_optional(&self.readers)
        .await?;
        found.map(TryInto::try_into).transpose()
    }

    /// The invitation that somebody gives, whether it holds or not.
    pub async fn find_invitation(
        &self,
        given: InvitationHash,
    ) -> Result<Option<InvitationView>, StoreError> {
        let mut reader = self.readers.acquire().await?;
        find(&mut reader, given).await
    }

    /// Takes an invitation back, once. Whether there is one of that number.
    pub async fn revoke_invitation(
        &self,
        scope: &Scope,
        id: InvitationId,
        now: WireTime,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE invitations SET revoked_at_ms = coalesce(revoked_at_ms, ?3)
             WHERE id = ?2 AND (?1 IS NULL OR organization = ?1)",
        )
        .bind(scope.organization())
        .bind(id.0)
        .bind(now.unix_ms())
        .execute(&self.writer)
        .await?;
        Ok(done.rows_affected() > 0)
    }
}

/// Takes one use of an invitation, and gives it as it was before.
pub(super) async fn take_use(
    connection: &mut SqliteConnection,
    given: InvitationHash,
    now: WireTime,
) -> Result<Result<InvitationView, InvitationRefused>, StoreError> {
    let Some(invitation) = find(connection, given).await? else {
        return Ok(Err(InvitationRefused::Unknown));
    };
    if let Some(refused) = invitation.refusal(now) {
        return Ok(Err(refused));
    }
    sqlx::query("UPDATE invitations SET uses_left = uses_left - 1 WHERE id = ?")
        .bind(invitation.id.0)
        .execute(connection)
        .await?;
    Ok(Ok(invitation))
}

async fn find(
    connection: &mut SqliteConnection,
    given: InvitationHash,
) -> Result<Option<InvitationView>, StoreError> {
    let (query, hash) = match given {
        InvitationHash::Token(hash) => ("SELECT * FROM invitations WHERE token_hash = ?", hash),
        InvitationHash::Code(hash) => ("SELECT * FROM invitations WHERE code_hash = ?", hash),
    };
    let found: Option<Row> = sqlx::query_as(query)
        .bind(hash.as_slice())
        .fetch_optional(connection)
        .await?;
    found.map(TryInto::try_into).transpose()
}
