//! The operators' console at `/consola`: pages rendered here, kept current by a stream.
//!
//! # Layout
//! - [`session`]: who is asking, and whether their browser really meant to
//! - [`login`], [`attempts`], [`account`], [`board`], [`stream`]: the routes
//! - [`view`]: what they look like; pure
//! - [`assets`]: style, script, icons, all embedded

mod account;
mod assets;
mod attempts;
mod board;
mod guard;
mod login;
pub(crate) mod session;
mod stream;
pub(crate) mod view;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Extension, middleware};

use crate::routes::Addresses;

/// Where the console is.
pub(crate) const PATH: &str = "/consola";
/// Largest form that the console reads, in bytes.
const FORM_BYTES_MAX: usize = 8 * 1024;

/// Every route of the console.
pub(crate) fn router() -> Addresses {
    let routes = Addresses::new()
        .route("/consola", get(board::page))
        .route("/consola/tablero", get(board::fragment))
        .route("/consola/flujo", get(stream::open))
        .route("/consola/incidentes/{id}/visto", post(board::acknowledge))
        .route("/consola/incidentes/{id}/abrir", post(board::open))
        .route("/consola/incidentes/{id}/unidad", post(board::dispatch))
        .route("/consola/incidentes/{id}/lugar", post(board::on_scene))
        .route("/consola/incidentes/{id}/mensaje", post(board::message))
        .route("/consola/incidentes/{id}/cerrar", post(board::close))
        .route("/consola/entrar", get(login::page).post(login::enter))
        .route("/consola/salir", post(login::leave))
        .route(account::PATH, get(account::page))
        .route("/consola/cuenta/clave", post(account::change_password))
        .route("/consola/cuenta/codigo", post(account::offer_code))
        .route(
            "/consola/cuenta/codigo/confirmar",
            post(account::confirm_code),
        )
        .route("/consola/cuenta/codigo/quitar", post(account::remove_code))
        .route("/consola/recursos/{name}", get(assets::serve));
    let attempts = Extension(Arc::new(attempts::Attempts::default()));
    guarded(routes.behind(|router| router.layer(attempts)))
}

/// Pages that somebody is logged in to: bounded forms, only from these pages themselves, and
/// headers that let nothing else in.
pub(crate) fn guarded(pages: Addresses) -> Addresses {
    pages.behind(|router| {
        router
            .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
            .layer(middleware::from_fn(guard::same_origin))
            .layer(middleware::from_fn(guard::secure_headers))
    })
}
