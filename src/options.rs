//! The command line that the window and the headless tap share.

use std::path::PathBuf;

use auxilio_client::ports::Ports;
use auxilio_client::token::TokenChange;
use auxilio_client::view::{EnrolmentView, Storage, View};
use auxilio_client::{Client, ClientConfig};
use auxilio_protocol::enrolment::InvitationLink;
use auxilio_protocol::{Destination, Endpoint};
use clap::{Args, Command};
use tokio::sync::watch;

use crate::municipality;
use crate::platform::location::{self, Choice, FixedPosition, Track, TrackError};
use crate::platform::{self, secrets, text_messages};
use crate::texts::{plain, text};

/// Each option may also stand in the environment, as `AUXILIO_` and its name.
#[derive(Debug, Clone, Default, Args)]
pub struct Options {
    /// Folder for alerts and settings.
    #[arg(long, env = "AUXILIO_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Address of the central; kept for the next start.
    #[arg(long, env = "AUXILIO_ENDPOINT", value_name = "URL")]
    pub endpoint: Option<Endpoint>,
    /// Where alerts go, as a link: a central, or a system that takes CAP 1.2 or a webhook.
    #[arg(
        long,
        env = "AUXILIO_DESTINATION",
        value_name = "LINK",
        conflicts_with = "endpoint"
    )]
    pub destination: Option<Destination>,
    /// Invitation to accept, agreeing to what it shares; kept until the central has answered.
    #[arg(long, env = "AUXILIO_ENROL", value_name = "LINK")]
    pub enrol: Option<InvitationLink>,
    /// File for the key instead of the system's keyring.
    #[arg(long, env = "AUXILIO_KEY_FILE", value_name = "PATH")]
    pub key_file: Option<PathBuf>,
    /// Recorded track to play back as positions.
    #[arg(long, env = "AUXILIO_GPX", value_name = "FILE", conflicts_with = "fix")]
    pub gpx: Option<PathBuf>,
    /// Position that does not move.
    #[arg(
        long,
        env = "AUXILIO_FIX",
        value_name = "LAT,LON[,METRES]",
        allow_hyphen_values = true
    )]
    pub fix: Option<FixedPosition>,
    /// Program that sends text messages, as for a modem: number as argument, text as input.
    #[arg(long, env = "AUXILIO_SMS_COMMAND", value_name = "PROGRAM")]
    pub sms_command: Option<PathBuf>,
}

/// Why the core was not started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The system names no folder, and none was chosen.
    #[error("no folder for data: choose one with --data")]
    NoFolder,
    /// The chosen track cannot be played.
    #[error(transparent)]
    Track(#[from] TrackError),
}

/// A core at work, and what is known of positions.
#[derive(Debug, Clone)]
pub struct Started {
    /// The core.
    pub client: Client,
    /// Whether the system gives positions.
    pub location: watch::Receiver<location::Status>,
}

impl Options {
    /// Starts the core with these options, and returns at once.
    pub fn start(self) -> Result<Started, StartError> {
        let data_dir = self.data.or_else(platform::default_data_dir);
        let choice = match (self.gpx, &self.fix) {
            (Some(path), _) => Choice::Track(Track::open(&path)?),
            (None, Some(position)) => Choice::Fixed(position.clone()),
            (None, None) => Choice::System,
        };
        let (locator, location) = location::open(choice);
        let ports = Ports {
            secrets: secrets::open(self.key_file.as_deref()),
            locator,
            surroundings: platform::surroundings(),
            text_messenger: text_messages::open(self.sms_command),
            device: platform::device(),
        };
        let config = ClientConfig {
            data_dir: data_dir.ok_or(StartError::NoFolder)?,
            default_central: municipality::central(),
        };
        let client = Client::start(config, ports);
        if let Some(position) = self.fix {
            // Known already, so that the first press has it.
            client.fixes().send(position.fix());
        }
        if let Some(endpoint) = self.endpoint {
            client.set_endpoint(endpoint);
        }
        match self.destination {
            Some(Destination::Central(endpoint)) => client.set_endpoint(endpoint),
            Some(Destination::Other(system)) => client.send_to(system, TokenChange::Keep),
            None => {}
        }
        if let Some(link) = self.enrol {
            enrol_when_opened(&client, link);
        }
        Ok(Started { client, location })
    }
}

/// Answers the invitation once it is known whether that was done in an earlier run: an invitation
/// has few uses.
fn enrol_when_opened(client: &Client, link: InvitationLink) {
    let (client, mut views) = (client.clone(), client.views());
    let work = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        let opened = views.wait_for(|view| view.storage != Storage::Opening);
        if let Ok(view) = runtime.block_on(opened)
            && !is_enrolled(&view, &link.endpoint)
        {
            client.agree(link, platform::consent());
            client.join();
        }
        std::io::Result::Ok(())
    };
    let thread = std::thread::Builder::new().name("auxilio-enrol".to_owned());
    if let Err(error) = thread.spawn(work) {
        tracing::warn!(%error, "the invitation was not answered");
    }
}

fn is_enrolled(view: &View, endpoint: &Endpoint) -> bool {
    view.central.endpoint.as_ref() == Some(endpoint)
        && matches!(
            view.central.enrolment,
            EnrolmentView::Active | EnrolmentView::Pending
        )
}

/// Whether the central that this invitation names has taken or refused it.
pub(crate) fn is_answered(view: &View, link: &InvitationLink) -> bool {
    let is_refused = matches!(view.central.enrolment, EnrolmentView::Refused(_));
    is_enrolled(view, &link.endpoint)
        || (is_refused && view.central.endpoint.as_ref() == Some(&link.endpoint))
}

/// The command with its help in the person's language: `option-…` for each of its options.
#[must_use]
pub fn in_words(command: Command, about: &str, after: &str) -> Command {
    command
        .about(plain(&text(about)))
        .after_help(plain(&text(after)))
        .mut_args(|option| {
            let words = text(&format!("option-{}", option.get_id()));
            option.help(plain(&words))
        })
}
