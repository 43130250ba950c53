//! The headless tap: what it prints, and what its exit code says.

use anyhow::Result;
use auxilio_testkit::{Central, Device, Disk, Network, Path, Phone};
use serde_json::{Value, json};

use crate::{LAT, LON};

const RECEIPTED: i32 = 0;
const SAVED_ONLY: i32 = 3;
const LOST: i32 = 4;

fn states(said: &[Value]) -> Vec<&str> {
    said.iter()
        .filter_map(|said| said["state"].as_str())
        .collect()
}

#[tokio::test]
async fn a_tap_that_was_receipted_ends_with_zero() -> Result<()> {
    let central = Central::start().await?;
    let phone = Phone::new()?.with("--endpoint", central.url()).at(LAT, LON);
    let (code, said) = phone.tap()?.ended().await?;
    assert_eq!(code, RECEIPTED);
    assert_eq!(states(&said), ["guardado", "recibido"]);
    assert_eq!(said[0]["alert"], central.alerts().await?[0].id.to_string());
    Ok(())
}

#[tokio::test]
async fn a_tap_without_receipt_ends_otherwise_and_the_next_one_delivers_it() -> Result<()> {
    let network = Network::start().await?;
    let central = Central::behind(&network).await?;
    network.set(Path::Refused);
    let phone = Phone::new()?.with("--endpoint", central.url()).at(LAT, LON);
    let (code, said) = phone.tap_with(&["--wait", "1"])?.ended().await?;
    assert_eq!(code, SAVED_ONLY);
    assert_eq!(states(&said), ["guardado", "problema"]);
    network.set(Path::Open);
    let (code, _) = phone.tap_with(&["--flush"])?.ended().await?;
    assert_eq!(code, RECEIPTED);
    assert_eq!(central.alerts().await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_tap_that_nobody_has_says_that_it_is_lost() -> Result<()> {
    let disk = Disk::mount(64 * 1024)?;
    disk.fill()?;
    let phone = Phone::new()?.with_data_on(disk.path()).at(LAT, LON);
    let (code, said) = phone.tap_with(&["--wait", "1"])?.ended().await?;
    assert_eq!(code, LOST);
    assert_eq!(states(&said), ["no_guardado", "problema"]);
    Ok(())
}

#[tokio::test]
async fn a_refused_alert_does_not_block_the_next_one() -> Result<()> {
    let network = Network::start().await?;
    let central = Central::behind(&network).await?;
    network.set(Path::Refused);
    let phone = Phone::new()?.with("--endpoint", central.url()).at(LAT, LON);
    let mut tap = phone.tap()?;
    let saved = tap.wait_for("state", "guardado").await?;
    drop(tap);
    network.set(Path::Open);
    // Somebody else has the id already: the central can only refuse it.
    let other = Device::member(&central).await?;
    other
        .alert(json!({ "id": saved["alert"] }).to_string())
        .await?;

    let (code, said) = phone.tap()?.ended().await?;
    assert_eq!(code, RECEIPTED, "{said:?}");
    let kept = central.alerts().await?;
    assert_eq!(kept.len(), 2);
    assert_eq!(said[0]["alert"], kept[1].id.to_string());
    let (code, said) = phone.tap_with(&["--flush", "--wait", "1"])?.ended().await?;
    assert_eq!(code, SAVED_ONLY);
    assert_eq!(said[0]["alert"], saved["alert"]);
    Ok(())
}
