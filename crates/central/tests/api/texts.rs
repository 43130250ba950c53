//! What a gateway hands over.

use auxilio_central::Settings;
use auxilio_central::store::{Brought, IncidentView};
use auxilio_protocol::alert::{Kind, Mode};
use auxilio_protocol::limits::SMS_BODY_BYTES_MAX;
use auxilio_protocol::sms::Draft;
use auxilio_protocol::{AlertId, Lane, WireTime};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use crate::browser::Console;
use crate::town::{Device, Town, alert, id};

const TOKEN: &str = "0123456789abcdef";
const FROM: &str = "+51987654321";

async fn town() -> Town {
    Town::start_with(Settings {
        sms_token: TOKEN.parse().ok(),
        ..Settings::default()
    })
    .await
}

async fn hand_over(town: &Town, token: &str, body: &Value) -> Response {
    town.http
        .post(town.url("/v1/sms"))
        .bearer_auth(token)
        .body(body.to_string())
        .send()
        .await
        .unwrap()
}

/// The gateway got this from the device's number.
async fn gets(town: &Town, text: &str) -> StatusCode {
    let received_at = "2026-11-23T19:13:10-05:00";
    let body = json!({ "from": FROM, "text": text, "received_at": received_at });
    hand_over(town, TOKEN, &body).await.status()
}

fn draft(id: AlertId) -> Draft {
    Draft {
        id,
        kind: Kind::Extorsion,
        mode: Mode::Open,
        exercise: false,
        raised_at: "2026-11-23T19:12:52.481-05:00".parse().unwrap(),
        fix: serde_json::from_value(alert(id)["fix"].clone()).ok(),
        written_at: WireTime::from_unix_ms(1_795_479_182_000),
    }
}

async fn words(town: &Town, device: &Device, id: AlertId) -> String {
    let keys = town.keys().await;
    draft(id).to_text(&device.key, keys.first().unwrap())
}

fn texts(incident: &IncidentView) -> Vec<(Lane, bool)> {
    let alerts = incident.alerts.iter();
    alerts
        .map(|alert| (alert.lane, matches!(alert.brought, Brought::Text(_))))
        .collect()
}

#[tokio::test]
async fn a_members_message_is_their_alert_and_says_who_they_are() {
    let town = town().await;
    let rosa = town.enrol(1).await;
    let text = words(&town, &rosa, id(1)).await;
    assert_eq!(gets(&town, &text).await, StatusCode::CREATED);
    let incident = town.incident().await;
    assert_eq!(incident.lane, Lane::Verified);
    let taken = &incident.alerts[0];
    assert_eq!((taken.id, &taken.kind), (id(1), &Kind::Extorsion));
    let place = taken.first_fix.as_ref().unwrap();
    assert_eq!((place.lat, place.accuracy_m), (-8.07392, Some(14.0)));
    let name = taken.profile.as_ref().unwrap().name.as_deref();
    assert_eq!(name, Some("Rosa"));
    assert_eq!(taken.brought.message().unwrap().from, FROM);
}

#[tokio::test]
async fn a_request_that_follows_its_message_completes_it_and_is_one_incident() {
    let town = town().await;
    let rosa = town.enrol(1).await;
    let text = words(&town, &rosa, id(1)).await;
    gets(&town, &text).await;
    let before = town.incident().await.changed;
    let answer = rosa.raise(&town, &alert(id(1))).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(town.receipt(answer).await.lane, Lane::Verified);
    let incident = town.incident().await;
    assert!(incident.changed > before, "the card is shown anew");
    assert_eq!(incident.alerts.len(), 1);
    let taken = &incident.alerts[0];
    assert_eq!(taken.device.as_ref().unwrap().battery_percent, Some(41));
    assert!(matches!(&taken.brought, Brought::Both(message) if message.text == text));
    // The same again changes nothing.
    rosa.raise(&town, &alert(id(1))).await;
    assert_eq!(gets(&town, &text).await, StatusCode::OK);
    assert_eq!(town.incident().await, incident);
}

#[tokio::test]
async fn a_message_that_follows_its_request_is_noted_with_it() {
    let town = town().await;
    let rosa = town.enrol(1).await;
    rosa.raise(&town, &alert(id(1))).await;
    let text = words(&town, &rosa, id(1)).await;
    assert_eq!(gets(&town, &text).await, StatusCode::OK);
    let incident = town.incident().await;
    assert_eq!(texts(&incident), [(Lane::Verified, false)]);
    assert!(incident.alerts[0].brought.message().is_some());
    assert!(incident.alerts[0].device.is_some());
}

#[tokio::test]
async fn a_stranger_who_uses_both_ways_is_one_incident_without_proof() {
    let town = town().await;
    let eva = Device::new(7);
    let text = words(&town, &eva, id(1)).await;
    assert_eq!(gets(&town, &text).await, StatusCode::CREATED);
    assert_eq!(texts(&town.incident().await), [(Lane::Unverified, true)]);
    let answer = eva.raise(&town, &alert(id(1))).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(texts(&town.incident().await), [(Lane::Unverified, false)]);
    // Nobody else gets in by that id any more.
    let thief = Device::new(8).raise(&town, &alert(id(1))).await;
    assert_eq!(thief.status(), StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_message_that_was_changed_on_the_way_proves_nothing_until_its_request_comes() {
    let town = town().await;
    let rosa = town.enrol(1).await;
    let text = words(&town, &rosa, id(1)).await.replace("14m", "15m");
    gets(&town, &text).await;
    assert_eq!(town.incident().await.lane, Lane::Unverified);
    let answer = rosa.raise(&town, &alert(id(1))).await;
    assert_eq!(town.receipt(answer).await.lane, Lane::Verified);
    let incident = town.incident().await;
    assert_eq!(incident.lane, Lane::Verified);
    assert_eq!(
        texts(&incident),
        [(Lane::Unverified, true), (Lane::Verified, false)]
    );
}

#[tokio::test]
async fn a_drill_by_message_never_rings_as_real() {
    let town = town().await;
    let rosa = town.enrol(1).await;
    let mut drill = draft(id(1));
    drill.exercise = true;
    let keys = town.keys().await;
    let text = drill.to_text(&rosa.key, keys.first().unwrap());
    gets(&town, &text).await;
    assert_eq!(town.incident().await.lane, Lane::Drill);
}

#[tokio::test]
async fn what_a_human_wrote_rings_unverified_as_it_came_and_once() {
    let town = town().await;
    let console = Console::log_in(&town).await;
    let wrote = "ayuda <b>me roban</b> en río seco";
    assert_eq!(gets(&town, wrote).await, StatusCode::CREATED);
    assert_eq!(gets(&town, wrote).await, StatusCode::OK);
    assert_eq!(town.incident().await.lane, Lane::Unverified);
    let board = console.page().await;
    assert!(
        board.contains("ayuda &lt;b&gt;me roban&lt;/b&gt; en río seco"),
        "{board}"
    );
    assert!(board.contains("LLEGÓ POR MENSAJE DE TEXTO"), "{board}");
    assert!(board.contains("tel:+51987654321"), "{board}");
    // Without a time nobody can know that it is the same.
    for _ in 0..2 {
        let body = json!({ "from": FROM, "text": wrote });
        let answer = hand_over(&town, TOKEN, &body).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
    }
    assert_eq!(town.incidents().await.len(), 3);
}

#[tokio::test]
async fn only_the_gateway_hands_over_and_nobody_where_there_is_none() {
    let body = json!({ "from": FROM, "text": "ayuda" });
    let without = Town::start().await;
    let answer = hand_over(&without, TOKEN, &body).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let town = town().await;
    for token in ["", "0123456789abcdeF", "0123456789abcdef0"] {
        let answer = hand_over(&town, token, &body).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{token}");
    }
    let unsaid = town.post("/v1/sms", body.to_string()).await;
    assert_eq!(unsaid.status(), StatusCode::UNAUTHORIZED);
    assert!(town.incidents().await.is_empty());
}

#[tokio::test]
async fn what_a_gateway_hands_over_is_bounded_and_kept_as_far_as_it_goes() {
    let town = town().await;
    for body in [json!([]), json!({ "from": FROM }), json!({ "text": 5 })] {
        let answer = hand_over(&town, TOKEN, &body).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{body}");
    }
    let huge = json!({ "text": "x".repeat(SMS_BODY_BYTES_MAX) });
    let answer = hand_over(&town, TOKEN, &huge).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(gets(&town, &"a".repeat(9_000)).await, StatusCode::CREATED);
    let incident = town.incident().await;
    let message = incident.alerts[0].brought.message().unwrap();
    assert_eq!(message.text.len(), 1_530);
}
