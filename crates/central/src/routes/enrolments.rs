//! `POST /v1/enrolments`, and the page behind an invitation's link.

use std::sync::Arc;
use std::time::Instant;

use auxilio_protocol::enrolment::{EnrolmentAnswer, EnrolmentRequest, InvitationToken};
use auxilio_protocol::limits::ENROLMENT_BODY_BYTES_MAX;
use auxilio_protocol::{KeySet, MemberId, PublicKey};
use axum::Json;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use maud::{DOCTYPE, html};

use super::problem::Refused;
use super::request::{read_body, read_signature};
use crate::rate::Source;
use crate::store::{Enrolled, EnrolmentRefused, InvitationHash, InvitationRefused, NewMember};
use crate::texts::text;
use crate::{App, clock, invitations};

pub(super) fn route() -> MethodRouter<Arc<App>> {
    post(enrol)
}

async fn enrol(
    State(app): State<Arc<App>>,
    source: Source,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Refused> {
    app.unproven.take(source, Instant::now())?;
    let body = read_body(body, ENROLMENT_BODY_BYTES_MAX).await?;
    let request: EnrolmentRequest =
        serde_json::from_slice(&body).map_err(|_| Refused::UnreadableEnrolment)?;
    let key = PublicKey::try_from(request.public_key).map_err(|_| Refused::UnreadableEnrolment)?;
    // Nobody enrols a key that is not theirs.
    let claim = read_signature("POST", uri.path(), &headers, Some(&body))
        .map_err(|_| Refused::Unauthorized)?;
    if claim.key_id != key.id() || claim.verify(&key).is_err() {
        return Err(Refused::Unauthorized);
    }
    let now = clock::now();
    let new = NewMember {
        id: new_member_id(now.unix_ms())?,
        key,
        profile: request.profile,
        consent: (request.consent.text, request.consent.at),
        invitation: invitations::look_up(&app.key, &request.invitation),
        now,
    };
    let enrolled = enrol_slowly(&app, source, &new).await?;
    let status = if enrolled.repeat {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    let answer = EnrolmentAnswer {
        member: enrolled.member,
        state: enrolled.state,
        jwks: KeySet::new([app.key.public()]),
        organization: enrolled.organization,
    };
    Ok((status, Json(answer)).into_response())
}

/// Enrols. A short code can be typed, so it could be guessed too: who tries some that are none
/// has to wait before the next, as with passwords.
async fn enrol_slowly(app: &App, source: Source, new: &NewMember) -> Result<Enrolled, Refused> {
    let is_typed = matches!(new.invitation, InvitationHash::Code(_));
    if is_typed && app.wrong_codes.is_over(&source, Instant::now()) {
        app.wrong_codes.take(source, Instant::now())?;
    }
    let enrolled = app.roster.enrol(&app.store, new).await?;
    let unknown = EnrolmentRefused::Invitation(InvitationRefused::Unknown);
    if is_typed && enrolled.as_ref().is_err_and(|why| *why == unknown) {
        // Counted late. Whether the source is over by now shows with its next try.
        let _ = app.wrong_codes.take(source, Instant::now());
    }
    Ok(enrolled?)
}

fn new_member_id(unix_ms: i64) -> Result<MemberId, Refused> {
    let mut random = [0; 10];
    getrandom::fill(&mut random).map_err(|_| Refused::Internal)?;
    Ok(MemberId::new(unix_ms.unsigned_abs(), random))
}

/// `GET /unirse/{token}`
pub(super) fn invitation_page() -> MethodRouter<Arc<App>> {
    get(show_invitation)
}

/// Says how to open the link in the app. It does not tell whether the code is good: that would
/// only help somebody who guesses.
async fn show_invitation(
    State(app): State<Arc<App>>,
    Path(token): Path<String>,
) -> Result<Response, Refused> {
    let token = InvitationToken::new(&token).map_err(|_| Refused::NotFound)?;
    let base = app.endpoint.join("");
    let port = base
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    let host = app.endpoint.host();
    let link = format!("auxilio://unirse?c={host}{port}&t={}", token.expose());
    let title = text("invitation-title", &[]);
    let page = html! {
        (DOCTYPE)
        html lang="es-PE" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) }
            }
            body {
                main {
                    h1 { (title) }
                    p { (app.config.municipality) }
                    p { (text("invitation-open", &[])) }
                    p { a href=(link) { (text("invitation-button", &[])) } }
                    p { (text("invitation-how", &[])) }
                }
            }
        }
    };
    // The address is a secret: it goes to nobody else, and stays in no cache.
    let headers = [
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
        ),
    ];
    Ok((headers, page).into_response())
}
