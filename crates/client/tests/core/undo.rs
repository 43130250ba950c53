//! A tap in a pocket: it raises at once, for nothing is ever withheld; the protection is that it can
//! be taken back with one touch, and that this follows the alert without holding it up.

use auxilio_client::core::{Body, Event};
use auxilio_protocol::{CancelReason, Change, Update};

use crate::phone::{Phone, receipt};

#[test]
fn a_press_leaves_at_once_while_it_can_still_be_taken_back() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    assert!(phone.alert(id).offer_undo);
    assert_eq!(phone.post().unwrap().0, id, "it waits for no undo");
}

#[test]
fn one_touch_is_offered_for_five_seconds_after_the_last_press() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    let wake_at_ms = phone.core.wake_at_ms(phone.moment());
    assert_eq!(wake_at_ms, Some(5_000), "the picture changes by itself");
    phone.pass_ms(4_000);
    phone.press();
    phone.pass_ms(4_999);
    assert!(phone.alert(id).offer_undo);
    phone.pass_ms(1);
    assert!(!phone.alert(id).offer_undo);
}

#[test]
fn an_undo_follows_its_alert_and_is_not_offered_twice() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.step(Event::Cancel {
        id,
        reason: CancelReason::FalsaAlarma,
    });
    assert!(!phone.alert(id).offer_undo);
    assert!(matches!(phone.post().unwrap().1, Body::Alert(_)));
    phone.answer(id, receipt(id, 0));
    let Some((_, Body::Updates(bytes))) = phone.post() else {
        panic!("the undo did not follow");
    };
    let updates: Vec<Update> = serde_json::from_slice(&bytes).unwrap();
    assert!(matches!(updates[0].change, Change::Cancel(_)));
    phone.answer(id, receipt(id, 1));
    assert!(phone.alert(id).is_over());
}

#[test]
fn an_alert_of_an_earlier_run_offers_no_undo() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.restart();
    assert!(!phone.alert(id).offer_undo);
}
