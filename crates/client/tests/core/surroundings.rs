//! The device itself and its clock: what the self-check says of them, and what carried an alert.

use auxilio_client::condition::{Condition, Link, Notifications, Path, Power, Sparing};
use auxilio_client::core::{Effect, Event};
use auxilio_client::preferences::{Preferences, Switch};
use auxilio_client::settings::Enrolment;
use auxilio_protocol::WireTime;

use crate::membership::{phone, reach};
use crate::phone::{Phone, receipt};

const MINUTE_MS: i64 = 60_000;

fn member() -> Phone {
    let mut phone = phone(Enrolment::Active);
    take_looks(&mut phone);
    phone
}

/// The central tells its time: so far behind the phone's, in milliseconds.
fn hear_clock(phone: &mut Phone, behind_ms: i64) {
    let at = WireTime::from_unix_ms(phone.wall_ms - behind_ms);
    phone.step(Event::CentralClock(at));
}

/// Whether the core asked to look at the device; takes the question.
fn take_looks(phone: &mut Phone) -> bool {
    let before = phone.asked.len();
    phone.asked.retain(|effect| *effect != Effect::Look);
    phone.asked.len() < before
}

fn ok(phone: &Phone, name: &str) -> Option<bool> {
    let checks = phone.view().checks;
    let check = checks.iter().find(|check| check.kind.as_str() == name);
    check.map(|check| check.ok)
}

#[test]
fn a_clock_that_is_minutes_off_is_said_by_how_many() {
    let mut phone = member();
    assert_eq!(phone.view().clock_wrong_by_min, None);
    for (behind_ms, wrong_by_min) in [
        (0, None),
        (2 * MINUTE_MS, None),
        (-2 * MINUTE_MS, None),
        (7 * MINUTE_MS, Some(7)),
        (-7 * MINUTE_MS, Some(-7)),
        (366 * 24 * 60 * MINUTE_MS, Some(366 * 24 * 60)),
    ] {
        hear_clock(&mut phone, behind_ms);
        assert_eq!(phone.view().clock_wrong_by_min, wrong_by_min);
        assert_eq!(ok(&phone, "clock"), Some(wrong_by_min.is_none()));
        phone.pass_ms(25_000);
        assert_eq!(phone.view().clock_wrong_by_min, wrong_by_min);
    }
}

#[test]
fn a_clock_that_jumps_is_judged_anew_and_not_by_what_was_heard_before() {
    let mut phone = member();
    hear_clock(&mut phone, 7 * MINUTE_MS);
    // Somebody sets it right: what was said is no longer so, before the central is heard again.
    phone.wall_ms -= 7 * MINUTE_MS;
    phone.step(Event::Wake);
    assert_eq!(phone.view().clock_wrong_by_min, None);
    hear_clock(&mut phone, 0);
    // An hour of sleep looks like a jump too: nothing is claimed of it.
    phone.wall_ms += 60 * MINUTE_MS;
    phone.step(Event::Wake);
    assert_eq!(phone.view().clock_wrong_by_min, None);
    hear_clock(&mut phone, 60 * MINUTE_MS);
    assert_eq!(phone.view().clock_wrong_by_min, Some(60));
}

#[test]
fn another_central_is_another_clock() {
    let mut phone = member();
    hear_clock(&mut phone, 7 * MINUTE_MS);
    phone.step(Event::SetEndpoint(
        "https://another.example".parse().unwrap(),
    ));
    assert_eq!(phone.view().clock_wrong_by_min, None);
}

#[test]
fn a_battery_that_is_nearly_empty_or_spared_turns_the_check_red() {
    let mut phone = member();
    let cases = [
        (Condition::default(), true),
        (battery(15, Power::Draining), false),
        (battery(16, Power::Draining), true),
        (battery(3, Power::Steady), true),
        (
            Condition {
                sparing: Sparing::On,
                ..battery(90, Power::Draining)
            },
            false,
        ),
    ];
    for (condition, is_ok) in cases {
        phone.step(Event::Looked(condition));
        assert_eq!(ok(&phone, "battery"), Some(is_ok), "{condition:?}");
        assert_eq!(phone.view().condition, condition);
    }
}

fn battery(percent: u8, power: Power) -> Condition {
    Condition {
        battery_percent: Some(percent),
        power,
        ..Condition::default()
    }
}

#[test]
fn notifications_are_checked_only_where_the_system_has_such_a_leave() {
    let mut phone = member();
    for (notifications, expected) in [
        (Notifications::Untold, None),
        (Notifications::Allowed, Some(true)),
        (Notifications::Refused, Some(false)),
    ] {
        phone.step(Event::Looked(Condition {
            notifications,
            ..Condition::default()
        }));
        assert_eq!(ok(&phone, "notifications"), expected);
    }
}

#[test]
fn the_device_is_looked_at_when_the_person_looks_and_never_for_a_press() {
    let mut phone = phone(Enrolment::Active);
    assert!(take_looks(&mut phone), "the app came to the front");
    phone.step(Event::Looked(Condition::default()));
    phone.press();
    reach(&mut phone);
    assert!(!take_looks(&mut phone));
    phone.pass_ms(299_000);
    reach(&mut phone);
    assert!(!take_looks(&mut phone));
    phone.pass_ms(1_000);
    assert!(!take_looks(&mut phone), "no look has a timer of its own");
    reach(&mut phone);
    assert!(take_looks(&mut phone), "the last look is old");
    phone.step(Event::Retry);
    assert!(take_looks(&mut phone));
}

#[test]
fn what_carried_an_alert_is_known_with_its_receipt_and_no_more_than_the_system_tells() {
    for link in [None, Some(Link::Cell), Some(Link::Wifi), Some(Link::Wired)] {
        let mut phone = member();
        let id = phone.press();
        assert_eq!(phone.alert(id).path, None);
        phone.answer(id, receipt(id, 0));
        assert_eq!(phone.alert(id).path, Some(Path::Internet(None)));
        assert!(take_looks(&mut phone));
        let seen = |link| {
            Event::Looked(Condition {
                link,
                ..Condition::default()
            })
        };
        phone.step(seen(link));
        assert_eq!(phone.alert(id).path, Some(Path::Internet(link)));
        // Another network later on carried nothing of it.
        phone.step(seen(Some(Link::Cell)));
        assert_eq!(phone.alert(id).path, Some(Path::Internet(link)));
        phone.report(id, 1, auxilio_protocol::State::Acknowledged);
        phone.restart();
        assert_eq!(phone.alert(id).path, Some(Path::Internet(link)));
    }
}

#[test]
fn an_alert_that_never_left_the_machine_says_so() {
    let mut phone = member();
    phone.step(Event::SetEndpoint("http://127.0.0.1:8080".parse().unwrap()));
    let id = phone.press();
    // The keys of a first contact.
    reach(&mut phone);
    phone.answer(id, receipt(id, 0));
    assert_eq!(phone.alert(id).path, Some(Path::SameMachine));
}

#[test]
fn how_the_person_wants_to_be_told_outlives_the_app() {
    let mut phone = member();
    assert_eq!(phone.view().preferences, Preferences::default());
    let quiet = Preferences {
        voice: Switch::Off,
        sound: Switch::Off,
        vibration: Switch::On,
    };
    phone.step(Event::SetPreferences(quiet));
    phone.restart();
    assert_eq!(phone.view().preferences, quiet);
}
