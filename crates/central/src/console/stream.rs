//! `GET /consola/flujo`: the board's changes as server-sent events.
//!
//! - `incidente`: an incident's card as it is now; `id` is its place in the board's sequence
//! - `latido`: the stream is alive; the data is the central's time in Unix milliseconds
//! - `fin`: the session is over; nothing follows

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use serde::Deserialize;
use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior, interval};

use super::session::Session;
use super::view::card::{Reader, card};
use crate::store::{BoardSeq, StoreError};
use crate::{App, clock};

/// Time between signs of life; the console shows its red bar after three that did not come.
const HEARTBEAT_EVERY: Duration = Duration::from_secs(5);

/// Where a page's first connection starts: at what the page shows.
#[derive(Deserialize)]
pub(super) struct Start {
    desde: Option<i64>,
}

pub(super) async fn open(
    State(app): State<Arc<App>>,
    session: Session,
    Query(start): Query<Start>,
    headers: HeaderMap,
) -> Response {
    // The browser's own reconnection knows better than the page's address where it stood.
    let last = headers
        .get("last-event-id")
        .and_then(|id| id.to_str().ok()?.parse().ok());
    let events = BoardStream {
        session: session.token_hash,
        at: BoardSeq(last.or(start.desde).unwrap_or_default()),
        wakes: app.feed.watch_board(),
        endings: app.feed.watch_sessions(),
        shutdown: app.shutdown.clone(),
        heartbeat: heartbeat(),
        ready: VecDeque::new(),
        over: false,
        app,
    };
    // A proxy must not hold events back to send them together.
    let unbuffered = (
        HeaderName::from_static("x-accel-buffering"),
        HeaderValue::from_static("no"),
    );
    let events = stream::unfold(events, |mut events| async {
        let event = events.next().await?;
        Some((Ok::<_, Infallible>(event), events))
    });
    ([unbuffered], Sse::new(events)).into_response()
}

fn heartbeat() -> Interval {
    let mut heartbeat = interval(HEARTBEAT_EVERY);
    heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    heartbeat
}

struct BoardStream {
    app: Arc<App>,
    session: [u8; 32],
    /// How far this console has been told.
    at: BoardSeq,
    wakes: watch::Receiver<BoardSeq>,
    endings: watch::Receiver<()>,
    shutdown: watch::Receiver<bool>,
    heartbeat: Interval,
    ready: VecDeque<Event>,
    over: bool,
}

impl BoardStream {
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(event);
            }
            if self.over {
                return None;
            }
            let beat = tokio::select! {
                biased;
                _ = self.shutdown.wait_for(|stopping| *stopping) => return None,
                changed = self.wakes.changed() => {
                    changed.ok()?;
                    false
                }
                ended = self.endings.changed() => {
                    ended.ok()?;
                    false
                }
                _ = self.heartbeat.tick() => true,
            };
            // The console reconnects, and asks again from where it stands.
            if let Err(error) = self.look(beat).await {
                tracing::error!(?error, "a console's stream cannot read the board");
                return None;
            }
        }
    }

    /// Reads what is new. Nothing is told to a session that has ended: it is looked at after the
    /// reading, so that it still held when the last of that came. Looking with each beat too catches
    /// what another process did to the database.
    async fn look(&mut self, beat: bool) -> Result<(), StoreError> {
        let now = clock::now();
        let changes = self.app.store.changes_since(self.at).await?;
        let Some(operator) = self.app.store.session(&self.session, now).await? else {
            self.ready
                .push_back(Event::default().event("fin").data("."));
            self.over = true;
            return Ok(());
        };
        if !changes.incidents.is_empty() {
            let names = self.app.store.operator_names().await?;
            let reader = Reader {
                operator: operator.id,
                names: &names,
                now,
            };
            for incident in &changes.incidents {
                let card = card(incident, &reader).into_string();
                let id = incident.changed.0.to_string();
                self.ready.push_back(
                    Event::default()
                        .event("incidente")
                        .id(id)
                        .data(one_line(&card)),
                );
            }
        }
        // A console that remembers more than there is knew the database before it was restored.
        self.at = changes.through.min(changes.board);
        if changes.through < changes.board {
            self.wakes.mark_changed();
        }
        if beat {
            let now = now.unix_ms().to_string();
            self.ready
                .push_back(Event::default().event("latido").data(now));
        }
        Ok(())
    }
}

/// A carriage return cannot stand in an event's data, and means nothing in HTML.
fn one_line(html: &str) -> String {
    html.replace(['\r', '\n'], " ")
}
