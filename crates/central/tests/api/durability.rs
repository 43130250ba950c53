use auxilio_central::Settings;
use futures_util::future::join_all;
use reqwest::{Method, StatusCode};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use crate::town::{Town, alert, id};

#[tokio::test]
async fn a_restart_keeps_alerts_members_receipts_and_the_key() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let before = rosa
        .raise(&town, &alert(id(1)))
        .await
        .bytes()
        .await
        .unwrap();
    let keys = town.keys().await;
    let town = Town::start_in(town.stop().await, Settings::default()).await;
    assert_eq!(town.keys().await, keys);
    let again = rosa.raise(&town, &alert(id(1))).await;
    assert_eq!(again.status(), StatusCode::OK);
    assert_eq!(again.bytes().await.unwrap(), before);
    assert_eq!(town.incident().await.alerts.len(), 1);
}

/// The connection sends an alert and never reads; the central dies once the alert is on its disk.
#[tokio::test]
async fn a_central_that_dies_between_commit_and_answer_gives_the_retry_the_receipt_it_owed() {
    let town = Town::start().await;
    let body = alert(id(1)).to_string();
    let mut connection = TcpStream::connect(town.address).await.unwrap();
    let head = format!(
        "POST /v1/alerts HTTP/1.1\r\nhost: central\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    connection
        .write_all(format!("{head}{body}").as_bytes())
        .await
        .unwrap();
    while town.incidents().await.is_empty() {
        tokio::task::yield_now().await;
    }
    town.serving.abort();
    assert!(town.serving.await.unwrap_err().is_cancelled());
    let received_at = town.store.board().await.unwrap().incidents[0].opened_at;

    let town = Town::start_in(town.folder, Settings::default()).await;
    let retry = town.post("/v1/alerts", body.clone()).await;
    assert_eq!(retry.status(), StatusCode::OK);
    let receipt = town.receipt(retry).await;
    assert_eq!(receipt.received_at, received_at);
    assert_eq!(town.incident().await.alerts.len(), 1);
}

#[tokio::test]
async fn what_was_taken_when_the_central_is_told_to_stop_is_answered() {
    let mut town = Town::start().await;
    let rosa = town.enrol(1).await;
    let requests: Vec<_> = (0..100)
        .map(|n| {
            let body = Some(alert(id(n)).to_string().into_bytes());
            rosa.request(&town, Method::POST, "/v1/alerts", body)
        })
        .collect();
    let stop_in_the_middle = async {
        while town.incidents().await.is_empty() {
            tokio::task::yield_now().await;
        }
        town.ask_to_stop();
    };
    let sending = join_all(requests.into_iter().map(reqwest::RequestBuilder::send));
    let (answers, ()) = tokio::join!(sending, stop_in_the_middle);
    town.serving.await.unwrap();
    // Some came too late to be taken; every other one has its answer.
    let answered = answers
        .iter()
        .flatten()
        .filter(|a| a.status() == StatusCode::CREATED)
        .count();
    let town = Town::start_in(town.folder, Settings::default()).await;
    let kept: usize = town
        .incidents()
        .await
        .iter()
        .map(|incident| incident.alerts.len())
        .sum();
    assert_eq!(kept, answered);
}

#[tokio::test]
async fn what_cannot_be_made_durable_is_not_acknowledged() {
    let town = Town::start().await;
    town.store.close().await;
    let answer = town.post("/v1/alerts", alert(id(1)).to_string()).await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    insta::assert_json_snapshot!("not_durable", crate::town::problem(answer).await);
    let health = town.get("/healthz").await;
    assert_eq!(health.status(), StatusCode::SERVICE_UNAVAILABLE);
}
