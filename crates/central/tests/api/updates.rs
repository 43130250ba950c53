use auxilio_central::incident::{Action, CloseCode, Phase};
use auxilio_protocol::{CancelReason, Fix, Kind, Seq};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::town::{Device, Town, alert, id, problem};

fn press(seq: u64) -> Value {
    json!({ "seq": seq, "at": "2026-11-23T19:13:00.000-05:00", "urgent": true })
}

fn fix(seq: u64, lat: f64) -> Value {
    json!({ "seq": seq, "at": "2026-11-23T19:13:00.000-05:00", "fix": {
        "lat": lat, "lon": -78.99, "taken_at": "2026-11-23T19:13:00.000-05:00", "source": "gnss"
    } })
}

fn latitude(fix: Option<Fix>) -> String {
    fix.unwrap().lat.to_string()
}

#[tokio::test]
async fn a_receipt_reaches_as_far_as_there_is_no_gap() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    rosa.raise(&town, &alert(id(1))).await;
    for (updates, reached) in [
        (json!([fix(1, -8.1), fix(2, -8.2)]), 2),
        (json!([fix(5, -8.5)]), 2),
        (json!([fix(4, -8.4)]), 2),
        (json!([fix(3, -8.3)]), 5),
        (json!([fix(3, -8.9), fix(5, -8.9)]), 5),
    ] {
        let answer = rosa.update(&town, id(1), &updates).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(town.receipt(answer).await.seq, Seq(reached), "{updates}");
    }
    let repeat = town.receipt(rosa.raise(&town, &alert(id(1))).await).await;
    assert_eq!(repeat.seq, Seq(5));
    let seen = town.incident().await.alerts.remove(0);
    assert_eq!(latitude(seen.first_fix), "-8.07392");
    assert_eq!(latitude(seen.latest_fix), "-8.5");
}

#[tokio::test]
async fn a_cancel_marks_the_incident_and_never_closes_it() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    rosa.raise(&town, &alert(id(1))).await;
    let before = town.incident().await;
    let updates = json!([
        { "seq": 1, "kind": "robo" },
        { "seq": 2, "cancel": { "reason": "falsa_alarma" } },
        { "seq": 3, "duress": true },
        { "seq": 4, "battery_percent": 9 },
        { "seq": 5, "something_new": 1 },
    ]);
    let receipt = town
        .receipt(rosa.update(&town, id(1), &updates).await)
        .await;
    assert_eq!(receipt.seq, Seq(5));
    let after = town.incident().await;
    assert_eq!(after.phase, before.phase);
    assert!(after.changed > before.changed);
    let seen = &after.alerts[0];
    assert_eq!(seen.kind, Kind::Robo);
    assert_eq!(seen.marks.cancelled, Some(CancelReason::FalsaAlarma));
    assert!(seen.marks.duress);
    assert_eq!(seen.device.as_ref().unwrap().battery_percent, Some(9));
}

#[tokio::test]
async fn updates_before_their_alert_wait_for_it_without_a_receipt() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let early = rosa
        .update(&town, id(1), &json!([fix(1, -8.1), fix(2, -8.2)]))
        .await;
    assert_eq!(early.status(), StatusCode::ACCEPTED);
    assert!(early.bytes().await.unwrap().is_empty());
    assert!(town.incidents().await.is_empty());
    let receipt = town.receipt(rosa.raise(&town, &alert(id(1))).await).await;
    assert_eq!(receipt.seq, Seq(2));
    let seen = town.incident().await.alerts.remove(0);
    assert_eq!(latitude(seen.latest_fix), "-8.2");
}

#[tokio::test]
async fn only_so_many_updates_wait_for_an_alert() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let batch = |from: u64| (from..from + 64).map(|seq| fix(seq, -8.1)).collect();
    assert_eq!(
        rosa.update(&town, id(1), &batch(1)).await.status(),
        StatusCode::ACCEPTED
    );
    let more = rosa.update(&town, id(1), &batch(65)).await;
    assert_eq!(more.status(), StatusCode::TOO_MANY_REQUESTS);
    let receipt = town.receipt(rosa.raise(&town, &alert(id(1))).await).await;
    assert_eq!(receipt.seq, Seq(64));
}

#[tokio::test]
async fn nobody_else_updates_an_alert() {
    let town = Town::start().await;
    let (rosa, thief) = (town.enrol(1).await, town.enrol(2).await);
    rosa.raise(&town, &alert(id(1))).await;
    let before = town.incident().await;
    let update = json!([fix(1, -8.9)]);
    let path = format!("/v1/alerts/{}/updates", id(1));
    for refused in [
        thief.update(&town, id(1), &update).await,
        Device::new(9).update(&town, id(1), &update).await,
        town.post(&path, update.to_string()).await,
    ] {
        assert_eq!(refused.status(), StatusCode::CONFLICT);
    }
    // What a stranger sends for an alert that is not there is not kept either.
    let unknown = Device::new(9).update(&town, id(2), &update).await;
    insta::assert_json_snapshot!("update_of_nothing", problem(unknown).await);
    assert_eq!(town.incident().await, before);
}

#[tokio::test]
async fn an_early_update_of_another_device_does_not_reach_the_alert() {
    let town = Town::start().await;
    let (rosa, thief) = (town.enrol(1).await, town.enrol(2).await);
    thief.update(&town, id(1), &json!([fix(1, -8.9)])).await;
    let receipt = town.receipt(rosa.raise(&town, &alert(id(1))).await).await;
    assert_eq!(receipt.seq, Seq(0));
    let seen = town.incident().await.alerts.remove(0);
    assert_eq!(seen.latest_fix, seen.first_fix);
}

#[tokio::test]
async fn a_phone_that_is_not_enrolled_can_still_send_better_positions() {
    let town = Town::start().await;
    let rosa = Device::new(1);
    rosa.raise(&town, &alert(id(1))).await;
    let answer = rosa.update(&town, id(1), &json!([fix(1, -8.2)])).await;
    assert_eq!(town.receipt(answer).await.seq, Seq(1));
    let other = Device::new(2)
        .update(&town, id(1), &json!([fix(2, -8.9)]))
        .await;
    assert_eq!(other.status(), StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_is_not_a_list_of_updates_is_refused() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    rosa.raise(&town, &alert(id(1))).await;
    let many: Value = (1..=65).map(|seq| fix(seq, -8.1)).collect();
    for (name, updates) in [
        ("updates_not_a_list", json!({ "seq": 1 })),
        ("updates_without_seq", json!([{ "kind": "robo" }])),
        ("updates_too_many", many),
    ] {
        let refused = rosa.update(&town, id(1), &updates).await;
        insta::assert_json_snapshot!(name, problem(refused).await);
    }
    let path = "/v1/alerts/not-an-id/updates";
    let refused = rosa.post(&town, path, &json!([])).await;
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn every_press_is_counted() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    rosa.raise(&town, &alert(id(1))).await;
    rosa.update(&town, id(1), &json!([press(1), fix(2, -8.1), press(3)]))
        .await;
    let seen = town.incident().await.alerts.remove(0);
    assert_eq!(seen.marks.presses_again, 2);
}

#[tokio::test]
async fn a_press_on_a_closed_incident_is_sent_back_to_ring_as_an_alert_of_its_own() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    rosa.raise(&town, &alert(id(1))).await;
    let seen_in_time = json!([press(1)]);
    rosa.update(&town, id(1), &seen_in_time).await;
    town.act(Action::Acknowledge).await;
    town.act(Action::Close {
        code: CloseCode::Attended,
        reason: None,
    })
    .await;
    let repeat = rosa.update(&town, id(1), &seen_in_time).await;
    assert_eq!(town.receipt(repeat).await.seq, Seq(1));
    let late = rosa
        .update(&town, id(1), &json!([fix(2, -8.1), press(3)]))
        .await;
    assert_eq!(late.status(), StatusCode::CONFLICT);
    assert_eq!(
        problem(late).await["problem"]["type"],
        "urn:auxilio:problem:alert-closed"
    );
    let taken_back = json!([press(2), { "seq": 3, "cancel": { "reason": "falsa_alarma" } }]);
    let taken_back = rosa.update(&town, id(1), &taken_back).await;
    assert_eq!(town.receipt(taken_back).await.seq, Seq(3));
    rosa.raise(&town, &alert(id(2))).await;
    let phases: Vec<Phase> = town.incidents().await.iter().map(|i| i.phase).collect();
    assert!(phases.contains(&Phase::Open), "it rings: {phases:?}");
}
