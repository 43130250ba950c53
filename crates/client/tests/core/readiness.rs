//! The self-check: what the person sees is what the coordinator is told.

use auxilio_client::core::{Effect, Event};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::settings::Enrolment;
use auxilio_protocol::member::Readiness;

use crate::membership::{phone, reach};
use crate::phone::{EVENING_MS, Phone, fix};

/// What was told since the last time, each red check by its name.
fn told(phone: &mut Phone) -> Vec<Readiness> {
    let mut told = Vec::new();
    phone.asked.retain(|effect| match effect {
        Effect::TellReadiness { readiness, .. } => {
            told.push(readiness.clone());
            false
        }
        _ => true,
    });
    told
}

fn red(readiness: &Readiness) -> Vec<&str> {
    let red = readiness.checks.iter().filter(|check| !check.ok);
    red.map(|check| check.name.as_str()).collect()
}

fn red_on_screen(phone: &Phone) -> Vec<&'static str> {
    let checks = phone.view().checks.into_iter();
    checks
        .filter(|check| !check.ok)
        .map(|check| check.kind.as_str())
        .collect()
}

#[test]
fn a_coordinator_is_told_what_the_person_sees_once_and_again_when_it_changes() {
    let mut phone = phone(Enrolment::Active);
    reach(&mut phone);
    let first = told(&mut phone);
    assert_eq!(first.len(), 1);
    assert_eq!(red(&first[0]), ["location"]);
    assert_eq!(red_on_screen(&phone), ["location"]);
    phone.step(Event::ReadinessTold(Outcome::Answer(())));
    reach(&mut phone);
    assert_eq!(told(&mut phone), []);

    phone.step(Event::Fix(fix(EVENING_MS, 14.0)));
    reach(&mut phone);
    let second = told(&mut phone);
    assert!(second[0].is_ready());
    assert_eq!(red_on_screen(&phone), [""; 0]);
}

#[test]
fn a_position_that_is_no_longer_fresh_turns_red() {
    let mut phone = phone(Enrolment::Active);
    phone.step(Event::Fix(fix(EVENING_MS, 14.0)));
    reach(&mut phone);
    assert_eq!(red_on_screen(&phone), [""; 0]);
    phone.pass_ms(601_000);
    assert_eq!(red_on_screen(&phone), ["location"]);
}

#[test]
fn what_was_not_heard_is_told_again() {
    let mut phone = phone(Enrolment::Pending);
    reach(&mut phone);
    assert_eq!(told(&mut phone).len(), 1);
    phone.step(Event::ReadinessTold(Outcome::NoAnswer));
    phone.pass_ms(1_000);
    assert_eq!(told(&mut phone).len(), 1);
}

#[test]
fn nobody_is_told_of_a_device_that_is_no_members() {
    let mut phone = phone(Enrolment::None);
    reach(&mut phone);
    assert_eq!(told(&mut phone), []);
    assert!(red_on_screen(&phone).contains(&"member"));
}

#[test]
fn a_disk_that_refuses_turns_the_check_red() {
    let mut phone = phone(Enrolment::Active);
    phone.disk_full = true;
    phone.press();
    assert!(red_on_screen(&phone).contains(&"storage"));
}
