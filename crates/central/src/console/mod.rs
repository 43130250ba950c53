//! The operators' console at `/consola`: pages rendered here, kept current by a stream.
//!
//! # Layout
//! - [`session`]: who is asking, and whether their browser really meant to
//! - [`login`], [`board`], [`stream`]: the routes
//! - [`view`]: what they look like; pure
//! - [`assets`]: style, script, icons, all embedded

mod assets;
mod board;
mod guard;
mod login;
pub(crate) mod session;
mod stream;
pub(crate) mod view;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use axum::{Extension, Router, middleware};

use crate::App;

/// Where the console is.
pub(crate) const PATH: &str = "/consola";
/// Largest form that the console reads, in bytes.
const FORM_BYTES_MAX: usize = 8 * 1024;

/// Every route of the console.
pub(crate) fn router() -> Router<Arc<App>> {
    let router = Router::new()
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
        .route("/consola/recursos/{name}", get(assets::serve))
        .layer(Extension(Arc::new(login::Attempts::default())));
    guarded(router)
}

/// Pages that somebody is logged in to: bounded forms, only from these pages themselves, and
/// headers that let nothing else in.
pub(crate) fn guarded(pages: Router<Arc<App>>) -> Router<Arc<App>> {
    pages
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(middleware::from_fn(guard::same_origin))
        .layer(middleware::from_fn(guard::secure_headers))
}
