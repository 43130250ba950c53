//! Text messages, and what else is asked of a phone that has nothing or will not.

use std::sync::mpsc;

use auxilio_client::ports::{TextFailure, TextMessage, TextReport, TextReports, Texting};
use auxilio_client::view::Stage;

use super::host::{Mood, Phone};
use crate::cast::alert;
use crate::platform::Cover;
use crate::platform::android::{held_back, open_link, set_cover, show_icon, text_messenger};

#[test]
fn a_phone_without_a_telephone_sends_no_text_messages() {
    let phone = Phone::new(Mood::Nothing);
    let messenger = text_messenger();
    assert_eq!(messenger.capability(), Texting::None);
    phone.becomes(Mood::Throws);
    assert_eq!(messenger.capability(), Texting::None);
}

#[test]
fn a_message_that_the_phone_does_not_take_is_reported_as_not_sent() {
    let _phone = Phone::new(Mood::Throws);
    let message = TextMessage {
        id: alert(Stage::Saved).id,
        to: "+51900000000".parse().unwrap(),
        text: "AUXILIO 19:12".to_owned(),
    };
    let (tell, told) = mpsc::channel();
    let reports = TextReports::new(move |id, report| tell.send((id, report)).unwrap());
    text_messenger().send(&message, &reports);
    let failed = TextReport::Failed(TextFailure::Other);
    assert_eq!(told.try_recv(), Ok((message.id, failed)));
    assert!(told.try_recv().is_err(), "once");
}

#[test]
fn a_phone_that_will_not_is_asked_in_vain_and_nothing_stays_thrown() {
    let phone = Phone::new(Mood::Throws);
    assert_eq!(held_back(), []);
    show_icon(Some("Calculator"));
    set_cover(Cover::On);
    open_link("tel:105");
    phone.java(|env, _| assert!(!env.exception_check().unwrap()));
}
