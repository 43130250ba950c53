//! Operators in a real browser: whom they must not call, what they must not read by the way, and how
//! they prove who they are.

use anyhow::{Context as _, Result};
use auxilio::qr;
use auxilio_testkit::{Authenticator, Browser, Central, Device, new_alert_id};
use serde_json::{Value, json};

use crate::{LAT, LON};

/// Everything that leads to a call or a message.
const CONTACTS: &str = "a[href^='tel:'], a[href^='sms:'], [data-action=message]";

fn alert(kind: &str, mode: &str) -> Result<Value> {
    Ok(json!({
        "id": new_alert_id()?, "kind": kind, "mode": mode,
        "profile": { "version": 1, "name": "Rosa Quispe", "phone": "944123456" },
        "fix": { "lat": LAT, "lon": LON, "accuracy_m": 12.0, "source": "gnss",
                 "taken_at": "2026-11-23T19:12:40.000-05:00" },
    }))
}

async fn says(browser: &Browser, words: &str) -> Result<bool> {
    Ok(browser.text().await?.contains(words))
}

#[tokio::test]
async fn a_forced_cancel_rings_like_a_new_alert_and_is_not_ended_by_one_touch() -> Result<()> {
    let central = Central::start().await?;
    let browser = Browser::start().await?;
    browser.log_in(&central).await?;
    browser.click("#probar").await?;
    let rosa = Device::member(&central).await?;
    let raised = alert("robo", "open")?;
    rosa.alert(raised.to_string()).await?;
    browser.click("[data-action=acknowledge]").await?;
    browser
        .wait_for("[data-rings=no] [data-action=message]")
        .await?;
    browser.click("[data-action=on_scene]").await?;
    browser
        .wait_until("document.body.dataset.ringing === 'no'")
        .await?;

    let id = serde_json::from_value(raised["id"].clone())?;
    let forced =
        json!([{ "seq": 1, "cancel": { "reason": "ya_paso" } }, { "seq": 2, "duress": true }]);
    rosa.update(id, forced.to_string()).await?;
    browser
        .wait_for("#abiertos [data-rings=yes] [data-care=duress]")
        .await?;
    browser
        .wait_until("document.body.dataset.ringing === 'yes'")
        .await?;
    assert!(
        says(&browser, "NO LLAMAR · NO ESCRIBIR").await? && says(&browser, "BAJO AMENAZA").await?
    );
    let contacts = format!("document.querySelectorAll(\"{CONTACTS}\").length === 0");
    browser.wait_until(&contacts).await?;
    browser
        .wait_until("!document.querySelector('[data-mark=cancelled]')")
        .await?;

    browser.click("[data-action=take-forced]").await?;
    browser
        .wait_until("document.body.dataset.ringing === 'no'")
        .await?;
    // What ends it is folded away, and asks how she is known to be safe.
    let folded = "!document.querySelector('[data-action=close]').checkVisibility()";
    browser.wait_until(folded).await?;
    browser.click("details.ending summary").await?;
    browser
        .run("document.querySelector('[data-field=close-code]').value = 'false_alarm'")
        .await?;
    browser.click("[data-action=close]").await?;
    browser
        .wait_until("!!document.querySelector('[data-field=close-reason]:invalid')")
        .await?;
    browser
        .fill_in(
            "[data-field=close-reason]",
            "La vio Juan en su puesto, a solas",
        )
        .await?;
    // A position that comes meanwhile folds nothing and takes no word away.
    let moved = json!([{ "seq": 3, "fix": { "lat": -8.11, "lon": LON, "source": "gnss",
        "taken_at": "2026-11-23T19:13:40.000-05:00" } }]);
    rosa.update(id, moved.to_string()).await?;
    browser
        .wait_until(
            "document.querySelector('[data-field=coordinates]').textContent.startsWith('-8.11')",
        )
        .await?;
    browser.click("[data-action=close]").await?;
    browser.wait_for("#cerrados [data-phase=closed]").await?;
    Ok(())
}

#[tokio::test]
async fn who_a_victim_is_comes_into_a_browser_only_when_it_opens_her_alert() -> Result<()> {
    let central = Central::start().await?;
    let browser = Browser::start().await?;
    browser.log_in(&central).await?;
    let rosa = Device::member(&central).await?;
    rosa.alert(alert("violencia", "covert")?.to_string())
        .await?;
    browser
        .wait_for("[data-kind=violencia][data-reserved=folded]")
        .await?;
    let page = "document.documentElement.outerHTML";
    let html = browser.value_of(page).await?;
    let html = html.as_str().context("no page")?;
    for secret in ["Rosa Quispe", "944123456", "8.0739", "78.9929"] {
        assert!(!html.contains(secret), "{secret}");
    }
    assert!(says(&browser, "NO LLAMAR · NO ESCRIBIR").await?);

    browser.click("[data-action=open]").await?;
    browser
        .wait_for("[data-reserved=opened] [data-field=name]")
        .await?;
    assert!(says(&browser, "Rosa Quispe").await? && says(&browser, "Abierta por: central").await?);
    let contacts = format!("document.querySelectorAll(\"{CONTACTS}\").length === 0");
    browser.wait_until(&contacts).await?;
    Ok(())
}

#[tokio::test]
async fn a_message_to_somebody_who_is_watched_is_refused_in_words_on_the_page() -> Result<()> {
    let central = Central::start().await?;
    let browser = Browser::start().await?;
    browser.log_in(&central).await?;
    let rosa = Device::member(&central).await?;
    let raised = alert("robo", "open")?;
    rosa.alert(raised.to_string()).await?;
    browser.wait_for("[data-field=message]").await?;
    // The operator is writing while it becomes known.
    browser
        .run("document.querySelector('form[id^=mensaje]').removeAttribute('hx-target')")
        .await?;
    let form = "document.querySelector('form[id^=mensaje]')";
    browser
        .run(&format!("window.kept = {form}.cloneNode(true)"))
        .await?;
    let id = serde_json::from_value(raised["id"].clone())?;
    rosa.update(id, json!([{ "seq": 1, "duress": true }]).to_string())
        .await?;
    browser.wait_for("[data-care=duress]").await?;
    browser
        .run("document.querySelector('.actions').append(kept); htmx.process(kept)")
        .await?;
    browser.fill_in("[data-field=message]", "Ya vamos").await?;
    browser.click("[data-action=message]").await?;
    browser
        .wait_until("!document.getElementById('aviso').hidden")
        .await?;
    assert!(says(&browser, "No llame ni escriba").await?);
    Ok(())
}

#[tokio::test]
async fn an_operator_sets_a_code_up_with_a_telephone_and_comes_in_with_it() -> Result<()> {
    let central = Central::with_second_factor().await?;
    let browser = Browser::start().await?;
    let login = central.login().clone();
    browser.log_in_as(&central, &login).await?;
    browser
        .wait_for("[data-notice=account-code-required]")
        .await?;
    browser.fill_in("#clave-poner", &login.password).await?;
    browser.click("[action$='/codigo'] [type=submit]").await?;
    browser.wait_for("svg.qr").await?;
    browser
        .wait_until("(document.querySelector('svg.qr').scrollIntoView(), true)")
        .await?;
    let read = qr::texts(&browser.picture().await?)?;
    let telephone = Authenticator::reading(read.first().context("no QR code is seen")?)?;
    browser.fill_in("#codigo", &telephone.code(0)?).await?;
    browser
        .click("[action$='/confirmar'] [type=submit]")
        .await?;
    browser.wait_for("[data-notice=account-code-set]").await?;
    browser.click("a.button[href='/consola']").await?;
    browser
        .wait_until("document.body.dataset.stream === 'live'")
        .await?;
    browser
        .click("[action='/consola/salir'] [type=submit]")
        .await?;

    let enter = async |code: &str| {
        browser.fill_in("[name=usuario]", &login.name).await?;
        browser.fill_in("[name=clave]", &login.password).await?;
        browser.fill_in("[name=codigo]", code).await?;
        browser.click("form [type=submit]").await
    };
    browser.wait_for("[name=usuario]").await?;
    enter("").await?;
    browser.wait_for(".mark.danger").await?;
    enter(&telephone.code(1)?).await?;
    browser
        .wait_until("document.body.dataset.stream === 'live'")
        .await?;

    // The telephone is lost: the open console ends, and another one is set up.
    let fresh = central.reset(&login)?;
    browser
        .wait_until("location.pathname === '/consola/entrar'")
        .await?;
    browser.log_in_as(&central, &fresh).await?;
    browser
        .wait_for("[data-notice=account-code-required]")
        .await?;
    Ok(())
}

#[tokio::test]
async fn the_pages_need_nothing_that_their_own_policy_forbids() -> Result<()> {
    let central = Central::start().await?;
    let browser = Browser::start().await?;
    browser.note_violations().await?;
    let rosa = Device::member(&central).await?;
    browser.log_in(&central).await?;
    let mut forbidden = browser.violations().await?;
    rosa.alert(alert("violencia", "covert")?.to_string())
        .await?;
    browser.click("[data-action=open]").await?;
    browser.wait_for("[data-reserved=opened]").await?;
    browser.click("[data-action=acknowledge]").await?;
    browser.wait_for("[data-action=dispatch]").await?;
    forbidden.extend(browser.violations().await?);
    let invitation = central.invite()?;
    let console = central.console();
    let at = |path: &str| console.replace("consola", path);
    for page in [
        at("consola/cuenta"),
        at("coordinacion"),
        at("coordinacion/invitaciones"),
        at("app"),
        invitation,
    ] {
        browser.open(&page).await?;
        forbidden.extend(browser.violations().await?);
    }
    assert!(forbidden.is_empty(), "{forbidden:?}");
    // And what it forbids is stopped, and seen here.
    let inline = "const script = document.createElement('script'); script.textContent = 'window.ran = 1'; \
        document.body.append(script)";
    browser.run(inline).await?;
    browser.wait_until("window.forbidden.length > 0").await?;
    assert_eq!(browser.value_of("window.ran ?? null").await?, Value::Null);
    Ok(())
}
