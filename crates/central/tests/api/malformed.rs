use auxilio_protocol::alert::Mode;
use auxilio_protocol::{Kind, Lane};
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::town::{Town, alert, id, problem};

#[tokio::test]
async fn what_is_not_an_alert_is_refused_with_its_reason() {
    let town = Town::start().await;
    for (name, body) in [
        ("not_json", b"{\"id\":".as_slice()),
        ("not_utf8", b"{\"kind\":\"\xff\"}"),
        ("not_an_object", b"[1, 2]"),
        ("no_id", b"{\"kind\":\"robo\"}"),
        ("id_is_no_uuid", b"{\"id\":\"42\"}"),
    ] {
        let refused = problem(town.post("/v1/alerts", body).await).await;
        insta::assert_json_snapshot!(name, refused);
    }
    assert!(town.incidents().await.is_empty());
}

#[tokio::test]
async fn an_alert_that_is_too_large_is_told_so_even_if_it_is_far_too_large() {
    let town = Town::start().await;
    for bytes in [17 * 1024, 10 * 1024 * 1024] {
        let answer = town.post("/v1/alerts", vec![b' '; bytes]).await;
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
        insta::assert_json_snapshot!("too_large", problem(answer).await);
    }
}

#[tokio::test]
async fn an_alert_that_is_odd_is_taken_with_what_can_be_read_and_kept_as_it_came() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let mut odd = alert(id(1));
    odd["kind"] = json!(7);
    odd["mode"] = json!("whisper");
    odd["fix"]["lat"] = json!(-98.0);
    odd["raised_at"] = json!("2027-11-23T19:12:52.481-05:00");
    odd["new_in_version_9"] = json!({ "a": [1, 2] });
    let answer = rosa.raise(&town, &odd).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let incident = town.incident().await;
    let seen = &incident.alerts[0];
    assert_eq!(incident.lane, Lane::Verified);
    assert_eq!((&seen.kind, seen.mode), (&Kind::Auxilio, Mode::Covert));
    assert_eq!(seen.odd, ["kind", "mode", "fix"]);
    assert_eq!(seen.first_fix, None);
    assert!(seen.profile.is_some());
    assert_eq!(seen.raw, odd.to_string().into_bytes());
}

#[tokio::test]
async fn an_alert_of_nothing_but_an_id_is_taken() {
    let town = Town::start().await;
    let answer = town
        .post("/v1/alerts", json!({ "id": id(1) }).to_string())
        .await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let incident = town.incident().await;
    assert_eq!(incident.alerts[0].kind, Kind::Auxilio);
    assert!(incident.alerts[0].odd.is_empty());
}

#[tokio::test]
async fn addresses_and_methods_that_are_not_there_are_problems_too() {
    let town = Town::start().await;
    insta::assert_json_snapshot!("no_such_address", problem(town.get("/v1/nada").await).await);
    let deleted = town
        .http
        .request(Method::DELETE, town.url("/v1/alerts"))
        .send()
        .await
        .unwrap();
    insta::assert_json_snapshot!("no_such_method", problem(deleted).await);
}
