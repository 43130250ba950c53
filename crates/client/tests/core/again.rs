//! A second press makes the alert that runs more urgent; it is never another incident, and never
//! lost.

use auxilio_client::Intent;
use auxilio_client::core::{Body, Event};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::view::{AgainView, NotSaved, Stage};
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::{AlertId, CancelReason, Change, Kind, State, Update, WireTime};

use crate::phone::{EVENING_MS, Phone, receipt};

fn drill() -> Intent {
    Intent {
        exercise: true,
        ..Intent::open(Kind::Auxilio)
    }
}

/// When the presses that the next request carries were made.
fn presses(phone: &mut Phone, id: AlertId) -> Vec<WireTime> {
    let Some((of, Body::Updates(bytes))) = phone.post() else {
        panic!("no updates");
    };
    assert_eq!(of, id);
    let updates: Vec<Update> = serde_json::from_slice(&bytes).unwrap();
    let is_press = |update: &Update| update.change == Change::Urgent(true);
    updates
        .iter()
        .filter(|update| is_press(update))
        .map(|update| update.at)
        .collect()
}

#[test]
fn the_second_and_the_third_press_leave_too_as_urgency() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.post().unwrap();
    phone.pass_ms(300);
    assert_eq!(phone.press(), id);
    phone.pass_ms(300);
    assert_eq!(phone.press(), id);
    let again = |receipted| AgainView {
        presses: 3,
        receipted,
    };
    assert_eq!(phone.alert(id).again, Some(again(false)));
    phone.answer(id, receipt(id, 0));
    let at = [300, 600].map(|ms| WireTime::from_unix_ms(EVENING_MS + ms));
    assert_eq!(presses(&mut phone, id), at);
    phone.answer(id, receipt(id, 2));
    assert_eq!(phone.alert(id).again, Some(again(true)));
    assert_eq!(phone.view().alerts.len(), 1);
}

#[test]
fn presses_and_what_became_of_them_survive_a_restart() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.press();
    phone.restart();
    let again = phone.alert(id).again.unwrap();
    assert_eq!((again.presses, again.receipted), (2, false));
    phone.answer(id, receipt(id, 0));
    phone.asked.clear();
    phone.step(Event::Retry);
    phone.answer(id, receipt(id, 1));
    assert!(phone.alert(id).again.unwrap().receipted);
}

#[test]
fn a_press_again_tries_what_waits_at_once() {
    let mut phone = Phone::enrolled();
    phone.dice = u64::MAX;
    let id = phone.press();
    phone.post().unwrap();
    phone.answer(id, Outcome::NoAnswer);
    assert!(phone.post().is_none());
    phone.press();
    assert_eq!(phone.post().unwrap().0, id);
}

#[test]
fn a_kind_that_is_said_with_another_press_counts_too() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    assert_eq!(phone.press_for(Intent::open(Kind::Robo)), id);
    assert_eq!(phone.alert(id).kind, Kind::Robo);
    phone.press();
    assert_eq!(
        phone.alert(id).kind,
        Kind::Robo,
        "the plain press says nothing new"
    );
}

#[test]
fn a_drill_never_swallows_a_press_and_never_stands_before_it() {
    let mut phone = Phone::enrolled();
    let exercise = phone.press_for(drill());
    let real = phone.press();
    assert_ne!(real, exercise);
    assert!(!phone.alert(real).exercise);
    assert_eq!(phone.press_for(drill()), exercise);
    phone.wall_ms += 1_000;
    assert_eq!(phone.view().current().unwrap().id, real);
}

#[test]
fn after_the_end_a_press_is_a_new_alert() {
    let mut phone = Phone::enrolled();
    let closed = phone.press();
    phone.answer(closed, receipt(closed, 0));
    phone.report(closed, 1, State::Closed);
    let cancelled = phone.press();
    assert_ne!(cancelled, closed);
    phone.step(Event::Cancel {
        id: cancelled,
        reason: CancelReason::FalsaAlarma,
    });
    assert_ne!(phone.press(), cancelled, "even before the central knows");
}

#[test]
fn a_press_never_hangs_on_an_alert_that_may_not_carry_it() {
    let refused = |phone: &mut Phone, id| {
        phone.answer(id, Outcome::Refused(ProblemKind::TooLarge));
    };
    let unheard = |phone: &mut Phone, id| {
        phone.answer(id, receipt(id, 0));
        phone.step(Event::StreamEnded { id });
    };
    let elsewhere = |phone: &mut Phone, id| {
        phone.answer(id, receipt(id, 0));
        phone.step(Event::SetEndpoint("https://otra.example".parse().unwrap()));
    };
    let of_an_earlier_run = |phone: &mut Phone, _: AlertId| phone.restart();
    let troubles: [fn(&mut Phone, AlertId); 4] = [refused, unheard, elsewhere, of_an_earlier_run];
    for trouble in troubles {
        let mut phone = Phone::enrolled();
        let id = phone.press();
        trouble(&mut phone, id);
        assert_ne!(phone.press(), id);
    }
    let mut phone = Phone::enrolled();
    phone.disk_full = true;
    let id = phone.press();
    assert_eq!(phone.alert(id).stage, Stage::NotSaved(NotSaved::Disk));
    assert_ne!(phone.press(), id);
}

#[test]
fn a_press_behind_a_refused_alert_leaves_as_one_of_its_own_and_once() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.press_for(Intent::open(Kind::Robo));
    phone.pass_ms(1_000);
    phone.dice = 7;
    for _ in 0..3 {
        phone.answer(id, Outcome::Refused(ProblemKind::TooLarge));
    }
    let alerts = phone.view().alerts;
    assert_eq!(alerts.len(), 2);
    assert_eq!(
        (alerts[0].stage, &alerts[0].kind),
        (Stage::Saved, &Kind::Robo)
    );
}

#[test]
fn a_press_that_an_operator_did_not_see_before_closing_rings_again() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.answer(id, receipt(id, 0));
    phone.press();
    phone.pass_ms(1_000);
    phone.report(id, 1, State::Closed);
    assert_eq!(phone.view().alerts.len(), 2);
    assert_eq!(phone.view().current().unwrap().stage, Stage::Saved);

    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.answer(id, receipt(id, 0));
    phone.press();
    phone.answer(id, receipt(id, 1));
    phone.report(id, 1, State::Closed);
    assert_eq!(phone.view().alerts.len(), 1, "the central had the press");
}

#[test]
fn a_press_that_came_after_the_closing_rings_again_before_the_phone_hears_of_it() {
    let closed = || Outcome::Refused(ProblemKind::AlertClosed);
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.answer(id, receipt(id, 0));
    phone.press_for(Intent::open(Kind::Robo));
    phone.pass_ms(1_000);
    phone.dice = 7;
    phone.answer(id, closed());
    phone.answer(id, closed());
    let alerts = phone.view().alerts;
    assert_eq!(alerts.len(), 2);
    assert_eq!(
        (alerts[0].stage, &alerts[0].kind),
        (Stage::Saved, &Kind::Robo)
    );
    assert_eq!(alerts[1].trouble, None);
    phone.report(id, 1, State::Closed);
    assert_eq!(phone.view().alerts.len(), 2, "once is enough");
}
