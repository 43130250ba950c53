//! The central's key is followed by another: by the program's own command, while it is stopped.

use std::process::Command;

use auxilio_central::Settings;
use auxilio_central::operators::Role;
use auxilio_protocol::description::Description;
use auxilio_protocol::receipt::ReceiptAnswer;
use auxilio_protocol::sms::Draft;
use auxilio_protocol::succession::successor;
use auxilio_protocol::{KeySet, Kind, Lane, Mode, Receipt, WireTime, jws};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::browser::Console;
use crate::town::{Device, Town, alert, id};

const TOKEN: &str = "0123456789abcdef";

fn settings() -> Settings {
    Settings {
        sms_token: TOKEN.parse().ok(),
        ..Settings::default()
    }
}

/// Stops it, runs `auxilio-central rotate-key`, and starts it again.
async fn turned(town: Town) -> Town {
    let folder = town.stop().await;
    let mut program = Command::new(env!("CARGO_BIN_EXE_auxilio-central"));
    let program = program.env_clear().arg("--json").arg("--data");
    let done = program
        .arg(folder.path())
        .arg("rotate-key")
        .output()
        .unwrap();
    assert!(done.status.success(), "{done:?}");
    let told: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(told["event"], "key_rotated");
    assert_ne!(told["old"], told["new"]);
    Town::start_in(folder, settings()).await
}

async fn description(town: &Town) -> Description {
    town.get("/.well-known/auxilio").await.json().await.unwrap()
}

#[tokio::test]
async fn each_new_key_is_announced_with_the_chain_that_leads_to_it() {
    let mut town = Town::start_with(settings()).await;
    let rosa = town.enrol(1).await;
    let before = description(&town).await;
    assert_eq!(before.handovers, Vec::<String>::new());
    let pinned = before.jwks;
    rosa.raise(&town, &alert(id(1))).await;
    for turns in 1..=2 {
        town = turned(town).await;
        let told = description(&town).await;
        assert_eq!(told.handovers.len(), turns);
        let next = successor(&pinned, &told.handovers).unwrap();
        assert_eq!(told.jwks, KeySet::new([next]));
        // The same alert again: a receipt by the new key, and by no other.
        let answer: ReceiptAnswer = (rosa.raise(&town, &alert(id(1))).await.json().await).unwrap();
        assert!(jws::verify::<Receipt>(&answer.receipt, &told.jwks).is_ok());
        assert!(jws::verify::<Receipt>(&answer.receipt, &pinned).is_err());
        let me: Value = rosa.me(&town).await.json().await.unwrap();
        assert_eq!(me["jwks"], serde_json::to_value(&told.jwks).unwrap());
    }
}

#[tokio::test]
async fn invitations_made_before_still_enrol_and_are_shown_as_they_were() {
    let town = Town::start_with(settings()).await;
    let invited = town.invite("Mercado Central", 5, 1, false).await;
    let town = turned(town).await;
    for (seed, given) in [
        (1, invited.link.token.expose().to_owned()),
        (2, invited.code.to_string()),
    ] {
        let joined = Device::new(seed).enrol(&town, &given).await;
        assert_eq!(joined.status(), StatusCode::CREATED);
    }
    let sonia = Console::log_in_as(&town, "Sonia", &Role::Supervisor).await;
    let page = sonia
        .text(&format!("/coordinacion/invitaciones/{}", invited.id.0))
        .await;
    assert!(page.contains(invited.link.token.expose()));
    assert!(page.contains(&invited.code.to_string()));
    let after = town.invite("Mercado Central", 1, 1, false).await;
    let joined = Device::new(3).enrol(&town, &after.code.to_string()).await;
    assert_eq!(joined.status(), StatusCode::CREATED);
}

#[tokio::test]
async fn a_text_message_written_for_the_old_key_is_still_its_members() {
    let town = Town::start_with(settings()).await;
    let rosa = town.enrol(1).await;
    let old = town.keys().await;
    let town = turned(town).await;
    let draft = Draft {
        id: id(1),
        kind: Kind::Robo,
        mode: Mode::Open,
        exercise: false,
        raised_at: WireTime::from_unix_ms(1_790_000_000_000),
        fix: None,
        written_at: WireTime::from_unix_ms(1_790_000_000_000),
    };
    let text = draft.to_text(&rosa.key, old.first().unwrap());
    let body = json!({ "from": "+51999999999", "text": text });
    let taken = (town.http.post(town.url("/v1/sms")))
        .bearer_auth(TOKEN)
        .body(body.to_string());
    assert_eq!(taken.send().await.unwrap().status(), StatusCode::CREATED);
    assert_eq!(town.incident().await.lane, Lane::Verified);
}
