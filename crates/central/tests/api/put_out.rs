//! A device that was put out and still sends: unverified, shown for what it is, never ignored.

use auxilio_central::operators::Role;
use auxilio_central::store::{Marks, PutOutBy, Sender};
use auxilio_protocol::{Lane, Seq};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::browser::Console;
use crate::town::{Device, Town, alert, id};

const OWN: &str = "Mercado Central";

/// Lidia's browser: she coordinates the market.
async fn lidia(town: &Town) -> Console<'_> {
    let role = Role::Coordinator {
        organization: OWN.to_owned(),
    };
    Console::log_in_as(town, "Lidia", &role).await
}

/// The id of the one member there is.
async fn member(device: &Device, town: &Town) -> String {
    let me: Value = device.me(town).await.json().await.unwrap();
    me["member"].as_str().unwrap().to_owned()
}

async fn put_out(lidia: &Console<'_>, member: &str) {
    let path = format!("/coordinacion/miembros/{member}/retirar");
    let done = lidia.send(&path, "").await;
    assert_eq!(done.status(), StatusCode::SEE_OTHER);
}

fn fix(seq: u64, lat: f64) -> Value {
    json!({ "seq": seq, "at": "2026-11-23T19:13:00.000-05:00", "fix": {
        "lat": lat, "lon": -78.99, "taken_at": "2026-11-23T19:13:00.000-05:00", "source": "gnss"
    } })
}

#[tokio::test]
async fn what_a_device_sends_after_it_was_put_out_is_unverified_and_says_whose_it_was() {
    let town = Town::start().await;
    // The first login makes the central's own; Lidia's comes after it.
    let console = Console::log_in(&town).await;
    let lidia = lidia(&town).await;
    let rosa = town.enrol(1).await;
    put_out(&lidia, &member(&rosa, &town).await).await;
    let taken = rosa.raise(&town, &alert(id(1))).await;
    assert_eq!(taken.status(), StatusCode::CREATED);
    assert_eq!(town.receipt(taken).await.lane, Lane::Unverified);
    let moved = rosa.update(&town, id(1), &json!([fix(1, -8.2)])).await;
    assert_eq!(moved.status(), StatusCode::OK);
    let seen = town.incident().await;
    let by = seen.put_out().unwrap();
    assert!(matches!(by.by, PutOutBy::Revoked(_)));
    assert_eq!(by.organization.as_deref(), Some(OWN));
    assert_eq!(by.name.as_deref(), Some("Rosa"));
    let page = console.page().await;
    assert!(page.contains("Posible teléfono en otras manos: se dio de baja el "));
    assert!(page.contains("-8.200000, -78.990000"), "{page}");
    assert!(page.contains("Lidia"));
}

#[tokio::test]
async fn from_the_answer_on_nothing_of_a_device_that_is_put_out_counts_as_a_members() {
    let town = Town::start().await;
    let lidia = lidia(&town).await;
    let rosa = town.enrol(1).await;
    let who = member(&rosa, &town).await;
    rosa.raise(&town, &alert(id(1))).await;
    let path = format!("/v1/alerts/{}/events", id(1));
    let mut stream = (rosa.request(&town, Method::GET, &path, None).send().await).unwrap();
    assert!(stream.chunk().await.unwrap().is_some());
    put_out(&lidia, &who).await;
    // The answer is there. In this order: the alert, the stream, the membership.
    let next = town.receipt(rosa.raise(&town, &alert(id(2))).await).await;
    assert_eq!(next.lane, Lane::Unverified);
    while stream.chunk().await.unwrap().is_some() {}
    assert_eq!(rosa.me(&town).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_alert_from_before_goes_on_being_followed_and_says_that_its_device_was_put_out() {
    let town = Town::start().await;
    let lidia = lidia(&town).await;
    let rosa = town.enrol(1).await;
    let who = member(&rosa, &town).await;
    rosa.raise(&town, &alert(id(1))).await;
    let before = town.incident().await;
    assert_eq!(before.put_out(), None);
    put_out(&lidia, &who).await;
    let after = town.incident().await;
    assert!(after.changed > before.changed);
    assert!(after.put_out().is_some());
    // The same request again is the same alert, and where the device goes is seen.
    let again = rosa.raise(&town, &alert(id(1))).await;
    assert_eq!(again.status(), StatusCode::OK);
    let moved = rosa.update(&town, id(1), &json!([fix(1, -8.3)])).await;
    assert_eq!(town.receipt(moved).await.seq, Seq(1));
    let seen = town.incident().await.alerts.remove(0);
    assert_eq!(seen.latest_fix.unwrap().lat.to_string(), "-8.3");
    assert_eq!(seen.marks, Marks::default());
}

#[tokio::test]
async fn whoever_only_waited_and_was_turned_away_is_no_phone_in_other_hands() {
    let town = Town::start().await;
    let lidia = lidia(&town).await;
    let rosa = Device::new(1);
    let invited = town.invite(OWN, 1, 1, true).await;
    rosa.enrol(&town, invited.link.token.expose()).await;
    put_out(&lidia, &member(&rosa, &town).await).await;
    assert_eq!(rosa.me(&town).await.status(), StatusCode::FORBIDDEN);
    let taken = town.receipt(rosa.raise(&town, &alert(id(1))).await).await;
    assert_eq!(taken.lane, Lane::Unverified);
    assert_eq!(town.incident().await.put_out(), None);
}

#[tokio::test]
async fn nobody_else_passes_for_a_device_that_was_put_out() {
    let town = Town::start().await;
    let lidia = lidia(&town).await;
    let rosa = town.enrol(1).await;
    put_out(&lidia, &member(&rosa, &town).await).await;
    // Eva's signature under Rosa's name.
    let body = alert(id(1)).to_string().into_bytes();
    let eva = Device::new(2);
    let forged = eva.request(&town, Method::POST, "/v1/alerts", Some(body.clone()));
    let mut forged = forged.build().unwrap();
    let named = (rosa
        .request(&town, Method::POST, "/v1/alerts", Some(body))
        .build())
    .unwrap();
    let input = named.headers()["signature-input"].clone();
    forged.headers_mut().insert("signature-input", input);
    let taken = town.http.execute(forged).await.unwrap();
    assert_eq!(town.receipt(taken).await.lane, Lane::Unverified);
    let seen = town.incident().await;
    assert_eq!(seen.put_out(), None);
    assert!(matches!(seen.alerts[0].sender, Sender::Claimed(_)));
}

#[tokio::test]
async fn a_device_that_was_put_out_is_still_known_after_a_restart() {
    let town = Town::start().await;
    let lidia = lidia(&town).await;
    let rosa = town.enrol(1).await;
    put_out(&lidia, &member(&rosa, &town).await).await;
    let town = Town::start_in(town.stop().await, auxilio_central::Settings::default()).await;
    rosa.raise(&town, &alert(id(1))).await;
    assert!(town.incident().await.put_out().is_some());
}
