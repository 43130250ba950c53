//! The first alert leaves whatever is missing: registration, position, central.

use anyhow::Result;
use auxilio_testkit::{Central, Desktop, Phone};

use crate::{call_police, said};

#[tokio::test]
async fn without_registration_and_position_the_alert_leaves_and_says_so() -> Result<()> {
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.with("--endpoint", central.url());
    let window = phone.open(&desktop)?;
    window.press(&said("alarm-name")).await?;
    let alerts = central.wait_for_alerts(1).await?;
    assert_eq!(alerts[0].lane, "unverified");
    assert!(alerts[0].json()?["fix"].is_null());
    window.wait_for(&said("stage-received")).await?;
    window.wait_for(&said("position-absent")).await?;
    Ok(())
}

#[tokio::test]
async fn an_alert_waits_for_a_central_that_is_named_only_afterwards() -> Result<()> {
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let window = Phone::new()?.open(&desktop)?;
    window.press(&said("alarm-name")).await?;
    window.wait_for(&said("stage-saved")).await?;
    window.wait_for(&said("trouble-no-endpoint")).await?;
    window.wait_for(&call_police()).await?;

    window.press(&said("route-central")).await?;
    window.press(&said("destination-change")).await?;
    window.press(&said("destination-kind-central")).await?;
    window
        .fill_in(&said("endpoint-label"), central.url())
        .await?;
    window.press(&said("endpoint-save")).await?;
    window.wait_for(&said("stage-received")).await?;
    assert_eq!(central.alerts().await?.len(), 1);
    Ok(())
}
