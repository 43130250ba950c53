//! What is durable in a central: the rows of its database, read beside the running program.

use std::time::Duration;

use anyhow::{Context as _, Result};
use auxilio_protocol::AlertId;
use serde_json::Value;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteRow};
use sqlx::{ConnectOptions as _, Connection as _, Row as _};

use crate::{Central, wait};

/// One row of alerts.
#[derive(Debug, Clone, PartialEq)]
pub struct AlertRow {
    /// Which alert.
    pub id: AlertId,
    /// Whether an enrolled device signed it.
    pub proven: bool,
    /// `verified`, `unverified` or `drill`.
    pub lane: String,
    /// The incident it belongs to.
    pub incident: i64,
    /// The highest update received without a gap.
    pub seq: i64,
    /// When it was made durable, in milliseconds since 1970.
    pub received_at_ms: i64,
    /// Byte for byte what arrived.
    pub body: Vec<u8>,
}

impl AlertRow {
    /// The body as JSON.
    pub fn json(&self) -> Result<Value> {
        Ok(serde_json::from_slice(&self.body)?)
    }
}

impl Central {
    /// Every alert, in the order of arrival.
    pub async fn alerts(&self) -> Result<Vec<AlertRow>> {
        let query = "SELECT id, proven, lane, incident, seq, received_at_ms, body \
                     FROM alerts ORDER BY row";
        self.rows(query).await?.iter().map(alert).collect()
    }

    /// Every alert, once there are so many.
    pub async fn wait_for_alerts(&self, count: usize) -> Result<Vec<AlertRow>> {
        wait::until(&format!("{count} alerts at the central"), async || {
            let alerts = self.alerts().await?;
            Ok((alerts.len() >= count).then_some(alerts))
        })
        .await
    }

    /// The phase of every incident: `open`, `acknowledged` …
    pub async fn incidents(&self) -> Result<Vec<String>> {
        let rows = self.rows("SELECT phase FROM incidents ORDER BY id").await?;
        rows.iter().map(|row| Ok(row.try_get("phase")?)).collect()
    }

    /// The first update that changes this (`fix`, `kind`, `cancel` …), once there is one.
    pub async fn wait_for_update(&self, what: &'static str) -> Result<Value> {
        wait::until(&format!("an update of {what} at the central"), async || {
            let rows = self
                .rows("SELECT what, body FROM updates ORDER BY seq")
                .await?;
            let found = rows.iter().find(|row| row.get::<&str, _>("what") == what);
            let body = found.map(|row| row.get::<&str, _>("body"));
            Ok(body.map(serde_json::from_str).transpose()?)
        })
        .await
    }

    /// Waits until so many updates change this.
    pub async fn wait_for_updates(&self, what: &'static str, count: usize) -> Result<()> {
        wait::until(
            &format!("{count} updates of {what} at the central"),
            async || {
                let rows = self.rows("SELECT what FROM updates").await?;
                let found = rows.iter().filter(|row| row.get::<&str, _>("what") == what);
                Ok((found.count() >= count).then_some(()))
            },
        )
        .await
    }

    /// Waits until so many devices are enrolled.
    pub async fn wait_for_members(&self, count: usize) -> Result<()> {
        wait::until(&format!("{count} members of the central"), async || {
            let members = self.rows("SELECT id FROM members").await?;
            Ok((members.len() >= count).then_some(()))
        })
        .await
    }

    /// The profile of every member.
    pub async fn profiles(&self) -> Result<Vec<Value>> {
        let rows = self.rows("SELECT profile FROM members").await?;
        let profiles = rows.iter().map(|row| row.get::<&str, _>("profile"));
        profiles
            .map(|text| Ok(serde_json::from_str(text)?))
            .collect()
    }

    /// Lets the time of every invitation run out, which a person would have to wait an hour for.
    pub async fn let_invitations_expire(&self) -> Result<()> {
        self.change("UPDATE invitations SET expires_at_ms = 0")
            .await
    }

    /// Takes every invitation back.
    pub async fn revoke_invitations(&self) -> Result<()> {
        self.change("UPDATE invitations SET revoked_at_ms = 0")
            .await
    }

    /// It is down for so long, as far as those who are on their way home can tell: their time goes
    /// on, and nobody has to wait for it. A power cut, and the start after it.
    pub async fn is_down_for(&mut self, time: Duration) -> Result<()> {
        self.kill();
        let mut database: SqliteConnection = SqliteConnectOptions::new()
            .filename(self.database())
            .connect()
            .await?;
        let ms = i64::try_from(time.as_millis())?;
        sqlx::query("UPDATE journeys SET due_ms = due_ms - ?, at_ms = at_ms - ?")
            .bind(ms)
            .bind(ms)
            .execute(&mut database)
            .await?;
        database.close().await?;
        self.restart().await
    }

    async fn change(&self, query: &'static str) -> Result<()> {
        let mut database: SqliteConnection = SqliteConnectOptions::new()
            .filename(self.database())
            .connect()
            .await?;
        sqlx::query(query).execute(&mut database).await?;
        Ok(())
    }

    async fn rows(&self, query: &'static str) -> Result<Vec<SqliteRow>> {
        let mut database: SqliteConnection = SqliteConnectOptions::new()
            .filename(self.database())
            .read_only(true)
            .connect()
            .await?;
        Ok(sqlx::query(query).fetch_all(&mut database).await?)
    }
}

fn alert(row: &SqliteRow) -> Result<AlertRow> {
    let id: Vec<u8> = row.try_get("id")?;
    let id = id.try_into().ok().context("an id of sixteen bytes")?;
    Ok(AlertRow {
        id: AlertId::from_bytes(id),
        proven: row.try_get("proven")?,
        lane: row.try_get("lane")?,
        incident: row.try_get("incident")?,
        seq: row.try_get("seq")?,
        received_at_ms: row.try_get("received_at_ms")?,
        body: row.try_get("body")?,
    })
}
