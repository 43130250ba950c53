//! Journeys: kept until they end, and raised in the transaction that files their alert, so that no
//! moment lies between the two in which a crash or an arrival could come.

mod of_member;

use std::time::Duration;

use auxilio_protocol::journey::{Course, JourneyNews};
use auxilio_protocol::limits::JOURNEYS_RUNNING_MAX;
use auxilio_protocol::{AlertId, JourneyState, JourneyStatus, KeyId, WireTime, lenient};
use bytes::Bytes;
use sqlx::SqliteConnection;

pub(super) use self::of_member::{bytes_in_copy, forget_all, running};
use super::{Store, events, ingest, rows};
use crate::store::{
    Arrival, BoardSeq, Filed, JourneyFiled, JourneyTold, Refusal, Sender, StoreError,
};

/// Journeys that one transaction raises.
const RAISED_BATCH_MAX: i64 = 64;
/// How long the end of a journey is remembered, in milliseconds: longer than any attempt to tell
/// of it may be under way.
const ENDED_KEPT_MS: i64 = 24 * 3_600_000;

#[derive(sqlx::FromRow)]
struct Kept {
    sender: String,
    n: i64,
    state: String,
    at_ms: i64,
    due_ms: i64,
}

#[derive(sqlx::FromRow)]
struct Due {
    id: Vec<u8>,
    sender: String,
    skew_s: i64,
    body: Vec<u8>,
}

impl Store {
    /// Takes in how things are with a journey, if that is news.
    pub(crate) async fn tell_journey(
        &self,
        told: &JourneyTold,
    ) -> Result<JourneyFiled, StoreError> {
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let filed = take(&mut tx, told).await?;
        if let JourneyFiled::Refused(_) = filed {
            tx.rollback().await?;
        } else {
            tx.commit().await?;
        }
        Ok(filed)
    }

    /// Files the alerts of journeys whose time is over. `None` if there are none; call again if
    /// there were some, for a batch is bounded.
    pub(crate) async fn raise_due_journeys(
        &self,
        now: WireTime,
        unclaimed_after: Duration,
        is_member: impl Fn(&KeyId) -> bool,
    ) -> Result<Option<BoardSeq>, StoreError> {
        const DUE: &str = "SELECT id, sender, skew_s, body FROM journeys
                           WHERE state = 'under_way' AND due_ms <= ? ORDER BY due_ms LIMIT ?";
        let due = || {
            sqlx::query_as::<_, Due>(DUE)
                .bind(now.unix_ms())
                .bind(RAISED_BATCH_MAX)
        };
        // Mostly there is nothing: look without keeping the writer from its work.
        if due().fetch_optional(&self.readers).await?.is_none() {
            return Ok(None);
        }
        let mut tx = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        let due = due().fetch_all(&mut *tx).await?;
        let arrivals = due
            .into_iter()
            .map(|due| arrival(due, now, &is_member))
            .collect::<Result<Vec<_>, _>>()?;
        let (filed, board) = ingest::file(&mut tx, &arrivals, now, unclaimed_after).await?;
        for (arrival, filed) in arrivals.iter().zip(filed) {
            if let Filed::Refused(why) = filed {
                tracing::error!(id = %arrival.id, ?why, "a journey's alert could not be filed");
            }
            mark_raised(&mut tx, arrival.id, now.unix_ms()).await?;
        }
        tx.commit().await?;
        Ok(Some(board))
    }

    /// When the next alert of a journey is to be raised.
    pub(crate) async fn next_journey_due(&self) -> Result<Option<WireTime>, StoreError> {
        let (due_ms,): (Option<i64>,) =
            sqlx::query_as("SELECT min(due_ms) FROM journeys WHERE state = 'under_way'")
                .fetch_one(&self.readers)
                .await?;
        Ok(due_ms.map(rows::time))
    }
}

/// The journey's alert, as if its device had sent it now: its signature over these bytes was
/// checked when they came.
fn arrival(
    due: Due,
    now: WireTime,
    is_member: &impl Fn(&KeyId) -> bool,
) -> Result<Arrival, StoreError> {
    let read = lenient::read_alert(&due.body).map_err(|_| StoreError::Unexpected("journey"))?;
    let key = KeyId::claimed(&due.sender);
    Ok(Arrival {
        id: AlertId::from_bytes(rows::id_bytes(&due.id)?),
        sender: if is_member(&key) {
            Sender::Proven(key)
        } else {
            Sender::Claimed(key)
        },
        exercise: read.exercise,
        signed_at_s: Some(now.unix_ms().div_euclid(1000).saturating_add(due.skew_s)),
        body: Bytes::from(due.body),
        text: None,
    })
}

async fn take(
    connection: &mut SqliteConnection,
    told: &JourneyTold,
) -> Result<JourneyFiled, StoreError> {
    let raised_at_ms = match alert_of(connection, told).await? {
        Alert::OfAnother => return Ok(JourneyFiled::Refused(Refusal::AnotherDevice)),
        Alert::Own { received_at_ms } => Some(received_at_ms),
        Alert::None => None,
    };
    match kept(connection, told.id).await? {
        Some(kept) if kept.sender != told.sender.as_str() => {
            return Ok(JourneyFiled::Refused(Refusal::AnotherDevice));
        }
        Some(kept) if kept.state != "under_way" => {}
        // The device itself has sent the alert. Nothing that it tells now takes that back.
        Some(_) if raised_at_ms.is_some() => {}
        Some(kept) if rows::natural(kept.n)? >= told.news.n => {}
        Some(_) => write(connection, told).await?,
        None => {
            if is_one_too_many(connection, told).await? {
                return Ok(JourneyFiled::Refused(Refusal::TooMany));
            }
            forget_ended(connection, told).await?;
            write(connection, told).await?;
        }
    }
    let board = match raised_at_ms {
        Some(at_ms) if mark_raised(connection, told.id, at_ms).await? => {
            Some(touch(connection, told).await?)
        }
        _ => None,
    };
    let kept = kept(connection, told.id).await?;
    let kept = kept.ok_or(StoreError::Unexpected("journey"))?;
    let status = status(told.id, &kept)?;
    Ok(JourneyFiled::Known { status, board })
}

async fn kept(connection: &mut SqliteConnection, id: AlertId) -> Result<Option<Kept>, sqlx::Error> {
    sqlx::query_as("SELECT sender, n, state, at_ms, due_ms FROM journeys WHERE id = ?")
        .bind(id.as_bytes().as_slice())
        .fetch_optional(connection)
        .await
}

fn status(id: AlertId, kept: &Kept) -> Result<JourneyStatus, StoreError> {
    Ok(JourneyStatus {
        journey: id,
        n: rows::natural(kept.n)?,
        state: match kept.state.as_str() {
            "under_way" => JourneyState::UnderWay,
            "arrived" => JourneyState::Arrived,
            "raised" => JourneyState::Raised,
            _ => return Err(StoreError::Unexpected("journey's state")),
        },
        due_at: rows::time(kept.due_ms),
        at: rows::time(kept.at_ms),
    })
}

/// The alert of this id, if there is one already.
enum Alert {
    None,
    Own { received_at_ms: i64 },
    OfAnother,
}

async fn alert_of(
    connection: &mut SqliteConnection,
    told: &JourneyTold,
) -> Result<Alert, sqlx::Error> {
    let found: Option<(i64, bool)> = sqlx::query_as(
        "SELECT received_at_ms, sender = ?2 AS own FROM alerts WHERE id = ?1
         ORDER BY own DESC, row LIMIT 1",
    )
    .bind(told.id.as_bytes().as_slice())
    .bind(told.sender.as_str())
    .fetch_optional(connection)
    .await?;
    Ok(match found {
        None => Alert::None,
        Some((received_at_ms, true)) => Alert::Own { received_at_ms },
        Some((_, false)) => Alert::OfAnother,
    })
}

async fn is_one_too_many(
    connection: &mut SqliteConnection,
    told: &JourneyTold,
) -> Result<bool, StoreError> {
    let JourneyNews {
        course: Course::UnderWay { .. },
        ..
    } = told.news
    else {
        return Ok(false);
    };
    let (running,): (i64,) =
        sqlx::query_as("SELECT count(*) FROM journeys WHERE sender = ? AND state = 'under_way'")
            .bind(told.sender.as_str())
            .fetch_one(connection)
            .await?;
    Ok(usize::try_from(running).is_ok_and(|running| running >= JOURNEYS_RUNNING_MAX))
}

/// Of journeys that ended well nothing is kept for long.
async fn forget_ended(
    connection: &mut SqliteConnection,
    told: &JourneyTold,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM journeys WHERE sender = ? AND at_ms < ? AND state = 'arrived'")
        .bind(told.sender.as_str())
        .bind(told.now.unix_ms().saturating_sub(ENDED_KEPT_MS))
        .execute(connection)
        .await?;
    Ok(())
}

async fn write(connection: &mut SqliteConnection, told: &JourneyTold) -> Result<(), sqlx::Error> {
    let now_ms = told.now.unix_ms();
    let (state, due_ms, fix, body) = match &told.news.course {
        Course::Arrived => ("arrived", None, None, None),
        Course::UnderWay { left_s, fix, alert } => {
            let due_ms = now_ms.saturating_add(i64::from(*left_s) * 1000);
            // Finite numbers and plain words: their serialisation has no error.
            let fix = fix.as_ref().and_then(|fix| serde_json::to_string(fix).ok());
            ("under_way", Some(due_ms), fix, Some(alert.as_slice()))
        }
    };
    // A position that is not told again is still the last one, and the first alert counts; but an
    // arrival takes both away.
    sqlx::query(
        "INSERT INTO journeys (id, sender, n, state, at_ms, due_ms, skew_s, fix, body)
         VALUES (?1, ?2, ?3, ?4, ?5, coalesce(?6, ?5), ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET
             n = ?3, state = ?4, at_ms = ?5, due_ms = coalesce(?6, due_ms), skew_s = ?7,
             fix = CASE ?4 WHEN 'under_way' THEN coalesce(?8, fix) END,
             body = CASE ?4 WHEN 'under_way' THEN body END",
    )
    .bind(told.id.as_bytes().as_slice())
    .bind(told.sender.as_str())
    .bind(i64::try_from(told.news.n).unwrap_or(i64::MAX))
    .bind(state)
    .bind(now_ms)
    .bind(due_ms)
    .bind(told.skew_s)
    .bind(fix)
    .bind(body)
    .execute(connection)
    .await?;
    Ok(())
}

/// The alert is there. Tells whether that was news for the journey.
async fn mark_raised(
    connection: &mut SqliteConnection,
    id: AlertId,
    at_ms: i64,
) -> Result<bool, sqlx::Error> {
    let done = sqlx::query(
        "UPDATE journeys SET state = 'raised', at_ms = ?2, body = NULL
         WHERE id = ?1 AND state = 'under_way'",
    )
    .bind(id.as_bytes().as_slice())
    .bind(at_ms)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// Has the card of the journey's alert shown anew.
async fn touch(
    connection: &mut SqliteConnection,
    told: &JourneyTold,
) -> Result<BoardSeq, sqlx::Error> {
    let next = events::next_board_seq(connection).await?;
    sqlx::query(
        "UPDATE incidents SET changed = ? WHERE id =
             (SELECT max(incident) FROM alerts WHERE id = ? AND sender = ?)",
    )
    .bind(next.0)
    .bind(told.id.as_bytes().as_slice())
    .bind(told.sender.as_str())
    .execute(connection)
    .await?;
    Ok(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn of_who_arrived_the_central_keeps_neither_place_nor_alert() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("central.db"))
            .await
            .unwrap();
        let id = AlertId::new(1, [0; 10]);
        let fix = serde_json::json!({ "lat": -8.07, "lon": -78.99, "source": "gnss",
                                      "taken_at": "2026-11-23T19:13:00.000-05:00" });
        let tell = async |n, course| {
            let told = JourneyTold {
                id,
                sender: KeyId::claimed("ana"),
                skew_s: 0,
                news: JourneyNews { n, course },
                now: WireTime::from_unix_ms(0),
            };
            store.tell_journey(&told).await.unwrap();
            let kept: (Option<String>, Option<Vec<u8>>) =
                sqlx::query_as("SELECT fix, body FROM journeys")
                    .fetch_one(&store.readers)
                    .await
                    .unwrap();
            (kept.0.is_some(), kept.1.is_some())
        };
        let under_way = Course::UnderWay {
            left_s: 60,
            fix: serde_json::from_value(fix).ok(),
            alert: format!("{{\"id\":\"{id}\"}}").into_bytes(),
        };
        assert_eq!(tell(1, under_way).await, (true, true));
        assert_eq!(tell(2, Course::Arrived).await, (false, false));
    }
}
