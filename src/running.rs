//! The one core of this process: whoever comes first starts it, the window or a system that wakes
//! the app without one. Two would have the outbox open at once.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use auxilio_client::view::{Stage, Storage};
use auxilio_client::{Client, Intent, View};
use auxilio_protocol::{CancelReason, Kind};

use crate::options::{Options, StartError, Started};
use crate::platform::upkeep::Upkeep;

/// How long somebody outside the app waits for the disk: longer than the core waits for its key.
const SAVE_WAIT: Duration = Duration::from_secs(5);

static RUNNING: Mutex<Option<Started>> = Mutex::new(None);

/// The core that runs, or a new one with these options, which the running one does not take.
pub fn core(options: Options) -> Result<Started, StartError> {
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(started) = &*running {
        return Ok(started.clone());
    }
    Ok(running.insert(options.start()?).clone())
}

/// What became of a press from outside the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// It is on the disk, and being sent.
    Saved,
    /// It is being sent, from memory.
    NotSaved,
    /// It is being sent, and nothing may be said of it: the app hides.
    Quiet,
    /// There is no core, and so no alert.
    NoCore,
}

/// The press from outside the app: a voice, a button of the phone, a widget. It is queued at once;
/// this waits until the disk has it, a few seconds at most.
#[must_use]
pub fn raise() -> Outside {
    match core(Options::default()) {
        Ok(started) => raise_at(&started.client),
        Err(error) => {
            tracing::error!(%error, "a press from outside the app found no core");
            Outside::NoCore
        }
    }
}

fn raise_at(client: &Client) -> Outside {
    let raised = client.raise(Intent::open(Kind::Auxilio));
    // On a thread without a runtime: Siri's, Java's.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    let waited = runtime
        .map(|runtime| runtime.block_on(async { tokio::time::timeout(SAVE_WAIT, raised).await }));
    if client.view().discreet.is_on() {
        return Outside::Quiet;
    }
    match waited {
        Ok(Ok(raised)) if !matches!(raised.stage, Stage::NotSaved(_)) => Outside::Saved,
        _ => Outside::NotSaved,
    }
}

/// Has everything that waits sent now, with the core started for it if none runs.
pub fn flush() -> Result<Client, StartError> {
    let started = core(Options::default())?;
    started.client.retry();
    Ok(started.client)
}

/// Takes the alert that runs back, as pressed by mistake: one touch outside the app. Waits until
/// that is in the picture. The client, or none if no alert runs.
pub fn cancel() -> Result<Option<Client>, StartError> {
    let client = core(Options::default())?.client;
    if !seen(&client, SAVE_WAIT, |view| view.current().is_some()) {
        return Ok(None);
    }
    let Some(id) = client.view().current().map(|alert| alert.id) else {
        return Ok(None);
    };
    client.cancel(id, CancelReason::FalsaAlarma);
    let is_cancelled = |view: &View| {
        let mut alerts = view.alerts.iter();
        alerts.any(|alert| alert.id == id && alert.cancel.is_some())
    };
    Ok(seen(&client, SAVE_WAIT, is_cancelled).then_some(client))
}

/// Waits until nothing is left that work could bring to the central, or this long. Whether that
/// came true.
#[must_use]
pub fn settle(client: &Client, wait: Duration) -> bool {
    seen(client, wait, |view| {
        view.storage != Storage::Opening && Upkeep::of(view) != Upkeep::Deliver
    })
}

/// Whether something is under way for which the process should live.
#[must_use]
pub fn is_needed(client: &Client) -> bool {
    Upkeep::of(&client.view()) != Upkeep::Rest
}

/// Waits for such a picture, on a thread without a runtime. Whether there was one.
fn seen(client: &Client, wait: Duration, is_so: impl Fn(&View) -> bool) -> bool {
    let mut views = client.views();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build();
    let seen = runtime.map(|runtime| {
        runtime.block_on(async {
            let seen = views.wait_for(|view| is_so(view));
            matches!(tokio::time::timeout(wait, seen).await, Ok(Ok(_)))
        })
    });
    seen.unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(folder: &std::path::Path) -> Options {
        Options {
            data: Some(folder.join("data")),
            key_file: Some(folder.join("key")),
            fix: Some("-8.07,-78.99".parse().unwrap()),
            ..Options::default()
        }
    }

    fn opened(client: &Client) -> View {
        let mut views = client.views();
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let opened = views.wait_for(|view| view.storage != Storage::Opening);
        let view = runtime.unwrap().block_on(opened).unwrap().clone();
        (*view).clone()
    }

    #[test]
    fn a_process_has_one_core_and_a_press_from_outside_is_saved_by_it() {
        let folder = tempfile::tempdir().unwrap();
        let first = core(options(folder.path())).unwrap();
        let other = tempfile::tempdir().unwrap();
        let second = core(options(other.path())).unwrap();
        assert!(!other.path().join("data").exists());
        // Waits for the disk, and for nothing else: there is no central.
        assert!(!is_needed(&first.client));
        assert_eq!(raise(), Outside::Saved);
        // The alert waits for a central: the window may go, the process may not.
        assert!(is_needed(&first.client));
        assert!(matches!(opened(&second.client).storage, Storage::Ready(_)));
        assert_eq!(opened(&first.client).alerts.len(), 1);
        // A second press is urgency of the same alert.
        assert_eq!(raise(), Outside::Saved);
        assert_eq!(flush().unwrap().view().alerts.len(), 1);
        assert!(cancel().unwrap().is_some());
        let view = opened(&first.client);
        let cancelled = view.alerts.first().and_then(|alert| alert.cancel.as_ref());
        assert_eq!(cancelled.unwrap().reason, CancelReason::FalsaAlarma);
        first.client.shutdown();
    }
}
