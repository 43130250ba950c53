//! What somebody on the way can do with requests that they have seen: hold them back, send them
//! again, change them, turn their order round. None of it proves anything new.

use auxilio_protocol::signature::{CONTENT_DIGEST, SIGNATURE, SIGNATURE_INPUT};
use auxilio_protocol::{Lane, Seq};
use reqwest::{Method, Request, StatusCode};
use serde_json::{Value, json};

use crate::town::{Device, Town, alert, id};

/// A signed request as it was seen on the way.
fn seen(device: &Device, town: &Town, path: &str, body: &Value) -> Request {
    let body = Some(body.to_string().into_bytes());
    let request = device.request(town, Method::POST, path, body);
    request.build().unwrap()
}

async fn send(town: &Town, request: Request) -> reqwest::Response {
    town.http.execute(request).await.unwrap()
}

#[tokio::test]
async fn a_request_that_is_sent_again_gets_the_same_receipt_and_changes_nothing() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let request = || seen(&rosa, &town, "/v1/alerts", &alert(id(1)));
    let first = send(&town, request()).await.text().await.unwrap();
    let changed = town.incident().await.changed;
    for _ in 0..3 {
        assert_eq!(send(&town, request()).await.text().await.unwrap(), first);
    }
    assert_eq!(town.incident().await.changed, changed);
}

#[tokio::test]
async fn a_signature_serves_for_no_other_address_method_body_or_moment() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    town.receipt(rosa.raise(&town, &alert(id(9))).await).await;
    let request = |n: u8| seen(&rosa, &town, "/v1/alerts", &alert(id(n)));

    // Another address and method: what has to be proven there is not.
    for (method, path) in [
        (Method::PATCH, "/v1/me"),
        (Method::DELETE, "/v1/me"),
        (Method::GET, "/v1/me/export"),
        (Method::PUT, "/v1/me/readiness"),
    ] {
        let mut elsewhere = request(1);
        *elsewhere.method_mut() = method.clone();
        elsewhere.url_mut().set_path(path);
        let answer = send(&town, elsewhere).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{method} {path}");
    }
    assert_eq!(rosa.me(&town).await.status(), StatusCode::OK);

    // Another body, with its own digest or with the old one; another moment; no digest at all.
    let body = |n: u8| alert(id(n)).to_string();
    let other = seen(&Device::new(7), &town, "/v1/alerts", &alert(id(3)));
    let changes: [&dyn Fn(&mut Request); 4] = [
        &|request| *request.body_mut() = Some(body(2).into()),
        &|request| {
            *request.body_mut() = Some(body(3).into());
            let digest = other.headers()[CONTENT_DIGEST].clone();
            request.headers_mut().insert(CONTENT_DIGEST, digest);
        },
        &|request| {
            let input = request.headers()[SIGNATURE_INPUT].to_str().unwrap();
            let later = input.replace("created=1800000000", "created=1800000001");
            let later = later.parse().unwrap();
            request.headers_mut().insert(SIGNATURE_INPUT, later);
        },
        &|request| {
            request.headers_mut().remove(CONTENT_DIGEST);
        },
    ];
    for (number, alter) in (10..).zip(changes) {
        let mut altered = request(number);
        alter(&mut altered);
        assert!(altered.headers().contains_key(SIGNATURE));
        let receipt = town.receipt(send(&town, altered).await).await;
        assert_eq!(receipt.lane, Lane::Unverified, "{number}");
    }
}

#[tokio::test]
async fn updates_come_to_the_same_in_whatever_order_and_however_often_they_arrive() {
    let at = "2026-11-23T19:13:00-05:00";
    let updates = [
        json!({ "seq": 1, "at": at, "kind": "robo" }),
        json!({ "seq": 2, "at": at, "urgent": true }),
        json!({ "seq": 3, "at": at, "text": "segundo piso" }),
        json!({ "seq": 4, "at": at, "battery_percent": 9 }),
    ];
    let mut seen = Vec::new();
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
        let town = Town::start().await;
        let rosa = town.enrol(1).await;
        rosa.raise(&town, &alert(id(1))).await;
        let mut last = None;
        for index in order.into_iter().chain(order) {
            let batch = json!([updates[index]]);
            last = Some(town.receipt(rosa.update(&town, id(1), &batch).await).await);
        }
        assert_eq!(last.unwrap().seq, Seq(4));
        let view = town.incident().await.alerts.remove(0);
        let percent = view.device.and_then(|device| device.battery_percent);
        seen.push((view.kind, view.marks, percent));
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]), "{seen:?}");
}
