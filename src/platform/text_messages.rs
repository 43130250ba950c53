//! What sends text messages: the system, or a program that the person names.

#[cfg(not(target_os = "android"))]
mod none;
mod program;

use std::path::PathBuf;

use auxilio_client::ports::TextMessenger;

#[cfg(not(target_os = "android"))]
pub(super) use self::none::NoMessenger;
use self::program::Program;
use super::system;

/// The program, if one is named; otherwise the system.
#[must_use]
pub fn open(program: Option<PathBuf>) -> Box<dyn TextMessenger> {
    match program {
        Some(path) => Box::new(Program::new(path)),
        None => system::text_messenger(),
    }
}

/// A system that opens its own app with the message in it, and lets only the person send it.
#[cfg(target_os = "ios")]
#[derive(Debug)]
pub(super) struct ByHand;

#[cfg(target_os = "ios")]
impl TextMessenger for ByHand {
    fn capability(&self) -> Texting {
        Texting::Prefills
    }

    fn send(&self, message: &TextMessage, reports: &TextReports) {
        reports.send(message.id, TextReport::Failed(TextFailure::NotAllowed));
    }
}
