//! The directory: asked for now and then while nothing else needs the way, kept for when there is
//! no network, and replaced only by one that arrived whole.

use std::sync::Arc;

use auxilio_protocol::{Directory, Endpoint};

use super::{Core, Effect, Key, Write};
use crate::delivery::outcome::Outcome;
use crate::directory::{Edition, Given};
use crate::moment::Moment;
use crate::view::{Storage, Trouble};

/// How often a central that answers is asked, in milliseconds.
const ASK_EVERY_MS: u64 = 60 * 60 * 1_000;
/// After how long one that gave nothing is asked again, in milliseconds.
const ASK_AGAIN_MS: u64 = 5 * 60 * 1_000;

/// The directory that is shown, and where it is from.
#[derive(Debug)]
pub(super) struct Shelf {
    seed: Arc<Directory>,
    /// The newest that arrived whole; none before the first.
    given: Option<Given>,
    /// Not before this time on the monotonic clock is the central asked.
    ask_from_ms: u64,
    writing: Writing,
}

/// How far the directory is on its way to the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writing {
    /// Nothing is to be written.
    Done,
    /// To be written when nothing else is.
    Wanted,
    /// Asked for.
    UnderWay,
}

impl Default for Shelf {
    fn default() -> Self {
        Self {
            seed: Arc::new(Directory::seed()),
            given: None,
            ask_from_ms: 0,
            writing: Writing::Done,
        }
    }
}

impl Shelf {
    pub(super) fn shown(&self) -> Arc<Directory> {
        let given = self.given.as_ref().map(|given| &given.directory);
        Arc::clone(given.unwrap_or(&self.seed))
    }

    pub(super) fn given(&self) -> Option<&Given> {
        self.given.as_ref()
    }

    /// Another central: it is asked as soon as it answers.
    pub(super) fn ask_soon(&mut self) {
        self.ask_from_ms = 0;
    }

    /// The outbox is a new file.
    pub(super) fn keep_again(&mut self) {
        if self.given.is_some() {
            self.writing = Writing::Wanted;
        }
    }

    /// A commit succeeded. The directory is on disk if it was what was written.
    pub(super) fn kept(&mut self) {
        if self.writing == Writing::UnderWay {
            self.writing = Writing::Done;
        }
    }

    /// A commit failed: whether it was the directory's. Nothing is lost with it, nobody is told,
    /// and it is not tried again before there is another one.
    pub(super) fn could_not_be_kept(&mut self) -> bool {
        let was_it = self.writing == Writing::UnderWay;
        self.kept();
        was_it
    }
}

impl Core {
    /// The central answers: it is asked for its directory, if that was not done lately.
    pub(super) fn want_directory(&mut self, now: Moment) {
        if now.mono_ms >= self.directory.ask_from_ms {
            self.errands.directory.want();
        }
    }

    /// Whether an alert is on its way. One that the central refused waits for something to change.
    fn carries_alerts(&self) -> bool {
        self.alerts.values().any(|entry| {
            entry.life.is_unsettled() && !matches!(entry.trouble, Some(Trouble::Refused(_)))
        })
    }

    /// An alert that is on its way has the way for itself: a directory can be large and a link slow.
    pub(super) fn ask_directory(
        &mut self,
        now: Moment,
        endpoint: &Endpoint,
        effects: &mut Vec<Effect>,
    ) {
        let is_needed_for_alerts = self.carries_alerts();
        let errand = &mut self.errands.directory;
        if is_needed_for_alerts {
            if errand.is_in_flight() {
                effects.push(Effect::LeaveDirectory);
            }
            // The central's next answer brings it up again.
            errand.succeeded(false);
            return;
        }
        if errand.is_due(now) {
            errand.started(now);
            let same = self.directory.given.as_ref();
            let same = same.filter(|given| given.from == *endpoint);
            effects.push(Effect::AskDirectory {
                endpoint: endpoint.clone(),
                known: same.and_then(|given| given.etag.clone()),
            });
        }
    }

    pub(super) fn directory_answered(
        &mut self,
        now: Moment,
        from: Endpoint,
        outcome: Outcome<Edition>,
    ) {
        if !self.errands.directory.is_in_flight() {
            // It was given up meanwhile.
            return;
        }
        let is_of_another = self.settings.endpoint.as_ref() != Some(&from);
        self.errands.directory.succeeded(is_of_another);
        if is_of_another {
            return;
        }
        let again_after_ms = match outcome {
            Outcome::Answer(Edition::New { directory, etag }) => {
                self.directory.given = Some(Given {
                    from,
                    etag,
                    directory,
                });
                self.directory.writing = Writing::Wanted;
                ASK_EVERY_MS
            }
            // It has no newer one, or none at all.
            Outcome::Answer(Edition::Unchanged) | Outcome::Refused(_) => ASK_EVERY_MS,
            Outcome::Busy { .. } | Outcome::Impostor | Outcome::NoAnswer => ASK_AGAIN_MS,
        };
        self.directory.ask_from_ms = now.mono_ms.saturating_add(again_after_ms);
    }

    /// The one of an earlier run. A newer one may have come before it.
    pub(super) fn directory_found(&mut self, given: Given) {
        if self.directory.given.is_some() {
            return;
        }
        self.directory.given = Some(given);
        if let Storage::Replaced(_) = self.storage {
            self.directory.keep_again();
        }
    }

    /// Writes the directory, by itself and after everything else: a disk that has no room for it may
    /// still have some for an alert, and no alert waits for it.
    pub(super) fn keep_directory(&mut self, effects: &mut Vec<Effect>) {
        let is_free =
            self.dirty.is_empty() && self.commit_retry_at_ms.is_none() && !self.carries_alerts();
        if is_free && self.directory.writing == Writing::Wanted {
            self.directory.writing = Writing::UnderWay;
            effects.push(Effect::Commit(vec![Write {
                key: Key::Directory,
                value: self.value(Key::Directory),
            }]));
        }
    }
}
