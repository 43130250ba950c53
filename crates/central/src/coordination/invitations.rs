//! Invitations: made, shown, taken back.

use std::sync::Arc;
use std::time::Duration;

use auxilio_protocol::enrolment::InvitationLink;
use auxilio_protocol::limits::TEXT_CHARS_MAX;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::Markup;
use serde::Deserialize;

use super::view::frame::Reader;
use super::view::invitation::{Shown, invitation_page};
use super::view::invitations::invitations_page;
use super::{Coordinator, INVITATIONS};
use crate::invitations::{self, Invitation, ShortCode};
use crate::operators::Scope;
use crate::routes::problem::Refused;
use crate::store::{InvitationId, InvitationView};
use crate::{App, clock};

/// Most devices for one invitation of a coordinator.
pub(super) const USES_MAX: u32 = 200;
/// Longest life of a coordinator's invitation, in hours.
pub(super) const HOURS_MAX: u32 = 72;
/// Invitations that the list shows, the newest first.
const INVITATIONS_SHOWN_MAX: u32 = 50;

/// `GET /coordinacion/invitaciones`
pub(super) async fn list(
    State(app): State<Arc<App>>,
    coordinator: Coordinator,
) -> Result<Markup, Refused> {
    list_page(&app, &coordinator, false).await
}

async fn list_page(app: &App, coordinator: &Coordinator, refused: bool) -> Result<Markup, Refused> {
    let found = app
        .store
        .invitations(&coordinator.scope, INVITATIONS_SHOWN_MAX)
        .await?;
    let reader = Reader::of(coordinator);
    Ok(invitations_page(&reader, &found, refused, clock::now()))
}

/// Fields of the form that makes an invitation.
#[derive(Deserialize)]
pub(super) struct Wanted {
    usos: String,
    horas: String,
    /// There only if the box is ticked.
    aprobar: Option<String>,
    /// Only where every organization may be invited for.
    organizacion: Option<String>,
}

impl Wanted {
    /// The invitation, if every field is within its bounds.
    fn read(self, coordinator: &Coordinator) -> Option<Invitation> {
        let number = |text: &str, max: u32| {
            let number: u32 = text.trim().parse().ok()?;
            (1..=max).contains(&number).then_some(number)
        };
        let organization = match &coordinator.scope {
            Scope::Organization(own) => own.clone(),
            Scope::Everybody => self.organizacion.unwrap_or_default().trim().to_owned(),
        };
        let length = organization.chars().count();
        if !(1..=TEXT_CHARS_MAX).contains(&length) || organization.chars().any(char::is_control) {
            return None;
        }
        let hours = number(&self.horas, HOURS_MAX)?;
        Some(Invitation {
            organization,
            uses: number(&self.usos, USES_MAX)?,
            lasts: Duration::from_secs(u64::from(hours) * 60 * 60),
            needs_approval: self.aprobar.is_some(),
            by: Some(coordinator.id),
        })
    }
}

/// `POST /coordinacion/invitaciones`
pub(super) async fn create(
    State(app): State<Arc<App>>,
    coordinator: Coordinator,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Refused> {
    let Some(invitation) = wanted.read(&coordinator) else {
        let page = list_page(&app, &coordinator, true).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let (endpoint, now) = (app.endpoint.clone(), clock::now());
    let invited = invitations::invite(&app.store, &app.key, endpoint, &invitation, now)
        .await
        .map_err(|error| {
            tracing::error!(?error, "no invitation could be made");
            Refused::NotDurable
        })?;
    Ok(Redirect::to(&address(invited.id)).into_response())
}

/// `GET /coordinacion/invitaciones/{id}`
pub(super) async fn show(
    State(app): State<Arc<App>>,
    coordinator: Coordinator,
    Path(id): Path<i64>,
) -> Result<Markup, Refused> {
    let found = app
        .store
        .invitation(&coordinator.scope, InvitationId(id))
        .await?
        .ok_or(Refused::NotFound)?;
    let shown = passed_on(&app, &found)?;
    let reader = Reader::of(&coordinator);
    Ok(invitation_page(
        &reader,
        &found,
        shown.as_ref(),
        clock::now(),
    ))
}

/// What is passed on of an invitation, made again.
fn passed_on(app: &App, found: &InvitationView) -> Result<Option<Shown>, Refused> {
    let Some(salt) = &found.salt else {
        return Ok(None);
    };
    let token = invitations::token(&app.key, salt).map_err(|_| Refused::Internal)?;
    let endpoint = app.endpoint.clone();
    Ok(Some(Shown {
        central: invitations::typed_address(&endpoint),
        link: InvitationLink { endpoint, token }.to_string(),
        code: ShortCode::of(&app.key, salt).to_string(),
    }))
}

/// `POST /coordinacion/invitaciones/{id}/anular`
pub(super) async fn revoke(
    State(app): State<Arc<App>>,
    coordinator: Coordinator,
    Path(id): Path<i64>,
) -> Result<Redirect, Refused> {
    let id = InvitationId(id);
    let scope = &coordinator.scope;
    if app.store.revoke_invitation(scope, id, clock::now()).await? {
        Ok(Redirect::to(&address(id)))
    } else {
        Err(Refused::NotFound)
    }
}

/// Where an invitation's page is.
pub(super) fn address(id: InvitationId) -> String {
    format!("{INVITATIONS}/{}", id.0)
}
