//! What would keep an alert from leaving is said before there is one, with the touch that mends it.

use anyhow::Result;
use auxilio::texts::{Values, plain, text_with};
use auxilio_testkit::{Central, Desktop, Network, Path, Phone};

use crate::{LAT, LON, said};

/// A central whose clock stands in 1994.
const LONG_AGO: &str = "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\
    Content-Type: application/json\r\nConnection: close\r\n\r\n\
    {\"name\":\"El Porvenir\",\"protocol\":[1],\"jwks\":{\"keys\":[]},\"alerts_url\":\"\",\
    \"enrolments_url\":\"\",\"sms_gateway\":null,\"lines\":[]}";

/// What the banner is called.
fn banner(warning: &str, touch: &str) -> String {
    let values = Values::from([
        ("words".into(), said(warning).into()),
        ("touch".into(), said(touch).into()),
    ]);
    plain(&text_with("banner-name", &values))
}

#[tokio::test]
async fn without_a_central_the_banner_leads_to_choosing_one() -> Result<()> {
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.at(LAT, LON);
    let window = phone.open(&desktop)?;
    let no_endpoint = banner("warning-no-endpoint", "mend-choose");
    window.press(&no_endpoint).await?;
    window.press(&said("destination-change")).await?;
    window.press(&said("destination-kind-central")).await?;
    window
        .fill_in(&said("endpoint-label"), central.url())
        .await?;
    window.press(&said("endpoint-save")).await?;
    window.press(&said("checks-open")).await?;
    window.wait_for(&said("check-central")).await?;
    // Next comes what weighs less: nobody knows yet whose phone this is.
    window.press(&said("route-alert")).await?;
    window.press(&banner("enrolment-none", "mend-join")).await?;
    window.wait_for(&said("enrol-how")).await?;
    assert!(!window.says(&said("warning-no-endpoint")).await?);
    Ok(())
}

#[tokio::test]
async fn a_silent_central_is_said_while_it_is_silent_and_holds_up_no_press() -> Result<()> {
    let mut central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    central.stop().await?;
    let silent = banner("warning-silent", "mend-retry");
    window.press(&silent).await?;
    window.wait_for(&silent).await?;
    central.restart().await?;
    window.wait_until_gone(&silent).await?;

    central.stop().await?;
    window.wait_for(&silent).await?;
    window.press(&said("alarm-name")).await?;
    window.wait_for(&said("stage-saved")).await?;
    window.wait_until_gone(&silent).await?;
    Ok(())
}

#[tokio::test]
async fn a_wrong_clock_is_said_until_it_is_right() -> Result<()> {
    let network = Network::start().await?;
    let central = Central::behind(&network).await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    network.set(Path::Impostor(LONG_AGO));
    window.press(&said("route-central")).await?;
    window.press(&said("checks-open")).await?;
    window.wait_for(&said("advice-clock")).await?;
    network.set(Path::Open);
    window.press(&said("checks-again")).await?;
    window.wait_for(&said("check-clock")).await?;
    Ok(())
}
