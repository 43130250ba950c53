//! `POST /v1/enrolments`

use std::sync::Arc;
use std::time::Instant;

use auxilio_protocol::enrolment::{EnrolmentAnswer, EnrolmentRequest};
use auxilio_protocol::limits::ENROLMENT_BODY_BYTES_MAX;
use auxilio_protocol::{KeySet, MemberId, PublicKey};
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, post};

use super::problem::Refused;
use super::request::{read_body, read_signature};
use crate::rate::Source;
use crate::store::{Enrolled, EnrolmentRefused, InvitationRefused, NewMember};
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

/// Enrols, and counts a code that is none.
async fn enrol_slowly(app: &App, source: Source, new: &NewMember) -> Result<Enrolled, Refused> {
    app.guesses.allow(source, new.invitation, Instant::now())?;
    let enrolled = app.roster.enrol(&app.store, new).await?;
    let unknown = EnrolmentRefused::Invitation(InvitationRefused::Unknown);
    if enrolled.as_ref().is_err_and(|why| *why == unknown) {
        app.guesses.missed(source, new.invitation, Instant::now());
    }
    Ok(enrolled?)
}

fn new_member_id(unix_ms: i64) -> Result<MemberId, Refused> {
    let mut random = [0; 10];
    getrandom::fill(&mut random).map_err(|_| Refused::Internal)?;
    Ok(MemberId::new(unix_ms.unsigned_abs(), random))
}
