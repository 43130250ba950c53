//! Status events: what operators and the clock do to incidents, and what phones are told of it.

use auxilio_protocol::{AlertId, KeyId, Status, WireTime};
use sqlx::SqliteConnection;

use super::{Store, board, notes, rows};
use crate::incident::{self, Action, News};
use crate::store::{
    ActError, AlertRow, BoardSeq, Changed, IncidentId, IncidentView, Note, OperatorId, StoreError,
};

/// Incidents that are told in one transaction that nobody has taken them.
const UNCLAIMED_BATCH_MAX: i64 = 64;
/// Status events read at once for one stream.
const EVENTS_READ_MAX: i64 = 64;

impl Store {
    /// Does what an operator chose: one transaction that moves the incident, appends one status
    /// event to each of its alerts, and keeps what no phone is told of. Whoever works on a reserved
    /// incident has it opened to them by that.
    pub async fn act(
        &self,
        id: IncidentId,
        action: &Action,
        operator: OperatorId,
        now: WireTime,
    ) -> Result<Changed, ActError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let incident = board::one(&mut tx, id).await?.ok_or(ActError::NotFound)?;
        let step = incident::step(incident.situation(), action)?;
        let code = match action {
            Action::Close { code, .. } => Some(code.as_str()),
            _ => None,
        };
        let board = next_board_seq(&mut tx).await?;
        sqlx::query(
            "UPDATE incidents SET phase = ?2, changed = ?3,
                 unclaimed_due_ms = CASE WHEN ?2 = 'open' THEN unclaimed_due_ms END,
                 close_code = ?4, closed_at_ms = CASE WHEN ?4 IS NOT NULL THEN ?5 END,
                 force_taken = force_taken OR ?6
             WHERE id = ?1",
        )
        .bind(id.0)
        .bind(step.phase.as_str())
        .bind(board.0)
        .bind(code)
        .bind(now.unix_ms())
        // Whoever ends it with a reason has seen the duress too.
        .bind(matches!(action, Action::TakeForced | Action::Close { .. }))
        .execute(&mut *tx)
        .await?;
        let alerts = match &step.news {
            Some(news) => tell(&mut tx, id, news, Some(operator), now).await?,
            None => Vec::new(),
        };
        let opened = keep_notes(&mut tx, &incident, action, operator, now).await?;
        tx.commit().await?;
        Ok(Changed {
            alerts,
            board,
            opened: opened.then_some(id).into_iter().collect(),
        })
    }

    /// Tells the persons of incidents that nobody took in time. `None` if there are none; call
    /// again if there were some, for a batch is bounded.
    pub async fn tell_unclaimed(&self, now: WireTime) -> Result<Option<Changed>, StoreError> {
        const DUE: &str = "SELECT id FROM incidents WHERE unclaimed_due_ms <= ?
                           ORDER BY unclaimed_due_ms LIMIT ?";
        let due = || {
            sqlx::query_as::<_, (i64,)>(DUE)
                .bind(now.unix_ms())
                .bind(UNCLAIMED_BATCH_MAX)
        };
        // Mostly there is nothing: look without keeping the writer from its work.
        if due().fetch_optional(&self.readers).await?.is_none() {
            return Ok(None);
        }
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let ids = due().fetch_all(&mut *tx).await?;
        let mut changed = Changed {
            alerts: Vec::new(),
            board: next_board_seq(&mut tx).await?,
            opened: Vec::new(),
        };
        for (id,) in ids {
            sqlx::query(
                "UPDATE incidents SET unclaimed = 1, unclaimed_due_ms = NULL, changed = ?
                 WHERE id = ?",
            )
            .bind(changed.board.0)
            .bind(id)
            .execute(&mut *tx)
            .await?;
            let news = News::plain(auxilio_protocol::State::Unclaimed);
            changed
                .alerts
                .extend(tell(&mut tx, IncidentId(id), &news, None, now).await?);
            changed.board.0 += 1;
        }
        changed.board.0 -= 1;
        tx.commit().await?;
        Ok(Some(changed))
    }

    /// The alert of that id that this enrolled device sent: signed, or else, before it was
    /// enrolled, naming its key.
    pub async fn find_alert(
        &self,
        id: AlertId,
        key: &KeyId,
    ) -> Result<Option<AlertRow>, StoreError> {
        let row: Option<(i64,)> = sqlx::query_as(
            "SELECT row FROM alerts WHERE id = ? AND sender = ? ORDER BY proven DESC LIMIT 1",
        )
        .bind(id.as_bytes().as_slice())
        .bind(key.as_str())
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(|(row,)| AlertRow(row)))
    }

    /// Whether there is an alert of that id, whoever sent it.
    pub async fn has_alert(&self, id: AlertId) -> Result<bool, StoreError> {
        let row: Option<(i64,)> = sqlx::query_as("SELECT row FROM alerts WHERE id = ? LIMIT 1")
            .bind(id.as_bytes().as_slice())
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.is_some())
    }

    /// The alert's status events after number `n`, in order; some of them if there are many.
    pub async fn status_after(&self, row: AlertRow, n: u64) -> Result<Vec<Status>, StoreError> {
        type Row = (
            Vec<u8>,
            i64,
            i64,
            String,
            Option<String>,
            Option<u32>,
            Option<String>,
        );
        let found: Vec<Row> = sqlx::query_as(
            "SELECT a.id, e.n, e.at_ms, e.state, e.by, e.eta_s, e.text FROM alerts a JOIN (
                 SELECT row AS alert, 1 AS n, received_at_ms AS at_ms, 'received' AS state,
                        NULL AS by, NULL AS eta_s, NULL AS text FROM alerts WHERE row = ?1
                 UNION ALL
                 SELECT alert, n, at_ms, state, by, eta_s, text FROM status_events
                 WHERE alert = ?1
             ) e ON e.alert = a.row WHERE e.n > ?2 ORDER BY e.n LIMIT ?3",
        )
        .bind(row.0)
        .bind(i64::try_from(n).unwrap_or(i64::MAX))
        .bind(EVENTS_READ_MAX)
        .fetch_all(&self.readers)
        .await?;
        found
            .into_iter()
            .map(|(alert, n, at_ms, state, by, eta_s, text)| {
                Ok(Status {
                    alert: AlertId::from_bytes(rows::id_bytes(&alert)?),
                    n: rows::natural(n)?,
                    at: rows::time(at_ms),
                    state: rows::state(&state)?,
                    by,
                    eta_s,
                    text,
                })
            })
            .collect()
    }
}

/// Keeps what of an action no phone is told of. Whether it opened the incident to the operator.
async fn keep_notes(
    connection: &mut SqliteConnection,
    incident: &IncidentView,
    action: &Action,
    operator: OperatorId,
    now: WireTime,
) -> Result<bool, sqlx::Error> {
    let said = match action {
        Action::TakeForced => Some(Note::TookForced),
        Action::Close { reason, .. } => reason.clone().map(Note::Explained),
        _ => None,
    };
    if let Some(said) = said {
        notes::note(connection, incident.id, operator, &said, now).await?;
    }
    // The end folds it for everybody: whoever only ended it has not looked at it.
    if matches!(action, Action::Close { .. }) {
        return Ok(false);
    }
    notes::note_opening(connection, incident, operator, now).await
}

/// The next place in the board's sequence. Only inside a transaction that writes.
pub(super) async fn next_board_seq(
    connection: &mut SqliteConnection,
) -> Result<BoardSeq, sqlx::Error> {
    let (seq,): (i64,) = sqlx::query_as("SELECT coalesce(max(changed), 0) + 1 FROM incidents")
        .fetch_one(connection)
        .await?;
    Ok(BoardSeq(seq))
}

/// Appends the news to every alert of an incident.
async fn tell(
    connection: &mut SqliteConnection,
    id: IncidentId,
    news: &News,
    operator: Option<OperatorId>,
    now: WireTime,
) -> Result<Vec<AlertRow>, sqlx::Error> {
    let rows: Vec<(i64,)> = sqlx::query_as(
        "INSERT INTO status_events (alert, n, at_ms, state, by, eta_s, text, operator)
         SELECT a.row, coalesce((SELECT max(n) FROM status_events WHERE alert = a.row), 1) + 1,
                ?2, ?3, ?4, ?5, ?6, ?7
         FROM alerts a WHERE a.incident = ?1 RETURNING alert",
    )
    .bind(id.0)
    .bind(now.unix_ms())
    .bind(rows::state_word(news.state))
    .bind(&news.by)
    .bind(news.eta_s)
    .bind(&news.text)
    .bind(operator.map(|operator| operator.0))
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|(row,)| AlertRow(row)).collect())
}
