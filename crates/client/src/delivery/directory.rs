//! Asking a central for its directory.

use std::sync::Arc;
use std::time::Duration;

use auxilio_protocol::directory::{self, ETag};
use auxilio_protocol::limits::DIRECTORY_BYTES_MAX;
use auxilio_protocol::{Directory, Endpoint};
use reqwest::header::{ETAG, IF_NONE_MATCH};

use super::http::{Http, body_of};
use super::outcome::Outcome;
use crate::directory::Edition;

/// How long the answer may take altogether: less than
/// [`super::schedule::ATTEMPT_MS_MAX`], and 60 kB on a GPRS link.
const TIMEOUT: Duration = Duration::from_secs(25);

/// Asks for the directory. It is read here, beside the core: a large one takes a moment.
pub(crate) async fn ask(
    http: &Http,
    endpoint: &Endpoint,
    known: Option<&ETag>,
) -> Outcome<Edition> {
    let mut request = http.plain(endpoint.join(directory::PATH), TIMEOUT);
    if let Some(etag) = known {
        request = request.header(IF_NONE_MATCH, etag.as_str());
    }
    let Ok(response) = request.send().await else {
        return Outcome::NoAnswer;
    };
    if known.is_some() && response.status().as_u16() == 304 {
        return Outcome::Answer(Edition::Unchanged);
    }
    let etag = response.headers().get(ETAG);
    let etag = etag
        .and_then(|field| field.to_str().ok())
        .and_then(|field| ETag::read(field).ok());
    // One byte more than the limit shows that it is beyond it.
    let body = body_of(response, DIRECTORY_BYTES_MAX + 1).await;
    body.and_then(|body| match Directory::read(&body) {
        Ok(directory) => Outcome::Answer(Edition::New {
            directory: Arc::new(directory),
            etag,
        }),
        Err(error) => {
            tracing::debug!(%error, "no directory");
            Outcome::Impostor
        }
    })
}
