//! The way in without a window.

use auxilio_client::ports::{TextFailure, TextReport};
use jni::objects::JObject;

use super::host::{Mood, Phone};
use crate::platform::android::entry::{begin, report};
use crate::platform::android::java::Java;

#[test]
fn the_way_that_a_service_came_by_is_kept_and_leads_into_java_again() {
    let phone = Phone::new(Mood::Nothing);
    phone.java(|env, context| {
        assert!(!begin(env, &JObject::null()));
        assert!(begin(env, context));
        // The first one is the process'.
        assert!(begin(env, context));
    });
    let phone_of_this_process = Java::of_this_process().unwrap();
    let found = phone_of_this_process.call("look for the context", |env, context| {
        phone.java(|_, kept| env.is_same_object(kept, context))
    });
    assert!(found.unwrap());
}

#[test]
fn every_outcome_of_a_text_message_has_its_number_and_no_other_has() {
    let outcomes: Vec<_> = (0..6).map(report).collect();
    let failed = |failure| Some(TextReport::Failed(failure));
    assert_eq!(
        outcomes,
        [
            Some(TextReport::Sent),
            Some(TextReport::Delivered),
            failed(TextFailure::NoService),
            failed(TextFailure::RadioOff),
            failed(TextFailure::NotAllowed),
            failed(TextFailure::Other),
        ]
    );
    assert_eq!((report(-1), report(6)), (None, None));
}
