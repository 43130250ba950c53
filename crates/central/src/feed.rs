//! Wakes the streams of this process. The feed carries no content: a stream that is woken reads
//! the store from where it stands, so one that lags, reconnects or missed a wake loses nothing.

use tokio::sync::{broadcast, watch};

use crate::store::{AlertRow, BoardSeq};

/// Wakes that a stream may be behind before it is told to look again anyway.
const WAKES_BUFFERED: usize = 1024;

/// Who has to look at the store again.
#[derive(Debug)]
pub struct Feed {
    alerts: broadcast::Sender<AlertRow>,
    board: watch::Sender<BoardSeq>,
    sessions: watch::Sender<()>,
}

impl Default for Feed {
    fn default() -> Self {
        Self {
            alerts: broadcast::Sender::new(WAKES_BUFFERED),
            board: watch::Sender::new(BoardSeq(0)),
            sessions: watch::Sender::default(),
        }
    }
}

impl Feed {
    /// These alerts have a new status event.
    pub fn alerts_changed(&self, rows: impl IntoIterator<Item = AlertRow>) {
        for row in rows {
            // No receiver only means that nobody listens.
            let _ = self.alerts.send(row);
        }
    }

    /// The board has changed, up to this point of its sequence.
    pub fn board_changed(&self, seq: BoardSeq) {
        self.board.send_if_modified(|last| {
            let newer = seq > *last;
            *last = (*last).max(seq);
            newer
        });
    }

    /// Sessions have ended: consoles look whether theirs is among them.
    pub fn sessions_ended(&self) {
        self.sessions.send_replace(());
    }

    /// Wakes for the end of sessions.
    #[must_use]
    pub fn watch_sessions(&self) -> watch::Receiver<()> {
        self.sessions.subscribe()
    }

    /// Wakes for one alert. Subscribe before the first read of the store.
    #[must_use]
    pub fn watch_alert(&self, row: AlertRow) -> AlertWakes {
        AlertWakes {
            row,
            wakes: self.alerts.subscribe(),
        }
    }

    /// Wakes for the board: `changed().await`, then read the store from where you stand.
    #[must_use]
    pub fn watch_board(&self) -> watch::Receiver<BoardSeq> {
        self.board.subscribe()
    }
}

/// Wakes for one alert.
#[derive(Debug)]
pub struct AlertWakes {
    row: AlertRow,
    wakes: broadcast::Receiver<AlertRow>,
}

impl AlertWakes {
    /// Returns when the alert may have news; `false` once the feed has ended.
    pub async fn changed(&mut self) -> bool {
        loop {
            match self.wakes.recv().await {
                Ok(row) if row != self.row => {}
                // One that was passed over may have been this alert's.
                Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => return true,
                Err(broadcast::error::RecvError::Closed) => return false,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_stream_wakes_for_its_own_alert_only() {
        let feed = Feed::default();
        let mut wakes = feed.watch_alert(AlertRow(2));
        feed.alerts_changed([AlertRow(1), AlertRow(2)]);
        assert!(wakes.changed().await);
        assert!(wakes.wakes.is_empty());
    }

    #[tokio::test]
    async fn a_stream_that_lagged_looks_again() {
        let feed = Feed::default();
        let mut wakes = feed.watch_alert(AlertRow(7));
        feed.alerts_changed((0..5000).map(|_| AlertRow(1)));
        assert!(wakes.changed().await);
    }

    #[tokio::test]
    async fn the_board_never_goes_back() {
        let feed = Feed::default();
        let mut board = feed.watch_board();
        feed.board_changed(BoardSeq(9));
        feed.board_changed(BoardSeq(3));
        board.changed().await.unwrap();
        assert_eq!(*board.borrow_and_update(), BoardSeq(9));
        assert!(!board.has_changed().unwrap());
    }
}
