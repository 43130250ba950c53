//! What may settle an alert, and what may not.

use auxilio_client::core::{Body, Event};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::view::{Reach, Stage, Trouble};
use auxilio_protocol::description::Description;
use auxilio_protocol::receipt::ReceiptAnswer;
use auxilio_protocol::{AlertId, CancelReason, KeySet, Kind, SigningKey, State, Update};

use crate::phone::{Phone, receipt, receipt_by};

fn updates_of(body: &Body) -> Vec<Update> {
    match body {
        Body::Updates(bytes) => serde_json::from_slice(bytes).unwrap(),
        Body::Alert(_) => panic!("an alert instead of updates"),
    }
}

#[test]
fn only_a_receipt_that_verifies_settles_an_alert() {
    let other_alert = AlertId::new(7, [7; 10]);
    let thief = SigningKey::from_seed(&[66; 32]);
    let mut phone = Phone::enrolled();
    let id = phone.press();
    let forged = [
        receipt_by(&thief, id, 0),
        receipt(other_alert, 0),
        Outcome::Answer(ReceiptAnswer {
            receipt: "recibido".to_owned(),
        }),
        Outcome::Impostor,
    ];
    for outcome in forged {
        phone.answer(id, outcome);
        assert_eq!(phone.alert(id).stage, Stage::Saved);
        assert_eq!(phone.alert(id).trouble, Some(Trouble::Impostor));
    }
    phone.answer(id, receipt(id, 0));
    assert_eq!(
        (phone.alert(id).stage, phone.alert(id).trouble),
        (Stage::Received, None)
    );
}

#[test]
fn the_signed_receipt_is_kept_as_it_came_and_is_there_without_a_network() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    assert_eq!(phone.alert(id).receipt, None);
    let Outcome::Answer(answer) = receipt(id, 0) else {
        panic!("no receipt");
    };
    phone.answer(id, Outcome::Answer(answer.clone()));
    phone.restart();
    assert_eq!(phone.alert(id).receipt, Some(answer.receipt));
}

#[test]
fn without_keys_nothing_is_believed_until_they_come() {
    let mut phone = Phone::with(auxilio_client::core::Stored::default());
    phone.step(Event::SetEndpoint(
        "https://central.example".parse().unwrap(),
    ));
    let id = phone.press();
    phone.answer(id, receipt(id, 0));
    assert_eq!(phone.alert(id).stage, Stage::Saved);

    phone.asked.clear();
    crate::membership::reach(&mut phone);
    assert_eq!(phone.view().central.reach, Reach::Answers);
    assert_eq!(
        phone.post().unwrap().0,
        id,
        "it is sent again as soon as somebody can be believed"
    );
    phone.answer(id, receipt(id, 0));
    assert_eq!(phone.alert(id).stage, Stage::Received);
}

#[test]
fn keys_once_known_are_not_replaced_by_whoever_answers_next() {
    let mut phone = Phone::enrolled();
    let thief = SigningKey::from_seed(&[66; 32]);
    phone.step(Event::Described(Outcome::Answer(Description {
        name: "Otro".to_owned(),
        protocol: vec![1],
        jwks: KeySet::new([thief.public()]),
        alerts_url: String::new(),
        enrolments_url: String::new(),
        sms_gateway: None,
        lines: Vec::new(),
    })));
    let id = phone.press();
    phone.answer(id, receipt_by(&thief, id, 0));
    assert_eq!(phone.alert(id).stage, Stage::Saved);
}

#[test]
fn each_step_of_the_central_is_shown_and_survives_a_restart() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.answer(id, receipt(id, 0));
    let steps = [
        (State::Unclaimed, Stage::Unclaimed),
        (State::Acknowledged, Stage::Acknowledged),
        (State::Dispatched, Stage::Dispatched),
        (State::OnScene, Stage::OnScene),
        (State::Message, Stage::OnScene),
        (State::Closed, Stage::Closed),
    ];
    for (n, (state, stage)) in (1..).zip(steps) {
        phone.report(id, n, state);
        assert_eq!(phone.alert(id).stage, stage);
        assert_eq!(phone.alert(id).offer_calls, stage == Stage::Unclaimed);
        phone.restart();
        assert_eq!(phone.alert(id).stage, stage);
    }
}

#[test]
fn an_old_or_forged_status_changes_nothing() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.answer(id, receipt(id, 0));
    phone.report(id, 3, State::Dispatched);
    phone.report(id, 2, State::Acknowledged);
    phone.report(id, 3, State::Closed);
    phone.step(Event::Reported {
        id,
        jws: "x.y.z".to_owned(),
    });
    assert_eq!(phone.alert(id).stage, Stage::Dispatched);
}

#[test]
fn a_cancelled_alert_is_delivered_with_its_cancellation_after_it() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.step(Event::Cancel {
        id,
        reason: CancelReason::FalsaAlarma,
    });
    assert!(!phone.alert(id).cancel.unwrap().receipted);
    let (_, body) = phone.post().unwrap();
    assert!(matches!(body, Body::Alert(_)));
    phone.answer(id, receipt(id, 0));
    assert!(
        !phone.alert(id).cancel.unwrap().receipted,
        "the central knows nothing of it yet"
    );
    let updates = updates_of(&phone.post().unwrap().1);
    assert_eq!(updates.len(), 1);
    phone.answer(id, receipt(id, 1));
    assert!(phone.alert(id).cancel.unwrap().receipted);
    assert!(phone.alert(id).is_over());
}

#[test]
fn a_kind_chosen_after_the_press_follows_it_once() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.step(Event::ChooseKind {
        id,
        kind: Kind::Robo,
    });
    phone.step(Event::ChooseKind {
        id,
        kind: Kind::Robo,
    });
    phone.post().unwrap();
    phone.answer(id, receipt(id, 0));
    let updates = updates_of(&phone.post().unwrap().1);
    assert_eq!(updates.len(), 1);
    assert_eq!(phone.alert(id).kind, Kind::Robo);
}

#[test]
fn an_update_keeps_its_number_and_its_bytes_until_it_is_receipted() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.answer(id, receipt(id, 0));
    phone.asked.clear();
    phone.step(Event::ChooseKind {
        id,
        kind: Kind::Robo,
    });
    let (_, first) = phone.post().unwrap();
    phone.answer(id, Outcome::NoAnswer);
    phone.step(Event::ChooseKind {
        id,
        kind: Kind::Medica,
    });
    phone.restart();
    let (_, again) = phone.post().unwrap();
    assert!(
        matches!(again, Body::Alert(_)),
        "first it asks what the central has"
    );
    phone.answer(id, receipt(id, 0));
    assert_eq!(phone.post().unwrap().1, first);
    phone.answer(id, receipt(id, 1));
    let second = updates_of(&phone.post().unwrap().1);
    assert_eq!(
        second.iter().map(|update| update.seq.0).collect::<Vec<_>>(),
        [2]
    );
}
