//! Members and invitations in the store.

use auxilio_protocol::{MemberId, PublicKey};
use sqlx::SqliteConnection;

use super::{Store, rows};
use crate::store::{Enrolled, InvitationRefused, Member, NewInvitation, NewMember, StoreError};

impl Store {
    /// Every enrolled device.
    pub async fn members(&self) -> Result<Vec<Member>, StoreError> {
        let found: Vec<(Vec<u8>, Vec<u8>)> = sqlx::query_as("SELECT id, public_key FROM members")
            .fetch_all(&self.readers)
            .await?;
        found
            .into_iter()
            .map(|(id, key)| {
                let key = key.as_slice().try_into().ok();
                Ok(Member {
                    id: MemberId::from_bytes(rows::id_bytes(&id)?),
                    key: key
                        .and_then(|key| PublicKey::from_bytes(key).ok())
                        .ok_or(StoreError::Unexpected("key"))?,
                })
            })
            .collect()
    }

    /// Keeps an invitation.
    pub async fn invite(&self, new: &NewInvitation) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO invitations
                 (token_hash, organization, uses_left, created_at_ms, expires_at_ms)
             VALUES (?, ?, ?, ?, ?)",
        )
        .bind(new.token_hash.as_slice())
        .bind(&new.organization)
        .bind(new.uses)
        .bind(new.now.unix_ms())
        .bind(new.expires_at.unix_ms())
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// Enrols a device and takes one use of its invitation, in one transaction. A key that is a
    /// member's already stays that member's and uses nothing: an answer may have been lost.
    pub async fn enrol(
        &self,
        new: &NewMember,
    ) -> Result<Result<Enrolled, InvitationRefused>, StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        if let Some(known) = known(&mut tx, &new.key).await? {
            return Ok(Ok(known));
        }
        let organization = match use_invitation(&mut tx, new).await? {
            Ok(organization) => organization,
            Err(refused) => return Ok(Err(refused)),
        };
        let profile =
            serde_json::to_string(&new.profile).map_err(|_| StoreError::Unexpected("profile"))?;
        sqlx::query(
            "INSERT INTO members (id, key_id, public_key, organization, profile, consent_text,
                                  consent_at_ms, enrolled_at_ms)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(new.id.as_bytes().as_slice())
        .bind(new.key.id().as_str())
        .bind(new.key.as_bytes().as_slice())
        .bind(&organization)
        .bind(profile)
        .bind(&new.consent.0)
        .bind(new.consent.1.unix_ms())
        .bind(new.now.unix_ms())
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(Ok(Enrolled {
            member: new.id,
            organization: Some(organization),
            repeat: false,
        }))
    }
}

async fn known(
    connection: &mut SqliteConnection,
    key: &PublicKey,
) -> Result<Option<Enrolled>, StoreError> {
    let found: Option<(Vec<u8>, Option<String>)> =
        sqlx::query_as("SELECT id, organization FROM members WHERE key_id = ?")
            .bind(key.id().as_str())
            .fetch_optional(connection)
            .await?;
    found
        .map(|(id, organization)| {
            Ok(Enrolled {
                member: MemberId::from_bytes(rows::id_bytes(&id)?),
                organization,
                repeat: true,
            })
        })
        .transpose()
}

async fn use_invitation(
    connection: &mut SqliteConnection,
    new: &NewMember,
) -> Result<Result<String, InvitationRefused>, sqlx::Error> {
    let found: Option<(String, i64, i64)> = sqlx::query_as(
        "SELECT organization, uses_left, expires_at_ms FROM invitations WHERE token_hash = ?",
    )
    .bind(new.invitation.as_slice())
    .fetch_optional(&mut *connection)
    .await?;
    let Some((organization, uses_left, expires_at_ms)) = found else {
        return Ok(Err(InvitationRefused::Unknown));
    };
    if expires_at_ms <= new.now.unix_ms() {
        return Ok(Err(InvitationRefused::Expired));
    }
    if uses_left == 0 {
        return Ok(Err(InvitationRefused::Used));
    }
    sqlx::query("UPDATE invitations SET uses_left = uses_left - 1 WHERE token_hash = ?")
        .bind(new.invitation.as_slice())
        .execute(connection)
        .await?;
    Ok(Ok(organization))
}
