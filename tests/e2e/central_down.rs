//! No central at the tap: the alert waits, the person is told and helped, and it arrives by itself.

use anyhow::Result;
use auxilio_testkit::{Central, Desktop, Phone};

use crate::{LAT, LON, call, call_police, said};

#[tokio::test]
async fn a_tap_without_a_central_arrives_later_without_another_touch() -> Result<()> {
    let mut central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    window.wait_for(&said("alarm-name")).await?;
    central.stop().await?;

    window.press(&said("alarm-name")).await?;
    window.wait_for(&said("stage-saved")).await?;
    window.wait_for(&call_police()).await?;
    window.wait_for(&call("100", "call-violence")).await?;
    assert!(!window.says(&said("stage-received")).await?);

    central.restart().await?;
    window.wait_for(&said("stage-received")).await?;
    assert_eq!(central.alerts().await?.len(), 1);
    Ok(())
}
