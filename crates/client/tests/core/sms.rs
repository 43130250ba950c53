//! The text message beside the network: when it is written, how often it is sent, and that nothing
//! of it is ever taken for a receipt.

mod histories;

use auxilio_client::Intent;
use auxilio_client::core::{Effect, Event, Stored};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::ports::{TextFailure, TextMessage, TextReport, Texting};
use auxilio_client::settings::Settings;
use auxilio_client::view::{SmsView, Stage};
use auxilio_protocol::description::Description;
use auxilio_protocol::sms::Draft;
use auxilio_protocol::{AlertId, CancelReason, KeySet, Kind, Mode, SigningKey};

use crate::phone::{EVENING_MS, Phone, central_key, fix, receipt};

const GATEWAY: &str = "+51900000000";

/// A phone whose central takes text messages, on a system that sends them.
fn phone() -> Phone {
    phone_that(Texting::Sends)
}

fn phone_that(texting: Texting) -> Phone {
    let mut phone = Phone::with(Stored {
        settings: Settings {
            endpoint: Some("https://central.example".parse().unwrap()),
            keys: KeySet::new([central_key().public()]),
            name: Some("El Porvenir".to_owned()),
            sms_gateway: GATEWAY.parse().ok(),
            ..Settings::default()
        },
        ..Stored::default()
    });
    phone.step(Event::Texting(texting));
    phone
}

/// Writes what the core asks to have written, as the loop does.
fn write(phone: &mut Phone) -> Option<Draft> {
    let is_one = |effect: &Effect| matches!(effect, Effect::WriteText { .. });
    let index = phone.asked.iter().position(is_one)?;
    let Some(Effect::WriteText { draft, to }) = phone.asked.remove(index) else {
        return None;
    };
    let text = draft.to_text(&SigningKey::from_seed(&[7; 32]), &to);
    phone.step(Event::TextWritten { id: draft.id, text });
    Some(*draft)
}

/// Takes the next message that the system was given.
fn given(phone: &mut Phone) -> Option<TextMessage> {
    write(phone);
    let is_one = |effect: &Effect| matches!(effect, Effect::SendText(_));
    let index = phone.asked.iter().position(is_one)?;
    match phone.asked.remove(index) {
        Some(Effect::SendText(message)) => Some(message),
        _ => None,
    }
}

fn report(phone: &mut Phone, id: AlertId, report: TextReport) {
    phone.step(Event::TextReported { id, report });
}

/// The text messages that a phone sends for an intent in the first half hour without a network.
fn sent_in_silence(phone: &mut Phone, intent: Intent) -> usize {
    phone.press_for(intent);
    let mut sent = 0;
    for _ in 0..180 {
        phone.pass_ms(10_000);
        sent += usize::from(given(phone).is_some());
    }
    sent
}

#[test]
fn without_a_receipt_for_ten_seconds_one_message_leaves_beside_the_network() {
    let mut phone = phone();
    let id = phone.press();
    phone.pass_ms(9_999);
    assert_eq!(given(&mut phone), None);
    assert!(phone.post().is_some());
    phone.pass_ms(1);
    let message = given(&mut phone).unwrap();
    assert_eq!((message.id, message.to.as_str()), (id, GATEWAY));
    assert!(message.text.starts_with("AUXILIO "), "{}", message.text);
    report(&mut phone, id, TextReport::Sent);
    assert_eq!(phone.alert(id).sms, Some(SmsView::Sent));
    phone.answer(id, Outcome::NoAnswer);
    phone.pass_ms(3_600_000);
    assert_eq!(given(&mut phone), None, "one is enough");
    assert!(phone.post().is_some(), "the network is tried on and on");
}

#[test]
fn what_arrives_in_time_costs_no_message() {
    let mut phone = phone();
    let id = phone.press();
    phone.answer(id, receipt(id, 0));
    phone.pass_ms(60_000);
    assert_eq!(given(&mut phone), None);
    assert_eq!(phone.alert(id).sms, None);
}

#[test]
fn a_message_that_was_delivered_is_no_receipt() {
    let mut phone = phone();
    let id = phone.press();
    phone.pass_ms(10_000);
    given(&mut phone).unwrap();
    report(&mut phone, id, TextReport::Sent);
    report(&mut phone, id, TextReport::Delivered);
    let alert = phone.alert(id);
    assert_eq!(alert.sms, Some(SmsView::Delivered));
    assert_eq!((alert.stage, alert.received_at), (Stage::Saved, None));
    assert!(alert.offer_calls);
    phone.answer(id, receipt(id, 0));
    assert_eq!(phone.alert(id).stage, Stage::Received);
}

#[test]
fn it_is_on_disk_that_a_message_leaves_before_it_does() {
    let mut phone = phone();
    let id = phone.press();
    phone.pass_ms(10_000);
    given(&mut phone).unwrap();
    report(&mut phone, id, TextReport::Sent);
    phone.restart();
    phone.step(Event::Texting(Texting::Sends));
    phone.pass_ms(3_600_000);
    assert_eq!(given(&mut phone), None);
    assert_eq!(phone.alert(id).sms, Some(SmsView::Sent));
}

#[test]
fn nothing_leaves_before_the_disk_has_answered() {
    let mut phone = phone();
    let id = phone.press();
    phone.pass_ms(10_000);
    let text = "AUXILIO 19:12".to_owned();
    let effects = phone
        .core
        .step(phone.moment(), Event::TextWritten { id, text });
    let [Effect::Commit(writes)] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    let keys = writes.iter().map(|write| write.key).collect();
    let effects = phone.core.step(phone.moment(), Event::Committed(keys));
    let leaves = |effect: &Effect| matches!(effect, Effect::SendText(message) if message.id == id);
    assert!(effects.iter().any(leaves), "{effects:?}");
}

#[test]
fn a_process_killed_before_the_report_waits_for_it_and_then_sends_the_same_words() {
    let mut phone = phone();
    let id = phone.press();
    phone.pass_ms(10_000);
    let first = given(&mut phone).unwrap();
    phone.restart();
    phone.step(Event::Texting(Texting::Sends));
    phone.pass_ms(60_000);
    assert_eq!(given(&mut phone), None, "the system may still have it");
    // The report that comes after the restart counts.
    let mut heard = phone_after(&phone);
    report(&mut heard, id, TextReport::Sent);
    heard.pass_ms(3_600_000);
    assert_eq!(given(&mut heard), None);
    // None comes: it was lost.
    phone.pass_ms(60_000);
    phone.pass_ms(10_000);
    assert_eq!(given(&mut phone), Some(first));
}

/// Another phone with the same disk.
fn phone_after(phone: &Phone) -> Phone {
    let mut other = phone_that(Texting::Sends);
    other.disk.clone_from(&phone.disk);
    other.now_ms = phone.now_ms;
    other.wall_ms = phone.wall_ms;
    other.restart();
    other.step(Event::Texting(Texting::Sends));
    other
}

#[test]
fn a_process_killed_before_the_message_left_sends_it_then() {
    let mut phone = phone();
    let id = phone.press();
    phone.restart();
    phone.step(Event::Texting(Texting::Sends));
    phone.pass_ms(10_000);
    assert_eq!(given(&mut phone).unwrap().id, id);
}

#[test]
fn a_message_that_failed_is_sent_again_a_few_times_and_then_left_to_the_person() {
    let mut phone = phone();
    let id = phone.press();
    let mut words = Vec::new();
    for _ in 0..400 {
        phone.pass_ms(10_000);
        if let Some(message) = given(&mut phone) {
            words.push(message.text);
            report(&mut phone, id, TextReport::Failed(TextFailure::NoService));
        }
    }
    assert_eq!(words.len(), 6);
    words.dedup();
    assert_eq!(words.len(), 1, "the same words every time");
    let Some(SmsView::Failed { why, by_hand }) = phone.alert(id).sms else {
        panic!("it did not fail");
    };
    assert_eq!(why, TextFailure::NoService);
    assert_eq!(by_hand.unwrap().text, words[0]);
}

#[test]
fn the_attempts_go_on_after_a_restart_and_are_counted() {
    let mut phone = phone();
    let id = phone.press();
    let mut sent = 0;
    for _ in 0..400 {
        phone.pass_ms(10_000);
        if given(&mut phone).is_some() {
            sent += 1;
            let why = [
                TextFailure::RadioOff,
                TextFailure::NotAllowed,
                TextFailure::Other,
            ];
            report(&mut phone, id, TextReport::Failed(why[sent % 3]));
            let before = phone.alert(id).sms;
            phone.restart();
            phone.step(Event::Texting(Texting::Sends));
            assert_eq!(phone.alert(id).sms, before);
        }
    }
    assert_eq!(sent, 6);
}

#[test]
fn a_late_report_takes_nothing_back() {
    let mut phone = phone();
    let id = phone.press();
    phone.pass_ms(10_000);
    given(&mut phone).unwrap();
    report(&mut phone, id, TextReport::Delivered);
    report(&mut phone, id, TextReport::Sent);
    report(&mut phone, id, TextReport::Failed(TextFailure::Other));
    assert_eq!(phone.alert(id).sms, Some(SmsView::Delivered));
}

#[test]
fn who_is_being_watched_leaves_no_message_behind() {
    let covert = Intent {
        mode: Mode::Covert,
        ..Intent::open(Kind::Violencia)
    };
    assert_eq!(sent_in_silence(&mut phone(), covert), 0);
}

#[test]
fn a_drill_costs_a_message_only_where_the_person_wants_to_try_it() {
    assert_eq!(sent_in_silence(&mut phone(), Intent::drill()), 0);
    let mut phone = phone();
    let id = phone.press_for(Intent::drill());
    phone.answer(id, receipt(id, 0));
    phone.step(Event::TryText { id });
    let message = given(&mut phone).unwrap();
    assert!(message.text.starts_with("SIMULACRO "), "{}", message.text);
    assert_eq!(phone.alert(id).sms, Some(SmsView::Sending));
    let real = phone.press();
    phone.step(Event::TryText { id: real });
    assert_eq!(given(&mut phone), None, "a real one waits its ten seconds");
}

#[test]
fn what_is_cancelled_before_it_left_needs_no_message() {
    let mut phone = phone();
    let id = phone.press();
    phone.pass_ms(3_000);
    let reason = CancelReason::FalsaAlarma;
    phone.step(Event::Cancel { id, reason });
    phone.pass_ms(60_000);
    assert_eq!(given(&mut phone), None);
}

#[test]
fn a_cancel_ends_the_attempts_and_sends_no_message_of_its_own() {
    let mut phone = phone();
    let id = phone.press();
    phone.pass_ms(10_000);
    given(&mut phone).unwrap();
    report(&mut phone, id, TextReport::Failed(TextFailure::RadioOff));
    let reason = CancelReason::YaPaso;
    phone.step(Event::Cancel { id, reason });
    phone.pass_ms(3_600_000);
    assert_eq!(given(&mut phone), None);
    let sms = phone.alert(id).sms;
    assert!(matches!(sms, Some(SmsView::Failed { by_hand: None, .. })));
}

#[test]
fn the_message_says_where_the_person_was_last_and_what_they_chose() {
    let mut phone = phone();
    phone.step(Event::Fix(fix(EVENING_MS, 900.0)));
    let id = phone.press();
    phone.step(Event::ChooseKind {
        id,
        kind: Kind::Robo,
    });
    phone.pass_ms(8_000);
    phone.step(Event::Fix(fix(EVENING_MS + 8_000, 12.0)));
    phone.pass_ms(2_000);
    let text = given(&mut phone).unwrap().text;
    let words = "AUXILIO ROBO 19:12 -8.07392,-78.99292 12m A1";
    assert!(text.starts_with(words), "{text}");
}

#[test]
fn where_the_person_has_to_send_it_the_words_are_ready_and_nothing_is_claimed() {
    let mut phone = phone_that(Texting::Prefills);
    let id = phone.press();
    phone.pass_ms(10_000);
    assert_eq!(given(&mut phone), None);
    let Some(SmsView::ByHand(message)) = phone.alert(id).sms else {
        panic!("nothing to send");
    };
    assert_eq!(message.to.as_str(), GATEWAY);
    phone.answer(id, receipt(id, 0));
    assert_eq!(phone.alert(id).sms, None);
}

#[test]
fn a_permission_that_comes_later_lets_the_message_leave() {
    let mut phone = phone_that(Texting::None);
    phone.press();
    phone.pass_ms(60_000);
    assert_eq!(given(&mut phone), None);
    phone.step(Event::Texting(Texting::Sends));
    assert!(given(&mut phone).is_some());
}

fn describes(phone: &mut Phone, key: &SigningKey, gateway: Option<&str>) {
    phone.step(Event::Described(Outcome::Answer(Description {
        name: "El Porvenir".to_owned(),
        protocol: vec![1],
        jwks: KeySet::new([key.public()]),
        alerts_url: String::new(),
        enrolments_url: String::new(),
        sms_gateway: gateway.map(ToOwned::to_owned),
        lines: Vec::new(),
    })));
}

#[test]
fn only_the_known_central_says_where_messages_go_and_it_is_kept() {
    let mut phone = Phone::enrolled();
    phone.step(Event::Texting(Texting::Sends));
    let stranger = SigningKey::from_seed(&[66; 32]);
    describes(&mut phone, &stranger, Some("+51911111111"));
    phone.press();
    phone.pass_ms(10_000);
    assert_eq!(given(&mut phone), None);
    describes(&mut phone, &central_key(), Some("+51 900 000 000"));
    phone.restart();
    phone.step(Event::Texting(Texting::Sends));
    phone.pass_ms(10_000);
    assert_eq!(given(&mut phone).unwrap().to.as_str(), GATEWAY);
    describes(&mut phone, &central_key(), Some("llame a la central"));
    phone.press_for(Intent::open(Kind::Incendio));
    phone.pass_ms(60_000);
    assert_eq!(given(&mut phone), None, "what is no number is none");
}

#[test]
fn a_full_disk_holds_no_message_back() {
    let mut phone = phone();
    phone.disk_full = true;
    let id = phone.press();
    phone.pass_ms(10_000);
    assert_eq!(given(&mut phone).unwrap().id, id);
    phone.pass_ms(60_000);
    assert_eq!(given(&mut phone), None);
}
