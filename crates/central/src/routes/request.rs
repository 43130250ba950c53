//! What a request brings: its source, its body within bounds, its signature.

use std::net::IpAddr;
use std::time::Duration;

use auxilio_protocol::signature::{
    self, CONTENT_DIGEST, ClaimedSignature, SIGNATURE, SIGNATURE_INPUT, SignatureError,
    SignedRequest,
};
use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;

use super::problem::Refused;
use crate::rate::Source;

/// Time for a whole body: the largest needs 26 s at the 20 kbit/s of a GPRS uplink.
const BODY_TIMEOUT: Duration = Duration::from_secs(40);
/// Bytes of a body too large that are read and thrown away, so that its sender gets to read why
/// and does not only see a broken connection.
const DISCARDED_BYTES_MAX: usize = 16 * 1024 * 1024;

/// The other end of the connection, as the server saw it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

impl<S: Sync> FromRequestParts<S> for Source {
    type Rejection = Refused;

    /// A proxy on this machine tells whom it speaks for; nobody else is believed.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refused> {
        let Peer(peer) = parts.extensions.get().copied().ok_or(Refused::Internal)?;
        let told = || {
            let list = parts
                .headers
                .get_all("x-forwarded-for")
                .into_iter()
                .next_back()?;
            list.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
        };
        let address: Option<IpAddr> = if peer.is_loopback() { told() } else { None };
        Ok(address.unwrap_or(peer).into())
    }
}

/// The whole body, within so many bytes and [`BODY_TIMEOUT`].
pub(crate) async fn read_body(body: Body, bytes_max: usize) -> Result<Bytes, Refused> {
    read_body_within(BODY_TIMEOUT, body, bytes_max).await
}

async fn read_body_within(time: Duration, body: Body, bytes_max: usize) -> Result<Bytes, Refused> {
    tokio::time::timeout(time, collect(body, bytes_max))
        .await
        .map_err(|_| Refused::TooSlow)?
}

async fn collect(body: Body, bytes_max: usize) -> Result<Bytes, Refused> {
    let mut chunks = body.into_data_stream();
    let mut whole = Bytes::new();
    let mut read = 0;
    while let Some(chunk) = chunks.next().await {
        // The sender went away in the middle; nobody reads the answer.
        let chunk = chunk.map_err(|_| Refused::TooSlow)?;
        read += chunk.len();
        if read > DISCARDED_BYTES_MAX {
            break;
        }
        if read > bytes_max {
            continue;
        }
        // Mostly there is one chunk, and nothing is copied.
        whole = if whole.is_empty() {
            chunk
        } else {
            let mut joined = BytesMut::from(whole);
            joined.extend_from_slice(&chunk);
            joined.freeze()
        };
    }
    if read > bytes_max {
        return Err(Refused::TooLarge);
    }
    Ok(whole)
}

/// The signature of a request, not yet checked.
pub(crate) fn read_signature(
    method: &str,
    path: &str,
    headers: &HeaderMap,
    body: Option<&[u8]>,
) -> Result<ClaimedSignature, SignatureError> {
    let field = |name| headers.get(name).and_then(|value| value.to_str().ok());
    signature::read(&SignedRequest {
        method,
        path,
        content_digest: field(CONTENT_DIGEST),
        signature_input: field(SIGNATURE_INPUT),
        signature: field(SIGNATURE),
        body,
    })
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use futures_util::stream;

    use super::*;

    #[tokio::test]
    async fn a_body_that_does_not_arrive_in_time_is_told_so() {
        let never = Body::from_stream(stream::pending::<Result<Bytes, Infallible>>());
        let refused = read_body_within(Duration::ZERO, never, 10).await;
        assert_eq!(refused, Err(Refused::TooSlow));
    }

    #[tokio::test]
    async fn a_body_in_pieces_is_put_together_up_to_the_limit() {
        let pieces = || {
            let pieces = ["12", "345", "6"].map(|piece| Ok::<_, Infallible>(Bytes::from(piece)));
            Body::from_stream(stream::iter(pieces))
        };
        assert_eq!(read_body(pieces(), 6).await, Ok(Bytes::from("123456")));
        assert_eq!(read_body(pieces(), 5).await, Err(Refused::TooLarge));
    }
}
