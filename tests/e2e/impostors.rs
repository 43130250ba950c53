//! Answers that are no receipt, and alerts that the central refuses.

use anyhow::Result;
use auxilio_testkit::{Central, Desktop, Network, PORTAL_PAGE, PORTAL_REDIRECT, Path, Phone};

use crate::{LAT, LON, call_police, said};

#[tokio::test]
async fn a_captive_portal_never_passes_for_the_central() -> Result<()> {
    let network = Network::start().await?;
    let central = Central::behind(&network).await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    network.set(Path::Impostor(PORTAL_PAGE));
    window.press(&said("alarm-name")).await?;
    for answer in [PORTAL_PAGE, PORTAL_REDIRECT] {
        network.set(Path::Impostor(answer));
        window.wait_for(&said("trouble-impostor")).await?;
        window.wait_for(&call_police()).await?;
        assert!(!window.says(&said("stage-received")).await?);
        window.press(&said("retry")).await?;
    }
    assert_eq!(central.alerts().await?, []);
    network.set(Path::Open);
    window.wait_for(&said("stage-received")).await?;
    Ok(())
}
