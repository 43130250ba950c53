//! An invitation where the app is not: its page in a browser, and its QR on a coordinator's phone.

use anyhow::{Context as _, Result};
use auxilio::qr;
use auxilio_testkit::{Browser, Central};

#[tokio::test]
async fn the_page_of_an_invitation_says_who_invites_and_opens_the_app() -> Result<()> {
    let central = Central::start().await?;
    let link = central.invite()?;
    let browser = Browser::start().await?;
    browser.open(&link).await?;
    let page = browser.text().await?;
    assert!(
        page.contains("Municipalidad Distrital de El Porvenir"),
        "{page}"
    );
    let opens = browser
        .value_of("document.querySelector('a.primary').getAttribute('href')")
        .await?;
    let token = link.rsplit('/').next().unwrap_or_default();
    let opens = opens.as_str().context("no address")?;
    assert!(opens.starts_with("auxilio://unirse?c=") && opens.ends_with(token));
    // A thumb finds it, and the style is let in by the page's own policy.
    let height = "document.querySelector('a.primary').getBoundingClientRect().height >= 48";
    browser.wait_until(height).await?;
    browser.wait_until("document.scripts.length === 0").await?;

    central.revoke_invitations().await?;
    browser.open(&link).await?;
    browser.wait_for("[data-state=revoked]").await?;
    assert!(browser.text().await?.contains("anulada"));
    Ok(())
}

#[tokio::test]
async fn the_qr_on_a_coordinators_page_is_read_out_of_a_picture_of_it() -> Result<()> {
    let central = Central::start().await?;
    let browser = Browser::start().await?;
    browser.log_in_as(&central, &central.coordinator()?).await?;
    let page = central
        .console()
        .replace("consola", "coordinacion/invitaciones");
    browser.open(&page).await?;
    browser.click("form.card [type=submit]").await?;
    browser.wait_for("svg.qr").await?;
    let link = browser
        .value_of("document.querySelector('p.link').textContent")
        .await?;
    browser
        .wait_until("(document.querySelector('svg.qr').scrollIntoView(), true)")
        .await?;
    let picture = browser.picture().await?;
    let read = qr::texts(&picture)?;
    assert_eq!(read, [link.as_str().context("no link")?]);
    Ok(())
}
