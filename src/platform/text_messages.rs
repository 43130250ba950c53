//! Text messages, where the system has no way of its own to send them.

use auxilio_client::ports::{
    TextFailure, TextMessage, TextMessenger, TextReport, TextReports, Texting,
};

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
