//! `GET /v1/invitations/{token or short code}`: who invites, before anybody answers.

use std::sync::Arc;
use std::time::Instant;

use auxilio_protocol::enrolment::InvitationToken;
use auxilio_protocol::invitation::{CONSENT_TEXT, ConsentAsked, InvitationInfo};
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get};

use super::problem::Refused;
use crate::rate::Source;
use crate::store::{InvitationRefused, InvitationView};
use crate::{App, clock, invitations};

pub(super) fn route() -> MethodRouter<Arc<App>> {
    get(tell)
}

async fn tell(
    State(app): State<Arc<App>>,
    source: Source,
    given: Result<Path<String>, PathRejection>,
) -> Result<impl IntoResponse, Refused> {
    let given = given.map_or_else(|_| String::new(), |Path(given)| given);
    let (_, found) = look_up(&app, source, &given).await?;
    let info = InvitationInfo {
        municipality: app.config.municipality.clone(),
        organization: found.organization,
        expires_at: found.expires_at,
        needs_approval: found.needs_approval,
        consent: ConsentAsked {
            text: CONSENT_TEXT.to_owned(),
        },
    };
    // The address is a secret, and what it says changes with the next enrolment.
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(info)))
}

/// The invitation that somebody gives, if it holds. What is no code at all is as unknown as one
/// that nobody made.
pub(crate) async fn look_up(
    app: &App,
    source: Source,
    given: &str,
) -> Result<(InvitationToken, InvitationView), Refused> {
    let unknown = Refused::Invitation(InvitationRefused::Unknown);
    app.invitation_questions.take(source, Instant::now())?;
    let token = InvitationToken::new(given).map_err(|_| unknown)?;
    let given = invitations::look_up(&app.key, &token);
    app.guesses.allow(source, given, Instant::now())?;
    let Some(found) = app.store.find_invitation(given).await? else {
        app.guesses.missed(source, given, Instant::now());
        return Err(unknown);
    };
    match found.refusal(clock::now()) {
        Some(why) => Err(Refused::Invitation(why)),
        None => Ok((token, found)),
    }
}
