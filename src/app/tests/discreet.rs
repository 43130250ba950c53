//! The app behind a face: what is shown while it is closed, and what is asked of the core.

use auxilio_client::View;
use auxilio_client::discreet::{Purpose, Retention, Setup};
use auxilio_client::preferences::Switch;
use auxilio_client::view::{DiscreetView, JourneyStage, Lock, Stage, Trial, Watch};
use auxilio_protocol::CancelReason;
use dioxus::prelude::*;
use zeroize::Zeroizing;

use super::journeys::{journey, on_the_way, screen};
use super::{Mounted, Screens, alert, now, showing, view};
use crate::app::BehindFace;
use crate::bridge::Command;
use crate::faces::Face;
use crate::route::Route;
use crate::texts::text;

/// That picture, behind a calculator.
pub(super) fn behind(lock: Lock, trial: Trial, view: View) -> View {
    View {
        discreet: DiscreetView::On {
            face: Face::Calculator.name().unwrap(),
            lock,
            confirm: Switch::On,
            history: Retention::Days(7),
            trial,
        },
        ..view
    }
}

fn open(view: View) -> View {
    behind(Lock::Open, Trial::None, view)
}

fn closed(view: View) -> View {
    behind(Lock::Closed, Trial::None, view)
}

/// As the window shows it: the face alone while it is closed.
pub(super) fn window(view: View) -> Mounted {
    Mounted::of(view, || {
        let route = use_signal(Route::default);
        rsx! { BehindFace { route } }
    })
}

/// The screen of discreet mode.
pub(super) fn discreet_screen(view: View) -> Mounted {
    Mounted::of(view, || {
        let route = use_signal(|| Route::Discreet);
        rsx! { Screens { route } }
    })
}

/// Keys of the calculator, by what a screen reader says.
pub(super) fn calculate(mounted: &mut Mounted, keys: &str) {
    for key in keys.chars() {
        let name = match key {
            '*' => text("calculator-multiply"),
            '/' => text("calculator-divide"),
            '+' => text("calculator-add"),
            '%' => text("calculator-percent"),
            '=' => text("calculator-equals"),
            'm' => text("calculator-memory-add"),
            digit => digit.to_string(),
        };
        mounted.press(&name);
    }
}

pub(super) fn type_pin(mounted: &mut Mounted, pin: &str) {
    for digit in pin.chars() {
        mounted.press(&digit.to_string());
    }
    mounted.press(&text("pin-done"));
}

/// To the step after so many.
pub(super) fn at_step(steps: usize) -> Mounted {
    let mut mounted = discreet_screen(view());
    let all: [fn(&mut Mounted); 8] = [
        |mounted| mounted.press(&text("discreet-understood")),
        |mounted| mounted.press(&text("discreet-next")),
        |mounted| type_pin(mounted, "2468"),
        |mounted| type_pin(mounted, "2468"),
        |mounted| type_pin(mounted, "1357"),
        |mounted| type_pin(mounted, "1357"),
        |mounted| type_pin(mounted, "90210"),
        |mounted| mounted.press(&text("discreet-next")),
    ];
    for go in all.into_iter().take(steps) {
        go(&mut mounted);
    }
    mounted
}

/// What would tell whoever reads the page that there is more behind it.
const TELLING: [&str; 8] = [
    "alarm",
    "auxilio",
    "central",
    "discreet",
    "frame",
    "pin-",
    "data-route",
    "nav",
];

#[test]
fn from_the_first_picture_on_nothing_but_the_face_is_there() {
    let running = showing(alert(Stage::Received));
    let first = View {
        discreet: DiscreetView::behind(Face::Calculator.name()),
        ..View::opening(None)
    };
    for view in [first, closed(view()), closed(running)] {
        let html = window(view).html().to_lowercase();
        assert!(html.starts_with("<main class=\"calculator\""), "{html}");
        for word in TELLING {
            assert!(!html.contains(word), "«{word}» in {html}");
        }
    }
}

#[test]
fn a_face_shows_nothing_of_a_try() {
    let shown = |trial| window(behind(Lock::Closed, trial, view())).html();
    let quiet = shown(Trial::None);
    for trial in [
        Trial::Checking,
        Trial::Wrong,
        Trial::Waits {
            until: now().plus_ms(30_000),
        },
    ] {
        assert_eq!(shown(trial), quiet, "{trial:?}");
    }
}

#[test]
fn it_calculates_and_hands_on_only_a_number_that_stands_alone() {
    let mut mounted = window(closed(view()));
    calculate(&mut mounted, "200+10%=");
    assert!(mounted.html().contains("220"), "{}", mounted.html());
    calculate(&mut mounted, "1/0=");
    assert!(mounted.html().contains(&text("calculator-error")));
    assert_eq!(mounted.asked(), []);
    calculate(&mut mounted, "2468=");
    let typed = Zeroizing::new("2468".to_owned());
    assert_eq!(mounted.asked(), [Command::Typed(typed)]);
    assert!(mounted.html().contains("2468"), "as on any calculator");
}

#[test]
fn a_way_home_is_a_reminder_with_a_time_on_the_face() {
    let way = journey(JourneyStage::UnderWay, Watch::Whole);
    let id = way.id;
    let mut mounted = window(closed(on_the_way(way)));
    assert!(mounted.html().contains("19:42"), "{}", mounted.html());
    mounted.press(&text!("calculator-reminder-later", minutes = 10));
    mounted.press(&text("calculator-reminder-done"));
    let asked = [Command::ExtendJourney(id), Command::Arrive(id)];
    assert_eq!(mounted.asked(), asked);
    let raised = journey(JourneyStage::Raised, Watch::Whole);
    let html = window(closed(on_the_way(raised))).html();
    assert_eq!(html, window(closed(view())).html(), "nothing tells of it");
}

#[test]
fn one_touch_leaves_from_every_screen() {
    for route in Route::ALL {
        let mut mounted = window(open(view()));
        if route != Route::default() {
            mounted.press(&text(&format!("route-{}", route.as_str())));
        }
        mounted.press(&text("discreet-leave"));
        assert_eq!(mounted.asked(), [Command::Lock], "{route:?}");
    }
    assert!(!window(view()).html().contains(&text("discreet-leave")));
}

#[test]
fn a_real_alert_is_cancelled_by_a_pin_only() {
    let running = alert(Stage::Received);
    let id = running.id;
    let just_pressed = auxilio_client::view::AlertView {
        offer_undo: true,
        ..running.clone()
    };
    let mut later = Mounted::with(open(showing(running.clone())));
    later.press(&text("cancel"));
    later.press(&text("cancel-over"));
    let mut undone = Mounted::with(open(showing(just_pressed)));
    undone.press(&text("undo"));
    let raised = View {
        journey: Some(journey(JourneyStage::Raised, Watch::Whole)),
        ..showing(running)
    };
    let mut way = screen(open(raised));
    way.press(&text("journey-false-alarm"));
    for (mut mounted, reason) in [
        (later, CancelReason::YaPaso),
        (undone, CancelReason::FalsaAlarma),
        (way, CancelReason::FalsaAlarma),
    ] {
        assert!(mounted.html().contains(&text("pin-cancel")));
        type_pin(&mut mounted, "123");
        assert!(mounted.html().contains(&text("pin-length")));
        assert_eq!(mounted.asked(), []);
        type_pin(&mut mounted, "2468");
        let purpose = Purpose::Cancel { id, reason };
        let asked = [Command::EnterPin("2468".parse().unwrap(), purpose)];
        assert_eq!(mounted.asked(), asked);
    }
}

#[test]
fn what_became_of_a_pin_is_said_where_it_was_typed() {
    let until = now().plus_ms(29_001);
    for (trial, words) in [
        (Trial::Checking, text("pin-checking")),
        (Trial::Wrong, text("pin-wrong")),
        (Trial::Waits { until }, text!("pin-waits", seconds = 30)),
    ] {
        let html = asking(trial).html();
        assert!(html.contains(&words), "{trial:?}: {html}");
    }
}

/// The dialogue that cancels.
pub(super) fn asking(trial: Trial) -> Mounted {
    let running = showing(alert(Stage::Received));
    let mut mounted = Mounted::with(behind(Lock::Open, trial, running));
    mounted.press(&text("cancel"));
    mounted.press(&text("cancel-over"));
    mounted
}

#[test]
fn it_is_switched_on_step_by_step_and_off_by_no_single_touch() {
    let mut mounted = at_step(8);
    assert_eq!(mounted.asked(), []);
    mounted.press(&text("discreet-turn-on"));
    let setup = Setup::new(
        Face::Calculator.name().unwrap(),
        "2468".parse().unwrap(),
        "1357".parse().unwrap(),
        Some("90210".parse().unwrap()),
        Switch::On,
        Retention::Days(7),
    );
    let asked = [Command::TurnOnDiscreet(setup.unwrap())];
    assert_eq!(mounted.asked(), asked);

    let mut mounted = discreet_screen(open(view()));
    mounted.press(&text("discreet-turn-off"));
    assert_eq!(mounted.asked(), []);
    mounted.press(&text("discreet-turn-off-no"));
    mounted.press(&text("discreet-turn-off"));
    mounted.press(&text("discreet-turn-off-yes"));
    mounted.press(&text("discreet-leave-now"));
    let asked = [Command::TurnOffDiscreet, Command::Lock];
    assert_eq!(mounted.asked(), asked);
}

#[test]
fn what_it_cannot_do_is_said_before_anything_can_be_chosen() {
    let html = at_step(0).html();
    for limit in ["forced", "spy", "experts", "system", "store", "chat"] {
        assert!(
            html.contains(&text(&format!("discreet-limit-{limit}"))),
            "{limit}"
        );
    }
    assert!(!html.contains(&text("discreet-turn-on")));
    let html = at_step(1).html();
    assert!(html.contains(&text("discreet-trace-help")), "{html}");
}
