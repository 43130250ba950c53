//! The other tests of this layer once more, in a process whose output is read: the machine watches
//! every call (`-Xcheck:jni`) and writes there what breaks JNI's rules: a call while something is
//! thrown, a reference too many, one that is no longer good.

use std::process::Command;

use super::host::{Mood, Phone};

/// How the machine begins what it has to say of native code.
const COMPLAINTS: [&str; 3] = ["WARNING", "FATAL ERROR in native method", "JNI local refs"];
/// More than a frame of local references may hold before the machine says so.
const TOO_MANY: usize = 100;

/// What the machine complains of while the tests of this layer run that `filter` names.
fn complaints(filter: &[&str]) -> Vec<String> {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(filter)
        .args(["--test-threads", "1", "--nocapture"])
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text);
    assert!(text.contains("test result: ok"), "{text}");
    assert!(!text.contains("ok. 0 passed"), "{filter:?} names no test");
    let complains = |line: &&str| COMPLAINTS.iter().any(|complaint| line.contains(complaint));
    text.lines().filter(complains).map(str::to_owned).collect()
}

#[test]
fn java_has_nothing_to_complain_of() {
    let complaints = complaints(&[
        "platform::android::tests::",
        "--skip",
        "platform::android::tests::watched::",
    ]);
    assert!(complaints.is_empty(), "{complaints:#?}");
}

#[test]
fn java_complains_of_local_references_that_pile_up() {
    let complaints = complaints(&[
        "--exact",
        "platform::android::tests::watched::local_references_pile_up",
        "--ignored",
    ]);
    assert!(!complaints.is_empty());
}

#[test]
#[ignore = "breaks JNI's rules for the test above"]
fn local_references_pile_up() {
    let phone = Phone::new(Mood::Nothing);
    phone.java(|env, _| {
        for _ in 0..TOO_MANY {
            env.new_string("one more").unwrap();
        }
    });
}
