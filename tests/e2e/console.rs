//! A console that cannot do its work says so: no sound, no stream.

use anyhow::Result;
use auxilio_testkit::{Browser, Central, Device, new_alert_id};
use serde_json::json;

const SEES_NO_SOUND: &str = "!document.getElementById('sin-sonido').hidden";
const SEES_NO_STREAM: &str = "!document.getElementById('sin-flujo').hidden";

#[tokio::test]
async fn a_browser_that_may_not_sound_yet_says_so_also_while_it_should_ring() -> Result<()> {
    let central = Central::start().await?;
    let browser = Browser::start().await?;
    browser.log_in(&central).await?;
    // A page that was only loaded, not touched.
    browser.open(&central.console()).await?;
    browser
        .wait_until("document.body.dataset.sound === 'blocked'")
        .await?;
    let device = Device::member(&central).await?;
    device
        .alert(json!({ "id": new_alert_id()? }).to_string())
        .await?;
    browser
        .wait_until("document.body.dataset.ringing === 'silent'")
        .await?;
    browser.wait_until(SEES_NO_SOUND).await?;
    browser.click("#activar").await?;
    browser
        .wait_until("document.body.dataset.ringing === 'yes'")
        .await?;
    browser.wait_until(&format!("!({SEES_NO_SOUND})")).await
}

#[tokio::test]
async fn a_console_without_its_stream_says_so_and_rings_for_what_it_missed() -> Result<()> {
    let mut central = Central::start().await?;
    let browser = Browser::start().await?;
    browser.log_in(&central).await?;
    browser.click("#probar").await?;
    let device = Device::member(&central).await?;
    central.kill();
    browser.wait_until(SEES_NO_STREAM).await?;

    central.restart().await?;
    device
        .alert(json!({ "id": new_alert_id()?, "kind": "robo" }).to_string())
        .await?;
    browser.wait_for("[data-kind=robo][data-rings=yes]").await?;
    browser
        .wait_until("document.body.dataset.ringing === 'yes'")
        .await?;
    browser.wait_until(&format!("!({SEES_NO_STREAM})")).await
}
