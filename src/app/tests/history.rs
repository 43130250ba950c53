//! One's own alerts, readable without a network.

use auxilio_client::View;
use auxilio_client::view::{AlertView, Reach, Stage};
use auxilio_protocol::{AlertId, Kind, Lane};

use super::{Mounted, alert, view};
use crate::texts::text;
use crate::wording;

/// The newer one first, as the core gives them.
pub(super) fn two() -> [AlertView; 2] {
    let robbery = AlertView {
        id: AlertId::new(2, [2; 10]),
        kind: Kind::Robo,
        receipt: Some("cabecera.contenido.firma".to_owned()),
        ..alert(Stage::Received)
    };
    let drill = AlertView {
        id: AlertId::new(1, [1; 10]),
        exercise: true,
        lane: Some(Lane::Drill),
        ..alert(Stage::Closed)
    };
    [robbery, drill]
}

pub(super) fn opened(alerts: Vec<AlertView>) -> Mounted {
    let mut offline = View { alerts, ..view() };
    offline.central.reach = Reach::Silent;
    let mut mounted = Mounted::with(offline);
    mounted.press(&text("route-history"));
    mounted
}

#[test]
fn ones_own_alerts_are_listed_with_how_far_they_came() {
    let [robbery, drill] = two();
    let html = opened(vec![robbery.clone(), drill.clone()]).html();
    let at = |alert: &AlertView| html.find(&wording::item(alert)).unwrap();
    assert!(at(&robbery) < at(&drill), "newest first");
    assert!(html.contains("23\u{2069}/\u{2068}11"), "{html}");
    assert!(wording::item(&drill).contains(&text("lane-drill")));
    assert!(html.contains("history-drill"));
}

#[test]
fn an_alert_shows_its_signed_receipt_and_the_way_back() {
    let [robbery, drill] = two();
    let name = wording::item(&robbery);
    let mut mounted = opened(vec![robbery, drill]);
    mounted.press(&name);
    let html = mounted.html();
    assert!(html.contains("cabecera.contenido.firma"), "{html}");
    assert!(html.contains(&text("lane-verified")));
    mounted.press(&text("history-back"));
    assert!(!mounted.html().contains("cabecera.contenido.firma"));
}

#[test]
fn where_nothing_was_raised_the_list_says_so() {
    assert!(opened(Vec::new()).html().contains(&text("history-none")));
}
