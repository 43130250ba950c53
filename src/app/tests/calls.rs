//! What helps when nothing answers.

use auxilio_client::view::{AlertView, Stage, Trouble};
use auxilio_protocol::{Fix, Kind, Source};

use super::{Mounted, alert, html, now, showing};
use crate::bridge::Command;
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
fn a_touch_on_a_number_has_the_phone_dial_it_where_the_web_view_would_not() {
    let mut mounted = Mounted::with(showing(AlertView {
        offer_calls: true,
        ..alert(Stage::Saved)
    }));
    mounted.press(&text!(
        "call-name",
        number = "105",
        who = text!("call-police")
    ));
    mounted.press(&text("whatsapp"));
    let asked = mounted.asked();
    assert_eq!(asked[0], Command::OpenLink("tel:105".to_owned()));
    let Command::OpenLink(link) = &asked[1] else {
        panic!("{asked:?}");
    };
    assert!(link.starts_with("https://wa.me/?text="), "{link}");
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
