//! `/app`: the page that a WhatsApp link can point to, where people get the app from their own
//! municipality, and the file itself. Only where the central was given a file; elsewhere the page
//! says that it is not here.

mod offer;
mod range;
mod view;

use std::io::SeekFrom;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use bytes::BytesMut;
use futures_util::stream;
use tokio::fs::File;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};
use tokio::sync::OwnedSemaphorePermit;

use self::offer::Opened;
pub(crate) use self::offer::{Offer, OfferError};
use self::range::{Asked, asked};
use self::view::{Told, page};
use crate::routes::Addresses;
use crate::routes::problem::Refused;
use crate::{App, console};

/// The page.
pub(crate) const PATH: &str = "/app";
/// The file.
const FILE: &str = "/app/auxilio.apk";
/// What one read takes from the disk, in bytes.
const CHUNK_BYTES: usize = 64 * 1024;
/// What Android's browsers know an app by.
const KIND: &str = "application/vnd.android.package-archive";

/// The page and the file.
pub(crate) fn router() -> Addresses {
    let page = console::guarded(Addresses::new().route(PATH, get(show)));
    page.route(FILE, get(send))
}

async fn show(State(app): State<Arc<App>>) -> Response {
    let elsewhere = app.config.app_page.as_ref().map(ToString::to_string);
    let (status, told) = match open(&app).await {
        Ok(Some(opened)) => (StatusCode::OK, Told::Here(opened.about)),
        Ok(None) => (StatusCode::NOT_FOUND, Told::NotHere(elsewhere)),
        Err(error) => {
            tracing::error!(%error, "the app cannot be offered");
            (StatusCode::SERVICE_UNAVAILABLE, Told::NotHere(elsewhere))
        }
    };
    (status, page(&app.config.municipality, FILE, &told)).into_response()
}

async fn open(app: &App) -> Result<Option<Opened>, OfferError> {
    match &app.offer {
        Some(offer) => offer.open().await.map(Some),
        None => Ok(None),
    }
}

/// The file, or the part of it that a browser lacks after its signal broke off.
async fn send(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, Refused> {
    let Some(offer) = &app.offer else {
        return Err(Refused::NotFound);
    };
    // Before the file is opened: who waits holds nothing.
    let slot = offer.slot().ok_or(Refused::Busy)?;
    let Opened { mut file, about } = offer.open().await.map_err(|error| {
        tracing::error!(%error, "the app cannot be sent");
        Refused::NotFound
    })?;
    let tag = format!("\"{}\"", about.sha256);
    let (first, last) = match asked(&headers, &tag, about.bytes) {
        Asked::Everything => (0, about.bytes.saturating_sub(1)),
        Asked::Part { first, last } => (first, last),
        Asked::Nothing => {
            let whole = [(header::CONTENT_RANGE, format!("bytes */{}", about.bytes))];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, whole).into_response());
        }
    };
    let length = last.saturating_sub(first).saturating_add(1);
    file.seek(SeekFrom::Start(first))
        .await
        .map_err(|_| Refused::Internal)?;
    let mut answer = Response::builder()
        .header(header::CONTENT_TYPE, KIND)
        .header(
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}\"", about.saved_as()),
        )
        .header(header::CONTENT_LENGTH, length.min(about.bytes))
        .header(header::ETAG, tag)
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::CACHE_CONTROL, "no-cache")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    if length < about.bytes {
        let part = format!("bytes {first}-{last}/{}", about.bytes);
        answer = answer
            .status(StatusCode::PARTIAL_CONTENT)
            .header(header::CONTENT_RANGE, part);
    }
    let body = streamed(file, length, slot);
    answer.body(body).map_err(|_| Refused::Internal)
}

/// So many bytes of a file from where it stands. The slot is free again when they have left.
fn streamed(file: File, length: u64, slot: OwnedSemaphorePermit) -> Body {
    let state = (file.take(length), slot);
    Body::from_stream(stream::try_unfold(state, async |(mut file, slot)| {
        let mut chunk = BytesMut::with_capacity(CHUNK_BYTES);
        let read = file.read_buf(&mut chunk).await?;
        Ok::<_, std::io::Error>((read > 0).then(|| (chunk.freeze(), (file, slot))))
    }))
}
