//! Operators, their sessions, and the browsers they have logged in with.

use std::collections::BTreeMap;

use auxilio_protocol::WireTime;

use super::Store;
use crate::operators::{Operator, Role, Scope};
use crate::store::{OperatorId, StoreError};

impl Store {
    /// Keeps a new operator; `None` if the name is taken, in whatever case.
    pub(crate) async fn add_operator(
        &self,
        name: &str,
        role: &Role,
        password_hash: &str,
        now: WireTime,
    ) -> Result<Option<OperatorId>, StoreError> {
        let added: Option<(i64,)> = sqlx::query_as(
            "INSERT INTO operators (name, role, organization, password_hash, created_at_ms)
             VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING RETURNING id",
        )
        .bind(name)
        .bind(role.word())
        .bind(role.scope().as_ref().and_then(Scope::organization))
        .bind(password_hash)
        .bind(now.unix_ms())
        .fetch_optional(&self.writer)
        .await?;
        Ok(added.map(|(id,)| OperatorId(id)))
    }

    /// Every operator's name.
    pub(crate) async fn operator_names(&self) -> Result<BTreeMap<OperatorId, String>, StoreError> {
        let found: Vec<(i64, String)> = sqlx::query_as("SELECT id, name FROM operators")
            .fetch_all(&self.readers)
            .await?;
        Ok(found
            .into_iter()
            .map(|(id, name)| (OperatorId(id), name))
            .collect())
    }

    /// The operator of that name, in whatever case, and the hash of the password.
    pub(crate) async fn operator_by_name(
        &self,
        name: &str,
    ) -> Result<Option<(Operator, String)>, StoreError> {
        let found: Option<(i64, String, String, Option<String>, String)> = sqlx::query_as(
            "SELECT id, name, role, organization, password_hash FROM operators WHERE name = ?",
        )
        .bind(name)
        .fetch_optional(&self.readers)
        .await?;
        found
            .map(|(id, name, role, organization, hash)| {
                Ok((operator((id, name, role, organization))?, hash))
            })
            .transpose()
    }

    /// Opens a session, remembers the browser, and forgets what has expired.
    pub(crate) async fn begin_session(
        &self,
        operator: OperatorId,
        session: ([u8; 32], WireTime),
        browser: ([u8; 32], WireTime),
        now: WireTime,
    ) -> Result<(), StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        for expired in [
            "DELETE FROM sessions WHERE expires_at_ms <= ?",
            "DELETE FROM known_browsers WHERE expires_at_ms <= ?",
        ] {
            sqlx::query(expired)
                .bind(now.unix_ms())
                .execute(&mut *tx)
                .await?;
        }
        sqlx::query("INSERT INTO sessions (token_hash, operator, expires_at_ms) VALUES (?, ?, ?)")
            .bind(session.0.as_slice())
            .bind(operator.0)
            .bind(session.1.unix_ms())
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "INSERT OR REPLACE INTO known_browsers (token_hash, expires_at_ms) VALUES (?, ?)",
        )
        .bind(browser.0.as_slice())
        .bind(browser.1.unix_ms())
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(())
    }

    /// Whose session that is; `None` once it has ended.
    pub(crate) async fn session(
        &self,
        token_hash: &[u8; 32],
        now: WireTime,
    ) -> Result<Option<Operator>, StoreError> {
        let found: Option<OperatorRow> = sqlx::query_as(
            "SELECT o.id, o.name, o.role, o.organization
             FROM sessions s JOIN operators o ON o.id = s.operator
             WHERE s.token_hash = ? AND s.expires_at_ms > ?",
        )
        .bind(token_hash.as_slice())
        .bind(now.unix_ms())
        .fetch_optional(&self.readers)
        .await?;
        found.map(operator).transpose()
    }

    /// Ends a session.
    pub(crate) async fn end_session(&self, token_hash: &[u8; 32]) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM sessions WHERE token_hash = ?")
            .bind(token_hash.as_slice())
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Whether somebody has logged in with that browser before.
    pub(crate) async fn knows_browser(
        &self,
        token_hash: &[u8; 32],
        now: WireTime,
    ) -> Result<bool, StoreError> {
        let found: Option<(i64,)> = sqlx::query_as(
            "SELECT 1 FROM known_browsers WHERE token_hash = ? AND expires_at_ms > ?",
        )
        .bind(token_hash.as_slice())
        .bind(now.unix_ms())
        .fetch_optional(&self.readers)
        .await?;
        Ok(found.is_some())
    }
}

/// Number, name, role and organization.
type OperatorRow = (i64, String, String, Option<String>);

fn operator((id, name, role, organization): OperatorRow) -> Result<Operator, StoreError> {
    Ok(Operator {
        id: OperatorId(id),
        name,
        role: Role::new(&role, organization).ok_or(StoreError::Unexpected("role"))?,
    })
}
