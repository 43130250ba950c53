//! A central that signs with another key than the one that was pinned: believed on the old key's
//! word, and never on its own.

use auxilio_client::core::{Effect, Event, Key};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::outbox::stored;
use auxilio_client::view::{Stage, Trouble};
use auxilio_protocol::description::Description;
use auxilio_protocol::key_handover::KeyHandover;
use auxilio_protocol::{KeySet, SigningKey, WireTime, jws};

use crate::phone::{EVENING_MS, Phone, central_key, receipt, receipt_by};

fn next_key() -> SigningKey {
    SigningKey::from_seed(&[42; 32])
}

fn given_by(old: &SigningKey) -> String {
    let handover = KeyHandover {
        next: next_key().public(),
        at: WireTime::from_unix_ms(EVENING_MS),
    };
    jws::sign(old, &handover)
}

fn described(phone: &mut Phone, key_handovers: Vec<String>) {
    phone.step(Event::Described(Outcome::Answer(Description {
        name: "El Porvenir".to_owned(),
        protocol: vec![1],
        jwks: KeySet::new([next_key().public()]),
        key_handovers,
        alerts_url: String::new(),
        enrolments_url: String::new(),
        sms_gateway: None,
        lines: Vec::new(),
    })));
}

/// An alert that was answered by the new key, of which the phone has never heard.
fn doubting() -> (Phone, auxilio_protocol::AlertId) {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.post().unwrap();
    phone.asked.clear();
    phone.answer(id, receipt_by(&next_key(), id, 0));
    (phone, id)
}

#[test]
fn a_receipt_of_a_key_nobody_knows_settles_nothing_and_the_central_is_asked_who_it_is() {
    let (phone, id) = doubting();
    let alert = phone.alert(id);
    assert_eq!(alert.stage, Stage::Saved);
    assert_eq!(alert.trouble, Some(Trouble::Impostor));
    let asks = |effect: &Effect| matches!(effect, Effect::Describe(_));
    assert!(phone.asked.iter().any(asks), "{:?}", phone.asked);
}

#[test]
fn the_old_keys_word_makes_the_new_one_believed_and_what_waits_leaves_at_once() {
    let (mut phone, id) = doubting();
    described(&mut phone, vec![given_by(&central_key())]);
    let (again, _) = phone.post().unwrap();
    assert_eq!(again, id);
    phone.answer(id, receipt_by(&next_key(), id, 0));
    assert_eq!(phone.alert(id).stage, Stage::Received);
    let kept = stored::read_settings(&phone.disk[&Key::Settings]).unwrap();
    assert_eq!(kept.keys, KeySet::new([next_key().public()]));
}

#[test]
fn whoever_has_the_old_key_only_is_no_longer_believed() {
    let (mut phone, id) = doubting();
    described(&mut phone, vec![given_by(&central_key())]);
    phone.post().unwrap();
    phone.answer(id, receipt(id, 0));
    assert_eq!(phone.alert(id).stage, Stage::Saved);
}

#[test]
fn a_central_with_another_key_and_nobodys_word_is_believed_nothing() {
    let stranger = SigningKey::from_seed(&[66; 32]);
    for statements in [
        Vec::new(),
        vec![given_by(&stranger)],
        vec![given_by(&next_key())],
    ] {
        let (mut phone, id) = doubting();
        described(&mut phone, statements);
        phone.pass_ms(60_000);
        phone.answer(id, receipt_by(&next_key(), id, 0));
        assert_eq!(phone.alert(id).stage, Stage::Saved);
        phone.answer(id, receipt(id, 0));
        assert_eq!(
            phone.alert(id).stage,
            Stage::Received,
            "the pinned key is believed on"
        );
    }
}

#[test]
fn what_was_receipted_before_stays_received() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.answer(id, receipt(id, 0));
    described(&mut phone, vec![given_by(&central_key())]);
    assert_eq!(phone.alert(id).stage, Stage::Received);
    assert!(phone.alert(id).receipt.is_some());
    phone.restart();
    assert_eq!(phone.alert(id).stage, Stage::Received);
}
