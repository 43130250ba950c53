//! Operators, their sessions, and the browsers they have logged in with.

use std::collections::BTreeMap;

use auxilio_protocol::WireTime;

use super::Store;
use crate::operators::{Operator, Role, Scope};
use crate::second_factor::SecondFactor;
use crate::store::{OperatorId, StoreError};

/// How long a session may rest before it ends, in milliseconds: 30 minutes. A console that is open
/// uses its session all the time, so that no shift ends by watching quietly.
const SESSION_IDLE_MS: i64 = 30 * 60 * 1000;
/// How exactly it is kept when a session was used, in milliseconds: each time is a write.
const SEEN_EVERY_MS: i64 = 60 * 1000;

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
        let found: Option<(String, OperatorRow)> = sqlx::query_as::<_, WithHash>(
            "SELECT password_hash, id, name, role, organization,
                    totp_secret IS NOT NULL AS has_code
             FROM operators WHERE name = ?",
        )
        .bind(name)
        .fetch_optional(&self.readers)
        .await?
        .map(|found| (found.password_hash, found.operator));
        found
            .map(|(hash, row)| Ok((operator(row)?, hash)))
            .transpose()
    }

    /// Gives an operator another password, and ends every session of theirs but that one.
    pub(crate) async fn set_password(
        &self,
        operator: OperatorId,
        password_hash: &str,
        but: Option<&[u8; 32]>,
    ) -> Result<(), StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        sqlx::query("UPDATE operators SET password_hash = ?2 WHERE id = ?1")
            .bind(operator.0)
            .bind(password_hash)
            .execute(&mut *tx)
            .await?;
        sqlx::query("DELETE FROM sessions WHERE operator = ?1 AND token_hash IS NOT ?2")
            .bind(operator.0)
            .bind(but.map(<[u8; 32]>::as_slice))
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(())
    }

    /// Ends every session of an operator but that one.
    pub(crate) async fn end_other_sessions(
        &self,
        operator: OperatorId,
        but: &[u8; 32],
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM sessions WHERE operator = ?1 AND token_hash IS NOT ?2")
            .bind(operator.0)
            .bind(but.as_slice())
            .execute(&self.writer)
            .await?;
        Ok(())
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
        sqlx::query(
            "INSERT INTO sessions (token_hash, operator, expires_at_ms, seen_at_ms)
             VALUES (?, ?, ?, ?)",
        )
        .bind(session.0.as_slice())
        .bind(operator.0)
        .bind(session.1.unix_ms())
        .bind(now.unix_ms())
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

    /// Whose session that is; `None` once it has ended. Asking uses it: a session that nobody uses
    /// rests, and ends after [`SESSION_IDLE_MS`].
    pub(crate) async fn session(
        &self,
        token_hash: &[u8; 32],
        now: WireTime,
    ) -> Result<Option<Operator>, StoreError> {
        let found: Option<SessionRow> = sqlx::query_as(
            "SELECT s.seen_at_ms, o.id, o.name, o.role, o.organization,
                    o.totp_secret IS NOT NULL AS has_code
             FROM sessions s JOIN operators o ON o.id = s.operator
             WHERE s.token_hash = ?1 AND s.expires_at_ms > ?2 AND s.seen_at_ms > ?2 - ?3",
        )
        .bind(token_hash.as_slice())
        .bind(now.unix_ms())
        .bind(SESSION_IDLE_MS)
        .fetch_optional(&self.readers)
        .await?;
        let Some(session) = found else {
            return Ok(None);
        };
        if session.seen_at_ms <= now.unix_ms().saturating_sub(SEEN_EVERY_MS) {
            self.note_seen(token_hash, now).await;
        }
        operator(session.operator).map(Some)
    }

    /// A disk that is full keeps nobody out: the session only seems to rest.
    async fn note_seen(&self, token_hash: &[u8; 32], now: WireTime) {
        let noted = sqlx::query("UPDATE sessions SET seen_at_ms = ?2 WHERE token_hash = ?1")
            .bind(token_hash.as_slice())
            .bind(now.unix_ms())
            .execute(&self.writer)
            .await;
        if let Err(error) = noted {
            tracing::warn!(%error, "cannot keep that a session was used");
        }
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

#[derive(sqlx::FromRow)]
struct OperatorRow {
    id: i64,
    name: String,
    role: String,
    organization: Option<String>,
    has_code: bool,
}

#[derive(sqlx::FromRow)]
struct WithHash {
    password_hash: String,
    #[sqlx(flatten)]
    operator: OperatorRow,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    seen_at_ms: i64,
    #[sqlx(flatten)]
    operator: OperatorRow,
}

fn operator(row: OperatorRow) -> Result<Operator, StoreError> {
    Ok(Operator {
        id: OperatorId(row.id),
        role: Role::new(&row.role, row.organization).ok_or(StoreError::Unexpected("role"))?,
        name: row.name,
        second_factor: if row.has_code {
            SecondFactor::Present
        } else {
            SecondFactor::Absent
        },
    })
}
