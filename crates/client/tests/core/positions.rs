//! The trail of positions: enough to find a person, little enough for a weak link.

use auxilio_client::core::{Body, Event};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_protocol::{CancelReason, Change, Update};

use crate::phone::{EVENING_MS, Phone, fix, receipt};

/// Radii of the positions that wait, in the order in which they are sent.
fn trail(phone: &mut Phone) -> Vec<f64> {
    let Some((_, Body::Updates(bytes))) = phone.post() else {
        return Vec::new();
    };
    let updates: Vec<Update> = serde_json::from_slice(&bytes).unwrap();
    updates
        .into_iter()
        .filter_map(|update| match update.change {
            Change::Fix(fix) => fix.accuracy_m,
            _ => None,
        })
        .collect()
}

#[test]
fn the_first_packet_never_waits_for_a_position() {
    let mut phone = Phone::enrolled();
    phone.press();
    assert!(matches!(phone.post(), Some((_, Body::Alert(_)))));
}

#[test]
fn while_offline_the_first_the_best_and_the_last_position_are_kept() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.post().unwrap();
    phone.answer(id, Outcome::NoAnswer);
    for (step, accuracy_m) in (1..).zip([50.0, 40.0, 4.0, 30.0, 90.0, 70.0]) {
        phone.step(Event::Fix(fix(EVENING_MS + step * 6_000, accuracy_m)));
    }
    phone.answer(id, receipt(id, 0));
    assert_eq!(trail(&mut phone), [50.0, 4.0, 70.0]);
}

#[test]
fn a_better_position_follows_at_once_and_an_equal_one_after_five_seconds() {
    let mut phone = Phone::enrolled();
    phone.step(Event::Fix(fix(EVENING_MS, 100.0)));
    let id = phone.press();
    phone.answer(id, receipt(id, 0));
    phone.asked.clear();
    phone.step(Event::Fix(fix(EVENING_MS + 1_000, 99.0)));
    assert!(phone.post().is_none());
    phone.step(Event::Fix(fix(EVENING_MS + 2_000, 20.0)));
    assert_eq!(trail(&mut phone), [20.0]);
    phone.answer(id, receipt(id, 1));
    phone.step(Event::Fix(fix(EVENING_MS + 7_000, 20.0)));
    assert_eq!(trail(&mut phone), [20.0]);
}

#[test]
fn a_clock_that_is_set_back_does_not_end_the_trail() {
    let mut phone = Phone::enrolled();
    phone.step(Event::Fix(fix(EVENING_MS, 30.0)));
    let id = phone.press();
    phone.answer(id, receipt(id, 0));
    phone.asked.clear();
    phone.wall_ms -= 86_400_000;
    phone.step(Event::Fix(fix(EVENING_MS - 86_400_000, 30.0)));
    assert_eq!(trail(&mut phone), [30.0]);
}

#[test]
fn nobody_is_followed_after_a_cancellation() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.answer(id, receipt(id, 0));
    phone.step(Event::Cancel {
        id,
        reason: CancelReason::YaPaso,
    });
    phone.asked.clear();
    phone.step(Event::Fix(fix(EVENING_MS + 60_000, 5.0)));
    phone.answer(id, receipt(id, 1));
    assert!(trail(&mut phone).is_empty());
}
