use auxilio_protocol::{Lane, Seq};
use futures_util::future::join_all;
use reqwest::StatusCode;
use serde_json::json;

use crate::town::{Device, Town, alert, id, problem};

#[tokio::test]
async fn an_alert_gets_a_receipt_and_a_repeat_the_same_one_to_the_byte() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let first = rosa.raise(&town, &alert(id(1))).await;
    assert_eq!(first.status(), StatusCode::CREATED);
    let first = first.bytes().await.unwrap();
    let again = rosa.raise(&town, &alert(id(1))).await;
    assert_eq!(again.status(), StatusCode::OK);
    assert_eq!(again.bytes().await.unwrap(), first);
    let receipt = town.receipt(rosa.raise(&town, &alert(id(1))).await).await;
    assert_eq!(
        (receipt.alert, receipt.seq, receipt.lane),
        (id(1), Seq(0), Lane::Verified)
    );
    assert_eq!(town.incident().await.alerts.len(), 1);
}

#[tokio::test]
async fn many_deliveries_of_one_alert_at_the_same_moment_make_one_incident() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let alert = alert(id(1));
    let answers = join_all((0..24).map(|_| rosa.raise(&town, &alert))).await;
    let first = answers
        .iter()
        .filter(|answer| answer.status() == StatusCode::CREATED)
        .count();
    assert_eq!(first, 1);
    let mut bodies = join_all(answers.into_iter().map(|answer| async {
        assert!(answer.status().is_success());
        answer.text().await.unwrap()
    }))
    .await;
    bodies.dedup();
    assert_eq!(bodies.len(), 1);
    assert_eq!(town.incident().await.alerts.len(), 1);
}

#[tokio::test]
async fn the_id_of_another_device_is_refused_and_nothing_changes() {
    let town = Town::start().await;
    let (rosa, thief) = (town.enrol(1).await, town.enrol(2).await);
    rosa.raise(&town, &alert(id(1))).await;
    let before = town.incident().await;
    insta::assert_json_snapshot!(problem(thief.raise(&town, &alert(id(1))).await).await);
    let stranger = Device::new(3).raise(&town, &alert(id(1))).await;
    assert_eq!(stranger.status(), StatusCode::CONFLICT);
    let unsigned = town.post("/v1/alerts", alert(id(1)).to_string()).await;
    assert_eq!(unsigned.status(), StatusCode::CONFLICT);
    assert_eq!(town.incident().await, before);
}

#[tokio::test]
async fn a_thief_who_comes_first_with_an_id_does_not_keep_its_owner_out() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let mut squat = alert(id(1));
    squat["kind"] = json!("otra_cosa");
    let squatted = town.post("/v1/alerts", squat.to_string()).await;
    assert_eq!(squatted.status(), StatusCode::CREATED);
    let own = rosa.raise(&town, &alert(id(1))).await;
    assert_eq!(own.status(), StatusCode::CREATED);
    assert_eq!(town.receipt(own).await.lane, Lane::Verified);
    let incidents = town.incidents().await;
    assert_eq!(incidents.len(), 2);
    assert_eq!(incidents[0].lane, Lane::Verified);
    // And the thief cannot change what came first either.
    squat["kind"] = json!("robo");
    let again = town.post("/v1/alerts", squat.to_string()).await;
    assert_eq!(again.status(), StatusCode::CONFLICT);
}

#[tokio::test]
async fn the_same_bytes_unproven_and_then_proven_are_one_incident_that_is_verified() {
    let town = Town::start().await;
    let rosa = Device::new(1);
    let unknown = rosa.raise(&town, &alert(id(1))).await;
    assert_eq!(town.receipt(unknown).await.lane, Lane::Unverified);
    rosa.enrol(&town, &town.invitation(1, 1).await).await;
    let known = rosa.raise(&town, &alert(id(1))).await;
    assert_eq!(town.receipt(known).await.lane, Lane::Verified);
    let incident = town.incident().await;
    assert_eq!(incident.lane, Lane::Verified);
    assert_eq!(incident.alerts.len(), 2);
}

#[tokio::test]
async fn an_unsigned_alert_enters_unverified_and_its_repeat_gets_the_same_receipt() {
    let town = Town::start().await;
    let body = alert(id(1)).to_string();
    let first = town.post("/v1/alerts", body.clone()).await;
    assert_eq!(first.status(), StatusCode::CREATED);
    let first = first.bytes().await.unwrap();
    let again = town.post("/v1/alerts", body).await;
    assert_eq!(again.status(), StatusCode::OK);
    assert_eq!(again.bytes().await.unwrap(), first);
    assert_eq!(town.incident().await.lane, Lane::Unverified);
}

#[tokio::test]
async fn a_signature_over_other_bytes_proves_nothing_but_the_alert_enters() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let signed = alert(id(1)).to_string().into_bytes();
    let forged = alert(id(2)).to_string();
    let answer = rosa
        .request(&town, reqwest::Method::POST, "/v1/alerts", Some(signed))
        .body(forged)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::CREATED);
    let receipt = town.receipt(answer).await;
    assert_eq!((receipt.alert, receipt.lane), (id(2), Lane::Unverified));
}

#[tokio::test]
async fn further_presses_of_one_device_fold_into_its_open_incident_but_never_a_drill() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    rosa.raise(&town, &alert(id(1))).await;
    rosa.raise(&town, &alert(id(2))).await;
    let mut drill = alert(id(3));
    drill["exercise"] = json!(true);
    let receipt = town.receipt(rosa.raise(&town, &drill).await).await;
    assert_eq!(receipt.lane, Lane::Drill);
    let incidents = town.incidents().await;
    let alerts: Vec<_> = incidents.iter().map(|i| (i.lane, i.alerts.len())).collect();
    assert_eq!(alerts, [(Lane::Verified, 2), (Lane::Drill, 1)]);
}
