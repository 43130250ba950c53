//! A member by a coordinator's leave, from the invitation to the end of it.

use anyhow::Result;
use auxilio_testkit::{Browser, Central, Desktop, Phone};

use crate::{LAT, LON, said};

#[tokio::test]
async fn who_is_approved_and_who_is_put_out_learns_it_and_the_coordinator_no_place() -> Result<()> {
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?
        .enrolled_by(&central.invite_with(&["--approve"])?)
        .at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    window.press(&said("route-central")).await?;
    window.wait_for(&said("enrolment-pending")).await?;

    let browser = Browser::start().await?;
    browser.log_in_as(&central, &central.coordinator()?).await?;
    browser
        .click("li form[action$='/aprobar'] [type=submit]")
        .await?;
    browser.wait_for("[data-state=active]").await?;
    window.press(&said("checks-open")).await?;
    window.wait_for(&said("check-member")).await?;
    window.press(&said("alarm-name")).await?;
    assert_eq!(central.wait_for_alerts(1).await?[0].lane, "verified");

    // The coordinator sees that the phone is ready, and nothing of the alert or its place.
    browser
        .wait_until(
            "fetch('/coordinacion').then(page => page.text())
             .then(page => page.includes('data-ready=\"yes\"'))",
        )
        .await?;
    browser
        .open(&central.console().replace("consola", "coordinacion"))
        .await?;
    let page = browser.text().await?;
    assert!(!page.contains("8.07") && !page.contains("78.99"), "{page}");

    browser.click("li summary").await?;
    browser
        .click("li form[action$='/retirar'] [type=submit]")
        .await?;
    browser.wait_for("[data-state=revoked]").await?;
    window.press(&said("checks-again")).await?;
    window.press(&said("route-central")).await?;
    window.wait_for(&said("enrolment-ended")).await?;
    Ok(())
}
