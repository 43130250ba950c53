//! Words for what would weaken an alert, and for what mends it.

use auxilio_client::view::CheckKind;

use super::{enrolment, not_saved};
use crate::platform::Setting;
use crate::route::Route;
use crate::warning::{Mend, Warning};

/// What is wrong, in one line.
pub(crate) fn warning(warning: &Warning) -> String {
    match warning {
        Warning::NoEndpoint => text!("warning-no-endpoint"),
        Warning::Impostor => text!("warning-impostor"),
        Warning::Silent => text!("warning-silent"),
        Warning::NotSaved(why) => not_saved(*why),
        Warning::LocationRefused => text!("warning-location-refused"),
        Warning::LocationAbsent => text!("warning-location-absent"),
        Warning::NotAMember(state) => enrolment(state),
        Warning::Clock(ahead_min) if *ahead_min < 0 => {
            text!("warning-clock-behind", minutes = ahead_min.saturating_abs())
        }
        Warning::Clock(ahead_min) => text!("warning-clock-ahead", minutes = *ahead_min),
        Warning::BatteryLow(percent) => text!("warning-battery-low", percent = *percent),
        Warning::BatterySpared => text!("warning-battery-spared"),
        Warning::NoNotifications => text!("warning-notifications"),
        Warning::LocationOld => text!("warning-location-old"),
        Warning::NotAskedYet => text!("warning-not-asked"),
    }
}

/// What the touch that mends it does.
pub(crate) fn mend(warning: &Warning) -> String {
    match (warning.mend(), warning) {
        (Mend::Retry, _) => text!("mend-retry"),
        (Mend::Go(Route::Central), _) => text!("mend-choose"),
        (Mend::Go(Route::Enrol), _) => text!("mend-join"),
        (Mend::Go(_), _) => text!("mend-see"),
        (Mend::Settings(Setting::LocationPermission), _) => text!("mend-allow"),
        (Mend::Settings(Setting::Location), _) => text!("mend-turn-on"),
        (Mend::Settings(_), _) => text!("mend-settings"),
    }
}

/// What to do about it beyond that touch.
pub(crate) fn advice(warning: &Warning) -> Option<String> {
    Some(match warning {
        Warning::Impostor => text!("advice-impostor"),
        Warning::Silent => text!("advice-silent"),
        Warning::LocationRefused | Warning::LocationAbsent => text!("advice-location"),
        Warning::LocationOld => text!("advice-location-old"),
        Warning::Clock(_) => text!("advice-clock"),
        Warning::BatteryLow(_) => text!("advice-battery-low"),
        Warning::BatterySpared => text!("advice-battery-spared"),
        Warning::NoNotifications => text!("advice-notifications"),
        Warning::NoEndpoint
        | Warning::NotSaved(_)
        | Warning::NotAMember(_)
        | Warning::NotAskedYet => return None,
    })
}

/// What is as it should be.
pub(crate) fn check(kind: CheckKind) -> String {
    match kind {
        CheckKind::Storage => text!("check-storage"),
        CheckKind::Central => text!("check-central"),
        CheckKind::Member => text!("check-member"),
        CheckKind::Location => text!("check-location"),
        CheckKind::Battery => text!("check-battery"),
        CheckKind::Clock => text!("check-clock"),
        CheckKind::Notifications => text!("check-notifications"),
    }
}
