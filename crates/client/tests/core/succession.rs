//! The central's key is followed by another, and who cannot make the phone believe so.

use auxilio_client::core::{Effect, Event};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::view::{Stage, Trouble};
use auxilio_protocol::description::Description;
use auxilio_protocol::limits::HANDOVERS_MAX;
use auxilio_protocol::succession::KeyHandover;
use auxilio_protocol::{AlertId, KeySet, SigningKey, State, Status, WireTime, jws};

use crate::phone::{EVENING_MS, Phone, receipt, receipt_by};

/// The central's keys, one after the other; the first is the pinned one.
fn key(n: u8) -> SigningKey {
    SigningKey::from_seed(&[n; 32])
}

fn chain(keys: &[u8]) -> Vec<String> {
    let handover = |two: &[u8]| {
        let statement = KeyHandover {
            next: key(two[1]).public(),
            at: WireTime::from_unix_ms(EVENING_MS),
        };
        jws::sign(&key(two[0]), &statement)
    };
    keys.windows(2).map(handover).collect()
}

fn says(phone: &mut Phone, now: u8, handovers: Vec<String>) {
    phone.step(Event::Described(Outcome::Answer(Description {
        name: "El Porvenir".to_owned(),
        protocol: vec![1],
        jwks: KeySet::new([key(now).public()]),
        handovers,
        alerts_url: String::new(),
        enrolments_url: String::new(),
        sms_gateway: None,
        lines: Vec::new(),
    })));
}

fn asks_what_it_is(phone: &mut Phone) -> bool {
    let before = phone.asked.len();
    let is_question = |effect: &Effect| matches!(effect, Effect::Describe(_));
    phone.asked.retain(|effect| !is_question(effect));
    phone.asked.len() < before
}

fn status(by: &SigningKey, id: AlertId) -> String {
    let status = Status {
        alert: id,
        n: 2,
        at: WireTime::from_unix_ms(EVENING_MS),
        state: State::Acknowledged,
        by: None,
        eta_s: None,
        text: None,
    };
    jws::sign(by, &status)
}

#[test]
fn a_receipt_by_a_key_not_heard_of_yet_waits_for_the_proof_and_settles_then() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.asked.clear();
    phone.answer(id, receipt_by(&key(2), id, 0));
    assert_eq!(phone.alert(id).stage, Stage::Saved);
    assert_eq!(phone.alert(id).trouble, Some(Trouble::Impostor));
    assert!(asks_what_it_is(&mut phone), "the central is asked at once");
    says(&mut phone, 2, chain(&[1, 2]));
    assert_eq!(phone.post().unwrap().0, id, "and the alert sent again");
    phone.answer(id, receipt_by(&key(2), id, 0));
    let settled = phone.alert(id);
    assert_eq!((settled.stage, settled.trouble), (Stage::Received, None));
    // Heard, it is not asked again, with the app behind.
    assert!(!asks_what_it_is(&mut phone));
}

#[test]
fn the_old_key_is_not_believed_any_more_and_what_it_signed_stays_good() {
    let mut phone = Phone::enrolled();
    let before = phone.press();
    phone.answer(before, receipt(before, 0));
    says(&mut phone, 2, chain(&[1, 2]));
    phone.restart();
    assert_eq!(phone.alert(before).stage, Stage::Received);
    let kept = phone.alert(before).receipt.unwrap();
    assert!(
        jws::verify::<auxilio_protocol::Receipt>(&kept, &KeySet::new([key(1).public()])).is_ok()
    );
    // Its status comes under the new key, and under no other.
    let reported = |by: u8| Event::Reported {
        id: before,
        jws: status(&key(by), before),
    };
    phone.step(reported(1));
    assert_eq!(phone.alert(before).stage, Stage::Received);
    phone.step(reported(2));
    assert_eq!(phone.alert(before).stage, Stage::Acknowledged);
    let after = phone.press();
    assert_ne!(after, before);
    phone.answer(after, receipt(after, 0));
    assert_eq!(phone.alert(after).stage, Stage::Saved);
    phone.answer(after, receipt_by(&key(2), after, 0));
    assert_eq!(phone.alert(after).stage, Stage::Received);
}

#[test]
fn a_stream_that_told_too_early_is_heard_again() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.answer(id, receipt(id, 0));
    phone.asked.clear();
    phone.step(Event::Reported {
        id,
        jws: status(&key(2), id),
    });
    assert_eq!(phone.alert(id).stage, Stage::Received);
    assert!(asks_what_it_is(&mut phone));
    says(&mut phone, 2, chain(&[1, 2]));
    let order: Vec<&str> = (phone.asked.iter())
        .filter_map(|effect| match effect {
            Effect::Unhear(of) if *of == id => Some("unhear"),
            Effect::Hear { id: of, .. } if *of == id => Some("hear"),
            _ => None,
        })
        .collect();
    assert_eq!(order, ["unhear", "hear"]);
}

#[test]
fn a_phone_that_slept_through_several_keys_comes_to_the_last() {
    let mut phone = Phone::enrolled();
    says(&mut phone, 4, chain(&[9, 1, 2, 3, 4]));
    let id = phone.press();
    phone.answer(id, receipt_by(&key(3), id, 0));
    assert_eq!(phone.alert(id).stage, Stage::Saved);
    phone.answer(id, receipt_by(&key(4), id, 0));
    assert_eq!(phone.alert(id).stage, Stage::Received);
}

#[test]
fn no_other_key_is_believed_without_a_whole_chain_from_the_pinned_one() {
    let too_long: Vec<u8> = (1..).take(HANDOVERS_MAX + 2).collect();
    let mut altered = chain(&[1, 66]);
    altered[0].replace_range(100..101, "!");
    let by_themselves = {
        // Their own statement under the pinned key's name.
        let (own, theirs) = (chain(&[1, 2]).remove(0), chain(&[65, 66]).remove(0));
        let header = own.split_once('.').unwrap().0.to_owned();
        vec![format!("{header}.{}", theirs.split_once('.').unwrap().1)]
    };
    let cases = [
        ("none", 66, Vec::new()),
        ("foreign", 66, chain(&[65, 66])),
        ("forged", 66, by_themselves),
        ("altered", 66, altered),
        ("looped", 66, chain(&[1, 2, 1, 66])),
        (
            "with a gap",
            66,
            [chain(&[1, 2]), chain(&[65, 66])].concat(),
        ),
        ("to another key than is announced", 66, chain(&[1, 2])),
        ("too long", too_long[HANDOVERS_MAX + 1], chain(&too_long)),
    ];
    for (what, now, handovers) in cases {
        let mut phone = Phone::enrolled();
        says(&mut phone, now, handovers);
        let id = phone.press();
        phone.answer(id, receipt_by(&key(now), id, 0));
        assert_eq!(phone.alert(id).stage, Stage::Saved, "{what}");
        phone.answer(id, receipt(id, 0));
        assert_eq!(phone.alert(id).stage, Stage::Received, "{what}");
    }
}

#[test]
fn a_hostile_central_that_keeps_answering_makes_nothing_but_slow_questions() {
    let mut phone = Phone::enrolled();
    says(&mut phone, 66, Vec::new());
    let id = phone.press();
    phone.asked.clear();
    phone.answer(id, receipt_by(&key(66), id, 0));
    assert!(asks_what_it_is(&mut phone));
    says(&mut phone, 66, Vec::new());
    assert!(!asks_what_it_is(&mut phone));
    assert!(phone.post().is_none(), "it is not sent again for that");
    assert_eq!(phone.alert(id).stage, Stage::Saved);
}
