//! What is felt and heard of an alert, beside the screen: for whoever looks away, reads little or
//! hears nothing. And what a phone tells of it while the app is behind.
//!
//! It works on a thread of its own, which sleeps until the picture changes or the button is
//! pressed: nothing waits for it, and at rest it never wakes.

mod cues;
mod notices;
mod patterns;

use std::sync::{Arc, OnceLock};

use auxilio_client::{Client, View};
use auxilio_protocol::Mode;
use tokio::sync::watch;

use self::cues::{Cue, cues, press, wanted};
use crate::platform::{self, feedback};
use crate::texts;

pub use crate::platform::feedback::Voice;

/// Longest phrase that is spoken, in characters: the names in it come from the central.
const SPOKEN_CHARS_MAX: usize = 200;

/// The presses so far, and how the last one is to be.
type Presses = (u64, Mode);

/// The way to the feedback. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Feedback {
    presses: watch::Sender<Presses>,
    voice: Voice,
}

impl Feedback {
    /// Begins to follow the core's pictures, once in the process' life: a second window is not told
    /// twice. Called where the app starts, on its first thread.
    #[must_use]
    pub fn start(client: &Client) -> Self {
        static STARTED: OnceLock<Feedback> = OnceLock::new();
        STARTED.get_or_init(|| Self::follow(client)).clone()
    }

    fn follow(client: &Client) -> Self {
        let device = feedback::open();
        let voice = device.voice();
        let (presses, newest) = watch::channel((0, Mode::Open));
        let follower = Follower {
            device,
            views: client.views(),
            pressed: newest,
        };
        let work = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().build()?;
            runtime.block_on(follower.follow());
            std::io::Result::Ok(())
        };
        let thread = std::thread::Builder::new().name("auxilio-feedback".to_owned());
        if let Err(error) = thread.spawn(work) {
            tracing::warn!(%error, "nothing will be felt or heard");
        }
        Self { presses, voice }
    }

    /// The button was pressed. Returns at once.
    pub(crate) fn pressed(&self, mode: Mode) {
        self.presses
            .send_modify(|presses| *presses = (presses.0.wrapping_add(1), mode));
    }

    /// Whether there is a voice.
    #[must_use]
    pub fn voice(&self) -> Voice {
        self.voice
    }
}

/// The thread's part.
struct Follower {
    device: Box<dyn feedback::Feedback>,
    views: watch::Receiver<Arc<View>>,
    pressed: watch::Receiver<Presses>,
}

impl Follower {
    /// Until the core ends.
    async fn follow(mut self) {
        let mut before = self.views.borrow_and_update().clone();
        loop {
            tokio::select! {
                biased;
                Ok(()) = self.pressed.changed() => {
                    let (_, mode) = *self.pressed.borrow_and_update();
                    self.give(&[press(mode, wanted(&self.views.borrow()))]);
                }
                changed = self.views.changed() => {
                    if changed.is_err() {
                        return;
                    }
                    let after = self.views.borrow_and_update().clone();
                    self.give(&cues(&before, &after, platform::now()));
                    if let Some(words) = notices::notice(&before, &after) {
                        self.device.notify(&words);
                    }
                    before = after;
                }
            }
        }
    }

    /// The newest is felt and heard; all of them are said, the newest first.
    fn give(&self, cues: &[Cue]) {
        let Some(newest) = cues.first() else {
            return;
        };
        if !newest.vibration.is_empty() {
            self.device.vibrate(newest.vibration);
        }
        if !newest.sound.is_empty() {
            self.device.sound(newest.sound);
        }
        let phrases = cues.iter().filter_map(|cue| cue.speech.as_deref());
        let speech = phrases.collect::<Vec<_>>().join(" ");
        if !speech.is_empty() {
            let speech: String = speech.chars().take(SPOKEN_CHARS_MAX).collect();
            self.device.speak(&speech, texts::chosen());
        }
    }
}

#[cfg(test)]
mod tests;
