//! The watch over ways home: wakes when the next one's time is over, and raises its alert.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, watch};

use crate::clock;
use crate::feed::Feed;
use crate::roster::Roster;
use crate::store::{Sender, Signer, Store, StoreError};

/// Longest sleep while a journey is under way: a machine that was asleep, or whose clock was set,
/// is noticed by then.
const SLEEP_MAX: Duration = Duration::from_mins(1);
/// Pause before a database that failed is asked again.
const RETRY_AFTER: Duration = Duration::from_secs(1);

/// Who watches.
#[derive(Debug)]
pub(crate) struct Watch {
    pub(crate) store: Store,
    pub(crate) roster: Arc<Roster>,
    pub(crate) feed: Arc<Feed>,
    /// Some journey was told of: the next one's time may be another.
    pub(crate) told: Arc<Notify>,
    pub(crate) unclaimed_after: Duration,
}

impl Watch {
    /// Raises what is due until the central stops. What fell due while it was down is raised at
    /// its start.
    pub(crate) async fn keep(self, mut shutdown: watch::Receiver<bool>) {
        loop {
            let sleep = match self.raise().await {
                Ok(sleep) => sleep,
                Err(error) => {
                    tracing::error!(?error, "cannot raise what is due of journeys");
                    Some(RETRY_AFTER)
                }
            };
            let next_due = async {
                match sleep {
                    Some(sleep) => tokio::time::sleep(sleep).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = next_due => {}
                () = self.told.notified() => {}
                _ = shutdown.wait_for(|stopping| *stopping) => return,
            }
        }
    }

    /// Raises all that is due and tells how long nothing more will be; `None` while nobody is
    /// under way.
    async fn raise(&self) -> Result<Option<Duration>, StoreError> {
        // Its signature was checked when it came.
        let sender_of = |key| match self.roster.signer(&key) {
            Some(Signer::Member(_)) => Sender::Proven(key),
            Some(Signer::PutOut(_)) => Sender::PutOut(key),
            None => Sender::Claimed(key),
        };
        let raise = || {
            self.store
                .raise_due_journeys(clock::now(), self.unclaimed_after, sender_of)
        };
        while let Some(board) = raise().await? {
            self.feed.board_changed(board);
        }
        let due = self.store.next_journey_due().await?;
        Ok(due.map(|due| {
            let left_ms = due.ms_since(clock::now());
            Duration::from_millis(u64::try_from(left_ms).unwrap_or(0)).min(SLEEP_MAX)
        }))
    }
}
