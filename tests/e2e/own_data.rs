//! A member's own data, from the form to the municipality, into a file, and to their end.

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use auxilio_protocol::jws;
use auxilio_protocol::own_data::Deletion;
use auxilio_testkit::{Browser, Central, Desktop, Device, Phone, Window};
use serde_json::Value;

use crate::{LAT, LON, said};

/// A window on a phone that is a member's.
async fn member<'a>(central: &Central, desktop: &'a Desktop, phone: &Phone) -> Result<Window<'a>> {
    let window = phone.open(desktop)?;
    central.wait_for_members(1).await?;
    window.press(&said("route-central")).await?;
    window.wait_for(&said("enrolment-active")).await?;
    Ok(window)
}

#[tokio::test]
async fn a_name_that_was_changed_without_a_central_arrives_there_by_itself() -> Result<()> {
    let mut central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?);
    let window = member(&central, &desktop, &phone).await?;
    central.stop().await?;
    window.press(&said("route-profile")).await?;
    window.fill_in(&said("profile-name"), "Rosa Quispe").await?;
    window.press(&said("profile-save")).await?;
    window.wait_for(&said("sync-waiting")).await?;
    window.close().await?;

    let window = phone.open(&desktop)?;
    window.press(&said("route-profile")).await?;
    window.wait_for(&said("sync-waiting")).await?;
    central.restart().await?;
    window.wait_for(&said("sync-known")).await?;
    let profiles = central.profiles().await?;
    let names: Vec<_> = profiles.iter().map(|profile| &profile["name"]).collect();
    assert_eq!(names, ["Rosa Quispe"]);

    let browser = Browser::start().await?;
    browser.log_in_as(&central, &central.coordinator()?).await?;
    assert!(browser.text().await?.contains("Rosa Quispe"));
    Ok(())
}

/// The one file of that beginning in the person's home.
fn saved(desktop: &Desktop, beginning: &str) -> Result<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(desktop.home())? {
        let path = entry?.path();
        let name = path
            .file_name()
            .context("a name")?
            .to_string_lossy()
            .into_owned();
        if name.starts_with(beginning) {
            found.push(path);
        }
    }
    ensure!(found.len() == 1, "{beginning}: {found:?}");
    found.pop().context("a file")
}

#[tokio::test]
async fn a_copy_is_a_file_and_a_deletion_is_proven_after_which_alerts_are_unverified() -> Result<()>
{
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = member(&central, &desktop, &phone).await?;
    window.press(&said("alarm-name")).await?;
    assert_eq!(central.wait_for_alerts(1).await?[0].lane, "verified");
    window.press(&said("route-profile")).await?;
    window.press(&said("data-open")).await?;
    window.press(&said("data-copy")).await?;
    window.wait_for(&said("copy-central-included")).await?;
    let file = saved(&desktop, "datos-")?;
    window.wait_for(&file.display().to_string()).await?;
    let copy: Value = serde_json::from_slice(&std::fs::read(&file)?)?;
    let sent = central.alerts().await?.remove(0);
    let (here, there) = (&copy["phone"]["alerts"][0], &copy["central"]["alerts"][0]);
    // What is sent is filled up with spaces after what was said.
    let words = |body: &Value| body.as_str().map(|body| body.trim_end().to_owned());
    assert_eq!(words(&here["body"]), words(&there["body"]));
    assert_eq!(
        there["body"].as_str().map(str::as_bytes),
        Some(sent.body.as_slice())
    );
    assert!(here["receipt"].is_string());
    assert_eq!(copy["central"]["organization"], "Mototaxis Río Seco");

    // The receipt of the alert, as a file of its own.
    window.press(&said("route-history")).await?;
    window.wait_for(&said("history-title")).await?;
    let list = window.said().await;
    let item = list
        .lines()
        .find(|line| line.contains('/') && line.contains(", "));
    window.press(item.context("no alert in the list")?).await?;
    window.press(&said("receipt-save")).await?;
    window.wait_for("recibo-").await?;
    let receipt = std::fs::read_to_string(saved(&desktop, "recibo-")?)?;
    assert!(receipt.contains(here["receipt"].as_str().context("a receipt")?));

    // The running alert goes before the deletion.
    window.press(&said("route-profile")).await?;
    window.press(&said("data-open")).await?;
    window.press(&said("data-delete")).await?;
    window.wait_for(&said("deletion-stays-incidents")).await?;
    window.press(&said("deletion-keep-history")).await?;
    window.wait_for(&said("deletion-after-alert")).await?;
    assert_eq!(central.profiles().await?.len(), 1);
    window.press(&said("route-alert")).await?;
    window.press(&said("cancel")).await?;
    window.press(&said("cancel-over")).await?;
    window.press(&said("route-profile")).await?;
    window.press(&said("data-open")).await?;
    window.wait_for(&said("deletion-proof-title")).await?;
    assert!(central.profiles().await?.is_empty());
    let shown = window.said().await;
    let keys = Device::stranger(&central)?.keys().await?;
    let mut lines = shown.lines();
    let proof = lines.find_map(|line| jws::verify::<Deletion>(line.trim(), &keys).ok());
    assert_eq!(
        proof.context("no proof on the screen")?.deleted,
        Deletion::DELETED
    );

    window.press(&said("alarm-name")).await?;
    assert_eq!(central.wait_for_alerts(2).await?[1].lane, "unverified");
    Ok(())
}
