//! `GET /.well-known/auxilio`

use std::sync::Arc;

use auxilio_protocol::KeySet;
use auxilio_protocol::description::Description;
use axum::Json;
use axum::extract::State;
use axum::routing::{MethodRouter, get};

use super::{ALERTS, ENROLMENTS};
use crate::App;

/// Versions of the wire that this central speaks.
const PROTOCOL_VERSIONS: [u32; 1] = [1];

pub(super) fn route() -> MethodRouter<Arc<App>> {
    get(describe)
}

async fn describe(State(app): State<Arc<App>>) -> Json<Description> {
    let address = |path: &str| app.endpoint.join(path.trim_start_matches('/')).to_string();
    Json(Description {
        name: app.config.municipality.clone(),
        protocol: PROTOCOL_VERSIONS.to_vec(),
        jwks: KeySet::new([app.key.public()]),
        alerts_url: address(ALERTS),
        enrolments_url: address(ENROLMENTS),
        sms_gateway: app.config.sms_gateway.clone().map(String::from),
        lines: app.directory.own().lines.clone(),
    })
}
