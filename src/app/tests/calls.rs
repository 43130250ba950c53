//! What helps when nothing answers.

use auxilio_client::view::{AlertView, Stage, Trouble};
use auxilio_protocol::{Fix, Kind, Source};

use super::{alert, html, now, showing};
use crate::texts::text;
use crate::wording;

#[test]
fn when_nothing_answers_the_numbers_can_be_dialled() {
    let lost = AlertView {
        offer_calls: true,
        trouble: Some(Trouble::NoAnswer),
        ..alert(Stage::Saved)
    };
    let html = html(showing(lost));
    assert!(html.contains(&text("trouble-no-answer")));
    for number in ["tel:105", "tel:100"] {
        assert!(html.contains(number), "{html}");
    }
}

#[test]
fn the_lines_stand_in_the_order_of_what_happens() {
    let fire = AlertView {
        kind: Kind::Incendio,
        offer_calls: true,
        ..alert(Stage::Saved)
    };
    let html = html(showing(fire));
    let at = |number: &str| html.find(&format!("tel:{number}")).unwrap();
    assert!(at("116") < at("105"));
    for number in ["100", "106", "111"] {
        assert!(at("105") < at(number), "{number}");
    }
}

#[test]
fn the_message_to_somebody_trusted_tells_where_and_that_it_is_not_the_central() {
    let lost = AlertView {
        kind: Kind::Robo,
        ..alert(Stage::Saved)
    };
    let fix = Fix {
        lat: -8.073_92,
        lon: -78.992_92,
        accuracy_m: None,
        confidence: None,
        altitude_m: None,
        speed_mps: None,
        course_deg: None,
        taken_at: now(),
        source: Source::Gnss,
        mock: false,
    };
    let message = wording::message(&lost, Some(&fix));
    for part in ["-8.07392, -78.99292", "19:12", "Robo", "no le llega"] {
        assert!(message.contains(part), "{message}");
    }
    let offered = AlertView {
        offer_calls: true,
        ..lost
    };
    assert!(html(showing(offered)).contains("https://wa.me/?text=Necesito%20ayuda"));
}
