//! No text messages.

use auxilio_client::ports::{
    TextFailure, TextMessage, TextMessenger, TextReport, TextReports, Texting,
};

/// A system that sends no text messages.
#[cfg(not(target_os = "ios"))]
#[derive(Debug)]
pub(in crate::platform) struct NoMessenger;

#[cfg(not(target_os = "ios"))]
impl TextMessenger for NoMessenger {
    fn capability(&self) -> Texting {
        Texting::None
    }

    fn send(&self, message: &TextMessage, reports: &TextReports) {
        reports.send(message.id, TextReport::Failed(TextFailure::NotAllowed));
    }
}
