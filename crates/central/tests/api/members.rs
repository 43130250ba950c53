use auxilio_central::operators::Role;
use auxilio_protocol::Lane;
use auxilio_protocol::enrolment::MemberState;
use auxilio_protocol::limits::{CHECKS_MAX, READINESS_BODY_BYTES_MAX};
use auxilio_protocol::member::MemberAnswer;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::browser::Console;
use crate::town::{Device, Town, alert, id, problem};

const OWN: &str = "Mercado Central";

/// Lidia's browser: she coordinates the market.
async fn coordinator(town: &Town) -> Console<'_> {
    let role = Role::Coordinator {
        organization: OWN.to_owned(),
    };
    Console::log_in_as(town, "Lidia", &role).await
}

/// A device that waits to be approved, and its member's id.
async fn pending(town: &Town, seed: u8) -> (Device, String) {
    let device = Device::new(seed);
    let invited = town.invite(OWN, 1, 1, true).await;
    let answer = device.enrol(town, invited.link.token.expose()).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let answer: Value = answer.json().await.unwrap();
    assert_eq!(answer["state"], "pending");
    (device, answer["member"].as_str().unwrap().to_owned())
}

async fn lane(town: &Town, device: &Device, n: u8) -> Lane {
    town.receipt(device.raise(town, &alert(id(n))).await)
        .await
        .lane
}

async fn decide(console: &Console<'_>, member: &str, what: &str) {
    let path = format!("/coordinacion/miembros/{member}/{what}");
    assert_eq!(
        console.send(&path, "").await.status(),
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn approval_makes_the_next_alert_verified_and_the_phone_learns_of_it() {
    let town = Town::start().await;
    let lidia = coordinator(&town).await;
    let (rosa, member) = pending(&town, 1).await;
    assert_eq!(lane(&town, &rosa, 1).await, Lane::Unverified);
    let me: MemberAnswer = rosa.me(&town).await.json().await.unwrap();
    assert_eq!(me.state, MemberState::Pending);
    decide(&lidia, &member, "aprobar").await;
    assert_eq!(lane(&town, &rosa, 2).await, Lane::Verified);
    let me: MemberAnswer = rosa.me(&town).await.json().await.unwrap();
    assert_eq!(
        (me.state, me.organization.as_deref(), me.member.to_string()),
        (MemberState::Active, Some(OWN), member)
    );
    assert_eq!(me.jwks, town.keys().await);
}

#[tokio::test]
async fn a_revoked_device_is_unverified_at_once_and_cannot_enrol_again() {
    let town = Town::start().await;
    let lidia = coordinator(&town).await;
    let (rosa, member) = pending(&town, 1).await;
    decide(&lidia, &member, "aprobar").await;
    assert_eq!(lane(&town, &rosa, 1).await, Lane::Verified);
    decide(&lidia, &member, "retirar").await;
    assert_eq!(lane(&town, &rosa, 2).await, Lane::Unverified);
    let token = town.invitation(1, 1).await;
    let again = rosa.enrol(&town, &token).await;
    insta::assert_json_snapshot!("enrolment_of_a_revoked_device", problem(again).await);
    assert_eq!(rosa.me(&town).await.status(), StatusCode::FORBIDDEN);
    let told = rosa.tell_readiness(&town, &readiness(true)).await;
    assert_eq!(told.status(), StatusCode::FORBIDDEN);
    // Approving what was revoked brings nothing back, and the refused enrolment used nothing up.
    decide(&lidia, &member, "aprobar").await;
    assert_eq!(lane(&town, &rosa, 3).await, Lane::Unverified);
    let eva = Device::new(2).enrol(&town, &token).await;
    assert_eq!(eva.status(), StatusCode::CREATED);
}

#[tokio::test]
async fn who_waits_or_was_revoked_is_the_same_after_a_restart() {
    let town = Town::start().await;
    let lidia = coordinator(&town).await;
    let (waits, _) = pending(&town, 1).await;
    let (thief, stolen) = pending(&town, 2).await;
    let (member, approved) = pending(&town, 3).await;
    decide(&lidia, &stolen, "retirar").await;
    decide(&lidia, &approved, "aprobar").await;
    let town = Town::start_in(town.stop().await, auxilio_central::Settings::default()).await;
    assert_eq!(lane(&town, &waits, 1).await, Lane::Unverified);
    assert_eq!(lane(&town, &thief, 2).await, Lane::Unverified);
    assert_eq!(lane(&town, &member, 3).await, Lane::Verified);
}

#[tokio::test]
async fn an_open_stream_of_a_revoked_device_ends() {
    let town = Town::start().await;
    let lidia = coordinator(&town).await;
    let (rosa, member) = pending(&town, 1).await;
    decide(&lidia, &member, "aprobar").await;
    rosa.raise(&town, &alert(id(1))).await;
    let path = format!("/v1/alerts/{}/events", id(1));
    let open = || rosa.request(&town, Method::GET, &path, None).send();
    let mut stream = open().await.unwrap();
    assert!(stream.chunk().await.unwrap().is_some());
    decide(&lidia, &member, "retirar").await;
    while stream.chunk().await.unwrap().is_some() {}
    // Opened again it is that of a device that is none of a member's, and learns nothing else.
    let mut again = open().await.unwrap();
    assert!(again.chunk().await.unwrap().is_some());
}

fn readiness(ok: bool) -> Value {
    json!({ "at": "2026-11-23T19:12:52.481-05:00", "checks": [{ "name": "location", "ok": ok }] })
}

#[tokio::test]
async fn a_self_check_is_seen_by_the_coordinator() {
    let town = Town::start().await;
    let lidia = coordinator(&town).await;
    let (rosa, _) = pending(&town, 1).await;
    let seen = async || lidia.text("/coordinacion").await;
    assert!(seen().await.contains("data-ready=\"unknown\""));
    for (ok, expected) in [(false, "no"), (true, "yes")] {
        let told = rosa.tell_readiness(&town, &readiness(ok)).await;
        assert_eq!(told.status(), StatusCode::NO_CONTENT);
        assert!(seen().await.contains(&format!("data-ready=\"{expected}\"")));
    }
}

#[tokio::test]
async fn a_self_check_that_says_too_much_or_nothing_is_not_kept() {
    let town = Town::start().await;
    let (rosa, _) = pending(&town, 1).await;
    let mut many = readiness(true);
    many["checks"] = vec![many["checks"][0].clone(); CHECKS_MAX + 1].into();
    for odd in [json!({}), json!([]), many] {
        let refused = rosa.tell_readiness(&town, &odd).await;
        assert_eq!(refused.status(), StatusCode::BAD_REQUEST, "{odd}");
    }
    let mut large = readiness(true);
    large["pad"] = "x".repeat(READINESS_BODY_BYTES_MAX).into();
    let refused = rosa.tell_readiness(&town, &large).await;
    assert_eq!(refused.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let refused = rosa.tell_readiness(&town, &json!({})).await;
    insta::assert_json_snapshot!("readiness_unreadable", problem(refused).await);
}

#[tokio::test]
async fn only_a_members_own_device_asks_and_tells_of_it() {
    let town = Town::start().await;
    let stranger = Device::new(9);
    assert_eq!(stranger.me(&town).await.status(), StatusCode::UNAUTHORIZED);
    let told = stranger.tell_readiness(&town, &readiness(true)).await;
    assert_eq!(told.status(), StatusCode::UNAUTHORIZED);
    let unsigned = town.get("/v1/me").await;
    assert_eq!(unsigned.status(), StatusCode::UNAUTHORIZED);
    // A signature for one address says nothing at another.
    let rosa = town.enrol(1).await;
    let elsewhere = rosa.request(&town, Method::GET, "/v1/other", None);
    let mut moved = elsewhere.build().unwrap();
    *moved.url_mut() = town.url("/v1/me").parse().unwrap();
    let moved = town.http.execute(moved).await.unwrap();
    assert_eq!(moved.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_device_that_asks_without_end_has_to_wait() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let mut last = StatusCode::OK;
    for _ in 0..31 {
        last = rosa.me(&town).await.status();
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}
