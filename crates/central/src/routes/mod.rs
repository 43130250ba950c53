//! HTTP: what each address does. No SQL here.

mod addresses;
mod alerts;
mod app_links;
mod description;
mod directory;
mod enrolments;
mod events;
pub(crate) mod invitations;
mod journeys;
mod members;
mod own_data;
pub(crate) mod problem;
pub(crate) mod request;
mod texts;
mod updates;

use std::sync::Arc;

use auxilio_protocol::description::PATH as DESCRIPTION;
use auxilio_protocol::directory::PATH as DIRECTORY;
use auxilio_protocol::sms::gateway::PATH as TEXTS;
use axum::Router;
use axum::extract::State;
use axum::routing::get;

use crate::app_links::{ANDROID_PATH, APPLE_PATH};
use crate::{App, console, coordination, download, joining, openapi, recovery};
pub(crate) use addresses::Addresses;
use problem::Refused;

const ALERTS: &str = "/v1/alerts";
const ENROLMENTS: &str = "/v1/enrolments";

/// The whole central.
pub(crate) fn router(app: Arc<App>) -> Router {
    addresses()
        .into_router()
        .fallback(async || Refused::NotFound)
        .method_not_allowed_fallback(async || Refused::MethodNotAllowed)
        .with_state(app)
}

/// Every address of the central.
pub(crate) fn addresses() -> Addresses {
    Addresses::new()
        .route(ALERTS, alerts::route())
        .route("/v1/alerts/{id}/updates", updates::route())
        .route("/v1/alerts/{id}/events", events::route())
        .route("/v1/journeys/{id}", journeys::route())
        .route(TEXTS, texts::route())
        .route(ENROLMENTS, enrolments::route())
        .route("/v1/invitations/{given}", invitations::route())
        .route("/v1/me", members::route().merge(own_data::route()))
        .route("/v1/me/export", own_data::export_route())
        .route("/v1/me/readiness", members::readiness_route())
        .route("/v1/me/recovery", members::recovery_route())
        .route(&format!("/{DESCRIPTION}"), description::route())
        .route(&format!("/{DIRECTORY}"), directory::route())
        .route(openapi::PATH, openapi::route())
        .route(ANDROID_PATH, app_links::android_route())
        .route(APPLE_PATH, app_links::apple_route())
        .route("/healthz", get(health))
        .merge(console::router())
        .merge(coordination::router())
        .merge(joining::router())
        .merge(recovery::router())
        .merge(download::router())
}

/// Whether the database answers.
async fn health(State(app): State<Arc<App>>) -> Result<&'static str, Refused> {
    app.store.answers().await?;
    Ok("ok\n")
}
