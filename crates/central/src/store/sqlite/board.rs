//! Reading incidents for the board, each read in one snapshot of the database.

use std::collections::BTreeMap;

use auxilio_protocol::{AlertId, Change, WireTime, lenient};
use sqlx::SqliteConnection;

use super::{Store, notes, rows};
use crate::reserve;
use crate::store::{
    AlertRow, AlertView, BoardSeq, Brought, Changes, IncidentId, IncidentView, LoggedEvent, Marks,
    Message, OperatorId, Sender, StoreError,
};

/// Incidents that one answer holds at most.
const INCIDENTS_READ_MAX: i64 = 200;
/// Closed incidents that the board still shows.
const CLOSED_SHOWN_MAX: i64 = 50;

const COLUMNS: &str = "id, lane, phase, opened_at_ms, closed_at_ms, close_code, unclaimed, changed, \
                       force_taken";

#[derive(sqlx::FromRow)]
struct IncidentRow {
    id: i64,
    lane: String,
    phase: String,
    opened_at_ms: i64,
    closed_at_ms: Option<i64>,
    close_code: Option<String>,
    unclaimed: bool,
    changed: i64,
    force_taken: bool,
}

#[derive(sqlx::FromRow)]
struct AlertRecord {
    row: i64,
    incident: i64,
    id: Vec<u8>,
    proven: bool,
    sender: String,
    lane: String,
    received_at_ms: i64,
    signed_at_s: Option<i64>,
    body: Vec<u8>,
    journey_due_ms: Option<i64>,
    journey_fix: Option<String>,
    text_from: Option<String>,
    text: Option<String>,
    only_text: bool,
    member: Option<String>,
}

#[derive(sqlx::FromRow)]
struct EventRow {
    incident: i64,
    alert: i64,
    n: i64,
    at_ms: i64,
    state: String,
    by: Option<String>,
    eta_s: Option<u32>,
    text: Option<String>,
    operator: Option<i64>,
}

impl Store {
    /// What the board shows: open incidents, the verified ones first and the oldest of them on
    /// top, then those closed last. `through` is where to ask [`Self::changes_since`] from.
    pub async fn board(&self) -> Result<Changes, StoreError> {
        let mut tx = self.readers.begin().await?;
        let mut found: Vec<IncidentRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM incidents WHERE phase <> 'closed'
             ORDER BY lane DESC, id LIMIT ?"
        )))
        .bind(INCIDENTS_READ_MAX)
        .fetch_all(&mut *tx)
        .await?;
        let closed: Vec<IncidentRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM incidents WHERE closed_at_ms IS NOT NULL
             ORDER BY closed_at_ms DESC LIMIT ?"
        )))
        .bind(CLOSED_SHOWN_MAX)
        .fetch_all(&mut *tx)
        .await?;
        found.extend(closed);
        let board = board_end(&mut tx).await?;
        Ok(Changes {
            incidents: views(&mut tx, found).await?,
            through: board,
            board,
        })
    }

    /// The incidents that changed after that point, in the order of their last change.
    pub async fn changes_since(&self, since: BoardSeq) -> Result<Changes, StoreError> {
        let mut tx = self.readers.begin().await?;
        let found: Vec<IncidentRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM incidents WHERE changed > ? ORDER BY changed LIMIT ?"
        )))
        .bind(since.0)
        .bind(INCIDENTS_READ_MAX)
        .fetch_all(&mut *tx)
        .await?;
        let through = found.last().map_or(since, |last| BoardSeq(last.changed));
        let board = board_end(&mut tx).await?;
        Ok(Changes {
            incidents: views(&mut tx, found).await?,
            through,
            board,
        })
    }

    /// One incident.
    pub async fn incident(&self, id: IncidentId) -> Result<Option<IncidentView>, StoreError> {
        let mut tx = self.readers.begin().await?;
        one(&mut tx, id).await
    }
}

/// One incident, as it is in a transaction.
pub(super) async fn one(
    connection: &mut SqliteConnection,
    id: IncidentId,
) -> Result<Option<IncidentView>, StoreError> {
    let found: Vec<IncidentRow> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "SELECT {COLUMNS} FROM incidents WHERE id = ?"
    )))
    .bind(id.0)
    .fetch_all(&mut *connection)
    .await?;
    Ok(views(connection, found).await?.pop())
}

async fn board_end(connection: &mut SqliteConnection) -> Result<BoardSeq, sqlx::Error> {
    let (seq,): (i64,) = sqlx::query_as("SELECT coalesce(max(changed), 0) FROM incidents")
        .fetch_one(connection)
        .await?;
    Ok(BoardSeq(seq))
}

/// Completes incidents with their alerts, events and notes: four statements for all of them.
async fn views(
    connection: &mut SqliteConnection,
    found: Vec<IncidentRow>,
) -> Result<Vec<IncidentView>, StoreError> {
    let ids: Vec<i64> = found.iter().map(|row| row.id).collect();
    let ids = serde_json::Value::from(ids).to_string();
    let mut alerts = alerts(connection, &ids).await?;
    let mut events = events(connection, &ids).await?;
    let mut notes = notes::of(connection, &ids).await?;
    found
        .into_iter()
        .map(|row| {
            let closed = row.closed_at_ms.zip(row.close_code.as_deref());
            Ok(IncidentView {
                id: IncidentId(row.id),
                phase: rows::phase(&row.phase)?,
                lane: rows::lane(&row.lane)?,
                opened_at: rows::time(row.opened_at_ms),
                closed: closed
                    .map(|(at, code)| {
                        Ok::<_, StoreError>((rows::time(at), rows::close_code(code)?))
                    })
                    .transpose()?,
                unclaimed: row.unclaimed,
                changed: BoardSeq(row.changed),
                alerts: alerts.remove(&row.id).unwrap_or_default(),
                events: events.remove(&row.id).unwrap_or_default(),
                force_taken: row.force_taken,
                notes: notes.remove(&row.id).unwrap_or_default(),
            })
        })
        .collect()
}

async fn alerts(
    connection: &mut SqliteConnection,
    incidents: &str,
) -> Result<BTreeMap<i64, Vec<AlertView>>, StoreError> {
    let records: Vec<AlertRecord> = sqlx::query_as(
        "SELECT a.row, a.incident, a.id, a.proven, a.sender, a.lane, a.received_at_ms,
                a.signed_at_s, a.body, j.due_ms AS journey_due_ms, j.fix AS journey_fix,
                a.text_from, a.text, a.only_text, m.profile AS member
         FROM alerts a LEFT JOIN journeys j ON j.id = a.id AND j.sender = a.sender
         LEFT JOIN members m ON m.key_id = a.sender AND a.only_text = 1 AND a.proven = 1
         WHERE a.incident IN (SELECT value FROM json_each(?)) ORDER BY a.row",
    )
    .bind(incidents)
    .fetch_all(&mut *connection)
    .await?;
    let mut updates = updates_since(connection, incidents).await?;
    let mut by_incident: BTreeMap<i64, Vec<AlertView>> = BTreeMap::new();
    for record in records {
        let updates = updates.remove(&record.row).unwrap_or_default();
        by_incident
            .entry(record.incident)
            .or_default()
            .push(alert_view(record, &updates)?);
    }
    Ok(by_incident)
}

/// What followed an alert.
#[derive(Default)]
struct Since {
    /// The last update of each sort, as JSON objects.
    latest: Vec<String>,
    presses_again: u32,
}

async fn updates_since(
    connection: &mut SqliteConnection,
    incidents: &str,
) -> Result<BTreeMap<i64, Since>, StoreError> {
    // With max(), SQLite takes the other columns from the row that holds the maximum.
    let found: Vec<(i64, String, String, u32, i64)> = sqlx::query_as(
        "SELECT a.row, u.what, u.body, count(*), max(u.seq) FROM alerts a
         JOIN updates u ON u.id = a.id AND u.proven = a.proven AND u.sender = a.sender
         WHERE a.incident IN (SELECT value FROM json_each(?)) GROUP BY a.row, u.what",
    )
    .bind(incidents)
    .fetch_all(connection)
    .await?;
    let mut by_alert: BTreeMap<i64, Since> = BTreeMap::new();
    for (row, what, body, count, _) in found {
        let since = by_alert.entry(row).or_default();
        since.latest.push(body);
        if what == "urgent" {
            since.presses_again = count;
        }
    }
    Ok(by_alert)
}

fn alert_view(record: AlertRecord, since: &Since) -> Result<AlertView, StoreError> {
    let read = lenient::read_alert(&record.body).map_err(|_| StoreError::Unexpected("alert"))?;
    let mut view = AlertView {
        row: AlertRow(record.row),
        id: AlertId::from_bytes(rows::id_bytes(&record.id)?),
        sender: Sender::from_stored(record.proven, &record.sender),
        lane: rows::lane(&record.lane)?,
        received_at: rows::time(record.received_at_ms),
        raised_at: read.raised_at,
        signed_at: record
            .signed_at_s
            .map(|s| WireTime::from_unix_ms(s.saturating_mul(1000))),
        protected: reserve::protects(&read.kind),
        kind: read.kind,
        mode: read.mode,
        // Where the person was last on the way; what the phone tells after that is newer.
        latest_fix: record
            .journey_fix
            .and_then(|fix| serde_json::from_str(&fix).ok())
            .or_else(|| read.fix.clone()),
        journey_due_at: record.journey_due_ms.map(rows::time),
        first_fix: read.fix,
        // A text message has no room for who writes it: the membership says so.
        profile: read.profile.or_else(|| {
            let member = record.member.as_deref()?;
            serde_json::from_str(member).ok()
        }),
        device: read.device,
        marks: Marks {
            presses_again: since.presses_again,
            ..Marks::default()
        },
        brought: brought(record.text_from, record.text, record.only_text),
        odd: read.odd,
        raw: record.body,
    };
    let updates = format!("[{}]", since.latest.join(","));
    let mut updates =
        lenient::read_updates(updates.as_bytes()).map_err(|_| StoreError::Unexpected("update"))?;
    // One change can be of two sorts: the later of them holds.
    updates.sort_by_key(|update| update.seq);
    for change in updates.into_iter().filter_map(|update| update.change) {
        apply(&mut view, change);
    }
    Ok(view)
}

fn brought(from: Option<String>, text: Option<String>, only_text: bool) -> Brought {
    let message = |text| Message {
        from: from.unwrap_or_default(),
        text,
    };
    match (text, only_text) {
        (None, _) => Brought::Request,
        (Some(text), true) => Brought::Text(message(text)),
        (Some(text), false) => Brought::Both(message(text)),
    }
}

fn apply(view: &mut AlertView, change: Change) {
    match change {
        Change::Fix(fix) => view.latest_fix = Some(fix),
        Change::Kind(kind) => {
            view.protected |= reserve::protects(&kind);
            view.kind = kind;
        }
        Change::Cancel(cancel) => view.marks.cancelled = Some(cancel.reason),
        Change::Duress(true) => view.marks.duress = true,
        Change::Duress(false) => view.marks.proved = true,
        // Counted, not only known.
        Change::Urgent(_) => {}
        Change::Text(text) => view.marks.text = Some(text),
        Change::BatteryPercent(percent) => {
            if let Some(device) = &mut view.device {
                device.battery_percent = Some(percent);
            }
        }
    }
}

async fn events(
    connection: &mut SqliteConnection,
    incidents: &str,
) -> Result<BTreeMap<i64, Vec<LoggedEvent>>, StoreError> {
    let found: Vec<EventRow> = sqlx::query_as(
        "SELECT a.incident, e.alert, e.n, e.at_ms, e.state, e.by, e.eta_s, e.text, e.operator
         FROM alerts a JOIN status_events e ON e.alert = a.row
         WHERE a.incident IN (SELECT value FROM json_each(?)) ORDER BY e.at_ms, e.alert, e.n",
    )
    .bind(incidents)
    .fetch_all(connection)
    .await?;
    let mut by_incident: BTreeMap<i64, Vec<LoggedEvent>> = BTreeMap::new();
    for row in found {
        by_incident
            .entry(row.incident)
            .or_default()
            .push(LoggedEvent {
                alert: AlertRow(row.alert),
                n: rows::natural(row.n)?,
                at: rows::time(row.at_ms),
                state: rows::state(&row.state)?,
                by: row.by,
                eta_s: row.eta_s,
                text: row.text,
                operator: row.operator.map(OperatorId),
            });
    }
    Ok(by_incident)
}
