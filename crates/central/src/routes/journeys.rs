//! `PUT /v1/journeys/{id}`: a way home that the central watches over.

use std::sync::Arc;
use std::time::Instant;

use auxilio_protocol::journey::{JourneyAnswer, JourneyNews, NotAJourney};
use auxilio_protocol::limits::JOURNEY_BODY_BYTES_MAX;
use auxilio_protocol::signature::ClaimedSignature;
use auxilio_protocol::{AlertId, jws};
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::routing::{MethodRouter, put};

use super::events::key_sent_along;
use super::problem::Refused;
use super::request::{read_body, read_signature};
use crate::rate::Source;
use crate::store::{JourneyFiled, JourneyTold};
use crate::{App, clock};

pub(super) fn route() -> MethodRouter<Arc<App>> {
    put(take)
}

async fn take(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    source: Source,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<JourneyAnswer>, Refused> {
    let id: AlertId = id.parse().map_err(|_| Refused::UnreadablePath)?;
    let body = read_body(body, JOURNEY_BODY_BYTES_MAX).await?;
    let claim = read_signature("PUT", uri.path(), &headers, Some(&body))
        .map_err(|_| Refused::Unauthorized)?;
    prove(&app, source, &claim, &headers)?;
    let (news, _) = JourneyNews::read(&body, id)?;
    let now = clock::now();
    let told = JourneyTold {
        id,
        skew_s: claim
            .created_s
            .saturating_sub(now.unix_ms().div_euclid(1000)),
        sender: claim.key_id,
        news,
        now,
    };
    match app.store.tell_journey(&told).await? {
        JourneyFiled::Known { status, board } => {
            app.journey_told.notify_one();
            if let Some(board) = board {
                app.feed.board_changed(board);
            }
            let journey = jws::sign(&app.key, &status);
            Ok(Json(JourneyAnswer { journey }))
        }
        JourneyFiled::Refused(why) => Err(why.into()),
    }
}

/// A device that is no member's shows that it has the key that it names. That is enough: nothing
/// stands between a person and the watch, and nobody else may end it.
fn prove(
    app: &App,
    source: Source,
    claim: &ClaimedSignature,
    headers: &HeaderMap,
) -> Result<(), Refused> {
    let member = app.roster.find(&claim.key_id);
    let holds = |key: &_| claim.verify(key).map_err(|_| Refused::Unauthorized);
    if let Some(key) = member {
        holds(&key).inspect_err(|_| {
            // Counted late. Whether the source is over by now shows with its next request.
            let _ = app.unproven.take(source, Instant::now());
        })?;
        app.updates.take(claim.key_id.clone(), Instant::now())?;
    } else {
        app.unproven.take(source, Instant::now())?;
        let key = key_sent_along(headers).filter(|key| key.id() == claim.key_id);
        holds(&key.ok_or(Refused::Unauthorized)?)?;
    }
    Ok(())
}

impl From<NotAJourney> for Refused {
    fn from(why: NotAJourney) -> Self {
        match why {
            NotAJourney::Unreadable => Self::UnreadableJourney,
            NotAJourney::AlertTooLarge => Self::TooLarge,
        }
    }
}
