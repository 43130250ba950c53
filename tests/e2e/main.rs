//! The whole way of an alert, against the real binaries: the app's window, the headless tap, the
//! central, its console in a browser. One file for each promise.
//!
//! Build everything first: `cargo build --workspace`.
#![cfg(test)]

mod accessibility;
mod aloud;
mod bad_disk;
mod banner;
mod central_down;
mod console;
mod crashes;
mod directory;
mod discreet;
mod drills;
mod enrolment;
mod hostile;
mod impostors;
mod invitation_page;
mod journeys;
mod key_places;
mod keyboard;
mod languages;
mod membership;
mod memory_of_a_process;
mod nothing_gates;
mod odd_messages;
mod one_touch;
mod operators;
mod other_systems;
mod own_data;
mod place_of_the_tap;
mod presses;
mod recovery;
mod same_alert_twice;
mod taken_phone;
mod telling;
mod text_messages;
mod wired_button;

use auxilio::texts::{Values, plain, text, text_with};

/// Where the persons of these tests are, in degrees: El Porvenir.
const LAT: f64 = -8.07392;
const LON: f64 = -78.99292;

/// What the app calls it.
fn said(name: &str) -> String {
    plain(&text(name))
}

/// What the app calls the link to the police.
fn call_police() -> String {
    call("105", "call-police")
}

/// What the app calls the link to a line.
fn call(number: &'static str, who: &str) -> String {
    let values = Values::from([
        ("number".into(), number.into()),
        ("who".into(), said(who).into()),
    ]);
    plain(&text_with("call-name", &values))
}
