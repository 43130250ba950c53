//! `GET /v1/alerts/{id}/events`: what happens to an alert, as server-sent events.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use auxilio_protocol::signature::DEVICE_KEY;
use auxilio_protocol::{AlertId, KeyId, PublicKey, Status, jws};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use axum::routing::{MethodRouter, get};
use futures_util::{Stream, stream};
use tokio::sync::watch;

use super::problem::Refused;
use super::request::read_signature;
use crate::App;
use crate::feed::AlertWakes;
use crate::store::AlertRow;

/// A comment this often keeps the stream alive through whatever lies between.
const COMMENT_EVERY: Duration = Duration::from_secs(25);

pub(super) fn route() -> MethodRouter<Arc<App>> {
    get(follow)
}

async fn follow(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Refused> {
    let id: AlertId = id.parse().map_err(|_| Refused::UnreadablePath)?;
    let revocations = app.roster.watch_revocations();
    let (row, member) = own_alert(&app, id, &uri, &headers).await?;
    let last_seen = headers
        .get("last-event-id")
        .and_then(|value| value.to_str().ok());
    let followed = Followed {
        wakes: app.feed.watch_alert(row),
        shutdown: app.shutdown.clone(),
        revocations,
        member,
        row,
        last_n: last_seen.and_then(|n| n.parse().ok()).unwrap_or(0),
        unsent: VecDeque::new(),
        app,
    };
    let events = stream::unfold(followed, |mut followed| async {
        let status = followed.next().await?;
        let token = jws::sign(&followed.app.key, &status);
        let event = Event::default().id(status.n.to_string()).data(token);
        Some((Ok(event), followed))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(COMMENT_EVERY)))
}

/// Only the device that sent an alert may follow it. Tells the key too, if it is a member's.
async fn own_alert(
    app: &App,
    id: AlertId,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<(AlertRow, Option<KeyId>), Refused> {
    let claim =
        read_signature("GET", uri.path(), headers, None).map_err(|_| Refused::Unauthorized)?;
    let member = app.roster.find(&claim.key_id);
    let is_member = member.is_some();
    let key = member
        .or_else(|| key_sent_along(headers).filter(|key| key.id() == claim.key_id))
        .ok_or(Refused::Unauthorized)?;
    claim.verify(&key).map_err(|_| Refused::Unauthorized)?;
    if let Some(row) = app.store.find_alert(id, &claim.key_id).await? {
        return Ok((row, is_member.then_some(claim.key_id)));
    }
    Err(if app.store.has_alert(id).await? {
        Refused::Unauthorized
    } else {
        Refused::NotFound
    })
}

/// A phone that is not enrolled yet shows that it is the one that named this key before.
pub(super) fn key_sent_along(headers: &HeaderMap) -> Option<PublicKey> {
    PublicKey::from_text(headers.get(DEVICE_KEY)?.to_str().ok()?).ok()
}

/// One stream: what it has told, and what wakes it.
struct Followed {
    app: Arc<App>,
    row: AlertRow,
    /// The last event that was told or that the phone already has.
    last_n: u64,
    unsent: VecDeque<Status>,
    wakes: AlertWakes,
    /// The key by which the stream was opened, if it was a member's.
    member: Option<KeyId>,
    revocations: watch::Receiver<()>,
    shutdown: watch::Receiver<bool>,
}

impl Followed {
    /// Whether it was opened as a member's who is none any more. The phone may open it again as a
    /// device that is not enrolled.
    fn has_lost_its_member(&self) -> bool {
        let member = self.member.as_ref();
        member.is_some_and(|key| self.app.roster.find(key).is_none())
    }

    /// The next event, however long it takes; none when the central stops or the membership ends.
    async fn next(&mut self) -> Option<Status> {
        loop {
            if self.has_lost_its_member() {
                return None;
            }
            if let Some(status) = self.unsent.pop_front() {
                self.last_n = status.n;
                return Some(status);
            }
            // A stream that fails ends; the phone resumes it where it stood.
            self.unsent = self
                .app
                .store
                .status_after(self.row, self.last_n)
                .await
                .ok()?
                .into();
            if !self.unsent.is_empty() {
                continue;
            }
            tokio::select! {
                more = self.wakes.changed() => if !more { return None },
                _ = self.revocations.changed() => {}
                _ = self.shutdown.wait_for(|stopping| *stopping) => return None,
            }
        }
    }
}
