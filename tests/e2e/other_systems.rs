//! A municipality with another system: its alerts arrive there, are never claimed to be received,
//! and go to a central as soon as there is one.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use auxilio_testkit::{Central, Desktop, Phone, Receiver, Request, Window};

use crate::{LAT, LON, call_police, said};

const TOKEN: &str = "llave-del-municipio";
/// Delivered to another system.
const HANDED_OVER: i32 = 5;

/// Has the window's alerts go to this webhook, by hand.
async fn send_to(window: &Window<'_>, receiver: &Receiver) -> Result<()> {
    window.press(&said("route-central")).await?;
    window.press(&said("destination-change")).await?;
    window.press(&said("destination-kind-webhook")).await?;
    let address = receiver.url();
    window
        .fill_in(&said("destination-address"), &address)
        .await?;
    window.fill_in(&said("token-label"), TOKEN).await?;
    window.press(&said("endpoint-save")).await?;
    window.wait_for(&said("token-kept")).await
}

fn holds_token(folder: &Path) -> Result<bool> {
    for entry in fs::read_dir(folder)? {
        let bytes = fs::read(entry?.path())?;
        let token = TOKEN.as_bytes();
        if bytes.windows(token.len()).any(|window| window == token) {
            return Ok(true);
        }
    }
    Ok(false)
}

#[tokio::test]
async fn a_webhook_gets_the_alert_with_its_token_and_a_central_gets_it_afterwards() -> Result<()> {
    let receiver = Receiver::start().await?;
    let mut desktop = Desktop::start().await?;
    desktop.unlock_keyring()?;
    let phone = Phone::new()?.with_keyring().at(LAT, LON);
    let window = phone.open(&desktop)?;
    send_to(&window, &receiver).await?;
    window.press(&said("alarm-name")).await?;

    let requests = receiver.wait_for(1).await?;
    let bearer = format!("Bearer {TOKEN}");
    assert_eq!(requests[0].line, "POST /alertas HTTP/1.1");
    assert_eq!(requests[0].field("authorization"), Some(bearer.as_str()));
    assert_eq!(requests[0].field("content-type"), Some("application/json"));
    let message = requests[0].json()?;
    assert_eq!(message["type"], "alert");
    assert_eq!(message["alert"]["fix"]["lat"], LAT);
    window.wait_for(&said("stage-handed-over")).await?;
    assert!(!window.says(&said("stage-received")).await?);
    window.press(&said("route-alert")).await?;
    window.wait_for(&call_police()).await?;
    assert!(!window.says(&said("stage-received")).await?);
    assert!(!holds_token(phone.data())?);
    drop(receiver);

    let central = Central::start().await?;
    window.press(&said("route-central")).await?;
    window.press(&said("destination-change")).await?;
    window.press(&said("destination-kind-central")).await?;
    window
        .fill_in(&said("endpoint-label"), central.url())
        .await?;
    window.press(&said("endpoint-save")).await?;
    window.press(&said("destination-question-yes")).await?;
    window.wait_for(&said("stage-received")).await?;
    let alerts = central.wait_for_alerts(1).await?;
    assert_eq!(message["alert"]["id"], alerts[0].id.to_string());
    assert!(!holds_token(phone.data())?);
    Ok(())
}

#[tokio::test]
async fn a_trial_shows_what_came_back_and_is_a_drill_all_the_way() -> Result<()> {
    let receiver = Receiver::start().await?;
    let mut desktop = Desktop::start().await?;
    desktop.unlock_keyring()?;
    let phone = Phone::new()?.with_keyring();
    let window = phone.open(&desktop)?;
    send_to(&window, &receiver).await?;
    receiver.answer_with(401);
    window.press(&said("trial-start")).await?;
    window.wait_for("HTTP 401").await?;
    window.wait_for(&said("trial-refused")).await?;
    receiver.answer_with(202);
    window.press(&said("retry")).await?;
    window.wait_for("HTTP 202").await?;
    window.wait_for(&said("trial-unsigned")).await?;
    window.press(&said("drill-end")).await?;
    window.wait_for(&said("drill-ended-unsigned")).await?;
    assert!(!window.says(&said("stage-received")).await?);
    let is_drill = |request: &Request| request.body.contains(r#""exercise":true"#);
    assert!(receiver.wait_for(3).await?.iter().all(is_drill));
    Ok(())
}

#[tokio::test]
async fn a_wired_button_speaks_cap_as_the_standard_wants_it() -> Result<()> {
    let receiver = Receiver::start().await?;
    let link = format!("auxilio://destino?kind=cap&url={}", receiver.url());
    let phone = Phone::new()?.with("--destination", link).at(LAT, LON);
    let (code, said) = phone.tap_with(&["--drill"])?.ended().await?;
    assert_eq!(code, HANDED_OVER, "{said:?}");
    let states: Vec<_> = said.iter().map(|said| &said["state"]).collect();
    assert_eq!(states, ["guardado", "entregado_sin_acuse"]);
    let requests = receiver.wait_for(1).await?;
    assert_eq!(
        requests[0].field("content-type"),
        Some("application/cap+xml")
    );
    let body = &requests[0].body;
    assert!(body.contains("<status>Exercise</status>"), "{body}");
    validate(body)?;

    // What another system has is not sent to it again.
    let (code, _) = phone.tap_with(&["--flush"])?.ended().await?;
    assert_eq!(code, 0);
    assert_eq!(receiver.wait_for(1).await?.len(), 1);
    Ok(())
}

/// Holds a message against the standard's schema.
fn validate(message: &str) -> Result<()> {
    let schema =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/protocol/tests/wire/oasis/CAP-v1.2.xsd");
    let mut xmllint = Command::new("xmllint")
        .args(["--noout", "--nonet", "--schema"])
        .arg(schema)
        .arg("-")
        .stdin(Stdio::piped())
        .spawn()
        .context("xmllint is not installed: `apt-get install libxml2-utils`")?;
    let mut input = xmllint.stdin.take().context("no standard input")?;
    input.write_all(message.as_bytes())?;
    drop(input);
    ensure!(xmllint.wait()?.success(), "not CAP 1.2:\n{message}");
    Ok(())
}
