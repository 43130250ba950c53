use auxilio_central::Settings;
use reqwest::StatusCode;
use serde_json::Value;

use crate::town::Town;

#[tokio::test]
async fn a_central_says_who_it_is_and_where_alerts_go() {
    let town = Town::start_with(Settings {
        public_url: Some("https://central.example/auxilio/".parse().unwrap()),
        sms_gateway: "+51 900 000 000".parse().ok(),
        ..Settings::default()
    })
    .await;
    let mut described: Value = town.get("/.well-known/auxilio").await.json().await.unwrap();
    for made_anew in ["x", "kid"] {
        described["jwks"]["keys"][0][made_anew] = "[43 characters]".into();
    }
    insta::assert_json_snapshot!(described);
}

#[tokio::test]
async fn a_central_that_works_says_so() {
    let town = Town::start().await;
    assert_eq!(town.get("/healthz").await.status(), StatusCode::OK);
}
