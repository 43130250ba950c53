//! The headless tap: raises an alert, says each state as it becomes true, and how it ended.

mod report;

use std::io::{self, Write};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use auxilio_client::view::{AlertView, Stage, Storage, View};
use auxilio_client::{Client, Intent};
use auxilio_protocol::{AlertId, Kind, Mode};
use clap::Args;
use tokio::sync::watch;
use tokio::time::Instant;

use crate::options::{Options, StartError, is_answered};
use crate::tap::report::{Form, Report};

/// The tap's command line.
#[derive(Debug, Clone, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag that a person types"
)]
pub struct Tap {
    /// What the app takes too.
    #[command(flatten)]
    pub options: Options,
    /// What is happening.
    #[arg(long, value_name = "KIND", default_value = "auxilio", value_parser = kind)]
    pub kind: Kind,
    /// A drill, which never rings as real.
    #[arg(long)]
    pub drill: bool,
    /// The central must not call back.
    #[arg(long)]
    pub covert: bool,
    /// One JSON object a line.
    #[arg(long)]
    pub json: bool,
    /// Seconds to wait for the receipt.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub wait: u32,
    /// Stay until the alert is closed.
    #[arg(long)]
    pub follow: bool,
    /// Raise nothing; deliver what waits from earlier, and answer the invitation.
    #[arg(long, conflicts_with_all = ["kind", "drill", "covert", "follow"])]
    pub flush: bool,
}

fn kind(word: &str) -> Result<Kind, String> {
    let known = Kind::ALL.into_iter().find(|kind| kind.as_str() == word);
    known.ok_or_else(|| Kind::ALL.map(|kind| kind.as_str().to_owned()).join(", "))
}

/// How it ended, for the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The central's receipt came; with `--flush`, nothing waits any more, not even an invitation.
    Receipted,
    /// On disk, and without a receipt in time. It leaves with the next run of the app or the tap.
    SavedOnly,
    /// Neither on disk nor receipted.
    Lost,
    /// Another system answered with success, and signs no receipt.
    HandedOver,
}

impl Outcome {
    /// The process' exit code.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Receipted => 0,
            Self::SavedOnly => 3,
            Self::Lost => 4,
            Self::HandedOver => 5,
        }
    }
}

/// What ended the tap before it could do anything.
#[derive(Debug, thiserror::Error)]
pub enum TapError {
    /// The core could not be started.
    #[error(transparent)]
    Start(#[from] StartError),
    /// Nobody reads what is said.
    #[error("could not write the states")]
    Output(#[from] io::Error),
}

/// Does what the command line says, and writes the states to `output`.
pub async fn run(tap: Tap, output: impl Write) -> Result<Outcome, TapError> {
    let client = tap.options.clone().start()?.client;
    let form = if tap.json { Form::Json } else { Form::Words };
    let mut report = Report::new(output, form);
    let outcome = if tap.flush {
        flush(&client, &tap, &mut report).await
    } else {
        press(&client, &tap, &mut report).await
    };
    client.shutdown();
    Ok(outcome?)
}

async fn press(client: &Client, tap: &Tap, report: &mut Report<impl Write>) -> io::Result<Outcome> {
    let raised = client.raise(Intent {
        kind: tap.kind.clone(),
        mode: if tap.covert { Mode::Covert } else { Mode::Open },
        exercise: tap.drill,
    });
    client.set_foreground(true);
    let mut views = client.views();
    let raised = raised.await;
    let limit = Limit::of(tap);
    let follow = tap.follow;
    let enough = |view: &View| is_enough(view, raised.id, follow);
    watch_until(&mut views, limit, enough, |view| {
        report.say(view, raised.id)
    })
    .await?;
    Ok(outcome_of(&views.borrow(), raised.id, raised.stage))
}

fn is_enough(view: &View, id: AlertId, follow: bool) -> bool {
    let alert = view.alerts.iter().find(|alert| alert.id == id);
    let has_arrived = |alert: &AlertView| is_receipted(alert) || is_handed_over(alert);
    alert.is_some_and(|alert| alert.is_over() || (has_arrived(alert) && !follow))
}

/// Another system has all of it. No more will come.
fn is_handed_over(alert: &AlertView) -> bool {
    alert.stage == Stage::HandedOver && !alert.waits()
}

/// The central has the alert, and also this press if it came to an alert that ran already.
fn is_receipted(alert: &AlertView) -> bool {
    alert.received_at.is_some() && alert.again.is_none_or(|again| again.receipted)
}

fn outcome_of(view: &View, id: AlertId, stage: Stage) -> Outcome {
    let alert = view.alerts.iter().find(|alert| alert.id == id);
    let saved = |stage| !matches!(stage, Stage::Saving | Stage::NotSaved(_));
    match alert {
        Some(alert) if is_receipted(alert) => Outcome::Receipted,
        Some(alert) if is_handed_over(alert) => Outcome::HandedOver,
        // A disk that refused at the press may have taken it since.
        Some(alert) if saved(alert.stage) => Outcome::SavedOnly,
        None if saved(stage) => Outcome::SavedOnly,
        _ => Outcome::Lost,
    }
}

async fn flush(client: &Client, tap: &Tap, report: &mut Report<impl Write>) -> io::Result<Outcome> {
    client.set_foreground(true);
    client.retry();
    let mut views = client.views();
    let invitation = tap.options.enrol.as_ref();
    let done = |view: &View| {
        view.storage != Storage::Opening
            && waiting(view).next().is_none()
            && invitation.is_none_or(|link| is_answered(view, link))
    };
    let mut said = Vec::new();
    watch_until(&mut views, Limit::of(tap), done, |view| {
        for id in waiting(view) {
            if !said.contains(&id) {
                said.push(id);
            }
        }
        if invitation.is_some() {
            report.say_enrolment(view)?;
        }
        said.iter().try_for_each(|id| report.say(view, *id))
    })
    .await?;
    let view = views.borrow();
    Ok(match view.storage {
        Storage::Opening | Storage::MemoryOnly(_) => Outcome::Lost,
        Storage::Ready(_) | Storage::Replaced(_) if done(&view) => Outcome::Receipted,
        Storage::Ready(_) | Storage::Replaced(_) => Outcome::SavedOnly,
    })
}

/// What has yet to leave, or to be receipted by a central, oldest first.
fn waiting(view: &View) -> impl Iterator<Item = AlertId> {
    let oldest_first = view.alerts.iter().rev();
    oldest_first
        .filter(|alert| alert.waits())
        .map(|alert| alert.id)
}

/// How long to watch.
#[derive(Debug, Clone, Copy)]
enum Limit {
    At(Instant),
    Never,
}

impl Limit {
    fn of(tap: &Tap) -> Self {
        if tap.follow {
            return Self::Never;
        }
        Self::At(Instant::now() + Duration::from_secs(tap.wait.into()))
    }

    async fn reached(self) {
        match self {
            Self::At(at) => tokio::time::sleep_until(at).await,
            Self::Never => std::future::pending().await,
        }
    }
}

/// Says every picture until one is enough, the time is up, or Ctrl-C comes.
async fn watch_until(
    views: &mut watch::Receiver<Arc<View>>,
    limit: Limit,
    enough: impl Fn(&View) -> bool,
    mut say: impl FnMut(&View) -> io::Result<()>,
) -> io::Result<()> {
    let mut ended = pin!(async {
        tokio::select! {
            () = limit.reached() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    });
    loop {
        let view = views.borrow_and_update().clone();
        say(&view)?;
        if enough(&view) {
            return Ok(());
        }
        tokio::select! {
            () = &mut ended => return Ok(()),
            changed = views.changed() => if changed.is_err() { return Ok(()) },
        }
    }
}

#[cfg(test)]
mod tests;
