//! Where the key lies decides whether anything can be saved, never whether an alert leaves.

use anyhow::Result;
use auxilio_testkit::{Central, Desktop, Network, Path, Phone};

use crate::said;

#[tokio::test]
async fn a_key_in_the_keyring_opens_the_outbox_again() -> Result<()> {
    let network = Network::start().await?;
    let central = Central::behind(&network).await?;
    network.set(Path::Refused);
    let mut desktop = Desktop::start().await?;
    desktop.unlock_keyring()?;
    let phone = Phone::new()?
        .with_keyring()
        .with("--endpoint", central.url());
    let window = phone.open(&desktop)?;
    window.press(&said("alarm-name")).await?;
    window.wait_for(&said("stage-saved")).await?;
    window.kill();

    let window = phone.open(&desktop)?;
    window.wait_for(&said("stage-saved")).await?;
    network.set(Path::Open);
    window.wait_for(&said("stage-received")).await?;
    assert_eq!(central.alerts().await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn without_a_place_for_the_key_the_window_says_so_and_the_alert_still_arrives() -> Result<()>
{
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?
        .with_keyring()
        .with("--endpoint", central.url());
    let window = phone.open(&desktop)?;
    window.press(&said("alarm-name")).await?;
    central.wait_for_alerts(1).await?;
    window.wait_for(&said("stage-received")).await?;
    window.wait_for(&said("not-saved-key")).await?;
    Ok(())
}
