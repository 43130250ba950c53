//! The wire as an OpenAPI 3.1 description (<https://spec.openapis.org/oas/v3.1.0>), made from the
//! limits that the code holds to. Tests hold it to the addresses that there are and to what really
//! goes over the wire.
//!
//! It says what a client should send. What a central takes besides (an alert of which only the id
//! can be read) stands in docs/protocol.md.

mod paths;
mod schemas;

use axum::Json;
use axum::routing::{MethodRouter, get};
use serde_json::{Value, json};
use std::sync::Arc;

use crate::App;

/// Where it is.
pub(crate) const PATH: &str = "/v1/openapi.json";

pub(crate) fn route() -> MethodRouter<Arc<App>> {
    get(async || Json(document()))
}

/// The whole description.
pub(crate) fn document() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Botón de Auxilio",
            "version": "1",
            "description": "How a phone calls a municipal central for help. docs/protocol.md says the \
                            same in sentences, with signatures and receipts.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths::paths(),
        "components": { "schemas": schemas::schemas() },
    })
}

/// A reference to one of the schemas.
fn of(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}
