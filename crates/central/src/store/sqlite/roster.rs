//! Who is a member, and who becomes one.

use auxilio_protocol::{KeyId, MemberId, PublicKey};
use sqlx::SqliteConnection;

use super::{Store, invitations, rows};
use crate::store::{Enrolled, EnrolmentRefused, Member, Membership, NewMember, StoreError};

impl Store {
    /// The keys whose alerts are verified.
    pub async fn active_keys(&self) -> Result<Vec<PublicKey>, StoreError> {
        let found: Vec<(Vec<u8>,)> =
            sqlx::query_as("SELECT public_key FROM members WHERE state = 'active'")
                .fetch_all(&self.readers)
                .await?;
        found.iter().map(|(key,)| rows::key(key)).collect()
    }

    /// The member that this key is or was.
    pub async fn member_of(&self, key: &KeyId) -> Result<Option<Member>, StoreError> {
        known(&mut *self.readers.acquire().await?, key).await
    }

    /// Enrols a device and takes one use of its invitation, in one transaction. A key that is a
    /// member's already stays that member's and uses nothing: an answer may have been lost.
    pub async fn enrol(
        &self,
        new: &NewMember,
    ) -> Result<Result<Enrolled, EnrolmentRefused>, StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        if let Some(known) = known(&mut tx, &new.key.id()).await? {
            return Ok(answer(known, true));
        }
        let invitation = match invitations::take_use(&mut tx, new.invitation, new.now).await? {
            Ok(invitation) => invitation,
            Err(refused) => return Ok(Err(EnrolmentRefused::Invitation(refused))),
        };
        let state = if invitation.needs_approval {
            Membership::Pending
        } else {
            Membership::Active
        };
        let profile =
            serde_json::to_string(&new.profile).map_err(|_| StoreError::Unexpected("profile"))?;
        sqlx::query(
            "INSERT INTO members (id, key_id, public_key, organization, profile, consent_text,
                                  consent_at_ms, enrolled_at_ms, state, invitation)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(new.id.as_bytes().as_slice())
        .bind(new.key.id().as_str())
        .bind(new.key.as_bytes().as_slice())
        .bind(&invitation.organization)
        .bind(profile)
        .bind(&new.consent.0)
        .bind(new.consent.1.unix_ms())
        .bind(new.now.unix_ms())
        .bind(state.as_str())
        .bind(invitation.id.0)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        let enrolled = Member {
            id: new.id,
            key: new.key.clone(),
            state,
            organization: Some(invitation.organization),
        };
        Ok(answer(enrolled, false))
    }
}

fn answer(member: Member, repeat: bool) -> Result<Enrolled, EnrolmentRefused> {
    Ok(Enrolled {
        member: member.id,
        state: member.state.told().ok_or(EnrolmentRefused::MemberRevoked)?,
        organization: member.organization,
        repeat,
    })
}

async fn known(
    connection: &mut SqliteConnection,
    key: &KeyId,
) -> Result<Option<Member>, StoreError> {
    type Row = (Vec<u8>, Vec<u8>, String, Option<String>);
    let found: Option<Row> =
        sqlx::query_as("SELECT id, public_key, state, organization FROM members WHERE key_id = ?")
            .bind(key.as_str())
            .fetch_optional(connection)
            .await?;
    found
        .map(|(id, key, state, organization)| {
            Ok(Member {
                id: MemberId::from_bytes(rows::id_bytes(&id)?),
                key: rows::key(&key)?,
                state: rows::membership(&state)?,
                organization,
            })
        })
        .transpose()
}
