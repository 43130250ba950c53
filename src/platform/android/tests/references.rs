//! What a hundred thousand calls leave behind: nothing.

use super::host::{Mood, Phone, of_class};
use crate::platform::android::{data_dir, links, surroundings};

/// More than a process makes in its life: one a second for a day.
const CALLS: usize = 100_000;

/// Global references that the machine counts in native code's hands.
fn globals(phone: &Phone) -> i32 {
    phone.java(|env, _| {
        of_class(env, "Machine", "globalReferences", "()I", &[])
            .i()
            .unwrap()
    })
}

#[test]
fn a_hundred_thousand_calls_leave_no_reference_behind() {
    let phone = Phone::new(Mood::Nothing);
    let told = surroundings();
    told.look();
    links::take();
    let before = globals(&phone);
    for call in 0..CALLS {
        match call % 10 {
            // One that makes an object of its own and fails, in the middle of the others.
            0 => assert_eq!(data_dir(), None),
            1 => assert_eq!(links::take(), None),
            _ => assert_eq!(told.look().link, None),
        }
    }
    assert_eq!(globals(&phone), before);
}

#[test]
fn what_java_throws_a_thousand_times_leaves_no_reference_behind() {
    let phone = Phone::new(Mood::Nothing);
    let told = surroundings();
    phone.becomes(Mood::Throws);
    told.look();
    let before = globals(&phone);
    for _ in 0..1_000 {
        told.look();
    }
    assert_eq!(globals(&phone), before);
}

#[test]
fn the_count_of_references_sees_one_that_is_kept() {
    let phone = Phone::new(Mood::Nothing);
    let before = globals(&phone);
    let kept = phone.java(|env, context| env.new_global_ref(context).unwrap());
    assert_eq!(globals(&phone), before + 1);
    drop(kept);
    assert_eq!(globals(&phone), before);
}
