//! What sends text messages: the system, or a program that the person names.

mod program;

use std::path::PathBuf;

use auxilio_client::ports::{
    TextFailure, TextMessage, TextMessenger, TextReport, TextReports, Texting,
};

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

/// A system that sends no text messages.
#[derive(Debug)]
pub(super) struct NoMessenger;

impl TextMessenger for NoMessenger {
    fn capability(&self) -> Texting {
        Texting::None
    }

    fn send(&self, message: &TextMessage, reports: &TextReports) {
        reports.send(message.id, TextReport::Failed(TextFailure::NotAllowed));
    }
}
