//! What the directory lists of the database: names of organizations, and nothing of their members.

use auxilio_protocol::limits::DIRECTORY_ORGANIZATIONS_MAX;

use super::Store;
use crate::store::StoreError;

impl Store {
    /// The organizations that invite or have a coordinator, by their names.
    pub async fn organizations(&self) -> Result<Vec<String>, StoreError> {
        let found: Vec<(String,)> = sqlx::query_as(
            "SELECT organization FROM invitations
             UNION SELECT organization FROM operators WHERE organization IS NOT NULL
             ORDER BY organization LIMIT ?",
        )
        .bind(i64::try_from(DIRECTORY_ORGANIZATIONS_MAX).unwrap_or(i64::MAX))
        .fetch_all(&self.readers)
        .await?;
        Ok(found.into_iter().map(|(name,)| name).collect())
    }
}
