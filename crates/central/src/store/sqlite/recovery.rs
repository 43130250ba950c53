//! Words on paper that put a device out.

use auxilio_protocol::{MemberId, WireTime};

use super::{Store, put_out, rows};
use crate::store::{Membership, PhraseSaid, PutOutBy, StoreError};

impl Store {
    /// Keeps what the words of a member are looked up by, in place of any before.
    pub(crate) async fn set_recovery(
        &self,
        id: MemberId,
        hash: &[u8; 32],
        now: WireTime,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE members SET recovery_hash = ?2, recovery_at_ms = ?3 WHERE id = ?1")
            .bind(id.as_bytes().as_slice())
            .bind(hash.as_slice())
            .bind(now.unix_ms())
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Puts out the device of whoever says these words. They serve once.
    pub(crate) async fn say_phrase(
        &self,
        hash: &[u8; 32],
        now: WireTime,
    ) -> Result<PhraseSaid, StoreError> {
        const OF: &str = "SELECT id, public_key, state FROM members WHERE recovery_hash = ?";
        type Row = (Vec<u8>, Vec<u8>, String);
        let of = || sqlx::query_as::<_, Row>(OF).bind(hash.as_slice());
        // Mostly somebody guesses: look without keeping the writer from its work.
        if of().fetch_optional(&self.readers).await?.is_none() {
            return Ok(PhraseSaid::Unknown);
        }
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let Some((id, key, state)) = of().fetch_optional(&mut *tx).await? else {
            return Ok(PhraseSaid::Unknown);
        };
        let id = MemberId::from_bytes(rows::id_bytes(&id)?);
        let said = match rows::membership(&state)? {
            Membership::Revoked => PhraseSaid::AlreadyOut,
            Membership::Pending | Membership::Active => {
                put_out::end(&mut tx, id, None, now).await?;
                let key = rows::key(&key)?;
                let ended = put_out::keep(&mut tx, id, key, PutOutBy::Phrase, now).await?;
                PhraseSaid::PutOut(Box::new(ended))
            }
        };
        sqlx::query("UPDATE members SET recovery_hash = NULL, recovery_at_ms = NULL WHERE id = ?")
            .bind(id.as_bytes().as_slice())
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(said)
    }
}
