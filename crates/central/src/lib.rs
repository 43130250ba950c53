//! The reference municipal central: takes alerts, makes them durable, answers with signed
//! receipts, rings at the operators' console, and tells phones what happens.
//!
//! # Layout
//! - [`incident`]: the life of an incident, and [`reserve`]: what of it is shown to whom; pure
//! - [`ingest`]: from request to disk by group commit; `rate`: how often one source may ask
//! - [`store`]: what is kept (SQLite); [`feed`]: wakes the streams that read it
//! - `routes`: the wire; `console`: the operators' pages; [`operators`]: who they are
//! - `coordination`: the coordinators' pages; `joining`: the page behind an invitation's link;
//!   `download`: the page with the app itself; `recovery`: the page of who lost their phone; `frame`: what every page begins with
//! - `likeness`: whether somebody who waits may be a member with another phone; pure
//! - [`app_links`]: which apps may open this host's links
//! - `journeys`: raises the alert of whoever did not arrive in time
//! - [`directory`]: what people choose their barrio and group from
//! - `roster`: who is a member; [`invitations`]: how one becomes one; [`keys`]: the central's
//!   keys
//! - [`second_factor`]: the code besides the password, by `totp`, sealed by `seal`
//! - [`config`], [`texts`], [`clock`], `alphabet`, `server`
#![forbid(unsafe_code)]

mod alphabet;
pub mod app_links;
pub mod clock;
pub mod config;
mod console;
mod coordination;
pub mod directory;
mod download;
pub mod feed;
mod frame;
mod guesses;
pub mod incident;
pub mod ingest;
pub mod invitations;
mod joining;
mod journeys;
pub mod keys;
mod likeness;
mod openapi;
pub mod operators;
mod rate;
mod recovery;
pub mod reserve;
mod roster;
mod routes;
mod seal;
pub mod second_factor;
mod server;
pub mod store;
pub mod texts;
mod totp;

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use auxilio_protocol::endpoint::EndpointError;
use auxilio_protocol::{Directory, Endpoint, KeyId, KeySet};
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};

pub use config::{Config, Settings};
pub use invitations::{Invitation, InviteError, Invited, invite};

use directory::{DirectoryFileError, Publisher};
use download::Offer;
use feed::Feed;
use guesses::Guesses;
use ingest::{Intake, Pipeline};
use keys::Keys;
use operators::Operator;
use rate::{Limiter, Source};
use roster::Roster;
use seal::Seal;
use second_factor::{Policy, SecondFactor, SecondFactors};
use store::{IncidentId, OperatorId, Store, StoreError};

const DATABASE: &str = "central.db";
/// Batches of updates that one enrolled device may send in a minute, and at once.
const UPDATES_PER_MINUTE: u32 = 240;
/// What one address may ask of invitations in a minute, and at once: a meeting of fifty on one
/// wireless network. Apart from `unproven`, so that nobody's questions hold up an alert.
const INVITATION_QUESTIONS_PER_MINUTE: u32 = 120;
/// What one member's device may ask or tell of itself in a minute, and at once.
const MEMBER_REQUESTS_PER_MINUTE: u32 = 30;
/// Whole directories that one address may ask for in a minute, and at once.
const DIRECTORIES_PER_MINUTE: u32 = 120;
/// How often the central looks for incidents that nobody has taken.
const UNCLAIMED_CHECK_EVERY: Duration = Duration::from_secs(1);

/// What every request can reach.
#[derive(Debug)]
pub struct App {
    /// What the central runs with.
    pub config: Config,
    /// The address under which it is reached.
    pub endpoint: Endpoint,
    /// What signs receipts and status events, and what did.
    pub keys: Keys,
    /// What is kept.
    pub store: Store,
    /// Wakes the streams.
    pub feed: Arc<Feed>,
    /// Becomes true when the central stops: streams end then.
    pub shutdown: watch::Receiver<bool>,
    roster: Arc<Roster>,
    intake: Intake,
    /// Wakes the watch over journeys.
    journey_told: Arc<Notify>,
    /// Requests of senders who prove nothing.
    unproven: Limiter<Source>,
    /// Updates of enrolled devices.
    updates: Limiter<KeyId>,
    /// Questions of who invites.
    invitation_questions: Limiter<Source>,
    /// Short codes that were none.
    guesses: Guesses,
    /// What members' devices ask and tell of themselves.
    member_requests: Limiter<KeyId>,
    /// Whole directories.
    directory_requests: Limiter<Source>,
    directory: Publisher,
    /// The app, where it can be had from here.
    offer: Option<Offer>,
    /// Seals what of operators must not lie in the database as it is.
    seal: Seal,
}

impl App {
    /// Where people get the app, if it is known: the page that was set, or this central's own.
    fn app_page(&self) -> Option<String> {
        let own = self.offer.as_ref().map(|_| download::PATH.to_owned());
        let set = self.config.app_page.as_ref().map(ToString::to_string);
        set.or(own)
    }

    /// The keys that phones are to believe.
    fn jwks(&self) -> KeySet {
        KeySet::new([self.keys.current.public()])
    }

    /// The second proofs of operators.
    fn second_factors(&self) -> SecondFactors<'_> {
        SecondFactors {
            store: &self.store,
            seal: &self.seal,
        }
    }

    /// Whether somebody is logged in by a password alone where everybody needs a code too.
    fn lacks_second_factor(&self, operator: &Operator) -> bool {
        self.config.second_factor == Policy::Required
            && operator.second_factor == SecondFactor::Absent
    }

    /// Does what an operator chose and wakes everybody whom it concerns.
    pub async fn act(
        &self,
        incident: IncidentId,
        action: &incident::Action,
        operator: OperatorId,
    ) -> Result<(), store::ActError> {
        let changed = self
            .store
            .act(incident, action, operator, clock::now())
            .await?;
        self.tell(changed, operator);
        Ok(())
    }

    /// Opens what is reserved of an incident to an operator, and keeps that they did.
    pub(crate) async fn open_reserved(
        &self,
        incident: IncidentId,
        operator: OperatorId,
    ) -> Result<(), store::ActError> {
        let changed = self
            .store
            .open_reserved(incident, operator, clock::now())
            .await?;
        if let Some(changed) = changed {
            self.tell(changed, operator);
        }
        Ok(())
    }

    fn tell(&self, changed: store::Changed, operator: OperatorId) {
        for incident in changed.opened {
            let (incident, operator) = (incident.0, operator.0);
            tracing::info!(incident, operator, "a reserved incident was opened");
        }
        self.feed.alerts_changed(changed.alerts);
        self.feed.board_changed(changed.board);
    }
}

/// Why the central does not run.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder cannot be made.
    #[error("cannot make the data folder {}", .0.display())]
    Data(PathBuf, #[source] io::Error),
    /// The address is taken or not this machine's.
    #[error("cannot listen on {0}")]
    Listen(SocketAddr, #[source] io::Error),
    /// The signing or the sealing key cannot be used.
    #[error(transparent)]
    Key(#[from] keys::KeyFileError),
    /// The municipality's own directory cannot be served.
    #[error(transparent)]
    Directory(#[from] DirectoryFileError),
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The address cannot be written as one.
    #[error(transparent)]
    Endpoint(#[from] EndpointError),
}

/// Opens the data folder's database; makes both where there are none.
pub async fn open_store(config: &Config) -> Result<Store, StartError> {
    fs::create_dir_all(&config.data).map_err(|e| StartError::Data(config.data.clone(), e))?;
    Ok(Store::open(&config.data.join(DATABASE)).await?)
}

/// A central that listens already and is about to serve.
#[derive(Debug)]
pub struct Central {
    app: Arc<App>,
    listener: TcpListener,
    address: SocketAddr,
    pipeline: Pipeline,
    stopping: watch::Sender<bool>,
}

impl Central {
    /// Opens everything and listens; port 0 is any free one.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        let directory = match &config.directory {
            Some(file) => directory::read(file)?,
            None => Directory::seed(),
        };
        let store = open_store(&config).await?;
        let keys = keys::load_or_create(&config.data)?;
        let cannot_listen = |error| StartError::Listen(config.listen, error);
        let listener = TcpListener::bind(config.listen)
            .await
            .map_err(cannot_listen)?;
        let address = listener.local_addr().map_err(cannot_listen)?;
        let feed = Arc::new(Feed::default());
        let (intake, pipeline) = Intake::start(
            store.clone(),
            feed.clone(),
            config.batch_max,
            config.unclaimed_after,
        );
        let (stopping, shutdown) = watch::channel(false);
        let app = App {
            endpoint: match &config.public_url {
                Some(url) => url.clone(),
                None => config::local_endpoint(address.port())?,
            },
            roster: Arc::new(Roster::load(&store).await?),
            unproven: Limiter::per_minute(config.unverified_per_minute),
            updates: Limiter::per_minute(UPDATES_PER_MINUTE),
            invitation_questions: Limiter::per_minute(INVITATION_QUESTIONS_PER_MINUTE),
            guesses: Guesses::default(),
            member_requests: Limiter::per_minute(MEMBER_REQUESTS_PER_MINUTE),
            directory_requests: Limiter::per_minute(DIRECTORIES_PER_MINUTE),
            directory: Publisher::new(directory),
            offer: config.app.clone().map(Offer::of),
            seal: Seal::load_or_create(&config.data)?,
            config,
            keys,
            store,
            feed,
            shutdown,
            intake,
            journey_told: Arc::default(),
        };
        Ok(Self {
            app: Arc::new(app),
            listener,
            address,
            pipeline,
            stopping,
        })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it keeps.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.app.store
    }

    /// Serves until `shutdown` resolves. Then it accepts nothing more, ends the streams, answers
    /// everything that it has taken, and closes the database.
    pub async fn serve(self, shutdown: impl Future<Output = ()>) {
        let store = self.app.store.clone();
        let watching = tokio::spawn(tell_unclaimed(
            store.clone(),
            self.app.feed.clone(),
            self.app.shutdown.clone(),
        ));
        let journeys = journeys::Watch {
            store: store.clone(),
            roster: self.app.roster.clone(),
            feed: self.app.feed.clone(),
            told: self.app.journey_told.clone(),
            unclaimed_after: self.app.config.unclaimed_after,
        };
        let journeys = tokio::spawn(journeys.keep(self.app.shutdown.clone()));
        let stopping = self.stopping;
        let stop = async {
            shutdown.await;
            stopping.send_replace(true);
        };
        // The router owns the app from here; the pipeline ends when it is gone.
        server::serve(self.listener, routes::router(self.app), stop).await;
        self.pipeline.ended().await;
        if let Err(error) = watching.await {
            tracing::error!(%error, "the watch over unclaimed incidents stopped early");
        }
        if let Err(error) = journeys.await {
            tracing::error!(%error, "the watch over journeys stopped early");
        }
        store.close().await;
        tracing::info!("stopped");
    }
}

/// Every address that a central answers at, as axum writes them.
#[must_use]
pub fn addresses() -> Vec<String> {
    routes::addresses().into_paths()
}

/// Starts a central and serves until `shutdown` resolves.
pub async fn run(config: Config, shutdown: impl Future<Output = ()>) -> Result<(), StartError> {
    Central::start(config).await?.serve(shutdown).await;
    Ok(())
}

/// Tells persons whom nobody has answered in time. What fell due while the central was down is
/// told at its start.
async fn tell_unclaimed(store: Store, feed: Arc<Feed>, mut shutdown: watch::Receiver<bool>) {
    loop {
        match store.tell_unclaimed(clock::now()).await {
            Ok(Some(changed)) => {
                feed.alerts_changed(changed.alerts);
                feed.board_changed(changed.board);
                continue;
            }
            Ok(None) => {}
            Err(error) => tracing::error!(?error, "cannot tell of unclaimed incidents"),
        }
        tokio::select! {
            () = tokio::time::sleep(UNCLAIMED_CHECK_EVERY) => {}
            _ = shutdown.wait_for(|stopping| *stopping) => return,
        }
    }
}
