//! Systems that send no text messages by themselves.

use auxilio_client::ports::{
    TextFailure, TextMessage, TextMessenger, TextReport, TextReports, Texting,
};

/// A system that sends no text messages.
#[cfg(not(any(target_os = "android", target_os = "ios")))]
#[derive(Debug)]
pub(in crate::platform) struct NoMessenger;

#[cfg(not(any(target_os = "android", target_os = "ios")))]
impl TextMessenger for NoMessenger {
    fn capability(&self) -> Texting {
        Texting::None
    }

    fn send(&self, message: &TextMessage, reports: &TextReports) {
        reports.send(message.id, TextReport::Failed(TextFailure::NotAllowed));
    }
}

/// A system that opens its own app with the message in it, and lets only the person send it.
#[cfg(target_os = "ios")]
#[derive(Debug)]
pub(in crate::platform) struct ByHand;

#[cfg(target_os = "ios")]
impl TextMessenger for ByHand {
    fn capability(&self) -> Texting {
        Texting::Prefills
    }

    fn send(&self, message: &TextMessage, reports: &TextReports) {
        reports.send(message.id, TextReport::Failed(TextFailure::NotAllowed));
    }
}
