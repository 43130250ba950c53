//! The second proofs of operators, sealed: the store cannot read them.

use super::Store;
use crate::store::{OperatorId, StoreError};
use crate::totp::Step;

impl Store {
    /// Keeps a secret that does not count yet, in place of one before it.
    pub(crate) async fn offer_second_factor(
        &self,
        operator: OperatorId,
        sealed: &[u8],
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE operators SET totp_offered = ?2 WHERE id = ?1")
            .bind(operator.0)
            .bind(sealed)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// The secret that does not count yet.
    pub(crate) async fn offered_second_factor(
        &self,
        operator: OperatorId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let found: Option<(Option<Vec<u8>>,)> =
            sqlx::query_as("SELECT totp_offered FROM operators WHERE id = ?")
                .bind(operator.0)
                .fetch_optional(&self.readers)
                .await?;
        Ok(found.and_then(|(sealed,)| sealed))
    }

    /// Lets the offered secret count, with the step of the code that was given. Whether there was
    /// one.
    pub(crate) async fn confirm_second_factor(
        &self,
        operator: OperatorId,
        step: Step,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE operators SET totp_secret = totp_offered, totp_step = ?2, totp_offered = NULL
             WHERE id = ?1 AND totp_offered IS NOT NULL",
        )
        .bind(operator.0)
        .bind(step.0)
        .execute(&self.writer)
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// The secret that counts.
    pub(crate) async fn second_factor(
        &self,
        operator: OperatorId,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let found: Option<(Option<Vec<u8>>,)> =
            sqlx::query_as("SELECT totp_secret FROM operators WHERE id = ?")
                .bind(operator.0)
                .fetch_optional(&self.readers)
                .await?;
        Ok(found.and_then(|(sealed,)| sealed))
    }

    /// Uses a code's step: whether neither it nor a later one was used before. Of two at the same
    /// time one alone is told so.
    pub(crate) async fn use_second_factor(
        &self,
        operator: OperatorId,
        step: Step,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE operators SET totp_step = ?2
             WHERE id = ?1 AND totp_secret IS NOT NULL AND totp_step < ?2",
        )
        .bind(operator.0)
        .bind(step.0)
        .execute(&self.writer)
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Takes the second proof away.
    pub(crate) async fn drop_second_factor(&self, operator: OperatorId) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE operators SET totp_secret = NULL, totp_step = NULL, totp_offered = NULL
             WHERE id = ?",
        )
        .bind(operator.0)
        .execute(&self.writer)
        .await?;
        Ok(())
    }
}
