//! `GET /v1/directory`

use std::sync::Arc;
use std::time::Instant;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};

use super::problem::Refused;
use crate::App;
use crate::rate::Source;

/// How long others may keep an answer without asking again.
const CACHE: HeaderValue = HeaderValue::from_static("public, max-age=300");
const JSON: HeaderValue = HeaderValue::from_static("application/json");

pub(super) fn route() -> MethodRouter<Arc<App>> {
    get(serve)
}

/// Who has this edition is told so for nothing. The whole answer has a limit of its own: many
/// phones share the address of one mobile network, and it must not use up what alerts need.
async fn serve(
    State(app): State<Arc<App>>,
    source: Source,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let now = Instant::now();
    let edition = app.directory.edition(&app.store, now).await?;
    let etag = HeaderValue::from_str(edition.etag.as_str()).map_err(|_| Refused::Internal)?;
    let fields = [(header::ETAG, etag), (header::CACHE_CONTROL, CACHE)];
    let has_it = headers
        .get_all(header::IF_NONE_MATCH)
        .into_iter()
        .filter_map(|field| field.to_str().ok())
        .any(|field| edition.etag.is_among(field));
    if has_it {
        return Ok((StatusCode::NOT_MODIFIED, fields).into_response());
    }
    app.directory_requests.take(source, now)?;
    let json = [(header::CONTENT_TYPE, JSON)];
    Ok((fields, json, edition.body).into_response())
}
