//! The whole of it without a finger or a mouse: Tab, Enter and letters, in the real window.

use anyhow::Result;
use auxilio_testkit::{Central, Desktop, Phone, Window};

use crate::{LAT, LON, said};

/// Goes there by Tab and presses Enter.
async fn enter(window: &Window<'_>, name: &str) -> Result<()> {
    window.tab_to(&said(name)).await?;
    window.key("Return")
}

#[tokio::test]
async fn an_alert_its_kind_and_the_false_alarm_need_no_finger() -> Result<()> {
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    window.wait_for(&said("kinds-title")).await?;
    // The button has the keyboard from the beginning, and the kinds come next, as they stand.
    let way = window.tab_to(&said("drill-start-name")).await?;
    let kinds = [
        "alarm-name",
        "kind-auxilio",
        "kind-robo",
        "kind-extorsion",
        "kind-violencia",
        "kind-medica",
        "kind-incendio",
        "drill-start-name",
    ];
    assert_eq!(way, kinds.map(said));

    enter(&window, "alarm-name").await?;
    central.wait_for_alerts(1).await?;
    window.wait_for(&said("stage-received")).await?;
    enter(&window, "kind-robo").await?;
    let kind = central.wait_for_update("kind").await?;
    assert_eq!(kind["kind"], "robo");
    // The undo of the first seconds is over.
    window.wait_for(&said("cancel")).await?;
    enter(&window, "cancel").await?;
    enter(&window, "cancel-false-alarm").await?;
    let cancel = central.wait_for_update("cancel").await?;
    assert_eq!(cancel["cancel"]["reason"], "falsa_alarma");
    window.wait_for(&said("stage-cancelled")).await?;
    assert_eq!(central.alerts().await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn joining_needs_no_finger() -> Result<()> {
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let window = Phone::new()?.at(LAT, LON).open(&desktop)?;
    window.wait_for(&said("kinds-title")).await?;
    enter(&window, "join").await?;
    window.wait_for(&said("enrol-how")).await?;
    enter(&window, "enrol-by-link").await?;
    window.wait_for(&said("enrol-link")).await?;
    window.tab_to(&said("enrol-link-label")).await?;
    window.write(&central.invite()?)?;
    window.key("Return")?;
    window.wait_for(&said("consent-place")).await?;
    enter(&window, "who-accept").await?;
    window.wait_for(&said("person-title")).await?;
    window.tab_to(&said("profile-name")).await?;
    window.write("Rosa")?;
    window.key("Return")?;
    window.wait_for(&said("around-title")).await?;
    enter(&window, "enrol-next").await?;
    window.wait_for(&said("enrolment-active")).await?;
    central.wait_for_members(1).await
}
