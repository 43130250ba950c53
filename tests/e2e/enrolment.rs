//! Joining alone, from a link to the coordinator's list: with the network there, and without.

use anyhow::Result;
use auxilio_testkit::{Browser, Central, Desktop, Network, Path, Phone, Window};

use crate::{LAT, LON, said};

/// Agrees, tells a name, and goes on to the end.
async fn agree_as(window: &Window<'_>, name: &str) -> Result<()> {
    window.press(&said("who-accept")).await?;
    window.wait_for(&said("person-title")).await?;
    window.fill_in(&said("profile-name"), name).await?;
    window.press(&said("enrol-next")).await?;
    window.wait_for(&said("around-title")).await?;
    window.press(&said("enrol-next")).await
}

#[tokio::test]
async fn a_link_that_was_clicked_leads_to_a_member_whom_the_coordinator_sees() -> Result<()> {
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let link = central.invite_with(&["--approve"])?;
    let phone = Phone::new()?.given(&link).at(LAT, LON);
    let window = phone.open(&desktop)?;
    // Who invites and what is shared, before anything is.
    window
        .wait_for("Municipalidad Distrital de El Porvenir")
        .await?;
    window.wait_for(&said("consent-place")).await?;
    window.wait_for(&said("who-approval")).await?;
    agree_as(&window, "Rosa").await?;
    window.wait_for(&said("enrolment-pending")).await?;

    let browser = Browser::start().await?;
    browser.log_in_as(&central, &central.coordinator()?).await?;
    browser
        .wait_until("document.body.innerText.includes('Rosa')")
        .await?;
    browser
        .click("li form[action$='/aprobar'] [type=submit]")
        .await?;
    browser.wait_for("[data-state=active]").await?;
    window.press(&said("route-central")).await?;
    window.press(&said("checks-open")).await?;
    window.press(&said("route-central")).await?;
    window.wait_for(&said("enrolment-active")).await?;
    window.press(&said("alarm-name")).await?;
    assert_eq!(central.wait_for_alerts(1).await?[0].lane, "verified");
    Ok(())
}

#[tokio::test]
async fn the_apps_own_form_of_a_link_goes_on_to_a_drill() -> Result<()> {
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let link = central.invite()?;
    let (host, token) = link
        .trim_start_matches("http://")
        .split_once("/unirse/")
        .expect("a link");
    let link = format!("auxilio://unirse?c={host}&t={token}");
    let phone = Phone::new()?.given(&link).at(LAT, LON);
    let window = phone.open(&desktop)?;
    agree_as(&window, "Rosa").await?;
    window.wait_for(&said("enrolment-active")).await?;
    window.press(&said("drill-start-name")).await?;
    window.wait_for(&said("stage-received")).await?;
    assert_eq!(central.wait_for_alerts(1).await?[0].lane, "drill");
    Ok(())
}

#[tokio::test]
async fn without_a_network_the_whole_way_can_be_gone_and_it_finishes_by_itself() -> Result<()> {
    let network = Network::start().await?;
    let central = Central::behind(&network).await?;
    let link = central.invite()?;
    network.set(Path::Refused);
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.at(LAT, LON);
    let window = phone.open(&desktop)?;
    window.press(&said("join")).await?;
    window.press(&said("enrol-by-link")).await?;
    window.fill_in(&said("enrol-link-label"), &link).await?;
    window.press(&said("enrol-next")).await?;
    window.wait_for(&said("who-not-yet")).await?;
    agree_as(&window, "Rosa").await?;
    window.wait_for(&said("enrolment-waiting")).await?;
    // Killed before there is a network: what was agreed to and told is still there.
    window.kill();
    let window = phone.open(&desktop)?;
    window.wait_for(&said("kinds-title")).await?;
    network.set(Path::Open);
    central.wait_for_members(1).await?;
    window.press(&said("route-central")).await?;
    window.wait_for(&said("enrolment-active")).await?;

    let browser = Browser::start().await?;
    browser.log_in_as(&central, &central.coordinator()?).await?;
    browser
        .wait_until("document.body.innerText.includes('Rosa')")
        .await
}

#[tokio::test]
async fn an_invitation_that_does_not_hold_says_why_in_the_window_and_shares_nothing() -> Result<()>
{
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let spent = central.invite()?;
    let first = Phone::new()?.enrolled_by(&spent).open(&desktop)?;
    central.wait_for_members(1).await?;
    first.close().await?;
    let forged = format!("{}unirse/nadie-la-hizo", central.url());
    for (link, words) in [(spent, "enrolment-used"), (forged, "enrolment-unknown")] {
        looks_at(&desktop, &link, words).await?;
    }
    let expired = central.invite()?;
    central.let_invitations_expire().await?;
    looks_at(&desktop, &expired, "enrolment-expired").await?;
    let revoked = central.invite()?;
    central.revoke_invitations().await?;
    looks_at(&desktop, &revoked, "enrolment-taken-back").await?;
    central.wait_for_members(1).await
}

async fn looks_at(desktop: &Desktop, link: &str, words: &str) -> Result<()> {
    let window = Phone::new()?.given(link).open(desktop)?;
    window.wait_for(&said(words)).await?;
    assert!(!window.says(&said("who-accept")).await?, "{words}");
    window.close().await
}

#[tokio::test]
async fn what_is_no_link_to_an_invitation_is_said_and_can_be_mended() -> Result<()> {
    let desktop = Desktop::start().await?;
    let window = Phone::new()?.given("auxilio://otra/cosa").open(&desktop)?;
    window.wait_for(&said("enrol-link")).await?;
    window.wait_for(&said("invitation-error-other-link")).await
}

#[tokio::test]
async fn a_link_clicked_while_the_app_is_open_is_shown_to_be_pasted_there() -> Result<()> {
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let link = central.invite()?;
    let phone = Phone::new()?;
    let first = phone.open(&desktop)?;
    first.wait_for(&said("kinds-title")).await?;
    let phone = phone.given(&link);
    let second = phone.open(&desktop)?;
    second.wait_for(&said("who-in-use")).await?;
    second.wait_for(&link).await?;
    assert!(!second.says(&said("who-accept")).await?);
    Ok(())
}
