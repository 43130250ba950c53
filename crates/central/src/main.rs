//! `auxilio-central`: the command line of the municipal central.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use auxilio_central::operators::{self, NewOperator, Role};
use auxilio_central::texts::text;
use auxilio_central::{
    Central, Config, Invitation, Invited, Settings, StartError, clock, config, invite, keys,
    open_store,
};
use clap::{Parser, Subcommand};
use serde_json::json;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// Most devices for one invitation.
const USES_MAX: i64 = 1_000;
/// Longest life of an invitation, in hours: 60 days.
const HOURS_MAX: i64 = 1_440;

/// The reference municipal central of Botón de Auxilio.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    settings: Settings,
    /// File of settings; without it `central.toml` in the data folder, where there is one
    #[arg(long, global = true, env = "AUXILIO_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print events as JSON, one object a line
    #[arg(long, global = true, env = "AUXILIO_JSON")]
    json: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Take alerts (the default)
    Serve,
    /// Print a link that enrols devices
    Invite {
        /// Who invites
        #[arg(long, env = "AUXILIO_ORGANIZATION", value_name = "NAME")]
        organization: String,
        /// How many devices may use it
        #[arg(long, env = "AUXILIO_USES", value_name = "N", default_value_t = 1,
              value_parser = clap::value_parser!(u32).range(1..=USES_MAX))]
        uses: u32,
        /// How long it lasts
        #[arg(long, env = "AUXILIO_HOURS", value_name = "H", default_value_t = 24,
              value_parser = clap::value_parser!(u32).range(1..=HOURS_MAX))]
        hours: u32,
        /// Devices that come by it wait until a coordinator approves them
        #[arg(long, env = "AUXILIO_APPROVE")]
        approve: bool,
        /// Print the short code too, for phones that cannot open the link
        #[arg(long, env = "AUXILIO_CODE")]
        code: bool,
    },
    /// Operators of the console
    Operator {
        #[command(subcommand)]
        command: OperatorCommand,
    },
}

#[derive(Subcommand)]
enum OperatorCommand {
    /// Add one and print the password
    Add {
        /// The name to log in with
        name: String,
        /// What they may do
        #[arg(long, env = "AUXILIO_ROLE", default_value = "operator",
              value_parser = Role::WORDS)]
        role: String,
        /// Whose members a coordinator sees
        #[arg(long, env = "AUXILIO_ORGANIZATION", value_name = "NAME")]
        organization: Option<String>,
    },
    /// Let one in again who lost password or code: a new password, no second factor, no session
    Reset {
        /// The name to log in with
        name: String,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    tracing_subscriber::fmt()
        .json()
        .with_writer(io::stderr)
        .with_env_filter(
            EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info")),
        )
        .init();
    let arguments = Arguments::parse();
    let config = arguments.settings.resolve(arguments.config.as_deref())?;
    match arguments.command.unwrap_or(Command::Serve) {
        Command::Serve => serve(config, arguments.json).await,
        Command::Invite {
            organization,
            uses,
            hours,
            approve,
            code,
        } => {
            let invitation = Invitation {
                organization,
                uses,
                lasts: Duration::from_secs(u64::from(hours) * 60 * 60),
                needs_approval: approve,
                by: None,
            };
            let invited = make_invitation(&config, &invitation).await?;
            print_invitation(&invited, code, arguments.json)
        }
        Command::Operator { command } => operator(&config, command, arguments.json).await,
    }
}

async fn operator(config: &Config, command: OperatorCommand, json: bool) -> anyhow::Result<()> {
    match command {
        OperatorCommand::Add {
            name,
            role,
            organization,
        } => {
            let role = Role::new(&role, organization)
                .with_context(|| text("coordinator-needs-organization", &[]))?;
            add_operator(config, &name, &role, json).await
        }
        OperatorCommand::Reset { name } => {
            let store = open_store(config).await?;
            let reset = operators::reset(&store, &name).await?;
            store.close().await;
            announce_operator("operator_reset", "operator-reset", &reset, json)
        }
    }
}

async fn serve(config: Config, json: bool) -> anyhow::Result<()> {
    // Before anybody is told that it listens, so that no signal comes too early.
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    if !config.listen.ip().is_loopback() {
        tracing::warn!(address = %config.listen, "{}", text("listen-warning", &[]));
    }
    let central = Central::start(config).await.map_err(explained)?;
    if let Some(first) = operators::ensure_first(central.store()).await? {
        announce_operator("operator_created", "first-operator", &first, json)?;
    }
    let local = config::local_endpoint(central.address().port())?;
    let console = local.join("consola").to_string();
    announce(
        json,
        &json!({ "event": "listening", "address": local, "console": console }),
        &text("listening", &[("console", console.as_str().into())]),
    )?;
    central
        .serve(async {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        })
        .await;
    Ok(())
}

/// What the municipality wrote itself is explained in its own language.
fn explained(error: StartError) -> anyhow::Error {
    let words = match &error {
        StartError::Directory(error) => Some(error.words()),
        _ => None,
    };
    let error = anyhow::Error::from(error);
    match words {
        Some(words) => error.context(words),
        None => error,
    }
}

async fn make_invitation(config: &Config, invitation: &Invitation) -> anyhow::Result<Invited> {
    let store = open_store(config).await?;
    let key = keys::load_or_create(&config.data)?;
    let endpoint = match &config.public_url {
        Some(url) => url.clone(),
        None => config::local_endpoint(config.listen.port())?,
    };
    let invited = invite(&store, &key, endpoint, invitation, clock::now()).await?;
    store.close().await;
    Ok(invited)
}

/// The link alone on its line, so that other programs can read it, unless the code is asked for.
fn print_invitation(invited: &Invited, with_code: bool, json: bool) -> anyhow::Result<()> {
    let (link, code) = (invited.link.to_string(), invited.code.to_string());
    if !with_code {
        return writeln!(io::stdout(), "{link}").context("cannot print the link");
    }
    let told = text("invitation-code", &[("code", code.as_str().into())]);
    announce(
        json,
        &json!({ "event": "invitation", "link": link, "code": code }),
        &format!("{link}\n{told}"),
    )
}

async fn add_operator(config: &Config, name: &str, role: &Role, json: bool) -> anyhow::Result<()> {
    let store = open_store(config).await?;
    let added = operators::add(&store, name, role).await?;
    store.close().await;
    announce_operator("operator_created", "operator-added", &added, json)
}

fn announce_operator(
    event: &str,
    sentence: &str,
    new: &NewOperator,
    json: bool,
) -> anyhow::Result<()> {
    let (name, password) = (new.name.as_str(), new.password.as_str());
    announce(
        json,
        &json!({ "event": event, "name": name, "password": password }),
        &text(
            sentence,
            &[("name", name.into()), ("password", password.into())],
        ),
    )
}

/// Tells whoever started the program, at once: another program may wait for the line.
fn announce(json: bool, event: &serde_json::Value, sentence: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    if json {
        writeln!(out, "{event}")?;
    } else {
        writeln!(out, "{sentence}")?;
    }
    out.flush().context("cannot print")
}
