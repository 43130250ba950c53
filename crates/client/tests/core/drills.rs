//! A drill is the whole way with a mark on it, and tells how long each step took.

use auxilio_client::Intent;
use auxilio_client::core::Body;
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::view::Step;
use auxilio_protocol::{Alert, AlertId, Kind, State};

use crate::phone::{Phone, receipt};

fn drill(phone: &mut Phone) -> AlertId {
    phone.press_for(Intent {
        exercise: true,
        ..Intent::open(Kind::Auxilio)
    })
}

fn steps(phone: &Phone, id: AlertId) -> Vec<(Step, u64)> {
    let steps = phone.alert(id).steps;
    steps
        .iter()
        .map(|step| (step.step, step.after_ms))
        .collect()
}

#[test]
fn a_drill_is_one_on_the_wire_and_tells_how_long_each_step_took() {
    let mut phone = Phone::enrolled();
    let id = drill(&mut phone);
    let Some((_, Body::Alert(bytes))) = phone.post() else {
        panic!("the drill did not leave");
    };
    assert!(serde_json::from_slice::<Alert>(&bytes).unwrap().exercise);
    phone.pass_ms(400);
    phone.answer(id, receipt(id, 0));
    phone.pass_ms(9_000);
    phone.report(id, 1, State::Unclaimed);
    phone.pass_ms(600);
    phone.report(id, 2, State::Acknowledged);
    let expected = [
        (Step::Saved, 0),
        (Step::Received, 400),
        (Step::Acknowledged, 10_000),
    ];
    assert_eq!(steps(&phone, id), expected);
    phone.restart();
    assert_eq!(steps(&phone, id), expected);
    phone.pass_ms(60_000);
    phone.report(id, 3, State::Closed);
    assert_eq!(steps(&phone, id).last(), Some(&(Step::Closed, 70_000)));
}

#[test]
fn a_drill_makes_nobody_call_and_has_its_own_end() {
    let mut phone = Phone::enrolled();
    let id = drill(&mut phone);
    phone.answer(id, Outcome::NoAnswer);
    phone.pass_ms(60_000);
    let alert = phone.alert(id);
    assert!(!alert.offer_calls && !alert.offer_undo);
}
