//! The whole way of an alert, against the real binaries: the app's window, the headless tap, the
//! central, its console in a browser. One file for each promise.
//!
//! Build everything first: `cargo build --workspace`.
#![cfg(test)]

mod bad_disk;
mod central_down;
mod console;
mod crashes;
mod drills;
mod impostors;
mod key_places;
mod languages;
mod membership;
mod nothing_gates;
mod odd_messages;
mod one_touch;
mod other_systems;
mod place_of_the_tap;
mod presses;
mod same_alert_twice;
mod wired_button;

use auxilio::texts::{plain, text};

/// Where the persons of these tests are, in degrees: El Porvenir.
const LAT: f64 = -8.07392;
const LON: f64 = -78.99292;

/// What the app calls it.
fn said(name: &str) -> String {
    plain(&text(name))
}
