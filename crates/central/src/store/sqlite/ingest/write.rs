//! What a batch writes: a few statements with many rows each.

use std::sync::LazyLock;

use auxilio_protocol::Lane;
use sqlx::SqliteConnection;

use super::super::rows;
use super::{Batch, Joined};
use crate::incident::Phase;
use crate::store::StoreError;

/// Sizes of a statement with many rows: few enough that all of them stay prepared, and so that a
/// batch of any size takes few of them, for each costs a change of threads and back.
const CHUNKS: [usize; 8] = [128, 64, 32, 16, 8, 4, 2, 1];
/// One statement for each size.
type Statements = [String; CHUNKS.len()];
static INSERT_ALERTS: LazyLock<Statements> = LazyLock::new(|| {
    CHUNKS.map(|rows| {
        let columns = "row, id, proven, sender, lane, incident, received_at_ms, signed_at_s, \
                       seq, body";
        insert("alerts", columns, 10, rows)
    })
});
static INSERT_INCIDENTS: LazyLock<Statements> = LazyLock::new(|| {
    CHUNKS.map(|rows| {
        let columns = "id, device, lane, phase, opened_at_ms, unclaimed_due_ms, changed";
        insert("incidents", columns, 7, rows)
    })
});

fn insert(table: &str, columns: &str, width: usize, rows: usize) -> String {
    let row = format!("({})", vec!["?"; width].join(","));
    format!(
        "INSERT INTO {table} ({columns}) VALUES {}",
        vec![row; rows].join(",")
    )
}

/// The statement for the next chunk of so many rows, and how many it takes.
fn chunk(statements: &'static Statements, rows: usize) -> Option<(&'static str, usize)> {
    CHUNKS
        .into_iter()
        .zip(statements)
        .find(|(size, _)| *size <= rows)
        .map(|(size, sql)| (sql.as_str(), size))
}

impl Batch<'_> {
    pub(super) async fn write(&self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        self.write_incidents(connection).await?;
        self.write_alerts(connection).await?;
        for joined in &self.joined {
            self.write_joined(connection, joined).await?;
        }
        self.write_texts(connection).await
    }

    async fn write_incidents(&self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        let opened_at = self.now.unix_ms();
        let wait_ms = i64::try_from(self.unclaimed_after.as_millis()).unwrap_or(i64::MAX);
        let mut rest = self.incidents.as_slice();
        while let Some((sql, size)) = chunk(&INSERT_INCIDENTS, rest.len()) {
            let (now, later) = rest.split_at(size);
            let mut query = sqlx::query(sql);
            for new in now {
                // A drill that nobody takes worries nobody.
                let due = (new.lane != Lane::Drill).then(|| opened_at.saturating_add(wait_ms));
                query = query
                    .bind(new.id)
                    .bind(new.device)
                    .bind(rows::lane_word(new.lane))
                    .bind(Phase::Open.as_str())
                    .bind(opened_at)
                    .bind(due)
                    .bind(new.changed);
            }
            query.execute(&mut *connection).await?;
            rest = later;
        }
        Ok(())
    }

    async fn write_alerts(&self, connection: &mut SqliteConnection) -> Result<(), StoreError> {
        let mut rest = self.alerts.as_slice();
        while let Some((sql, size)) = chunk(&INSERT_ALERTS, rest.len()) {
            let (now, later) = rest.split_at(size);
            let mut query = sqlx::query(sql);
            for new in now {
                let seq = i64::try_from(new.receipt.seq.0).unwrap_or(i64::MAX);
                query = query
                    .bind(new.row)
                    .bind(new.arrival.id.as_bytes().as_slice())
                    .bind(new.arrival.sender.is_proven())
                    .bind(new.arrival.sender.key_text())
                    .bind(rows::lane_word(new.receipt.lane))
                    .bind(new.incident)
                    .bind(new.receipt.received_at.unix_ms())
                    .bind(new.arrival.signed_at_s)
                    .bind(seq)
                    .bind(new.arrival.body.as_ref());
            }
            query.execute(&mut *connection).await?;
            rest = later;
        }
        Ok(())
    }

    async fn write_joined(
        &self,
        connection: &mut SqliteConnection,
        joined: &Joined<'_>,
    ) -> Result<(), StoreError> {
        // A proven alert in an unproven incident is what lifts it out of its lane.
        sqlx::query("UPDATE incidents SET changed = ?2, device = ?3, lane = ?4 WHERE id = ?1")
            .bind(joined.incident)
            .bind(joined.changed)
            .bind(joined.device)
            .bind(rows::lane_word(joined.lane))
            .execute(&mut *connection)
            .await?;
        let Some(news) = &joined.news else {
            return Ok(());
        };
        sqlx::query("INSERT INTO status_events (alert, n, at_ms, state) VALUES (?, 2, ?, ?)")
            .bind(joined.alert)
            .bind(self.now.unix_ms())
            .bind(rows::state_word(news.state))
            .execute(connection)
            .await?;
        Ok(())
    }
}
