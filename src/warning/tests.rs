use auxilio_client::View;
use auxilio_client::condition::{Condition, Notifications, Power, Sparing};
use auxilio_client::ports::KeySource;
use auxilio_client::view::{
    CentralView, CheckKind, CheckView, EnrolmentView, NotSaved, Reach, Storage,
};
use auxilio_protocol::problem::ProblemKind;

use super::{Mend, Warning};
use crate::platform::location::Status;
use crate::route::Route;

const ALL: [CheckKind; 7] = [
    CheckKind::Storage,
    CheckKind::Central,
    CheckKind::Member,
    CheckKind::Location,
    CheckKind::Battery,
    CheckKind::Clock,
    CheckKind::Notifications,
];

/// A device on which these parts of the self-check are red.
fn red(kinds: &[CheckKind]) -> View {
    let is_red = |kind| kinds.contains(&kind);
    let or = |kind, red, green| if is_red(kind) { red } else { green };
    View {
        storage: if is_red(CheckKind::Storage) {
            Storage::MemoryOnly(NotSaved::Disk)
        } else {
            Storage::Ready(KeySource::Keyring)
        },
        central: CentralView {
            endpoint: Some("https://central.example".parse().unwrap()),
            name: None,
            reach: if is_red(CheckKind::Central) {
                Reach::Silent
            } else {
                Reach::Answers
            },
            enrolment: if is_red(CheckKind::Member) {
                EnrolmentView::None
            } else {
                EnrolmentView::Active
            },
        },
        condition: Condition {
            battery_percent: Some(or(CheckKind::Battery, 9, 90)),
            power: Power::Draining,
            notifications: Notifications::Refused,
            ..Condition::default()
        },
        clock_wrong_by_min: is_red(CheckKind::Clock).then_some(7),
        checks: ALL
            .map(|kind| CheckView {
                kind,
                ok: !is_red(kind),
            })
            .to_vec(),
        ..View::opening(None)
    }
}

fn banner(view: &View) -> Option<Warning> {
    Warning::most_serious(view, Status::Working)
}

#[test]
fn nothing_is_said_when_all_is_well_or_nothing_is_known_yet() {
    assert_eq!(banner(&red(&[])), None);
    assert_eq!(banner(&View::opening(None)), None);
    let mut view = red(&[CheckKind::Central]);
    view.central.reach = Reach::Unknown;
    assert_eq!(banner(&view), None);
}

#[test]
fn the_most_serious_of_all_is_the_one_that_is_said() {
    use CheckKind::{Battery, Central, Clock, Location, Member, Notifications, Storage};
    let order = [
        (Central, Warning::Silent),
        (Storage, Warning::NotSaved(NotSaved::Disk)),
        (Member, Warning::NotAMember(EnrolmentView::None)),
        (Clock, Warning::Clock(7)),
        (Battery, Warning::BatteryLow(9)),
        (Notifications, Warning::NoNotifications),
        (Location, Warning::LocationOld),
    ];
    for (index, (_, expected)) in order.iter().enumerate() {
        let kinds: Vec<CheckKind> = order[index..].iter().map(|(kind, _)| *kind).collect();
        assert_eq!(banner(&red(&kinds)).as_ref(), Some(expected));
    }
}

#[test]
fn without_a_place_for_alerts_nothing_else_matters() {
    let mut view = red(&ALL);
    view.central.endpoint = None;
    assert_eq!(banner(&view), Some(Warning::NoEndpoint));
    view.central.endpoint = Some("https://central.example".parse().unwrap());
    view.central.reach = Reach::Impostor;
    assert_eq!(banner(&view), Some(Warning::Impostor));
}

#[test]
fn a_position_that_the_system_refuses_weighs_more_than_one_that_is_old() {
    let view = red(&[CheckKind::Location, CheckKind::Member]);
    for (status, expected) in [
        (Status::Refused, Warning::LocationRefused),
        (Status::Absent, Warning::LocationAbsent),
        (Status::Working, Warning::NotAMember(EnrolmentView::None)),
    ] {
        assert_eq!(Warning::most_serious(&view, status), Some(expected));
    }
}

#[test]
fn a_battery_that_is_spared_is_told_from_one_that_is_empty() {
    let mut view = red(&[CheckKind::Battery]);
    assert_eq!(banner(&view), Some(Warning::BatteryLow(9)));
    view.condition.sparing = Sparing::On;
    assert_eq!(banner(&view), Some(Warning::BatterySpared));
}

#[test]
fn every_warning_has_one_touch_that_leads_somewhere() {
    for (warning, mend) in [
        (Warning::NoEndpoint, Mend::Go(Route::Central)),
        (Warning::Impostor, Mend::Retry),
        (Warning::Silent, Mend::Retry),
        (Warning::NotSaved(NotSaved::Key), Mend::Go(Route::Check)),
        (
            Warning::NotAMember(EnrolmentView::None),
            Mend::Go(Route::Enrol),
        ),
        (
            Warning::NotAMember(EnrolmentView::Refused(ProblemKind::MemberRevoked)),
            Mend::Go(Route::Enrol),
        ),
        (Warning::NotAMember(EnrolmentView::Pending), Mend::Retry),
        (Warning::NotAMember(EnrolmentView::Waiting), Mend::Retry),
        // A desktop has no page of settings that an app could open.
        (Warning::LocationRefused, Mend::Go(Route::Check)),
        (Warning::LocationAbsent, Mend::Go(Route::Check)),
        (Warning::Clock(-7), Mend::Go(Route::Check)),
        (Warning::BatterySpared, Mend::Go(Route::Check)),
        (Warning::NoNotifications, Mend::Go(Route::Check)),
    ] {
        assert_eq!(warning.mend(), mend, "{warning:?}");
    }
}
