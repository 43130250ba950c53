//! `GET /.well-known/assetlinks.json` and `GET /.well-known/apple-app-site-association`

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::routing::{MethodRouter, get};
use serde_json::Value;

use super::problem::Refused;
use crate::App;
use crate::app_links::{for_android, for_apple};

pub(super) fn android_route() -> MethodRouter<Arc<App>> {
    get(android)
}

pub(super) fn apple_route() -> MethodRouter<Arc<App>> {
    get(apple)
}

async fn android(State(app): State<Arc<App>>) -> Result<Json<Value>, Refused> {
    match app.config.android_apps.as_slice() {
        [] => Err(Refused::NotFound),
        apps => Ok(Json(for_android(apps))),
    }
}

async fn apple(State(app): State<Arc<App>>) -> Result<Json<Value>, Refused> {
    match app.config.apple_apps.as_slice() {
        [] => Err(Refused::NotFound),
        apps => Ok(Json(for_apple(apps))),
    }
}
