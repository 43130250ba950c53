//! HTTP to the central: one pooled client, TLS by rustls, every request signed by the device.

use std::time::Duration;

use auxilio_protocol::description::{self, Description};
use auxilio_protocol::enrolment::{EnrolmentAnswer, EnrolmentRequest, InvitationLink};
use auxilio_protocol::invitation::{self, InvitationInfo};
use auxilio_protocol::journey::JourneyAnswer;
use auxilio_protocol::limits::{ANSWER_BYTES_MAX, EXPORT_BYTES_MAX};
use auxilio_protocol::member::{MemberAnswer, Readiness};
use auxilio_protocol::own_data::{DeletionAnswer, Export, ProfileAnswer, ProfileChange};
use auxilio_protocol::receipt::ReceiptAnswer;
use auxilio_protocol::recovery::RecoveryRequest;
use auxilio_protocol::signature::{self, CONTENT_DIGEST, DEVICE_KEY, SIGNATURE, SIGNATURE_INPUT};
use auxilio_protocol::{
    AlertId, Endpoint, Form, OtherSystem, SigningKey, WireTime, cap, padding, webhook,
};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, DATE, HeaderValue, RETRY_AFTER};
use reqwest::{Client, Method, RequestBuilder, Response, Url};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::outcome::Outcome;
use crate::core::Body;
use crate::token::Token;

/// How long a connection may take to open.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long one attempt may take altogether. Then another begins, on another connection.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a copy of the person's data may take: the largest needs 27 s at the 320 kbit/s of 3G.
const EXPORT_TIMEOUT: Duration = Duration::from_mins(1);
/// Silence on a status stream after which it counts as lost: two and a half of the central's
/// comment lines (one every 25 s).
const STREAM_SILENCE_TIMEOUT: Duration = Duration::from_secs(65);
/// How long an idle connection is kept.
const IDLE_TIMEOUT: Duration = Duration::from_secs(90);

/// The way to the central.
#[derive(Debug, Clone)]
pub struct Http {
    requests: Client,
    streams: Client,
    identity: SigningKey,
}

/// The HTTP client could not be set up.
#[derive(Debug, thiserror::Error)]
#[error("could not set up HTTP: {0}")]
pub struct SetUpError(#[from] reqwest::Error);

/// Mozilla's roots. Without them reqwest asks Android itself, through a Java part that only
/// GitHub distributes, and panics where that part is missing.
#[cfg(feature = "bundled-roots")]
fn bundled_roots() -> impl Iterator<Item = reqwest::Certificate> {
    let roots = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
    roots.filter_map(|root| reqwest::Certificate::from_der(root).ok())
}

impl Http {
    /// Sets the client up. Reads the system's certificates: not on the tap path.
    pub fn new(identity: SigningKey) -> Result<Self, SetUpError> {
        // Somebody else may have installed a provider already: then that one serves.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // A portal answers with a redirect to itself: never followed, so never believed.
        let builder = || {
            let builder = Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .referer(false)
                .connect_timeout(CONNECT_TIMEOUT)
                .tcp_nodelay(true);
            #[cfg(feature = "bundled-roots")]
            let builder = builder.tls_certs_only(bundled_roots());
            builder
        };
        Ok(Self {
            requests: builder()
                .timeout(ATTEMPT_TIMEOUT)
                .pool_idle_timeout(IDLE_TIMEOUT)
                .build()?,
            streams: builder().read_timeout(STREAM_SILENCE_TIMEOUT).build()?,
            identity,
        })
    }

    /// Delivers an alert or its updates.
    pub async fn post(
        &self,
        endpoint: &Endpoint,
        id: AlertId,
        body: Body,
        now_s: i64,
    ) -> Outcome<ReceiptAnswer> {
        let (url, body) = match body {
            Body::Alert(body) => (endpoint.join("v1/alerts"), body),
            Body::Updates(body) => (endpoint.join(&format!("v1/alerts/{id}/updates")), body),
        };
        answer(self.signed(&self.requests, Method::POST, url, Some(body), now_s)).await
    }

    /// Gives another system a message, with its token if there is one. Only the status of the
    /// answer counts, and it is given along.
    pub async fn hand_over(
        &self,
        to: &OtherSystem,
        mut body: Vec<u8>,
        token: Option<&Token>,
    ) -> (Outcome<()>, Option<u16>) {
        let content_type = match to.form {
            Form::Cap => cap::CONTENT_TYPE,
            Form::Webhook => webhook::CONTENT_TYPE,
        };
        let url = to.url.as_url().clone();
        let mut request = self.requests.post(url).header(CONTENT_TYPE, content_type);
        padding::fill(&mut body);
        request = request.body(body);
        if let Some(bearer) = token.and_then(bearer) {
            request = request.header(AUTHORIZATION, bearer);
        }
        let Ok(response) = request.send().await else {
            return (Outcome::NoAnswer, None);
        };
        let status = response.status().as_u16();
        let outcome = Outcome::of_status(status, retry_after_s(&response));
        // Read, so that the connection serves again.
        let _ = read_bounded(response, ANSWER_BYTES_MAX).await;
        (outcome, Some(status))
    }

    /// Tells the central of a journey. The key goes along: it need not know this device.
    pub async fn tell_journey(
        &self,
        endpoint: &Endpoint,
        id: AlertId,
        body: Vec<u8>,
        now_s: i64,
    ) -> Outcome<JourneyAnswer> {
        let url = endpoint.join(&format!("v1/journeys/{id}"));
        let request = self
            .signed(&self.requests, Method::PUT, url, Some(body), now_s)
            .header(DEVICE_KEY, self.identity.public().to_text());
        answer(request).await
    }

    /// Asks the central what it is, and what time it has (RFC 9110, section 6.6.1).
    pub async fn describe(&self, endpoint: &Endpoint) -> (Outcome<Description>, Option<WireTime>) {
        let request = self.requests.get(endpoint.join(description::PATH));
        let response = request.send().await;
        let date = response.as_ref().ok().and_then(date);
        let outcome = match response {
            Ok(response) => body_of(response, ANSWER_BYTES_MAX).await,
            Err(_) => Outcome::NoAnswer,
        };
        let outcome = outcome.and_then(|body| parsed(&body));
        // Only the central's own clock counts.
        let date = date.filter(|_| matches!(outcome, Outcome::Answer(_)));
        (outcome, date)
    }

    /// Asks whether this device is a member.
    pub async fn member(&self, endpoint: &Endpoint, now_s: i64) -> Outcome<MemberAnswer> {
        let url = endpoint.join("v1/me");
        answer(self.signed(&self.requests, Method::GET, url, None, now_s)).await
    }

    /// Tells the coordinator what the self-check found.
    pub async fn tell_readiness(
        &self,
        endpoint: &Endpoint,
        readiness: &Readiness,
        now_s: i64,
    ) -> Outcome<()> {
        // Plain words and times: their serialisation has no error.
        let body = serde_json::to_vec(readiness).unwrap_or_default();
        self.put_silently(endpoint.join("v1/me/readiness"), body, now_s)
            .await
    }

    /// Has words put this device out.
    pub async fn register_phrase(
        &self,
        endpoint: &Endpoint,
        request: &RecoveryRequest,
        now_s: i64,
    ) -> Outcome<()> {
        // A short text: its serialisation has no error.
        let body = serde_json::to_vec(request).unwrap_or_default();
        self.put_silently(endpoint.join("v1/me/recovery"), body, now_s)
            .await
    }

    async fn put_silently(&self, url: Url, body: Vec<u8>, now_s: i64) -> Outcome<()> {
        let request = self.signed(&self.requests, Method::PUT, url, Some(body), now_s);
        // The central has nothing to say to it; a portal has a page.
        let is_silence = |body: Vec<u8>| match body.as_slice() {
            [] => Outcome::Answer(()),
            _ => Outcome::Impostor,
        };
        exchange(request).await.and_then(is_silence)
    }

    /// Tells the central what the person changed.
    pub async fn tell_profile(
        &self,
        endpoint: &Endpoint,
        change: &ProfileChange,
        now_s: i64,
    ) -> Outcome<ProfileAnswer> {
        // A profile is plain strings: its serialisation has no error.
        let body = serde_json::to_vec(change).unwrap_or_default();
        let url = endpoint.join("v1/me");
        answer(self.signed(&self.requests, Method::PATCH, url, Some(body), now_s)).await
    }

    /// Has the central delete what it keeps of the person.
    pub async fn delete_member(&self, endpoint: &Endpoint, now_s: i64) -> Outcome<DeletionAnswer> {
        let url = endpoint.join("v1/me");
        answer(self.signed(&self.requests, Method::DELETE, url, None, now_s)).await
    }

    /// Everything that the central keeps of the person, as it writes it.
    pub async fn export(&self, endpoint: &Endpoint, now_s: i64) -> Outcome<Value> {
        let url = endpoint.join("v1/me/export");
        let request = self
            .signed(&self.requests, Method::GET, url, None, now_s)
            .timeout(EXPORT_TIMEOUT);
        let read = |body: Vec<u8>| match serde_json::from_slice::<Export>(&body) {
            Ok(_) => serde_json::from_slice(&body).map_or(Outcome::Impostor, Outcome::Answer),
            Err(_) => Outcome::Impostor,
        };
        exchange_within(request, EXPORT_BYTES_MAX)
            .await
            .and_then(read)
    }

    /// Asks who invites. Unsigned: nothing is told of this device before the person agrees.
    pub async fn invitation(&self, link: &InvitationLink) -> Outcome<InvitationInfo> {
        let url = link.endpoint.join(&invitation::path(&link.token));
        answer(self.requests.get(url)).await
    }

    /// Enrols this device.
    pub async fn enrol(
        &self,
        endpoint: &Endpoint,
        request: &EnrolmentRequest,
        now_s: i64,
    ) -> Outcome<EnrolmentAnswer> {
        // An enrolment is plain strings: its serialisation has no error.
        let body = serde_json::to_vec(request).unwrap_or_default();
        let url = endpoint.join("v1/enrolments");
        answer(self.signed(&self.requests, Method::POST, url, Some(body), now_s)).await
    }

    /// Opens the stream of an alert's status, after the event `after`.
    pub async fn hear(
        &self,
        endpoint: &Endpoint,
        id: AlertId,
        after: u64,
        now_s: i64,
    ) -> Option<Response> {
        let url = endpoint.join(&format!("v1/alerts/{id}/events"));
        let request = self
            .signed(&self.streams, Method::GET, url, None, now_s)
            .header(DEVICE_KEY, self.identity.public().to_text())
            .header("last-event-id", after)
            .header("accept", "text/event-stream");
        let response = request.send().await.ok()?;
        let is_stream = response.status().as_u16() == 200
            && content_type(&response).starts_with("text/event-stream");
        is_stream.then_some(response)
    }

    /// A question that needs no signature, within this time altogether.
    pub(super) fn plain(&self, url: Url, timeout: Duration) -> RequestBuilder {
        self.requests.get(url).timeout(timeout)
    }

    /// The public half of the device's key.
    #[must_use]
    pub fn identity(&self) -> &SigningKey {
        &self.identity
    }

    fn signed(
        &self,
        client: &Client,
        method: Method,
        url: Url,
        mut body: Option<Vec<u8>>,
        now_s: i64,
    ) -> RequestBuilder {
        body.iter_mut().for_each(padding::fill);
        let fields = signature::sign(
            &self.identity,
            method.as_str(),
            url.path(),
            body.as_deref(),
            now_s,
        );
        let mut request = client
            .request(method, url)
            .header(SIGNATURE_INPUT, fields.signature_input)
            .header(SIGNATURE, fields.signature);
        if let Some(digest) = fields.content_digest {
            request = request.header(CONTENT_DIGEST, digest);
        }
        match body {
            Some(body) => request.header(CONTENT_TYPE, "application/json").body(body),
            None => request,
        }
    }
}

async fn answer<T: DeserializeOwned>(request: RequestBuilder) -> Outcome<T> {
    exchange(request).await.and_then(|body| parsed(&body))
}

fn parsed<T: DeserializeOwned>(body: &[u8]) -> Outcome<T> {
    serde_json::from_slice(body).map_or(Outcome::Impostor, Outcome::Answer)
}

fn date(response: &Response) -> Option<WireTime> {
    let date = response.headers().get(DATE)?.to_str().ok()?;
    let at = jiff::fmt::rfc2822::parse(date).ok()?;
    Some(WireTime::from_unix_ms(at.timestamp().as_millisecond()))
}

/// The body of an answer of success.
async fn exchange(request: RequestBuilder) -> Outcome<Vec<u8>> {
    exchange_within(request, ANSWER_BYTES_MAX).await
}

/// The same, where the answer may be longer or has to be shorter.
async fn exchange_within(request: RequestBuilder, bytes_max: usize) -> Outcome<Vec<u8>> {
    match request.send().await {
        Ok(response) => body_of(response, bytes_max).await,
        Err(_) => Outcome::NoAnswer,
    }
}

/// The body of an answer of success, up to this limit.
pub(super) async fn body_of(response: Response, bytes_max: usize) -> Outcome<Vec<u8>> {
    let status = response.status();
    let content_type = content_type(&response).to_owned();
    let retry_after_s = retry_after_s(&response);
    let body = match read_bounded(response, bytes_max).await {
        Some(body) => body,
        None if status.is_success() => return Outcome::NoAnswer,
        None => Vec::new(),
    };
    if !status.is_success() {
        return Outcome::of_failure(status.as_u16(), &content_type, retry_after_s, &body);
    }
    Outcome::Answer(body)
}

fn retry_after_s(response: &Response) -> Option<u32> {
    let value = response.headers().get(RETRY_AFTER)?;
    value.to_str().ok()?.trim().parse().ok()
}

/// `Bearer …`, marked so that nothing prints it.
fn bearer(token: &Token) -> Option<HeaderValue> {
    let text = zeroize::Zeroizing::new(format!("Bearer {}", token.expose()));
    let mut value = HeaderValue::from_str(&text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

fn content_type(response: &Response) -> &str {
    response
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// The body up to its limit; none if the connection broke. What is beyond the limit is cut off:
/// no answer of the protocol is that long.
async fn read_bounded(mut response: Response, bytes_max: usize) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.ok()? {
        let room = bytes_max.saturating_sub(body.len());
        body.extend(chunk.iter().take(room));
        if room <= chunk.len() {
            break;
        }
    }
    Some(body)
}
