//! A lost phone comes back: another one takes over the membership, by a coordinator's approval.

use auxilio_central::operators::Role;
use auxilio_central::store::PutOutBy;
use auxilio_protocol::Lane;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::browser::Console;
use crate::town::{Device, Town, alert, id};

const OWN: &str = "Mercado Central";
const OTHER: &str = "El Cortijo";

async fn coordinator<'a>(town: &'a Town, name: &str, of: &str) -> Console<'a> {
    let role = Role::Coordinator {
        organization: of.to_owned(),
    };
    Console::log_in_as(town, name, &role).await
}

/// Somebody's phone that came by an invitation, and the id that it was given.
async fn join(town: &Town, seed: u8, of: &str, approval: bool, who: Value) -> (Device, String) {
    let device = Device::new(seed);
    let invited = town.invite(of, 1, 1, approval).await;
    let mut enrolment = device.enrolment(invited.link.token.expose());
    enrolment["profile"] = who;
    let answer = device.post(town, "/v1/enrolments", &enrolment).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let answer: Value = answer.json().await.unwrap();
    (device, answer["member"].as_str().unwrap().to_owned())
}

fn rosa() -> Value {
    json!({ "name": "Rosa Quispe", "phone": "+51 999 888 777" })
}

async fn take_over(console: &Console<'_>, waiting: &str, member: &str) -> StatusCode {
    let path = format!("/coordinacion/miembros/{waiting}/reemplazar");
    console
        .send(&path, &format!("miembro={member}"))
        .await
        .status()
}

async fn lane(town: &Town, device: &Device, n: u8) -> Lane {
    let taken = device.raise(town, &alert(id(n))).await;
    town.receipt(taken).await.lane
}

#[tokio::test]
async fn the_new_phone_becomes_the_members_and_the_old_one_is_put_out_with_it() {
    let town = Town::start().await;
    let lidia = coordinator(&town, "Lidia", OWN).await;
    let (old, member) = join(&town, 1, OWN, false, rosa()).await;
    old.raise(&town, &alert(id(1))).await;
    let path = format!("/v1/alerts/{}/events", id(1));
    let mut stream = (old.request(&town, Method::GET, &path, None).send().await).unwrap();
    assert!(stream.chunk().await.unwrap().is_some());
    // The number as another phone writes it, and a name that she uses now.
    let again = json!({ "name": "Rosita", "phone": "999888777" });
    let (new, waiting) = join(&town, 2, OWN, true, again).await;
    let page = lidia.text("/coordinacion").await;
    assert!(
        page.contains("¿Es el nuevo teléfono de Rosa Quispe?"),
        "{page}"
    );
    assert_eq!(
        take_over(&lidia, &waiting, &member).await,
        StatusCode::SEE_OTHER
    );

    assert_eq!(lane(&town, &new, 2).await, Lane::Verified);
    assert_eq!(lane(&town, &old, 3).await, Lane::Unverified);
    while stream.chunk().await.unwrap().is_some() {}
    let me: Value = new.me(&town).await.json().await.unwrap();
    assert_eq!(
        (&me["state"], &me["member"]),
        (&json!("active"), &json!(member))
    );
    assert_eq!(old.me(&town).await.status(), StatusCode::FORBIDDEN);
    let incidents = town.incidents().await;
    let by_old = incidents
        .iter()
        .find(|one| one.alerts[0].id == id(3))
        .unwrap();
    assert!(matches!(
        by_old.put_out().unwrap().by,
        PutOutBy::Replaced(_)
    ));
    let by_new = incidents
        .iter()
        .find(|one| one.alerts[0].id == id(2))
        .unwrap();
    assert_eq!(by_new.put_out(), None);
    // There is one member, and no way back in for the old phone.
    let page = lidia.text("/coordinacion").await;
    assert!(
        page.contains("Rosita") && page.contains("1 miembro"),
        "{page}"
    );
    let token = town.invitation(1, 1).await;
    assert_eq!(
        old.enrol(&town, &token).await.status(),
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn it_is_the_same_after_a_restart() {
    let town = Town::start().await;
    let lidia = coordinator(&town, "Lidia", OWN).await;
    let (old, member) = join(&town, 1, OWN, false, rosa()).await;
    let (new, waiting) = join(&town, 2, OWN, true, rosa()).await;
    take_over(&lidia, &waiting, &member).await;
    let town = Town::start_in(town.stop().await, auxilio_central::Settings::default()).await;
    assert_eq!(lane(&town, &new, 1).await, Lane::Verified);
    assert_eq!(lane(&town, &old, 2).await, Lane::Unverified);
}

#[tokio::test]
async fn a_phone_that_was_put_out_before_is_followed_by_another_just_as_well() {
    let town = Town::start().await;
    let lidia = coordinator(&town, "Lidia", OWN).await;
    let (old, member) = join(&town, 1, OWN, false, rosa()).await;
    let revoke = format!("/coordinacion/miembros/{member}/retirar");
    lidia.send(&revoke, "").await;
    let (new, waiting) = join(&town, 2, OWN, true, rosa()).await;
    assert!(
        lidia
            .text("/coordinacion")
            .await
            .contains("nuevo teléfono de Rosa Quispe")
    );
    assert_eq!(
        take_over(&lidia, &waiting, &member).await,
        StatusCode::SEE_OTHER
    );
    assert_eq!(lane(&town, &new, 1).await, Lane::Verified);
    assert_eq!(lane(&town, &old, 2).await, Lane::Unverified);
    let incidents = town.incidents().await;
    let by_old = incidents
        .iter()
        .find(|one| one.alerts[0].id == id(2))
        .unwrap();
    // It was put out when it was, not when the other took its place.
    assert!(matches!(by_old.put_out().unwrap().by, PutOutBy::Revoked(_)));
}

#[tokio::test]
async fn nobody_takes_over_without_a_coordinator_of_that_very_organization() {
    let town = Town::start().await;
    let (lidia, tito) = (
        coordinator(&town, "Lidia", OWN).await,
        coordinator(&town, "Tito", OTHER).await,
    );
    let (old, member) = join(&town, 1, OWN, false, rosa()).await;
    // An invitation that lets in at once makes another member, and takes nothing from anybody.
    let (copy, _) = join(&town, 2, OWN, false, rosa()).await;
    assert_eq!(lane(&town, &copy, 1).await, Lane::Verified);
    assert_eq!(lane(&town, &old, 2).await, Lane::Verified);
    // Tito sees those who wait for him, and neither offers them nor can name somebody else's member.
    let (_, waiting) = join(&town, 3, OTHER, true, rosa()).await;
    let page = tito.text("/coordinacion").await;
    assert!(!page.contains("nuevo teléfono"), "{page}");
    for console in [&tito, &lidia] {
        assert_eq!(
            take_over(console, &waiting, &member).await,
            StatusCode::NOT_FOUND
        );
    }
    // Neither can somebody who is in already, nor one who waits be taken over.
    let (_, third) = join(&town, 4, OWN, true, rosa()).await;
    let (_, fourth) = join(&town, 5, OWN, true, rosa()).await;
    assert_eq!(
        take_over(&lidia, &third, &fourth).await,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        take_over(&lidia, &member, &member).await,
        StatusCode::NOT_FOUND
    );
    assert_eq!(lane(&town, &old, 3).await, Lane::Verified);
    // Being approved as somebody of their own changes nothing for her either.
    lidia
        .send(&format!("/coordinacion/miembros/{third}/aprobar"), "")
        .await;
    assert_eq!(lane(&town, &old, 4).await, Lane::Verified);
}
