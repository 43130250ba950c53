//! What is said aloud, for whoever does not look: each step once, in its order, and nothing at all
//! of a covert alert.

use anyhow::Result;
use auxilio::texts::{Values, plain, text_with};
use auxilio_testkit::{Browser, Central, Desktop, Network, Path, Phone};

use crate::{LAT, LON, said};

#[tokio::test]
async fn each_step_of_an_alert_is_said_aloud_in_its_order() -> Result<()> {
    let network = Network::start().await?;
    let central = Central::behind(&network).await?;
    let browser = Browser::start().await?;
    browser.log_in(&central).await?;
    let desktop = Desktop::start().await?;
    let voice = desktop.give_voice()?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;

    // Without its answers, so that each step has a moment of its own.
    network.set(Path::AnswersLost);
    window.press(&said("alarm-name")).await?;
    voice.wait_for(&said("stage-saved")).await?;
    network.set(Path::Open);
    voice.wait_for(&said("stage-received")).await?;
    browser.click("[data-action=acknowledge]").await?;
    voice.wait_for(&said("stage-acknowledged")).await?;
    browser.fill_in("[data-field=unit]", "Móvil 3").await?;
    browser.fill_in("[data-field=minutes]", "4").await?;
    browser.click("[data-action=dispatch]").await?;
    let values = Values::from([
        ("by".into(), "Móvil 3".into()),
        ("minutes".into(), 4.into()),
    ]);
    let minutes = plain(&text_with("spoken-dispatched", &values));
    let on_its_way = format!("{}. {minutes}", said("stage-dispatched"));
    voice.wait_for(&on_its_way).await?;
    browser
        .click("[data-field=close-code] [value=attended]")
        .await?;
    browser.click("[data-action=close]").await?;
    voice.wait_for(&said("stage-closed")).await?;

    let phrases = voice.said()?;
    let steps = [
        "stage-saved",
        "stage-received",
        "stage-acknowledged",
        "stage-dispatched",
        "stage-closed",
    ];
    // «Guardado» again says that nothing answers; on a slow machine «Nadie lo tomó» may come too.
    let at = |step: &str| {
        let begins = |phrase: &String| phrase.starts_with(&said(step));
        phrases.iter().position(begins)
    };
    let order = steps.map(at);
    assert!(order.is_sorted(), "{phrases:?}");
    for step in &steps[1..] {
        let of_step = phrases
            .iter()
            .filter(|phrase| phrase.starts_with(&said(step)));
        assert_eq!(of_step.count(), 1, "{phrases:?}");
    }
    Ok(())
}

#[tokio::test]
async fn nothing_of_a_covert_alert_is_said_aloud_and_nothing_again_after_a_restart() -> Result<()> {
    let network = Network::start().await?;
    let central = Central::behind(&network).await?;
    let desktop = Desktop::start().await?;
    let voice = desktop.give_voice()?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    window.close().await?;
    network.set(Path::Refused);
    let (code, _) = phone
        .tap_with(&["--covert", "--wait", "1"])?
        .ended()
        .await?;
    assert_eq!(code, 3, "saved, and not received");

    let window = phone.open(&desktop)?;
    window.wait_for(&said("stage-saved")).await?;
    network.set(Path::Open);
    window.wait_for(&said("stage-received")).await?;
    assert_eq!((voice.said()?.len(), voice.sounds()?), (0, 0));
    // The same window has a voice all the same.
    window.press(&said("alarm-name")).await?;
    voice.wait_for(&said("stage-received")).await?;
    voice.wait_for_a_sound().await?;
    let heard = voice.said()?;
    assert!(heard.len() <= 2, "{heard:?}");
    window.close().await?;

    let window = phone.open(&desktop)?;
    window.wait_for(&said("stage-received")).await?;
    window.press(&said("cancel")).await?;
    window.press(&said("cancel-false-alarm")).await?;
    voice.wait_for(&said("stage-cancelled")).await?;
    let after = voice.said()?;
    assert_eq!(after[..heard.len()], heard);
    assert_eq!(after.len(), heard.len() + 1, "{after:?}");
    Ok(())
}
