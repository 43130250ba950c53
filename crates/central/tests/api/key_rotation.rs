//! The central's key is given on: phones can follow, and what was made with the old one holds.

use auxilio_central::{Settings, clock, keys};
use auxilio_protocol::description::Description;
use auxilio_protocol::{Lane, Receipt, jws, key_handover};
use reqwest::StatusCode;

use crate::town::{Device, Town, alert, id};

async fn description(town: &Town) -> Description {
    let answer = town.get("/.well-known/auxilio").await;
    answer.json().await.unwrap()
}

#[tokio::test]
async fn a_phone_that_pinned_the_first_key_finds_the_one_in_use_after_two_rotations() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let pinned = town.keys().await;
    assert!(description(&town).await.key_handovers.is_empty());
    let folder = town.stop().await;
    let first = keys::rotate(folder.path(), clock::now()).unwrap();
    let second = keys::rotate(folder.path(), clock::now()).unwrap();
    assert_eq!(first.to, second.from);

    let town = Town::start_in(folder, Settings::default()).await;
    let told = description(&town).await;
    let found = key_handover::follow(&pinned, &told.key_handovers).unwrap();
    assert_eq!(found.id(), second.to);
    assert_eq!(told.jwks.first(), Some(&found));
    let answer = rosa.raise(&town, &alert(id(1))).await;
    let answer: serde_json::Value = answer.json().await.unwrap();
    let token = answer["receipt"].as_str().unwrap();
    let receipt: Receipt = jws::verify(token, &told.jwks).unwrap();
    assert_eq!(receipt.lane, Lane::Verified, "members stay members");
    assert!(jws::verify::<Receipt>(token, &pinned).is_err());
}

#[tokio::test]
async fn invitations_and_codes_that_are_out_still_hold() {
    let town = Town::start().await;
    let invited = town.invite("Mercado Central", 2, 1, false).await;
    let folder = town.stop().await;
    keys::rotate(folder.path(), clock::now()).unwrap();
    let town = Town::start_in(folder, Settings::default()).await;
    for (seed, given) in [
        (1, invited.link.token.expose().to_owned()),
        (2, invited.code.to_string()),
    ] {
        let answer = Device::new(seed).enrol(&town, &given).await;
        assert_eq!(answer.status(), StatusCode::CREATED, "{given}");
    }
}

#[test]
fn a_rotation_that_was_cut_off_leaves_the_old_key_and_can_be_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let old = keys::load_or_create(folder.path()).unwrap();
    let before = std::fs::read(folder.path().join("signing.key")).unwrap();
    keys::rotate(folder.path(), clock::now()).unwrap();
    // As if the power had failed before the last step.
    std::fs::write(folder.path().join("signing.key"), before).unwrap();
    let after = keys::load_or_create(folder.path()).unwrap();
    assert_eq!(after.signing().id(), old.signing().id());
    assert!(after.handovers().is_empty());
    keys::rotate(folder.path(), clock::now()).unwrap();
    let rotated = keys::load_or_create(folder.path()).unwrap();
    assert_eq!(rotated.handovers().len(), 1);
    assert_eq!(rotated.of_invitations().id(), old.signing().id());
}
