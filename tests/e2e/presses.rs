//! Not only the first press works.

use anyhow::Result;
use auxilio::texts::{Values, plain, text_with};
use auxilio_testkit::{Browser, Central, Desktop, Phone};

use crate::{LAT, LON, said};

#[tokio::test]
async fn every_press_arrives_and_one_persons_presses_are_one_alert() -> Result<()> {
    let central = Central::start().await?;
    let browser = Browser::start().await?;
    browser.log_in(&central).await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    window.press(&said("alarm-name")).await?;
    window.wait_for(&said("stage-received")).await?;
    for presses in 2..=3 {
        window.press(&said("alarm-name")).await?;
        window.wait_for(&said_of_presses(presses)).await?;
        central.wait_for_updates("urgent", presses - 1).await?;
    }
    browser.wait_for("[data-mark=presses]").await?;
    assert_eq!(central.alerts().await?.len(), 1);
    assert_eq!(central.incidents().await?, ["open"]);
    Ok(())
}

/// What the face says once the central has so many presses.
fn said_of_presses(presses: usize) -> String {
    let values = Values::from([("presses".into(), presses.into())]);
    plain(&text_with("again-received", &values))
}

#[tokio::test]
async fn what_a_person_says_after_the_press_reaches_the_console() -> Result<()> {
    let central = Central::start().await?;
    let browser = Browser::start().await?;
    browser.log_in(&central).await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    window.press(&said("alarm-name")).await?;
    window.wait_for(&said("stage-received")).await?;
    window.press(&said("kind-extorsion")).await?;
    browser.wait_for("[data-kind=extorsion]").await?;
    window.press(&said("cancel")).await?;
    window.press(&said("cancel-false-alarm")).await?;
    browser.wait_for("[data-mark=cancelled]").await?;
    window.wait_for(&said("stage-cancelled")).await?;
    assert_eq!(central.incidents().await?, ["open"]);
    Ok(())
}

#[tokio::test]
async fn a_press_by_mistake_is_taken_back_with_one_touch_and_thanked() -> Result<()> {
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    window.press(&said("alarm-name")).await?;
    window.press(&said("undo")).await?;
    central.wait_for_updates("cancel", 1).await?;
    window
        .wait_for(&said("meaning-cancelled-false-alarm"))
        .await?;
    assert_eq!(central.alerts().await?.len(), 1);
    Ok(())
}
