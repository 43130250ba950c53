//! What would stop or weaken an alert is said before there is one, with one touch that mends it.

use auxilio_client::preferences::{Preferences, Switch};
use auxilio_client::view::{CheckKind, CheckView, Reach, Stage, View};
use auxilio_protocol::Kind;

use super::{Mounted, alert, html, showing, view};
use crate::bridge::Command;
use crate::texts::{plain, text};
use crate::warning::Warning;
use crate::wording;

/// The self-check with only this part red.
fn red(kind: CheckKind, view: View) -> View {
    let checks = [
        CheckKind::Storage,
        CheckKind::Central,
        CheckKind::Member,
        CheckKind::Location,
        CheckKind::Battery,
        CheckKind::Clock,
    ];
    let checks = checks.map(|of| CheckView {
        kind: of,
        ok: of != kind,
    });
    View {
        checks: checks.to_vec(),
        ..view
    }
}

pub(super) fn silent() -> View {
    let mut view = red(CheckKind::Central, view());
    view.central.reach = Reach::Silent;
    view
}

/// What the banner is called.
fn name(warning: &Warning) -> String {
    let (words, touch) = (wording::warning(warning), wording::mend(warning));
    text!("banner-name", words = words, touch = touch)
}

#[test]
fn nothing_is_said_when_all_is_well() {
    assert!(!html(view()).contains("class=\"banner\""));
}

#[test]
fn without_a_central_one_touch_leads_to_choosing_one() {
    let mut view = red(CheckKind::Central, view());
    view.central.endpoint = None;
    let mut mounted = Mounted::with(view);
    mounted.press(&name(&Warning::NoEndpoint));
    assert!(mounted.html().contains(&text("central-title")));
    assert_eq!(mounted.asked(), []);
}

#[test]
fn where_the_central_is_silent_one_touch_tries_again() {
    let mut mounted = Mounted::with(silent());
    mounted.press(&name(&Warning::Silent));
    assert_eq!(mounted.asked(), [Command::Retry]);
}

#[test]
fn a_wrong_clock_is_said_in_minutes_and_one_touch_says_what_to_do() {
    let wrong = View {
        clock_wrong_by_min: Some(-7),
        ..red(CheckKind::Clock, view())
    };
    let mut mounted = Mounted::with(wrong);
    assert!(plain(&mounted.html()).contains("atrasada 7"));
    mounted.press(&name(&Warning::Clock(-7)));
    assert!(mounted.html().contains(&text("advice-clock")));
}

#[test]
fn the_banner_stands_below_everything_that_raises_and_delays_no_press() {
    let mut mounted = Mounted::with(silent());
    let html = mounted.html();
    let at = |part: &str| html.find(part).unwrap();
    assert!(at("alarm-button") < at("class=\"banner\""));
    assert!(at("class=\"kind\"") < at("class=\"banner\""));
    mounted.press(&text("alarm-name"));
    assert_eq!(mounted.asked(), [Command::Raise(Kind::Auxilio)]);
}

#[test]
fn while_an_alert_runs_its_state_is_all_that_is_said() {
    let running = View {
        alerts: vec![alert(Stage::Saved)],
        ..silent()
    };
    assert!(!html(running).contains("class=\"banner\""));
}

#[test]
fn the_self_check_is_one_touch_from_the_central_and_mends_what_is_red() {
    let mut mounted = Mounted::with(silent());
    mounted.press(&text("route-central"));
    mounted.press(&text("checks-open"));
    let html = mounted.html();
    for words in [
        "checks-not-well",
        "warning-silent",
        "advice-silent",
        "check-clock",
    ] {
        assert!(html.contains(&text(words)), "{words}");
    }
    mounted.press(&text("checks-again"));
    mounted.press(&text("mend-retry"));
    assert_eq!(mounted.asked(), vec![Command::Retry; 3]);
}

#[test]
fn how_the_person_is_told_is_chosen_beside_the_language() {
    let mut mounted = Mounted::with(view());
    mounted.press(&text("route-profile"));
    mounted.check(&text("senses-voice"), false);
    let quiet = Preferences {
        voice: Switch::Off,
        ..Preferences::default()
    };
    assert_eq!(mounted.asked(), [Command::SetPreferences(quiet)]);
}

#[test]
fn where_the_person_is_stands_on_the_face_of_every_state() {
    for stage in [
        Stage::Saving,
        Stage::Saved,
        Stage::Received,
        Stage::Unclaimed,
        Stage::Acknowledged,
        Stage::Dispatched,
        Stage::OnScene,
    ] {
        let html = html(showing(alert(stage)));
        assert!(html.contains(&text("position-none")), "{stage:?}");
        assert!(html.contains("face-position"), "{stage:?}");
    }
}

#[test]
fn what_nobody_has_taken_is_said_with_the_call_one_touch_away() {
    let unclaimed = auxilio_client::view::AlertView {
        offer_calls: true,
        ..alert(Stage::Unclaimed)
    };
    let html = html(showing(unclaimed));
    assert!(html.contains(&text("meaning-unclaimed")));
    assert!(html.contains("tel:105"));
}

#[test]
fn what_carried_an_alert_is_said_with_its_receipt() {
    use auxilio_client::condition::{Link, Path};
    for (path, words) in [
        (None, None),
        (Some(Path::Internet(None)), Some("path-internet")),
        (Some(Path::Internet(Some(Link::Cell))), Some("path-cell")),
    ] {
        let received = auxilio_client::view::AlertView {
            path,
            ..alert(Stage::Received)
        };
        let html = html(showing(received));
        match words {
            Some(words) => assert!(html.contains(&text(words)), "{words}"),
            None => assert!(!html.contains(&text("path-internet"))),
        }
    }
}
