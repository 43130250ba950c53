//! A central on a free port with an empty data folder, and devices that talk to it.

use std::net::SocketAddr;
use std::time::Duration;

use auxilio_central::incident::Action;
use auxilio_central::store::{IncidentView, OperatorId, Store};
use auxilio_central::{Central, Config, Invitation, Invited, Settings, clock, invite, keys};
use auxilio_protocol::receipt::ReceiptAnswer;
use auxilio_protocol::{AlertId, KeySet, Receipt, SigningKey, jws, signature};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A running central.
pub(crate) struct Town {
    pub(crate) folder: TempDir,
    pub(crate) address: SocketAddr,
    pub(crate) store: Store,
    pub(crate) http: reqwest::Client,
    stop: Option<oneshot::Sender<()>>,
    pub(crate) serving: JoinHandle<()>,
}

impl Town {
    pub(crate) async fn start() -> Self {
        Self::start_with(Settings::default()).await
    }

    pub(crate) async fn start_with(settings: Settings) -> Self {
        Self::start_in(tempfile::tempdir().unwrap(), settings).await
    }

    pub(crate) async fn start_in(folder: TempDir, settings: Settings) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let central = Central::start(config(&folder, settings)).await.unwrap();
        let (stop, stopped) = oneshot::channel();
        Self {
            folder,
            address: central.address(),
            store: central.store().clone(),
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
            stop: Some(stop),
            serving: tokio::spawn(central.serve(async {
                let _ = stopped.await;
            })),
        }
    }

    /// Stops it in good order and gives its folder back.
    pub(crate) async fn stop(mut self) -> TempDir {
        let _ = self.stop.take().unwrap().send(());
        self.serving.await.unwrap();
        self.folder
    }

    /// Tells it to stop, without waiting.
    pub(crate) fn ask_to_stop(&mut self) {
        let _ = self.stop.take().unwrap().send(());
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) async fn keys(&self) -> KeySet {
        let described: Value = self.get("/.well-known/auxilio").await.json().await.unwrap();
        serde_json::from_value(described["jwks"].clone()).unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.http.get(self.url(path)).send().await.unwrap()
    }

    /// An unsigned POST.
    pub(crate) async fn post(&self, path: &str, body: impl Into<reqwest::Body>) -> Response {
        self.http
            .post(self.url(path))
            .body(body)
            .send()
            .await
            .unwrap()
    }

    /// A new device with that seed, enrolled.
    pub(crate) async fn enrol(&self, seed: u8) -> Device {
        let device = Device::new(seed);
        let token = self.invitation(1, 1).await;
        let answer = device.enrol(self, &token).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        device
    }

    /// Asks for something as if from that address, as a proxy on this machine passes it on.
    pub(crate) async fn get_from(&self, address: &str, path: &str) -> Response {
        let request = self.http.get(self.url(path));
        let from = request.header("x-forwarded-for", address);
        from.send().await.unwrap()
    }

    /// The token of a fresh invitation.
    pub(crate) async fn invitation(&self, uses: u32, hours: u64) -> String {
        let invited = self.invite("Mercado Central", uses, hours, false).await;
        invited.link.token.expose().to_owned()
    }

    /// A fresh invitation.
    pub(crate) async fn invite(
        &self,
        organization: &str,
        uses: u32,
        hours: u64,
        needs_approval: bool,
    ) -> Invited {
        let key = keys::load_or_create(self.folder.path()).unwrap();
        let invitation = Invitation {
            organization: organization.to_owned(),
            uses,
            lasts: Duration::from_secs(hours * 3600),
            needs_approval,
            by: None,
        };
        let endpoint = self.url("/").parse().unwrap();
        invite(&self.store, &key, endpoint, &invitation, clock::now())
            .await
            .unwrap()
    }

    pub(crate) async fn incidents(&self) -> Vec<IncidentView> {
        self.store.board().await.unwrap().incidents
    }

    /// The one incident there is.
    pub(crate) async fn incident(&self) -> IncidentView {
        let mut all = self.incidents().await;
        assert_eq!(all.len(), 1);
        all.remove(0)
    }

    /// What an operator does to it, by the store's own door.
    pub(crate) async fn act(&self, action: Action) {
        let incident = self.incident().await.id;
        self.store
            .act(incident, &action, OperatorId(1), clock::now())
            .await
            .unwrap();
    }

    /// The receipt in an answer, verified.
    pub(crate) async fn receipt(&self, answer: Response) -> Receipt {
        let answer: ReceiptAnswer = answer.json().await.unwrap();
        jws::verify(&answer.receipt, &self.keys().await).unwrap()
    }
}

pub(crate) fn config(folder: &TempDir, settings: Settings) -> Config {
    let settings = Settings {
        data: Some(folder.path().to_owned()),
        listen: Some(SocketAddr::from(([127, 0, 0, 1], 0))),
        ..settings
    };
    settings.resolve(None).unwrap()
}

/// Somebody's phone.
pub(crate) struct Device {
    pub(crate) key: SigningKey,
}

impl Device {
    pub(crate) fn new(seed: u8) -> Self {
        Self {
            key: SigningKey::from_seed(&[seed; 32]),
        }
    }

    /// A signed request, not sent yet.
    pub(crate) fn request(
        &self,
        town: &Town,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
    ) -> RequestBuilder {
        let created = 1_800_000_000;
        let fields = signature::sign(&self.key, method.as_str(), path, body.as_deref(), created);
        let mut request = town
            .http
            .request(method, town.url(path))
            .header(signature::SIGNATURE_INPUT, fields.signature_input)
            .header(signature::SIGNATURE, fields.signature);
        if let Some(digest) = fields.content_digest {
            request = request.header(signature::CONTENT_DIGEST, digest);
        }
        match body {
            Some(body) => request.body(body),
            None => request,
        }
    }

    pub(crate) async fn post(&self, town: &Town, path: &str, body: &Value) -> Response {
        let body = Some(body.to_string().into_bytes());
        self.request(town, Method::POST, path, body)
            .send()
            .await
            .unwrap()
    }

    pub(crate) async fn raise(&self, town: &Town, alert: &Value) -> Response {
        self.post(town, "/v1/alerts", alert).await
    }

    pub(crate) async fn update(&self, town: &Town, id: AlertId, updates: &Value) -> Response {
        self.post(town, &format!("/v1/alerts/{id}/updates"), updates)
            .await
    }

    pub(crate) async fn enrol(&self, town: &Town, token: &str) -> Response {
        self.post(town, "/v1/enrolments", &self.enrolment(token))
            .await
    }

    /// What the central tells this device of itself.
    pub(crate) async fn me(&self, town: &Town) -> Response {
        let request = self.request(town, Method::GET, "/v1/me", None);
        request.send().await.unwrap()
    }

    /// Tells the outcome of a self-check.
    pub(crate) async fn tell_readiness(&self, town: &Town, told: &Value) -> Response {
        let body = Some(told.to_string().into_bytes());
        let request = self.request(town, Method::PUT, "/v1/me/readiness", body);
        request.send().await.unwrap()
    }

    pub(crate) fn enrolment(&self, token: &str) -> Value {
        json!({
            "invitation": token,
            "public_key": self.key.public(),
            "profile": { "name": "Rosa", "phone": "+51 999 999 999" },
            "consent": { "text": "1", "at": "2026-11-23T19:12:52.481-05:00" },
        })
    }
}

pub(crate) fn id(n: u8) -> AlertId {
    AlertId::new(1_790_000_000_000, [n; 10])
}

pub(crate) fn alert(id: AlertId) -> Value {
    json!({
        "id": id,
        "kind": "extorsion",
        "mode": "open",
        "exercise": false,
        "raised_at": "2026-11-23T19:12:52.481-05:00",
        "fix": {
            "lat": -8.07392, "lon": -78.99292, "accuracy_m": 14.0, "confidence": 0.68,
            "taken_at": "2026-11-23T19:12:40.000-05:00", "source": "gnss"
        },
        "profile": { "version": 3, "name": "Rosa", "phone": "+51 999 999 999" },
        "device": { "app": "0.1.0", "os": "android 13", "battery_percent": 41 }
    })
}

/// Status, media type and the whole problem, for a snapshot.
pub(crate) async fn problem(answer: Response) -> Value {
    let status = answer.status().as_u16();
    let media = answer.headers()["content-type"]
        .to_str()
        .unwrap()
        .to_owned();
    let retry_after = answer
        .headers()
        .get("retry-after")
        .map(|v| v.to_str().unwrap().to_owned());
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body["status"], status);
    json!({ "media": media, "retry_after": retry_after, "problem": body })
}
