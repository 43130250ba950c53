//! The phone is gone: six words on paper put it out, from a browser of somebody else's.

use anyhow::Result;
use auxilio_protocol::limits::RECOVERY_WORDS;
use auxilio_testkit::{Browser, Central, Desktop, Phone};

use crate::{LAT, LON, said};

#[tokio::test]
async fn words_written_on_paper_put_the_phone_out_and_the_console_says_so() -> Result<()> {
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    window.press(&said("route-profile")).await?;
    window.press(&said("data-open")).await?;
    window.press(&said("recovery-open")).await?;
    window.press(&said("recovery-make")).await?;
    window.wait_for(&said("recovery-once")).await?;
    let screen = window.said().await;
    // A word of the list is said as the item's name and as its text; nothing else here is one word
    // in small letters but the window's own name, which comes first.
    let is_word = |line: &&str| {
        (line.chars()).all(|letter| letter.is_lowercase() || !letter.is_alphanumeric())
    };
    let words: Vec<&str> = (screen.lines().filter(is_word).skip(1))
        .step_by(2)
        .collect();
    assert_eq!(words.len(), RECOVERY_WORDS, "{screen}");
    window.press(&said("recovery-written")).await?;
    window.wait_for("Sus palabras sirven desde").await?;

    let browser = Browser::start().await?;
    let page = central.console().replace("consola", "perdi-mi-telefono");
    browser.open(&page).await?;
    browser.fill_in("#frase", &words.join(" ")).await?;
    browser.click("form [type=submit]").await?;
    browser.wait_for("[data-state=done]").await?;

    // Whoever has the phone presses: it is heard, and nobody takes it for its owner's.
    window.press(&said("route-alert")).await?;
    window.press(&said("alarm-name")).await?;
    assert_eq!(central.wait_for_alerts(1).await?[0].lane, "unverified");
    browser.log_in(&central).await?;
    browser.wait_for("[data-mark=put-out]").await?;
    let board = browser.text().await?;
    assert!(board.contains("Posible teléfono en otras manos"), "{board}");
    Ok(())
}
