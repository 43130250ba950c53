use auxilio_central::Settings;
use auxilio_protocol::Lane;
use reqwest::{Method, StatusCode};

use crate::town::{Device, Town, alert, id, problem};

fn strict() -> Settings {
    Settings {
        unverified_per_minute: Some(3),
        ..Settings::default()
    }
}

#[tokio::test]
async fn a_flood_without_proof_is_slowed_down_and_members_are_not() {
    let town = Town::start_with(strict()).await;
    let rosa = town.enrol(1).await;
    let mut refused = None;
    for n in 10..20 {
        let answer = town.post("/v1/alerts", alert(id(n)).to_string()).await;
        if answer.status() == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(answer);
            break;
        }
    }
    let mut refused = problem(refused.unwrap()).await;
    assert!(
        refused["retry_after"]
            .as_str()
            .unwrap()
            .parse::<u64>()
            .unwrap()
            > 0
    );
    refused["retry_after"] = "[seconds]".into();
    insta::assert_json_snapshot!(refused);
    let own = rosa.raise(&town, &alert(id(1))).await;
    assert_eq!(town.receipt(own).await.lane, Lane::Verified);
}

#[tokio::test]
async fn naming_a_members_key_without_having_it_is_no_way_around() {
    let town = Town::start_with(strict()).await;
    let rosa = town.enrol(1).await;
    let mut statuses = Vec::new();
    for n in 10..20 {
        let signed = alert(id(1)).to_string().into_bytes();
        let forged = alert(id(n)).to_string();
        let request = rosa
            .request(&town, Method::POST, "/v1/alerts", Some(signed))
            .body(forged);
        statuses.push(request.send().await.unwrap().status());
    }
    assert!(
        statuses.contains(&StatusCode::TOO_MANY_REQUESTS),
        "{statuses:?}"
    );
}

#[tokio::test]
async fn a_proxy_on_this_machine_tells_whom_it_speaks_for() {
    let town = Town::start_with(strict()).await;
    for n in 0..10 {
        let answer = town
            .http
            .post(town.url("/v1/alerts"))
            .header("x-forwarded-for", format!("192.0.2.{n}"))
            .body(alert(id(n)).to_string())
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), StatusCode::CREATED);
    }
}

#[tokio::test]
async fn an_unknown_device_is_limited_like_any_stranger() {
    let town = Town::start_with(strict()).await;
    let stranger = Device::new(7);
    let mut last = StatusCode::OK;
    for n in 0..4 {
        last = stranger.raise(&town, &alert(id(n))).await.status();
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}
