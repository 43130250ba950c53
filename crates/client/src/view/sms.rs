//! What a screen may say of an alert's text message: never that the central has the alert.

use crate::ports::{TextFailure, TextMessage};

/// How far an alert's text message is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SmsView {
    /// The person can send it, with the system's own app.
    ByHand(TextMessage),
    /// The system has it.
    Sending,
    /// The network took it.
    Sent,
    /// The network says that it reached the central's number.
    Delivered,
    /// It was not sent; more attempts may follow.
    Failed {
        /// Why.
        why: TextFailure,
        /// For the person to send, while the central has not receipted the alert.
        by_hand: Option<TextMessage>,
    },
}
