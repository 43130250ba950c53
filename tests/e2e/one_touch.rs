//! The main job: one touch, and every step of it true in the window.

use anyhow::Result;
use auxilio_testkit::{Browser, Central, Desktop, Phone};

use crate::{LAT, LON, said};

#[tokio::test]
async fn a_tap_rings_at_the_console_and_each_step_comes_back_to_the_window() -> Result<()> {
    let central = Central::start().await?;
    let browser = Browser::start().await?;
    browser.log_in(&central).await?;
    // Browsers sound only after a touch.
    browser.click("#probar").await?;
    browser
        .wait_until("document.body.dataset.sound === 'ready'")
        .await?;
    assert_eq!(
        browser.value_of("document.body.dataset.ringing").await?,
        "no"
    );

    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    window.press(&said("alarm-name")).await?;

    let alerts = central.wait_for_alerts(1).await?;
    let alert = alerts[0].json()?;
    assert_eq!(alerts[0].lane, "verified");
    assert_eq!(
        (&alert["kind"], &alert["exercise"]),
        (&"auxilio".into(), &false.into())
    );
    assert_eq!(
        (&alert["fix"]["lat"], &alert["fix"]["lon"]),
        (&LAT.into(), &LON.into())
    );
    assert_eq!(alert["fix"]["source"], "manual");
    browser
        .wait_until("document.body.dataset.ringing === 'yes'")
        .await?;
    window.wait_for(&said("stage-received")).await?;

    browser.click("[data-action=acknowledge]").await?;
    window.wait_for(&said("stage-acknowledged")).await?;
    browser
        .wait_until("document.body.dataset.ringing === 'no'")
        .await?;
    browser.fill_in("[data-field=unit]", "Móvil 3").await?;
    browser.fill_in("[data-field=minutes]", "4").await?;
    browser.click("[data-action=dispatch]").await?;
    window.wait_for(&said("stage-dispatched")).await?;
    window.wait_for("Móvil 3").await?;
    browser.click("[data-action=on_scene]").await?;
    window.wait_for(&said("stage-on-scene")).await?;
    browser
        .click("[data-field=close-code] [value=attended]")
        .await?;
    browser.click("[data-action=close]").await?;
    window.wait_for(&said("stage-closed")).await?;
    assert_eq!(central.incidents().await?, ["closed"]);
    Ok(())
}
