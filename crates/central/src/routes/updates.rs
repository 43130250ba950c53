//! `POST /v1/alerts/{id}/updates`

use std::sync::Arc;
use std::time::Instant;

use auxilio_protocol::limits::UPDATES_BODY_BYTES_MAX;
use auxilio_protocol::{AlertId, lenient};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, post};

use super::alerts::answer;
use super::problem::Refused;
use super::request::{read_body, read_signature};
use crate::rate::Source;
use crate::store::{Sender, Signer, UpdateBatch, UpdatesFiled};
use crate::{App, clock};

pub(super) fn route() -> MethodRouter<Arc<App>> {
    post(receive)
}

async fn receive(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    source: Source,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    let id: AlertId = id.parse().map_err(|_| Refused::UnreadablePath)?;
    let body = read_body(body, UPDATES_BODY_BYTES_MAX).await?;
    let updates = lenient::read_updates(&body)?;
    let sender = sender(&app, &uri, &headers, &body);
    match &sender {
        Sender::Proven(key) => app.updates.take(key.clone(), Instant::now())?,
        Sender::PutOut(_) | Sender::Claimed(_) | Sender::Anonymous => {
            app.unproven.take(source, Instant::now())?;
        }
    }
    let batch = UpdateBatch {
        id,
        sender,
        updates,
        now: clock::now(),
    };
    match app.store.file_updates(&batch).await? {
        UpdatesFiled::Taken { receipt, board } => {
            if let Some(board) = board {
                app.feed.board_changed(board);
            }
            Ok(answer(&app, StatusCode::OK, &receipt))
        }
        // A receipt would say that the alert is here.
        UpdatesFiled::Early => Ok(StatusCode::ACCEPTED.into_response()),
        UpdatesFiled::Refused(why) => Err(why.into()),
    }
}

fn sender(app: &App, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Sender {
    let Ok(claim) = read_signature("POST", uri.path(), headers, Some(body)) else {
        return Sender::Anonymous;
    };
    let signer = app.roster.signer(&claim.key_id);
    match signer.filter(|signer| claim.verify(signer.key()).is_ok()) {
        Some(Signer::Member(_)) => Sender::Proven(claim.key_id),
        Some(Signer::PutOut(_)) => Sender::PutOut(claim.key_id),
        None => Sender::Claimed(claim.key_id),
    }
}
