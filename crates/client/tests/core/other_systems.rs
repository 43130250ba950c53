//! Alerts that go to a system which signs nothing: what that settles (nothing), what is sent to it
//! and how often, and what becomes of alerts when the person has them go elsewhere.

mod histories;
mod journeys;

use auxilio_client::Intent;
use auxilio_client::core::{Body, Effect, Event};
use auxilio_client::view::{CheckKind, Reach, Stage, Step, TokenView, Trouble};
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::{
    AlertId, CancelReason, Destination, Endpoint, Form, Kind, OtherSystem, State,
};

use crate::phone::{EVENING_MS, Handover, Phone, fix, receipt};

pub(crate) fn webhook() -> OtherSystem {
    OtherSystem {
        form: Form::Webhook,
        url: "https://otro.example/alertas".parse().unwrap(),
    }
}

pub(crate) fn cap() -> OtherSystem {
    OtherSystem {
        form: Form::Cap,
        url: "https://cap.example/in".parse().unwrap(),
    }
}

pub(crate) fn central() -> Endpoint {
    "https://central.example".parse().unwrap()
}

/// A phone whose alerts go there.
fn sending_to(system: OtherSystem) -> Phone {
    let mut phone = Phone::enrolled();
    phone.step(Event::SendTo(system));
    phone
}

/// Raises an alert that the other system takes.
fn handed(phone: &mut Phone) -> AlertId {
    let id = phone.press();
    let first = phone.handover().unwrap();
    assert_eq!((first.id, first.place), (id, 0));
    phone.status(&first, Some(200));
    id
}

fn cancel(id: AlertId) -> Event {
    Event::Cancel {
        id,
        reason: CancelReason::YaPaso,
    }
}

#[test]
fn success_of_another_system_is_no_receipt_and_calls_stay_offered() {
    for system in [webhook(), cap()] {
        let mut phone = sending_to(system.clone());
        let id = handed(&mut phone);
        let alert = phone.alert(id);
        assert_eq!(alert.stage, Stage::HandedOver);
        assert_eq!((alert.received_at, alert.lane), (None, None));
        assert_eq!(alert.way.handed.unwrap().to, system);
        assert_eq!(alert.way.answer.unwrap().status, Some(200));
        assert!(alert.offer_calls);
        assert!(alert.steps.iter().any(|step| step.step == Step::HandedOver));
        assert!(alert.steps.iter().all(|step| step.step != Step::Received));
        phone.restart();
        assert_eq!(phone.alert(id).stage, Stage::HandedOver);
        assert!(phone.alert(id).offer_calls);
    }
}

#[test]
fn nothing_that_another_system_took_is_sent_to_it_again() {
    let mut phone = sending_to(webhook());
    handed(&mut phone);
    for _ in 0..100 {
        phone.pass_ms(300_000);
        phone.step(Event::Retry);
        phone.step(Event::Front(true));
    }
    phone.restart();
    phone.step(Event::SetEndpoint(central()));
    phone.asked.clear();
    phone.step(Event::SendTo(webhook()));
    phone.pass_ms(300_000);
    assert_eq!(phone.handover(), None);
}

#[test]
fn a_phone_with_another_system_sleeps() {
    let mut phone = sending_to(webhook());
    phone.step(Event::Front(true));
    handed(&mut phone);
    phone.pass_ms(60_000);
    let woken = phone.core.wake_at_ms(phone.moment());
    assert!(woken.is_none_or(|at| at > phone.now_ms), "{woken:?}");
    let asks = |effect: &Effect| !matches!(effect, Effect::HandOver { .. } | Effect::Look);
    assert!(!phone.asked.iter().any(asks), "{:?}", phone.asked);
}

#[test]
fn what_follows_an_alert_goes_to_the_other_system_once_and_in_order() {
    let mut phone = sending_to(webhook());
    let id = handed(&mut phone);
    phone.step(Event::ChooseKind {
        id,
        kind: Kind::Robo,
    });
    let first = phone.handover().unwrap();
    let told = first.json();
    assert_eq!(
        (&told["type"], &told["alert"]),
        (&"update".into(), &id.to_string().into())
    );
    assert_eq!(told["updates"][0]["kind"], "robo");
    phone.step(Event::Fix(fix(EVENING_MS + 6_000, 5.0)));
    assert_eq!(phone.handover(), None, "one request at a time");
    phone.status(&first, None);
    phone.restart();
    phone.step(Event::Retry);
    let again = phone.handover().unwrap();
    assert_eq!(again, first, "the same bytes on every attempt");
    phone.status(&again, Some(204));
    let second = phone.handover().unwrap().json();
    let updates = second["updates"].as_array().unwrap();
    assert_eq!(updates.len(), 1);
    assert_eq!(updates[0]["fix"]["accuracy_m"], 5.0);
    assert!(updates[0]["seq"].as_u64() > told["updates"][0]["seq"].as_u64());
}

#[test]
fn cap_updates_are_whole_and_name_the_messages_that_they_replace() {
    let mut phone = sending_to(cap());
    let id = handed(&mut phone);
    phone.step(Event::ChooseKind {
        id,
        kind: Kind::Incendio,
    });
    let update = phone.handover().unwrap();
    let has = |handover: &Handover, text: &str| {
        assert!(
            handover.text().contains(text),
            "{text} in {}",
            handover.text()
        );
    };
    has(&update, "<msgType>Update</msgType>");
    has(&update, "<event>incendio</event>");
    let first = format!("boton-de-auxilio,{id},2026-11-23T19:12:00-05:00");
    has(&update, &format!("<references>{first}</references>"));
    phone.status(&update, Some(200));
    phone.step(cancel(id));
    let last = phone.handover().unwrap();
    has(&last, "<msgType>Cancel</msgType>");
    has(&last, "<note>ya_paso</note>");
    has(&last, "<event>incendio</event>");
    has(
        &last,
        &format!("<references>{first} boton-de-auxilio,{id}.1,"),
    );
}

#[test]
fn a_cancellation_that_was_handed_over_ends_the_alert_and_settles_nothing() {
    let mut phone = sending_to(webhook());
    let id = handed(&mut phone);
    phone.step(cancel(id));
    assert!(!phone.alert(id).is_over(), "nobody knows of it yet");
    let told = phone.handover().unwrap();
    phone.status(&told, Some(200));
    let alert = phone.alert(id);
    assert!(alert.is_over());
    assert!(!alert.cancel.unwrap().receipted);
    assert_eq!(alert.stage, Stage::HandedOver);
    assert_eq!(phone.view().current(), None);
    phone.restart();
    assert!(phone.alert(id).is_over());
}

#[test]
fn what_no_receipt_settled_goes_to_a_central_that_is_chosen_later() {
    let mut phone = sending_to(webhook());
    let id = handed(&mut phone);
    phone.step(Event::ChooseKind {
        id,
        kind: Kind::Robo,
    });
    let told = phone.handover().unwrap();
    phone.status(&told, Some(200));
    let to_central = Destination::Central(central());
    assert_eq!(phone.view().would_go_to(&to_central), 1);
    phone.step(Event::SetEndpoint(central()));
    assert_eq!(phone.alert(id).way.goes_to, Some(to_central));
    assert_eq!(phone.alert(id).stage, Stage::HandedOver, "still true");
    let (sent, body) = phone.post().unwrap();
    assert!(sent == id && matches!(body, Body::Alert(_)));
    phone.answer(id, receipt(id, 0));
    assert_eq!(phone.alert(id).stage, Stage::Received);
    let Some((_, Body::Updates(updates))) = phone.post() else {
        panic!("what follows the alert did not follow it");
    };
    assert!(
        String::from_utf8(updates)
            .unwrap()
            .contains(r#""kind":"robo""#)
    );
    phone.answer(id, receipt(id, 1));
    assert_eq!(phone.alert(id).way.goes_to, None);
}

#[test]
fn an_alert_that_is_over_elsewhere_still_reaches_a_central_with_its_cancellation() {
    let mut phone = sending_to(webhook());
    let id = handed(&mut phone);
    phone.step(cancel(id));
    let told = phone.handover().unwrap();
    phone.status(&told, Some(200));
    let other = Destination::Other(cap());
    assert_eq!(phone.view().would_go_to(&other), 0);
    phone.step(Event::SendTo(cap()));
    assert_eq!(phone.handover(), None, "no news to a third");

    phone.step(Event::SetEndpoint(central()));
    phone.answer(id, receipt(id, 0));
    phone.answer(id, receipt(id, 1));
    assert!(phone.alert(id).cancel.unwrap().receipted);
}

#[test]
fn what_a_central_has_receipted_stays_with_it() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.answer(id, receipt(id, 0));
    phone.asked.clear();
    phone.step(Event::SendTo(webhook()));
    phone.step(cancel(id));
    assert_eq!(phone.handover(), None);
    let is_at_home = |effect: &Effect| {
        matches!(effect, Effect::Post { endpoint, body: Body::Updates(_), .. }
            if *endpoint == central())
    };
    assert!(phone.asked.iter().any(is_at_home), "{:?}", phone.asked);
    phone.report(id, 1, State::Dispatched);
    assert_eq!(phone.alert(id).stage, Stage::Dispatched);

    // Another central knows nothing of it either, whether or not its keys are known yet.
    phone.step(Event::SetEndpoint("https://otra.example".parse().unwrap()));
    phone.restart();
    phone.answer(id, receipt(id, 1));
    assert!(phone.alert(id).cancel.unwrap().receipted);
}

#[test]
fn a_detour_costs_no_enrolment() {
    let mut phone = Phone::enrolled();
    let before = phone.view().central;
    phone.step(Event::SendTo(webhook()));
    phone.restart();
    phone.step(Event::SetEndpoint(central()));
    assert_eq!(phone.view().central, before);
    let id = phone.press();
    phone.answer(id, receipt(id, 0));
    assert_eq!(phone.alert(id).stage, Stage::Received);
}

#[test]
fn success_that_comes_after_the_switch_counts_for_who_gave_it() {
    let mut phone = sending_to(webhook());
    let id = phone.press();
    let late = phone.handover().unwrap();
    phone.step(Event::SetEndpoint(central()));
    phone.status(&late, Some(200));
    assert_eq!(phone.alert(id).way.handed.unwrap().to, webhook());
    assert_eq!(phone.post().unwrap().0, id);

    let mut phone = sending_to(webhook());
    let id = phone.press();
    let late = phone.handover().unwrap();
    phone.step(Event::SetEndpoint(central()));
    phone.status(&late, Some(401));
    assert_eq!(phone.alert(id).trouble, None, "that was somebody else's");
    assert_eq!(phone.post().unwrap().0, id, "and is no reason to wait");
}

#[test]
fn what_another_system_refuses_is_set_aside_shown_and_blocks_nobody() {
    let mut phone = sending_to(webhook());
    let refused = phone.press();
    let first = phone.handover().unwrap();
    phone.status(&first, Some(401));
    let alert = phone.alert(refused);
    assert_eq!(alert.stage, Stage::Saved);
    assert_eq!(alert.trouble, Some(Trouble::Refused(ProblemKind::Other)));
    assert_eq!(alert.way.answer.unwrap().status, Some(401));
    phone.pass_ms(60_000);
    assert_eq!(phone.handover(), None);
    let next = phone.press();
    assert_ne!(next, refused);
    while let Some(given) = phone.handover() {
        let status = if given.id == refused { 401 } else { 200 };
        phone.status(&given, Some(status));
    }
    assert_eq!(phone.alert(next).stage, Stage::HandedOver);
    phone.step(Event::Token(TokenView::Kept));
    assert_eq!(
        phone.handover().unwrap().body,
        first.body,
        "a token may help"
    );
}

#[test]
fn a_busy_or_silent_system_is_tried_again_with_the_same_bytes() {
    for status in [Some(503), Some(429), None] {
        let mut phone = sending_to(cap());
        phone.press();
        let first = phone.handover().unwrap();
        phone.status(&first, status);
        phone.pass_ms(30_000);
        assert_eq!(phone.handover(), Some(first));
    }
}

#[test]
fn presses_are_urgency_for_a_while_and_then_alerts_of_their_own() {
    let mut phone = sending_to(cap());
    let id = handed(&mut phone);
    phone.pass_ms(9 * 60_000);
    assert_eq!(phone.press(), id);
    let urgent = phone.handover().unwrap();
    assert!(urgent.text().contains("<severity>Extreme</severity>"));
    phone.status(&urgent, Some(200));
    phone.pass_ms(2 * 60_000);
    assert_ne!(
        phone.press(),
        id,
        "nobody says whether they are still at it"
    );
}

#[test]
fn a_press_whose_urgency_is_refused_rings_as_an_alert_of_its_own_and_once() {
    let mut phone = sending_to(webhook());
    let id = handed(&mut phone);
    phone.press();
    let urgent = phone.handover().unwrap();
    phone.status(&urgent, Some(200));
    phone.press();
    let urgent = phone.handover().unwrap();
    phone.pass_ms(1_000);
    phone.dice = 7;
    phone.status(&urgent, Some(405));
    let own = phone.handover().unwrap();
    assert_eq!((own.place, own.json()["type"].clone()), (0, "alert".into()));
    assert_ne!(own.id, id);
    assert_eq!(phone.view().alerts.len(), 2, "the first press had arrived");
}

#[test]
fn a_drill_is_an_exercise_in_every_form() {
    for (system, mark) in [
        (webhook(), r#""exercise":true"#),
        (cap(), "<status>Exercise</status>"),
    ] {
        let mut phone = sending_to(system);
        let id = phone.press_for(Intent::drill());
        let alert = phone.handover().unwrap();
        assert!(alert.text().contains(mark), "{}", alert.text());
        phone.status(&alert, Some(200));
        phone.step(cancel(id));
        let end = phone.handover().unwrap();
        assert!(end.text().contains(mark), "{}", end.text());
        phone.status(&end, Some(200));
        assert!(phone.alert(id).is_over());
    }
}

#[test]
fn the_self_check_asks_of_another_system_only_what_it_has() {
    let mut phone = sending_to(webhook());
    let kinds = |phone: &Phone| -> Vec<CheckKind> {
        phone.view().checks.iter().map(|check| check.kind).collect()
    };
    let of_the_phone = [CheckKind::Storage, CheckKind::Location, CheckKind::Battery];
    assert_eq!(kinds(&phone), of_the_phone);
    handed(&mut phone);
    assert!(kinds(&phone).contains(&CheckKind::Central));
    assert_eq!(phone.view().central.reach, Reach::Answers);
}

#[test]
fn what_waits_for_another_system_takes_no_more_room_than_it_must() {
    let mut phone = sending_to(webhook());
    let id = handed(&mut phone);
    for second in 0..10_000_i64 {
        phone.step(Event::Fix(fix(EVENING_MS + second * 5_000, 20.0)));
        if let Some(update) = phone.handover() {
            phone.status(&update, Some(200));
        }
    }
    assert!(phone.alert(id).unsent_updates < 10);
}
