//! `POST /v1/sms`: text messages, as the municipality's gateway hands them over. None is dropped:
//! what is no alert of the app is what a human wrote, and rings as well.

use std::sync::Arc;
use std::time::Instant;

use auxilio_protocol::limits::{SMS_BODY_BYTES_MAX, SMS_CHARS_MAX, TEXT_CHARS_MAX};
use auxilio_protocol::sms::Received;
use auxilio_protocol::sms::gateway::{Delivery, Taken};
use auxilio_protocol::{Alert, AlertId, Kind, Mode, WireTime};
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, post};
use bytes::Bytes;
use sha2::{Digest as _, Sha256};

use super::problem::Refused;
use super::request::read_body;
use crate::ingest::{Offer, Texted};
use crate::rate::Source;
use crate::store::{Filed, Message, Sender};
use crate::{App, clock};

pub(super) fn route() -> MethodRouter<Arc<App>> {
    post(receive)
}

async fn receive(
    State(app): State<Arc<App>>,
    source: Source,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    admit(&app, source, &headers)?;
    let body = read_body(body, SMS_BODY_BYTES_MAX).await?;
    let delivery: Delivery = serde_json::from_slice(&body).map_err(|_| Refused::UnreadableText)?;
    let offer = offer(&app, &delivery);
    let id = offer.id;
    let waiting = app.intake.offer(offer).map_err(|_| Refused::Busy)?;
    let outcome = waiting.await.map_err(|_| Refused::NotDurable)?;
    let status = match outcome.filed {
        Filed::New(_) => StatusCode::CREATED,
        Filed::Repeat(_) => StatusCode::OK,
        Filed::Refused(why) => return Err(why.into()),
    };
    Ok((status, Json(Taken { alert: id })).into_response())
}

/// Only the gateway: elsewhere anybody could make the console ring in everybody's name.
fn admit(app: &App, source: Source, headers: &HeaderMap) -> Result<(), Refused> {
    let token = app.config.sms_token.as_ref().ok_or(Refused::NotFound)?;
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    if given.is_some_and(|given| token.is(given)) {
        return Ok(());
    }
    app.unproven.take(source, Instant::now())?;
    Err(Refused::Unauthorized)
}

fn offer(app: &App, delivery: &Delivery) -> Offer {
    let message = Message {
        from: cut(&delivery.from, TEXT_CHARS_MAX),
        text: cut(&delivery.text, SMS_CHARS_MAX),
    };
    let now = clock::now();
    let read = Received::read(&message.text);
    let key = read.as_ref().and_then(|read| {
        let mut named = app.roster.named_by(&read.token).into_iter();
        named.find(|key| read.is_by(key, &app.key))
    });
    let alert = match read {
        Some(read) => alert_of(read, now),
        None => words_of_somebody(delivery, now),
    };
    Offer {
        id: alert.id,
        exercise: alert.exercise,
        // Plain strings and finite numbers: their serialisation has no error.
        body: Bytes::from(serde_json::to_vec(&alert).unwrap_or_default()),
        signature: None,
        text: Some(Texted {
            sender: key
                .as_ref()
                .map_or(Sender::Anonymous, |key| Sender::Proven(key.id())),
            message,
        }),
        key,
    }
}

fn alert_of(read: Received, now: WireTime) -> Alert {
    let alert = read.alert;
    Alert {
        id: alert.id,
        kind: alert.kind,
        mode: alert.mode,
        exercise: alert.exercise,
        raised_at: alert.raised_at.unwrap_or(now),
        fix: alert.fix,
        profile: None,
        device: None,
    }
}

/// An alert of which nothing is known but that somebody wrote. Its id is made from the message, so
/// that one which a gateway hands over twice is one alert.
fn words_of_somebody(delivery: &Delivery, now: WireTime) -> Alert {
    let told = delivery.received_at.as_deref();
    let received_at = told.map_or_else(|| now.to_string(), ToOwned::to_owned);
    let digest: [u8; 32] = Sha256::new()
        .chain_update(&delivery.from)
        .chain_update([0])
        .chain_update(&delivery.text)
        .chain_update([0])
        .chain_update(&received_at)
        .finalize()
        .into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(digest.split_at(16).0);
    Alert {
        id: AlertId::of_content(bytes),
        kind: Kind::Auxilio,
        mode: Mode::Open,
        exercise: false,
        raised_at: told.and_then(|told| told.parse().ok()).unwrap_or(now),
        fix: None,
        profile: None,
        device: None,
    }
}

fn cut(text: &str, chars_max: usize) -> String {
    text.chars().take(chars_max).collect()
}
