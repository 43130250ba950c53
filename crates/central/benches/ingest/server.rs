//! What takes the load: a central on its own runtime, or a handler that only parses and answers.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};
use auxilio_central::store::Store;
use auxilio_central::{Central, Invitation, Settings, invite};
use auxilio_protocol::enrolment::InvitationLink;
use auxilio_protocol::receipt::ReceiptAnswer;
use auxilio_protocol::{SigningKey, lenient};
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

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

    /// A central with an empty data folder on the disk of the build.
    pub(crate) fn central(name: &str, batch_max: u32) -> Result<Self> {
        let data = folder(name);
        if data.exists() {
            std::fs::remove_dir_all(&data)?;
        }
        let config = Settings {
            data: Some(data),
            listen: Some((Ipv4Addr::LOCALHOST, 0).into()),
            unverified_per_minute: Some(u32::MAX),
            batch_max: Some(batch_max),
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

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("ingest")
        .join(name)
}

async fn parse_and_answer(body: Bytes) -> (StatusCode, Json<ReceiptAnswer>) {
    // As long as a receipt, and as much work as any answer.
    let receipt = match lenient::read_alert(&body) {
        Ok(alert) => format!("{}{}", alert.id, "x".repeat(340)),
        Err(error) => error.to_string(),
    };
    (StatusCode::CREATED, Json(ReceiptAnswer { receipt }))
}
