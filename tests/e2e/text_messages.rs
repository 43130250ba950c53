//! Without a network an alert goes by text message; with the network again it is the same alert.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use anyhow::Result;
use auxilio_testkit::{Central, Network, Path, Phone};

use crate::{LAT, LON};

#[tokio::test]
async fn an_alert_that_went_by_text_message_arrives_once() -> Result<()> {
    let network = Network::start().await?;
    let central = Central::with_gateway_behind(&network).await?;
    let phone = Phone::new()?.at(LAT, LON);
    let (program, sent) = (phone.folder().join("send"), phone.folder().join("sent"));
    let script = format!("#!/bin/sh\necho \"$1\" > {0}\ncat >> {0}\n", sent.display());
    fs::write(&program, script)?;
    fs::set_permissions(&program, fs::Permissions::from_mode(0o700))?;
    let phone = phone.with("--sms-command", &program);
    // A receipt is believed only after the central has said what it is, and so where it takes
    // text messages.
    let url = network.url();
    let known = phone.tap_with(&["--drill", "--endpoint", &url])?;
    assert_eq!(known.ended().await?.0, 0);
    let joined = phone.tap_with(&["--flush", "--enrol", &central.invite()?])?;
    assert_eq!(joined.ended().await?.0, 0);

    network.set(Path::Refused);
    let mut tap = phone.tap_with(&["--kind", "robo"])?;
    let said = tap.wait_for("state", "mensaje_enviado").await?;
    let written = fs::read_to_string(&sent)?;
    let (number, text) = written.split_once('\n').unwrap_or_default();
    assert_eq!(number, "+51900000000");
    assert!(text.starts_with("AUXILIO ROBO "), "{text}");
    assert_eq!(central.gets_text("+51987654321", text).await?, 201);
    let by_text = central.wait_for_alerts(2).await?.remove(1);
    assert_eq!(said["alert"], by_text.id.to_string());
    assert_eq!((by_text.lane.as_str(), by_text.proven), ("verified", true));

    network.set(Path::Open);
    tap.wait_for("state", "recibido").await?;
    let alerts = central.alerts().await?;
    assert_eq!(alerts.len(), 2, "the drill, and one alert by two ways");
    assert_eq!(alerts[1].id, by_text.id);
    assert!(alerts[1].json()?["device"].is_object(), "completed");
    Ok(())
}
