//! The coordinators' pages at `/coordinacion`: who was invited, who joined, who is let in. Light
//! pages for a phone with a weak signal; all of it works without a script.
//!
//! A coordinator sees names and readiness of one organization, and never an alert or a position.
//!
//! # Layout
//! - [`invitations`], [`members`]: the routes; [`view`]: what they look like, pure
//! - [`qr`]: a link as a picture

mod invitations;
mod members;
pub(crate) mod qr;
mod view;

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use axum::routing::{get, post};

use crate::App;
use crate::console;
use crate::console::session::{LoggedIn, NotLoggedIn};
use crate::operators::Scope;
use crate::routes::Addresses;
use crate::store::OperatorId;

/// Where the pages are, and the list of members.
pub(crate) const PATH: &str = "/coordinacion";
/// The list of invitations.
const INVITATIONS: &str = "/coordinacion/invitaciones";
/// The style. Kept by the browser for a while, so that each page after the first is light.
pub(crate) const STYLE: &str = "/coordinacion/estilo.css";
const STYLE_HEADERS: [(header::HeaderName, &str); 2] = [
    (header::CONTENT_TYPE, "text/css; charset=utf-8"),
    (header::CACHE_CONTROL, "max-age=600"),
];

/// Every route of the coordinators.
pub(crate) fn router() -> Addresses {
    console::guarded(
        Addresses::new()
            .route(PATH, get(members::page))
            .route("/coordinacion/miembros/aprobar", post(members::approve_all))
            .route(
                "/coordinacion/miembros/{id}/aprobar",
                post(members::approve),
            )
            .route("/coordinacion/miembros/{id}/retirar", post(members::revoke))
            .route(
                "/coordinacion/miembros/{id}/reemplazar",
                post(members::take_over),
            )
            .route(
                INVITATIONS,
                get(invitations::list).post(invitations::create),
            )
            .route("/coordinacion/invitaciones/{id}", get(invitations::show))
            .route(
                "/coordinacion/invitaciones/{id}/anular",
                post(invitations::revoke),
            )
            .route(STYLE, get(style)),
    )
}

async fn style() -> impl IntoResponse {
    (STYLE_HEADERS, include_str!("../../assets/coordination.css"))
}

/// Somebody who is logged in and may see members, and whose.
struct Coordinator {
    id: OperatorId,
    name: String,
    scope: Scope,
}

impl FromRequestParts<Arc<App>> for Coordinator {
    type Rejection = NotLoggedIn;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, NotLoggedIn> {
        let operator = LoggedIn::from_request_parts(parts, app).await?.operator;
        Ok(Self {
            id: operator.id,
            scope: operator.role.scope().ok_or(NotLoggedIn::Forbidden)?,
            name: operator.name,
        })
    }
}
