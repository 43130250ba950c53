//! `POST /v1/alerts`

use std::sync::Arc;
use std::time::Instant;

use auxilio_protocol::limits::ALERT_BODY_BYTES_MAX;
use auxilio_protocol::receipt::ReceiptAnswer;
use auxilio_protocol::{Receipt, jws, lenient};
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, post};

use super::problem::Refused;
use super::request::{read_body, read_signature};
use crate::App;
use crate::ingest::Offer;
use crate::rate::Source;
use crate::store::{Filed, Refusal};

pub(super) fn route() -> MethodRouter<Arc<App>> {
    post(receive)
}

async fn receive(
    State(app): State<Arc<App>>,
    source: Source,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    let body = read_body(body, ALERT_BODY_BYTES_MAX).await?;
    let alert = lenient::read_alert(&body)?;
    let mut offer = Offer {
        id: alert.id,
        exercise: alert.exercise,
        signature: read_signature("POST", uri.path(), &headers, Some(&body)).ok(),
        key: None,
        text: None,
        body,
    };
    admit(&app, source, &mut offer)?;
    let taken_for_proven = offer.key.is_some();
    let waiting = app.intake.offer(offer).map_err(|_| Refused::Busy)?;
    let outcome = waiting.await.map_err(|_| Refused::NotDurable)?;
    if taken_for_proven && !outcome.proven {
        // Counted late. Whether the source is over by now shows with its next request.
        let _ = app.unproven.take(source, Instant::now());
    }
    match outcome.filed {
        Filed::New(receipt) => Ok(answer(&app, StatusCode::CREATED, &receipt)),
        Filed::Repeat(receipt) => Ok(answer(&app, StatusCode::OK, &receipt)),
        Filed::Refused(why) => Err(why.into()),
    }
}

/// Lets enrolled devices into their own queue, and everybody else into the other as often as
/// their source may. A source that is over that has its signature checked here and now, so that
/// naming an enrolled key is no way around.
fn admit(app: &App, source: Source, offer: &mut Offer) -> Result<(), Refused> {
    let claim = offer.signature.as_ref();
    let key = claim.and_then(|claim| app.roster.find(&claim.key_id));
    match (claim, key) {
        (Some(claim), Some(key)) => {
            if app.unproven.check(&source, Instant::now()).is_err() && claim.verify(&key).is_err() {
                app.unproven.take(source, Instant::now())?;
            } else {
                offer.key = Some(key);
            }
        }
        _ => app.unproven.take(source, Instant::now())?,
    }
    Ok(())
}

/// The receipt, signed. It is durable by now.
pub(super) fn answer(app: &App, status: StatusCode, receipt: &Receipt) -> Response {
    let receipt = jws::sign(&app.key, receipt);
    (status, Json(ReceiptAnswer { receipt })).into_response()
}

impl From<Refusal> for Refused {
    fn from(why: Refusal) -> Self {
        match why {
            Refusal::AnotherDevice => Self::AnotherDevice,
            Refusal::Unknown => Self::NotFound,
            // They are taken once their alert is there.
            Refusal::TooMany => Self::TooMany { retry_after_s: 60 },
            Refusal::Closed => Self::AlertClosed,
        }
    }
}
