//! The way home: watched over by the central, whatever becomes of the phone.

use std::time::Duration;

use anyhow::{Context as _, Result};
use auxilio_testkit::{
    Browser, Central, Desktop, Device, Network, Path, Phone, Window, new_alert_id,
};
use serde_json::json;

use crate::{LAT, LON, said};

/// Longer than the way that the persons of these tests choose.
const TOO_LONG: Duration = Duration::from_mins(16);

/// Opens the screen and sets out, with the central watching.
async fn set_out(window: &Window<'_>) -> Result<()> {
    window.press(&said("route-journey")).await?;
    window.wait_for(&said("journey-question")).await?;
    let shown = window.said().await;
    // The choice says when one would arrive, by the clock of this moment.
    let choice = shown.lines().find(|line| line.starts_with("15 min "));
    window
        .press(choice.context("no choice of 15 minutes")?)
        .await?;
    window.wait_for(&said("journey-watch")).await
}

#[tokio::test]
async fn who_does_not_arrive_is_looked_for_although_the_phone_went_dark() -> Result<()> {
    let mut central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    set_out(&window).await?;
    window.kill();
    assert!(central.alerts().await?.is_empty());

    central.is_down_for(TOO_LONG).await?;
    let alerts = central.wait_for_alerts(1).await?;
    assert_eq!(alerts[0].lane, "verified");
    let browser = Browser::start().await?;
    browser.log_in(&central).await?;
    browser
        .wait_for("[data-rings=yes] [data-mark=journey]")
        .await?;
    let card = browser.text().await?;
    for told in [LAT.to_string(), LON.to_string()] {
        assert!(card.contains(&told), "{told} in {card}");
    }

    // The phone comes back and learns of it, and there is still one alert.
    let window = phone.open(&desktop)?;
    window.wait_for(&said("stage-received")).await?;
    window.press(&said("route-journey")).await?;
    window.wait_for(&said("journey-raised")).await?;
    window.press(&said("journey-false-alarm")).await?;
    let cancel = central.wait_for_update("cancel").await?;
    assert_eq!(cancel["cancel"]["reason"], "falsa_alarma");
    browser.wait_for("[data-mark=cancelled]").await?;
    assert_eq!(central.alerts().await?.len(), 1);
    assert_eq!(central.incidents().await?, ["open"]);
    Ok(())
}

#[tokio::test]
async fn who_arrives_in_time_is_not_looked_for() -> Result<()> {
    let mut central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    set_out(&window).await?;
    // The main screen has it within one touch. The screen that is left has a button of that name too.
    window.press(&said("route-alert")).await?;
    window.wait_for(&said("kinds-title")).await?;
    window.press(&said("journey-arrive")).await?;
    window.press(&said("route-journey")).await?;
    window.wait_for(&said("journey-arrived")).await?;

    central.is_down_for(TOO_LONG).await?;
    // Whoever is late now is raised after all that was due before.
    let late = Device::member(&central).await?;
    let id = new_alert_id()?;
    let news = json!({ "n": 1, "state": "under_way", "left_s": 0, "alert": { "id": id } });
    assert_eq!(late.journey(id, news.to_string()).await?.status, 200);
    let alerts = central.wait_for_alerts(1).await?;
    assert_eq!((alerts.len(), alerts[0].id), (1, id));
    Ok(())
}

#[tokio::test]
async fn who_arrives_without_a_network_is_looked_for_until_the_central_hears_of_it() -> Result<()> {
    let network = Network::start().await?;
    let mut central = Central::behind(&network).await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    set_out(&window).await?;
    network.set(Path::Refused);
    window.press(&said("journey-arrive")).await?;
    window.wait_for(&said("journey-arriving-watched")).await?;
    central.is_down_for(TOO_LONG).await?;
    central.wait_for_alerts(1).await?;

    network.set(Path::Open);
    let cancel = central.wait_for_update("cancel").await?;
    assert_eq!(cancel["cancel"]["reason"], "ya_paso");
    window
        .wait_until_gone(&said("journey-arriving-watched"))
        .await?;
    assert_eq!(central.alerts().await?.len(), 1);
    // What was raised stays until an operator has looked.
    assert_eq!(central.incidents().await?, ["open"]);
    Ok(())
}
