//! The embedded store: SQLite in WAL mode, every commit synced to the disk before it is told.

mod board;
mod directory;
mod events;
mod ingest;
mod invitations;
mod journeys;
mod members;
mod notes;
mod operators;
mod own_data;
mod put_out;
mod recovery;
mod roster;
mod rows;
mod second_factor;
mod take_over;
mod updates;

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection as _, SqlitePool};

use super::StoreError;

/// How long one process waits for another (`invite` beside `serve`) to end its transaction.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Connections that read, next to the one that writes.
const READERS_MAX: u32 = 4;
/// Memory for pages of the database, in KiB (negative by SQLite's convention).
const CACHE_KIB: &str = "-65536";
/// Pages in the log before they are moved into the database: a long log makes rare checkpoints.
const CHECKPOINT_PAGES: &str = "10000";

/// The store. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    /// One connection: SQLite has one writer at a time, so they queue here and not in the file.
    writer: SqlitePool,
    readers: SqlitePool,
}

impl Store {
    /// Opens the database file, makes it where there is none, and brings its schema up to date.
    pub async fn open(file: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(BUSY_TIMEOUT)
            .pragma("cache_size", CACHE_KIB)
            .pragma("wal_autocheckpoint", CHECKPOINT_PAGES);
        let writer = pool(1).connect_with(options.clone()).await?;
        sqlx::migrate!().run(&writer).await?;
        let readers = pool(READERS_MAX)
            .connect_with(options.pragma("query_only", "on"))
            .await?;
        Ok(Self { writer, readers })
    }

    /// Whether the database answers at all.
    pub async fn answers(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(&self.readers).await?;
        Ok(())
    }

    /// Ends every connection; what was committed is on the disk already.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

fn pool(connections_max: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections_max)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        // A full disk makes SQLite end a transaction by itself, after which sqlx would count it as
        // open for ever: such a connection is replaced.
        .before_acquire(|connection, _| {
            let ended = !connection.is_in_transaction();
            Box::pin(async move { Ok(ended) })
        })
}

#[cfg(test)]
mod tests {
    use auxilio_protocol::{AlertId, WireTime};
    use bytes::Bytes;

    use super::*;
    use crate::operators::{Role, Scope};
    use crate::store::{Arrival, Membership, OperatorId, Sender};

    #[tokio::test]
    async fn a_full_disk_keeps_nothing_of_a_batch_and_room_again_is_enough_to_go_on() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("central.db"))
            .await
            .unwrap();
        sqlx::query("PRAGMA max_page_count = 1")
            .execute(&store.writer)
            .await
            .unwrap();
        let id = AlertId::new(1, [0; 10]);
        let large = Arrival {
            id,
            sender: Sender::Anonymous,
            exercise: false,
            signed_at_s: None,
            body: Bytes::from(format!(
                "{{\"id\":\"{id}\",\"pad\":\"{}\"}}",
                "x".repeat(99_999)
            )),
            text: None,
        };
        let file = async || {
            let now = WireTime::from_unix_ms(0);
            store
                .file_alerts(std::slice::from_ref(&large), now, Duration::ZERO)
                .await
        };
        assert!(file().await.is_err());
        assert!(!store.has_alert(id).await.unwrap());
        file().await.unwrap();
        assert!(store.has_alert(id).await.unwrap());
    }

    #[tokio::test]
    async fn who_was_there_before_coordinators_stays_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("central.db");
        let options = SqliteConnectOptions::new().filename(&file);
        let old = pool(1)
            .connect_with(options.create_if_missing(true))
            .await
            .unwrap();
        let mut before = sqlx::migrate!();
        before.migrations.to_mut().truncate(2);
        before.run(&old).await.unwrap();
        sqlx::raw_sql(
            "INSERT INTO operators VALUES (7, 'central', 'supervisor', 'hash', 1);
             INSERT INTO sessions VALUES (zeroblob(32), 7, 9);
             INSERT INTO invitations VALUES (zeroblob(32), 'Mercado', 3, 1, 9);
             INSERT INTO members VALUES (zeroblob(16), 'key', zeroblob(32), 'Mercado',
                                         '{}', '1', 1, 1);",
        )
        .execute(&old)
        .await
        .unwrap();
        old.close().await;

        let store = Store::open(&file).await.unwrap();
        let now = WireTime::from_unix_ms(5);
        let operator = store.session(&[0; 32], now).await.unwrap().unwrap();
        assert_eq!(
            (operator.id, operator.role),
            (OperatorId(7), Role::Supervisor)
        );
        let everybody = Scope::Everybody;
        let [invitation] = store
            .invitations(&everybody, 9)
            .await
            .unwrap()
            .try_into()
            .unwrap();
        assert_eq!((invitation.uses_left, invitation.refusal(now)), (3, None));
        let page = store.member_page(&everybody, 0, 9).await.unwrap();
        assert_eq!(page.members[0].state, Membership::Active);
    }
}
