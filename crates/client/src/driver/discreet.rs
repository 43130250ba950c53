//! What discreet mode needs of the loop: computations beside it, and the face's name on the disk.

use super::Driver;
use crate::core::Event;
use crate::discreet::verifier::SALT_BYTES;
use crate::discreet::{Act, Discreet, FaceName, Pin, Setup, Verifier, marker};

impl Driver {
    /// Beside the loop: a press must not wait for the computation.
    pub(super) fn check_pin(&self, verifier: Verifier, pin: Pin) {
        let inbox = self.inbox.clone();
        self.runtime.spawn_blocking(move || {
            inbox.event(Event::Discreet(Act::Checked(verifier.check(&pin))));
        });
    }

    pub(super) fn turn_on_discreet(&self, setup: Setup) {
        let inbox = self.inbox.clone();
        self.runtime.spawn_blocking(move || {
            let mut salt = [0; SALT_BYTES];
            match getrandom::fill(&mut salt) {
                Ok(()) => {
                    let made = Box::new(Discreet::of(setup, salt));
                    inbox.event(Event::Discreet(Act::Made(made)));
                }
                Err(error) => tracing::error!(%error, "no randomness for the PINs' salt"),
            }
        });
    }

    pub(super) fn show_face_first(&self, face: Option<&FaceName>) {
        if marker::read(&self.folder).as_ref() != face
            && let Err(error) = marker::write(&self.folder, face)
        {
            tracing::error!(%error, "could not keep which face the next start shows first");
        }
    }
}
