//! Has the phone wake the app for what still waits, and tell it of every new way into the network:
//! `android/src/main/java/pe/gob/muniporvenir/auxilio/phone/{FlushJob,Connectivity,Edges}.java`.

use std::sync::Once;
use std::thread;

use auxilio_client::view::Storage;
use auxilio_client::{Client, View};

use super::java::Java;
use super::members::StaticMethod;
use super::{names, told};
use crate::platform::upkeep::Upkeep;

/// Begins, beside whatever else the app does. Once for each window, and once for the process.
pub(super) fn attend(client: &Client) {
    static ATTENDED: Once = Once::new();
    let Some(java) = told(Java::of_this_process()) else {
        return;
    };
    ask(&java, "keep the page off the edges", names::edges::KEEP_OUT);
    ATTENDED.call_once(|| follow(client, java));
}

fn follow(client: &Client, java: Java) {
    ask(&java, "hear of new networks", names::connectivity::WATCH);
    let mut views = client.views();
    let work = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        runtime.block_on(async {
            let mut jobs = Jobs::default();
            loop {
                let view = views.borrow_and_update().clone();
                if jobs.wants(&view) {
                    schedule(&java);
                }
                // Until the core ends.
                if views.changed().await.is_err() {
                    return;
                }
            }
        });
        std::io::Result::Ok(())
    };
    let thread = thread::Builder::new().name("auxilio-jobs".to_owned());
    if let Err(error) = thread.spawn(work) {
        tracing::error!(%error, "nothing wakes the app for what waits");
    }
}

fn schedule(java: &Java) {
    ask(java, "ask for work later", names::flush_job::SCHEDULE);
}

/// Asks what takes only the context; the phone may not have it.
fn ask(java: &Java, tried: &'static str, what: StaticMethod) {
    let does = told(java.call(tried, |env, context| {
        what.call(env, context, &[context.into()])?.z()
    }));
    if does == Some(false) {
        tracing::info!(tried, "the phone has no such thing");
    }
}

/// When the phone is asked for a job: as soon as something waits, once for each time. The job asks
/// for its own next try.
#[derive(Debug, Default)]
struct Jobs {
    /// None until the outbox is open: what an earlier run asked for stays.
    upkeep: Option<Upkeep>,
}

impl Jobs {
    fn wants(&mut self, view: &View) -> bool {
        if view.storage == Storage::Opening {
            return false;
        }
        let upkeep = Upkeep::of(view);
        self.upkeep.replace(upkeep) != Some(upkeep) && upkeep == Upkeep::Deliver
    }
}

#[cfg(test)]
mod tests {
    use auxilio_client::ports::KeySource;
    use auxilio_client::view::{AlertView, Stage};

    use super::*;
    use crate::cast::alert;

    fn showing(storage: Storage, alerts: &[AlertView]) -> View {
        View {
            storage,
            alerts: alerts.to_vec(),
            ..View::opening(None)
        }
    }

    #[test]
    fn a_job_is_asked_for_once_each_time_something_begins_to_wait() {
        let mut jobs = Jobs::default();
        let open = Storage::Ready(KeySource::Keyring);
        let mut wants = |alerts: &[AlertView]| jobs.wants(&showing(open, alerts));
        assert!(!wants(&[]));
        assert!(wants(&[alert(Stage::Saving)]));
        assert!(!wants(&[alert(Stage::Saved)]), "the same wait");
        assert!(!wants(&[alert(Stage::Received)]));
        let added = AlertView {
            unsent_updates: 1,
            ..alert(Stage::Received)
        };
        assert!(wants(&[added]), "another wait");
    }

    #[test]
    fn what_an_earlier_run_left_is_asked_for_when_the_outbox_opens() {
        let mut jobs = Jobs::default();
        assert!(!jobs.wants(&showing(Storage::Opening, &[alert(Stage::Saved)])));
        let open = Storage::Ready(KeySource::Keyring);
        assert!(jobs.wants(&showing(open, &[alert(Stage::Saved)])));
    }
}
