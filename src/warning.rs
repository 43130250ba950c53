//! What would keep an alert from leaving, or weaken it, and the one touch that mends it. Pure.

use auxilio_client::View;
use auxilio_client::condition::Sparing;
use auxilio_client::view::{CheckKind, EnrolmentView, NotSaved, Reach, Storage};

use crate::platform::{self, Setting, location};
use crate::route::Route;

/// Something that is not as an alert needs it. The most serious come first: what an alert does not
/// survive, then what makes it worth less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Warning {
    /// There is no place for alerts to go.
    NoEndpoint,
    /// Something answers that is not the central.
    Impostor,
    /// Nothing answers.
    Silent,
    /// Alerts do not outlive the app.
    NotSaved(NotSaved),
    /// The system refuses positions to this app.
    LocationRefused,
    /// The system has no position to give.
    LocationAbsent,
    /// No membership: alerts arrive as not verified.
    NotAMember(EnrolmentView),
    /// The clock is so many minutes ahead, or behind if negative.
    Clock(i64),
    /// The battery has so many percent left.
    BatteryLow(u8),
    /// The system holds work back.
    BatterySpared,
    /// What becomes of an alert is told only while the app is in front.
    NoNotifications,
    /// The last position is old, or there is none yet.
    LocationOld,
    /// The central was not asked yet.
    NotAskedYet,
}

/// The one touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mend {
    /// Another screen, where it is put right or explained.
    Go(Route),
    /// Try again.
    Retry,
    /// The system's settings.
    Settings(Setting),
}

impl Warning {
    /// What of one part of the self-check is not as it should be.
    pub(crate) fn of(kind: CheckKind, view: &View, location: location::Status) -> Option<Self> {
        let is_ok = |check: &auxilio_client::view::CheckView| check.kind == kind && check.ok;
        if view.checks.iter().any(is_ok) {
            return None;
        }
        match kind {
            CheckKind::Central => Self::of_central(view),
            CheckKind::Storage => match view.storage {
                Storage::MemoryOnly(why) => Some(Self::NotSaved(why)),
                Storage::Opening | Storage::Ready(_) | Storage::Replaced(_) => None,
            },
            CheckKind::Member => Some(Self::NotAMember(view.central.enrolment.clone())),
            CheckKind::Location => Some(match location {
                location::Status::Refused => Self::LocationRefused,
                location::Status::Absent => Self::LocationAbsent,
                location::Status::Working => Self::LocationOld,
            }),
            CheckKind::Clock => view.clock_wrong_by_min.map(Self::Clock),
            CheckKind::Battery => Some(match view.condition.battery_percent {
                _ if view.condition.sparing == Sparing::On => Self::BatterySpared,
                Some(percent) => Self::BatteryLow(percent),
                None => Self::BatterySpared,
            }),
            CheckKind::Notifications => Some(Self::NoNotifications),
        }
    }

    fn of_central(view: &View) -> Option<Self> {
        if view.central.endpoint.is_none() {
            return Some(Self::NoEndpoint);
        }
        match view.central.reach {
            Reach::Answers => None,
            Reach::Silent => Some(Self::Silent),
            Reach::Impostor => Some(Self::Impostor),
            Reach::Unknown => Some(Self::NotAskedYet),
        }
    }

    /// The most serious one, worth saying before any emergency.
    pub(crate) fn most_serious(view: &View, location: location::Status) -> Option<Self> {
        let warnings = view
            .checks
            .iter()
            .filter_map(|check| Self::of(check.kind, view, location));
        warnings
            // The answer is a moment away: what is not known is not said.
            .filter(|warning| *warning != Self::NotAskedYet)
            .min_by_key(Self::rank)
    }

    /// Lower is more serious.
    fn rank(&self) -> u8 {
        match self {
            Self::NoEndpoint => 0,
            Self::Impostor => 1,
            Self::Silent => 2,
            Self::NotSaved(_) => 3,
            Self::LocationRefused => 4,
            Self::LocationAbsent => 5,
            Self::NotAMember(_) => 6,
            Self::Clock(_) => 7,
            Self::BatteryLow(_) => 8,
            Self::BatterySpared => 9,
            Self::NoNotifications => 10,
            Self::LocationOld => 11,
            Self::NotAskedYet => 12,
        }
    }

    /// The one touch that mends it. Where no touch can, the one that explains it.
    pub(crate) fn mend(&self) -> Mend {
        match self {
            Self::NoEndpoint => Mend::Go(Route::Central),
            Self::NotAMember(enrolment) => match enrolment {
                EnrolmentView::Waiting | EnrolmentView::Pending => Mend::Retry,
                _ => Mend::Go(Route::Enrol),
            },
            Self::Impostor | Self::Silent | Self::NotAskedYet => Mend::Retry,
            Self::NotSaved(_) | Self::BatteryLow(_) | Self::LocationOld => Mend::Go(Route::Check),
            Self::LocationRefused => setting(Setting::LocationPermission),
            Self::LocationAbsent => setting(Setting::Location),
            Self::Clock(_) => setting(Setting::Clock),
            Self::BatterySpared => setting(Setting::Battery),
            Self::NoNotifications => setting(Setting::Notifications),
        }
    }
}

/// The system's own page, or the words for what to do there.
fn setting(setting: Setting) -> Mend {
    if platform::HAS_SETTINGS {
        Mend::Settings(setting)
    } else {
        Mend::Go(Route::Check)
    }
}

#[cfg(test)]
mod tests;
