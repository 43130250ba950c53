//! Everything that the console's pages load, embedded: the central needs no other host.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

/// The address of an asset.
pub(super) fn url(name: &str) -> String {
    format!("/consola/recursos/{name}")
}

/// `GET /consola/recursos/{name}`. Nothing here is anybody's secret, and the login page needs it.
pub(super) async fn serve(Path(name): Path<String>) -> Response {
    let found: Option<(&str, &[u8])> = match name.as_str() {
        "console.css" => Some((CSS, include_bytes!("../../assets/console.css"))),
        "console.js" => Some((JS, include_bytes!("../../assets/console.js"))),
        "sound.js" => Some((JS, include_bytes!("../../assets/sound.js"))),
        "htmx.min.js" => Some((JS, include_bytes!("../../assets/vendor/htmx.min.js"))),
        "quiet.svg" => Some((SVG, include_bytes!("../../assets/quiet.svg"))),
        "ringing.svg" => Some((SVG, include_bytes!("../../assets/ringing.svg"))),
        _ => None,
    };
    match found {
        Some((kind, bytes)) => ([(header::CONTENT_TYPE, kind)], bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";
