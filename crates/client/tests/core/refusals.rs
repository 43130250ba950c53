//! A weak link, a busy central, a refusal: nobody is blocked, and nothing is given up.

use auxilio_client::Intent;
use auxilio_client::core::Event;
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::view::{Stage, Trouble};
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::{Kind, Mode, State};

use crate::phone::{Phone, receipt};

#[test]
fn a_refused_alert_is_set_aside_shown_and_blocks_nobody() {
    let mut phone = Phone::enrolled();
    let refused = phone.press();
    phone.post().unwrap();
    phone.answer(refused, Outcome::Refused(ProblemKind::IdOfAnotherDevice));
    let trouble = phone.alert(refused).trouble;
    assert_eq!(
        trouble,
        Some(Trouble::Refused(ProblemKind::IdOfAnotherDevice))
    );
    assert!(phone.alert(refused).offer_calls);
    phone.pass_ms(60_000);
    assert!(phone.post().is_none(), "it is not sent again and again");

    let next = phone.press();
    phone.answer(next, receipt(next, 0));
    assert_eq!(phone.alert(next).stage, Stage::Received);
    assert_eq!(
        phone.alert(refused).stage,
        Stage::Saved,
        "and it is still there"
    );
}

#[test]
fn a_refused_alert_is_tried_again_when_something_changed() {
    for change in [
        Event::Retry,
        Event::Front(true),
        Event::SetEndpoint("https://otra.example".parse().unwrap()),
    ] {
        let mut phone = Phone::enrolled();
        let id = phone.press();
        phone.post().unwrap();
        phone.answer(id, Outcome::Refused(ProblemKind::TooLarge));
        phone.step(change);
        assert_eq!(phone.post().unwrap().0, id);
    }
}

#[test]
fn no_number_of_failures_takes_an_alert_out() {
    let mut phone = Phone::enrolled();
    phone.dice = u64::MAX;
    let id = phone.press();
    for attempt in 0..1_000 {
        while phone.post().is_none() {
            phone.pass_ms(60_000);
        }
        phone.answer(
            id,
            if attempt % 2 == 0 {
                Outcome::NoAnswer
            } else {
                Outcome::Impostor
            },
        );
    }
    assert_eq!(phone.alert(id).stage, Stage::Saved);
    phone.step(Event::Retry);
    phone.answer(id, receipt(id, 0));
    assert_eq!(phone.alert(id).stage, Stage::Received);
}

#[test]
fn calls_are_offered_after_ten_seconds_without_a_receipt_or_at_the_first_failure() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    assert!(!phone.alert(id).offer_calls);
    phone.pass_ms(10_000);
    assert!(phone.alert(id).offer_calls);
    phone.answer(id, receipt(id, 0));
    assert!(!phone.alert(id).offer_calls);

    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.answer(id, Outcome::NoAnswer);
    assert!(phone.alert(id).offer_calls);
}

#[test]
fn a_busy_central_is_given_the_time_it_asks_for() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.post().unwrap();
    phone.answer(
        id,
        Outcome::Busy {
            retry_after_s: Some(20),
        },
    );
    assert_eq!(phone.alert(id).trouble, Some(Trouble::CentralBusy));
    phone.pass_ms(19_000);
    assert!(phone.post().is_none());
    phone.pass_ms(1_000);
    assert!(phone.post().is_some());
}

#[test]
fn a_new_alert_overtakes_the_trails_of_old_ones() {
    let mut phone = Phone::enrolled();
    // Of two kinds in turn, for a press of the same kind would belong to the alert before it.
    let press = |phone: &mut Phone, mode| {
        phone.press_for(Intent {
            mode,
            ..Intent::open(Kind::Auxilio)
        })
    };
    let modes = [Mode::Open, Mode::Covert].into_iter().cycle().take(10);
    let olds: Vec<_> = modes.map(|mode| press(&mut phone, mode)).collect();
    for id in &olds {
        phone.answer(*id, receipt(*id, 0));
    }
    phone.asked.clear();
    for id in &olds {
        phone.step(Event::ChooseKind {
            id: *id,
            kind: Kind::Robo,
        });
    }
    let mut posts: Vec<_> = std::iter::from_fn(|| phone.post()).collect();
    assert_eq!(posts.len(), 4, "few deliveries at a time");
    let new = press(&mut phone, Mode::Open);
    phone.answer(posts.remove(0).0, Outcome::NoAnswer);
    assert_eq!(phone.post().unwrap().0, new);
}

#[test]
fn a_stream_that_ends_is_opened_again_after_the_last_event() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.answer(id, receipt(id, 0));
    phone.report(id, 4, State::Acknowledged);
    phone.asked.clear();
    phone.step(Event::StreamEnded { id });
    phone.pass_ms(1_000);
    let heard = phone
        .asked
        .iter()
        .any(|effect| matches!(effect, auxilio_client::core::Effect::Hear { after: 4, .. }));
    assert!(heard, "{:?}", phone.asked);
}
