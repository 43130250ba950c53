//! The words for an alert's text message. None of them says that the central has the alert.

use auxilio_client::ports::TextFailure;
use auxilio_client::view::SmsView;

/// What became of it; nothing of one that nobody has sent yet.
pub(crate) fn sms(sms: &SmsView) -> Option<String> {
    Some(match sms {
        SmsView::ByHand(_) => return None,
        SmsView::Sending => text!("sms-sending"),
        SmsView::Sent => text!("sms-sent"),
        SmsView::Delivered => text!("sms-delivered"),
        SmsView::Failed { why, .. } => match why {
            TextFailure::NoService => text!("sms-failed-no-service"),
            TextFailure::RadioOff => text!("sms-failed-radio-off"),
            TextFailure::NotAllowed => text!("sms-failed-not-allowed"),
            TextFailure::Other => text!("sms-failed-other"),
        },
    })
}
