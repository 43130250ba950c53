//! What takes the load: a central on its own runtime, or a handler that only parses and answers.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use auxilio_central::ingest::{Intake, Offer, Outcome};
use auxilio_central::store::{Filed, Store};
use auxilio_central::{Central, Invitation, Settings, invite};
use auxilio_protocol::enrolment::InvitationLink;
use auxilio_protocol::receipt::ReceiptAnswer;
use auxilio_protocol::{AlertId, SigningKey, lenient};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// Alerts in one transaction at most.
pub(crate) const BATCH_MAX: u32 = 512;

/// A server and the runtime that it has for itself.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) runtime: Runtime,
    store: Option<Store>,
}

impl Server {
    /// The comparison: what no server of ours can do without.
    pub(crate) fn null() -> Result<Self> {
        let runtime = Runtime::new()?;
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
        let address = listener.local_addr()?;
        let router = Router::new().route("/v1/alerts", post(parse_and_answer));
        runtime.spawn(async move { axum::serve(listener, router).await });
        Ok(Self {
            address,
            runtime,
            store: None,
        })
    }

    /// The central's way to the disk alone: durable and deduplicated, with nothing verified and
    /// nothing signed.
    pub(crate) fn ingest(name: &str, batch_max: usize) -> Result<Self> {
        let data = empty_folder(name)?;
        let runtime = Runtime::new()?;
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
        let address = listener.local_addr()?;
        let store = runtime.block_on(Store::open(&data.join("central.db")))?;
        let entered = runtime.enter();
        let (intake, _) = Intake::start(
            store.clone(),
            Arc::default(),
            batch_max,
            Duration::from_secs(20),
        );
        let router = Router::new()
            .route("/v1/alerts", post(keep_and_answer))
            .with_state(Arc::new(intake));
        runtime.spawn(async move { axum::serve(listener, router).await });
        drop(entered);
        Ok(Self {
            address,
            runtime,
            store: Some(store),
        })
    }

    /// A central with an empty data folder on the disk of the build.
    pub(crate) fn central(name: &str) -> Result<Self> {
        let config = Settings {
            data: Some(empty_folder(name)?),
            listen: Some((Ipv4Addr::LOCALHOST, 0).into()),
            unverified_per_minute: Some(u32::MAX),
            batch_max: Some(BATCH_MAX),
            ..Settings::default()
        }
        .resolve(None)?;
        let runtime = Runtime::new()?;
        let central = runtime.block_on(Central::start(config))?;
        let (address, store) = (central.address(), Some(central.store().clone()));
        runtime.spawn(central.serve(std::future::pending()));
        Ok(Self {
            address,
            runtime,
            store,
        })
    }

    /// An invitation for as many devices as the bench enrols.
    pub(crate) fn invitation(&self, uses: u32) -> Result<InvitationLink> {
        let store = self.store.as_ref().context("only a central invites")?;
        let endpoint = format!("http://{}", self.address).parse()?;
        let invitation = Invitation {
            organization: "Bench".to_owned(),
            uses,
            lasts: Duration::from_hours(1),
            needs_approval: false,
            by: None,
        };
        // Only to make the link from: the central finds it again by its hash.
        let key = SigningKey::from_seed(&[0; 32]);
        let now = auxilio_central::clock::now();
        let invited = invite(store, &key, endpoint, &invitation, now);
        Ok(self.runtime.block_on(invited)?.link)
    }
}

/// On the disk of the build.
fn empty_folder(name: &str) -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("ingest")
        .join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

async fn parse_and_answer(body: Bytes) -> (StatusCode, Json<ReceiptAnswer>) {
    match lenient::read_alert(&body) {
        Ok(alert) => answer(alert.id),
        Err(_) => refusal(),
    }
}

async fn keep_and_answer(
    State(intake): State<Arc<Intake>>,
    body: Bytes,
) -> (StatusCode, Json<ReceiptAnswer>) {
    let Ok(alert) = lenient::read_alert(&body) else {
        return refusal();
    };
    let offer = Offer {
        id: alert.id,
        exercise: alert.exercise,
        body,
        signature: None,
        key: None,
        text: None,
    };
    let Ok(waiting) = intake.offer(offer) else {
        return refusal();
    };
    match waiting.await {
        Ok(Outcome {
            filed: Filed::New(receipt),
            ..
        }) => answer(receipt.alert),
        _ => refusal(),
    }
}

/// As long as a receipt, and as much work as any answer.
fn answer(id: AlertId) -> (StatusCode, Json<ReceiptAnswer>) {
    let receipt = format!("{id}{}", "x".repeat(340));
    (StatusCode::CREATED, Json(ReceiptAnswer { receipt }))
}

/// Ends the bench.
fn refusal() -> (StatusCode, Json<ReceiptAnswer>) {
    let receipt = String::new();
    (StatusCode::BAD_REQUEST, Json(ReceiptAnswer { receipt }))
}
