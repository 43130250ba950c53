//! Makes the documents' pictures from the real window, with a real central behind it.
//! `cargo xtask screenshot` builds what this needs and runs it.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use auxilio::texts::{Language, Values, plain, text, text_in, text_with};
use auxilio_testkit::{Central, Desktop, Phone, Window};

/// The middle of El Porvenir, in degrees.
const LAT: f64 = -8.07392;
const LON: f64 = -78.99292;

#[tokio::main]
async fn main() -> Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.context("which folder do the pictures go to?")?;
    let central = Central::start().await?;
    let mut desktop = Desktop::start().await?;
    desktop.unlock_keyring()?;
    let phone = Phone::new()?
        .with_keyring()
        .enrolled_by(&central.invite()?)
        .at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    window.wait_for(&said("kinds-name")).await?;
    desktop.screenshot(&folder.join("button.png")).await?;
    window.press(&said("route-central")).await?;
    window.press(&said("checks-open")).await?;
    window.wait_for(&said("checks-well")).await?;
    desktop.screenshot(&folder.join("check.png")).await?;
    window.press(&said("route-alert")).await?;
    window.press(&said("drill-start-name")).await?;
    window.wait_for(&said("stage-received")).await?;
    desktop.screenshot(&folder.join("drill.png")).await?;
    window.press(&said("drill-end")).await?;
    window.wait_for(&said("drill-ended")).await?;
    desktop.screenshot(&folder.join("drill-ended.png")).await?;
    journey(&window, &desktop, &folder).await?;
    window.press(&said("alarm-name")).await?;
    window.wait_for(&said("stage-received")).await?;
    desktop.screenshot(&folder.join("undo.png")).await?;
    window.press(&said("alarm-name")).await?;
    window.wait_for(&again(2)).await?;
    window.wait_for(&said("cancel")).await?;
    desktop.screenshot(&folder.join("alert.png")).await?;
    window.press(&said("route-history")).await?;
    window.wait_for(&said("history-title")).await?;
    desktop.screenshot(&folder.join("history.png")).await?;
    let list = window.said().await;
    // An item is a line that ends with the word for its stage, after a date.
    let item = list
        .lines()
        .find(|line| line.contains('/') && line.ends_with(&said("stage-received")));
    window.press(item.context("no alert in the list")?).await?;
    window.wait_for(&said("receipt-title")).await?;
    desktop
        .screenshot(&folder.join("history-alert.png"))
        .await?;
    window.press(&said("route-profile")).await?;
    window.fill_in(&said("profile-sector"), "porvenir").await?;
    window.wait_for("Nuevo Porvenir").await?;
    desktop.screenshot(&folder.join("barrio.png")).await?;
    window.close().await?;

    let window = Phone::new()?.at(LAT, LON).open(&desktop)?;
    window.wait_for(&said("drill-why")).await?;
    desktop.screenshot(&folder.join("first-start.png")).await?;
    window.press(&said("kind-medica")).await?;
    window.wait_for(&said("cancel")).await?;
    window.wait_for(&said("whatsapp-name")).await?;
    desktop.screenshot(&folder.join("calls.png")).await?;
    window.close().await?;

    let phone = Phone::new()?.speaking("quz_PE.UTF-8").at(LAT, LON);
    let window = phone.open(&desktop)?;
    window
        .wait_for(&text_in(Language::Quechua, "alarm-name"))
        .await?;
    desktop.screenshot(&folder.join("quechua.png")).await?;
    window.close().await
}

/// A way home, from the choice to the arrival.
async fn journey(window: &Window<'_>, desktop: &Desktop, folder: &Path) -> Result<()> {
    window.press(&said("route-journey")).await?;
    window.wait_for(&said("journey-question")).await?;
    desktop.screenshot(&folder.join("journey.png")).await?;
    let shown = window.said().await;
    let choice = shown.lines().find(|line| line.starts_with("30 min "));
    window
        .press(choice.context("no choice of 30 minutes")?)
        .await?;
    window.wait_for(&said("journey-watch")).await?;
    desktop
        .screenshot(&folder.join("journey-under-way.png"))
        .await?;
    window.press(&said("route-alert")).await?;
    window.wait_for(&said("kinds-name")).await?;
    desktop
        .screenshot(&folder.join("journey-button.png"))
        .await?;
    window.press(&said("journey-arrive")).await?;
    window.wait_until_gone(&said("journey-arrive")).await
}

/// What the app says of so many presses.
fn again(presses: usize) -> String {
    let values = Values::from([("presses".into(), presses.into())]);
    plain(&text_with("again-received", &values))
}

/// What the app calls it.
fn said(name: &str) -> String {
    plain(&text(name))
}
