//! What Java throws and does not have, and calls from many threads.

use std::ffi::c_void;
use std::path::PathBuf;
use std::sync::Barrier;
use std::thread;

use auxilio_client::condition::{Condition, Power, Sparing};
use jni::JNIEnv;
use jni::objects::{JClass, JValue};
use jni::sys::{JNI_TRUE, jboolean};

use super::host::{Mood, Phone, of_class};
use crate::platform::android::java::Java;
use crate::platform::android::members::Native;
use crate::platform::android::{data_dir, documents_dir, feedback, links, surroundings};
use crate::platform::feedback::Voice;

#[test]
fn a_phone_that_tells_nothing_gives_no_reason_for_a_warning() {
    let _phone = Phone::new(Mood::Nothing);
    let told = surroundings().look();
    assert_eq!(told.battery_percent, None);
    assert_eq!((told.power, told.sparing), (Power::Steady, Sparing::Off));
    assert_eq!(told.link, None);
}

#[test]
fn what_java_throws_is_an_answer_and_does_not_stay_thrown() {
    let phone = Phone::new(Mood::Nothing);
    let told = surroundings();
    phone.becomes(Mood::Throws);
    assert_eq!(told.look(), Condition::default());
    phone.java(|env, _| assert!(!env.exception_check().unwrap()));
    phone.becomes(Mood::Nothing);
    assert_eq!(told.look().power, Power::Steady);
}

#[test]
fn an_error_says_what_was_tried_and_what_was_thrown_and_nothing_personal() {
    let _phone = Phone::new(Mood::Throws);
    let java = Java::of_this_process().unwrap();
    let error = java
        .call("ask for the folder", |env, context| {
            crate::platform::android::names::context::GET_FILES_DIR.call(env, context, &[])?;
            Ok(())
        })
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "could not ask for the folder: java.lang.SecurityException"
    );
}

#[test]
fn null_is_no_folder() {
    let _phone = Phone::new(Mood::Nothing);
    assert_eq!((data_dir(), documents_dir()), (None, None));
}

#[test]
fn the_apps_folder_is_the_one_that_the_system_names() {
    let _phone = Phone::new(Mood::Positions);
    assert_eq!(data_dir(), Some(PathBuf::from("/data/of/the/app/auxilio")));
}

#[test]
fn without_a_link_none_is_taken() {
    let _phone = Phone::new(Mood::Nothing);
    assert_eq!((links::take(), links::take()), (None, None));
}

#[test]
fn a_phone_that_cannot_speak_is_no_obstacle() {
    let _phone = Phone::new(Mood::Throws);
    let feedback = feedback();
    assert_eq!(feedback.voice(), Voice::Absent);
    feedback.vibrate(&[]);
}

/// Threads that Java takes for its own.
fn threads(phone: &Phone) -> i32 {
    phone.java(|env, _| of_class(env, "Machine", "threads", "()I", &[]).i().unwrap())
}

#[test]
fn many_threads_call_at_once_and_java_forgets_each_that_has_ended() {
    const THREADS: usize = 16;
    let phone = Phone::new(Mood::Nothing);
    let told = surroundings();
    let before = threads(&phone);
    let all_are_here = Barrier::new(THREADS + 1);
    let ask = || {
        for round in 0..200 {
            assert_eq!(told.look().battery_percent, None);
            if round < 2 {
                all_are_here.wait();
            }
        }
    };
    thread::scope(|scope| {
        let asking: Vec<_> = (0..THREADS).map(|_| scope.spawn(ask)).collect();
        all_are_here.wait();
        assert!(threads(&phone) > before);
        all_are_here.wait();
        // Each to its very end: only there Java is told.
        for thread in asking {
            thread.join().unwrap();
        }
    });
    // Other tests' threads may end meanwhile.
    assert!(threads(&phone) <= before);
}

const CALL: Native = Native::new("pe/gob/muniporvenir/auxilio/host/Callback", "call", "(Z)V");

extern "system" fn call(_: JNIEnv<'_>, _: JClass<'_>, panics: jboolean) {
    CALL.entered(|| assert_ne!(panics, JNI_TRUE, "this test panics on purpose"));
}

#[test]
fn a_panic_ends_before_java_and_the_next_call_comes_through() {
    let phone = Phone::new(Mood::Nothing);
    phone.java(|env, context| {
        CALL.register(env, context, call as *mut c_void).unwrap();
        for panics in [false, true, false, true] {
            of_class(
                env,
                "Callback",
                "call",
                "(Z)V",
                &[JValue::Bool(panics.into())],
            );
        }
    });
    assert_eq!(surroundings().look().link, None);
}
