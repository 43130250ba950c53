//! A phone that was taken and goes on sending: believed nothing, and never ignored.

use auxilio_central::Settings;
use auxilio_central::operators::Role;
use auxilio_protocol::Lane;
use auxilio_protocol::signature::SIGNATURE_INPUT;
use reqwest::{Method, StatusCode};

use crate::browser::Console;
use crate::town::{Device, Town, alert, id};

/// An enrolled device, and the way of a supervisor to put it out.
async fn put_out(town: &Town, device: &Device) {
    let boss = Console::log_in_as(town, "Elena", &Role::Supervisor).await;
    let page = boss.text("/coordinacion").await;
    let (_, rest) = page.split_once("/coordinacion/miembros/").unwrap();
    let (member, _) = rest.split_once('/').unwrap();
    let answer = boss
        .send(&format!("/coordinacion/miembros/{member}/retirar"), "")
        .await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(device.me(town).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_device_that_was_put_out_and_still_sends_is_shown_as_maybe_in_other_hands() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    put_out(&town, &rosa).await;
    let receipt = town.receipt(rosa.raise(&town, &alert(id(1))).await).await;
    assert_eq!(receipt.lane, Lane::Unverified);
    let incident = town.incident().await;
    let told = incident.alerts[0].put_out.as_ref().unwrap();
    assert!(told.organization.is_some());
    let console = Console::log_in_as(&town, "Rita", &Role::Operator).await;
    let page = console.text("/consola").await;
    assert!(page.contains("data-mark=\"put-out\""), "{page}");
    assert!(!page.contains("data-mark=\"unverified\""));

    let town = Town::start_in(town.stop().await, Settings::default()).await;
    town.receipt(rosa.raise(&town, &alert(id(2))).await).await;
    let incidents = town.incidents().await;
    let mut alerts = incidents.iter().flat_map(|incident| &incident.alerts);
    assert!(alerts.all(|alert| alert.put_out.is_some()));
}

#[tokio::test]
async fn only_its_own_signature_says_so() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    put_out(&town, &rosa).await;
    // Signed by somebody else, in Rosa's name.
    let body = Some(alert(id(1)).to_string().into_bytes());
    let (stranger, path) = (Device::new(2), "/v1/alerts");
    let own = stranger.key.public().id();
    let signed = stranger.request(&town, Method::POST, path, body);
    let mut forged = signed.build().unwrap();
    let input = forged.headers()[SIGNATURE_INPUT].to_str().unwrap();
    let named = input.replace(own.as_str(), rosa.key.public().id().as_str());
    forged
        .headers_mut()
        .insert(SIGNATURE_INPUT, named.parse().unwrap());
    let taken = town.http.execute(forged).await.unwrap();
    assert_eq!(taken.status(), StatusCode::CREATED);
    assert_eq!(town.incident().await.alerts[0].put_out, None);
}

#[tokio::test]
async fn strangers_beside_it_do_not_silence_it() {
    let town = Town::start_with(Settings {
        unverified_per_minute: Some(4),
        ..Settings::default()
    })
    .await;
    let rosa = town.enrol(1).await;
    put_out(&town, &rosa).await;
    let stranger = Device::new(3);
    let mut n = 10;
    while stranger.raise(&town, &alert(id(n))).await.status() != StatusCode::TOO_MANY_REQUESTS {
        n += 1;
        assert!(n < 20, "nothing bounds strangers");
    }
    let taken = rosa.raise(&town, &alert(id(3))).await;
    assert_eq!(taken.status(), StatusCode::CREATED);
}
