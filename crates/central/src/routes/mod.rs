//! HTTP: what each address does. No SQL here.

mod alerts;
mod description;
mod enrolments;
mod events;
mod journeys;
mod members;
pub(crate) mod problem;
pub(crate) mod request;
mod updates;

use std::sync::Arc;

use auxilio_protocol::description::PATH as DESCRIPTION;
use axum::Router;
use axum::extract::State;
use axum::routing::get;

use crate::{App, console, coordination};
use problem::Refused;

const ALERTS: &str = "/v1/alerts";
const ENROLMENTS: &str = "/v1/enrolments";

/// Every address of the central.
pub(crate) fn router(app: Arc<App>) -> Router {
    Router::new()
        .route(ALERTS, alerts::route())
        .route("/v1/alerts/{id}/updates", updates::route())
        .route("/v1/alerts/{id}/events", events::route())
        .route("/v1/journeys/{id}", journeys::route())
        .route(ENROLMENTS, enrolments::route())
        .route("/v1/me", members::route())
        .route("/v1/me/readiness", members::readiness_route())
        .route("/unirse/{token}", enrolments::invitation_page())
        .route(&format!("/{DESCRIPTION}"), description::route())
        .route("/healthz", get(health))
        .merge(console::router())
        .merge(coordination::router())
        .fallback(async || Refused::NotFound)
        .method_not_allowed_fallback(async || Refused::MethodNotAllowed)
        .with_state(app)
}

/// Whether the database answers.
async fn health(State(app): State<Arc<App>>) -> Result<&'static str, Refused> {
    app.store.answers().await?;
    Ok("ok\n")
}
