//! Notifications of the phone. iOS shows none of an app that is in front.

use std::sync::mpsc;
use std::time::Duration;

use auxilio_client::condition::Notifications;
use block2::RcBlock;
use objc2::runtime::Bool;
use objc2_foundation::{NSError, NSString, ns_string};
use objc2_user_notifications::{
    UNAuthorizationOptions, UNAuthorizationStatus, UNMutableNotificationContent,
    UNNotificationRequest, UNNotificationSettings, UNNotificationSound, UNUserNotificationCenter,
};

use super::{cover, entered};

/// How long the phone may take to say whether notifications are allowed.
const ANSWER_WAIT: Duration = Duration::from_secs(1);

/// What the person has said to notifications.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leave {
    /// Not asked yet.
    Unasked,
    Given,
    Refused,
}

/// Shows these words, in the place of those before.
pub(super) fn show(words: &str) {
    let content = UNMutableNotificationContent::new();
    content.setBody(&NSString::from_str(words));
    // Nothing sounds while the app hides what it is.
    if !cover::is_wanted() {
        content.setSound(Some(&UNNotificationSound::defaultSound()));
    }
    let request = UNNotificationRequest::requestWithIdentifier_content_trigger(
        ns_string!("auxilio"),
        &content,
        None,
    );
    // Where they are refused nothing is shown, and the self-check says so.
    UNUserNotificationCenter::currentNotificationCenter()
        .addNotificationRequest_withCompletionHandler(&request, None);
}

/// Takes away what was shown.
pub(super) fn clear() {
    UNUserNotificationCenter::currentNotificationCenter().removeAllDeliveredNotifications();
}

/// Shows the system's question, once in the app's life: afterwards the system answers by itself.
pub(super) fn ask() {
    let answered = RcBlock::new(|_given: Bool, _error: *mut NSError| {});
    UNUserNotificationCenter::currentNotificationCenter()
        .requestAuthorizationWithOptions_completionHandler(
            UNAuthorizationOptions::Alert | UNAuthorizationOptions::Sound,
            &answered,
        );
}

/// What the person has said; none if the phone does not answer. May block for a moment: never on
/// the main thread.
pub(super) fn leave() -> Option<Leave> {
    let (tell, told) = mpsc::channel();
    let answered = RcBlock::new(move |settings: std::ptr::NonNull<UNNotificationSettings>| {
        entered(|| {
            // Nobody may be waiting any more.
            let _ = tell.send(read(settings));
        });
    });
    UNUserNotificationCenter::currentNotificationCenter()
        .getNotificationSettingsWithCompletionHandler(&answered);
    told.recv_timeout(ANSWER_WAIT).ok()
}

/// For the self-check: what was never asked is not allowed, and its one touch asks.
pub(super) fn notifications() -> Notifications {
    match leave() {
        Some(Leave::Given) => Notifications::Allowed,
        Some(Leave::Unasked | Leave::Refused) => Notifications::Refused,
        None => Notifications::Untold,
    }
}

#[expect(unsafe_code, reason = "the system lends its settings by a pointer")]
fn read(settings: std::ptr::NonNull<UNNotificationSettings>) -> Leave {
    // SAFETY: the settings live during the call that lends them.
    let status = unsafe { settings.as_ref() }.authorizationStatus();
    match status {
        UNAuthorizationStatus::NotDetermined => Leave::Unasked,
        UNAuthorizationStatus::Denied => Leave::Refused,
        _ => Leave::Given,
    }
}
