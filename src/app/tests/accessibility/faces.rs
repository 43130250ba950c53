//! Discreet mode: the face, the steps to it, and where a PIN is typed.

use auxilio_client::view::{JourneyStage, Lock, Trial, Watch};

use super::screens::{Named, named};
use crate::app::tests::{discreet, journeys, now, view};
use crate::texts::text;

/// All of it.
pub(super) fn all() -> Named {
    [faces(), steps(), pins()].into_iter().flatten().collect()
}

fn faces() -> Named {
    let closed = |view| discreet::window(discreet::behind(Lock::Closed, Trial::None, view));
    let mut sum = closed(view());
    discreet::calculate(&mut sum, "2/3=m*999999999999+8");
    let mut error = closed(view());
    discreet::calculate(&mut error, "1/0=");
    let way = journeys::journey(JourneyStage::UnderWay, Watch::Whole);
    named([
        ("calculator: a sum", sum),
        ("calculator: an error", error),
        ("calculator: a reminder", closed(journeys::on_the_way(way))),
    ])
}

fn steps() -> Named {
    let named = |steps| (format!("discreet: step {steps}"), discreet::at_step(steps));
    (0..=8).map(named).collect()
}

fn pins() -> Named {
    let on = discreet::behind(Lock::Open, Trial::None, view());
    let mut off = discreet::discreet_screen(on.clone());
    off.press(&text("discreet-turn-off"));
    let waits = Trial::Waits {
        until: now().plus_ms(30_000),
    };
    let mut not_again = discreet::at_step(3);
    discreet::type_pin(&mut not_again, "1111");
    let mut short = discreet::at_step(2);
    discreet::type_pin(&mut short, "1");
    named([
        ("discreet: not the same PIN", not_again),
        ("discreet: a short PIN", short),
        ("discreet: on", discreet::discreet_screen(on)),
        ("discreet: switching it off", off),
        ("PIN: asked", discreet::asking(Trial::None)),
        ("PIN: wrong", discreet::asking(Trial::Wrong)),
        ("PIN: waits", discreet::asking(waits)),
    ])
}
