//! The app speaks the language of its system, and Spanish where it has no other words.

use anyhow::Result;
use auxilio::texts::{Language, text_in};
use auxilio_testkit::{Central, Desktop, Phone};

use crate::said;

#[tokio::test]
async fn a_window_speaks_the_language_of_its_system() -> Result<()> {
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    for (locale, language) in [
        ("en_US.UTF-8", Language::English),
        ("quz_PE.UTF-8", Language::Quechua),
    ] {
        let phone = Phone::new()?
            .speaking(locale)
            .with("--endpoint", central.url());
        let window = phone.open(&desktop)?;
        window.press(&text_in(language, "alarm-name")).await?;
        window
            .wait_for(&text_in(language, "stage-received"))
            .await?;
        window.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_language_that_was_chosen_is_spoken_at_once_and_after_a_restart() -> Result<()> {
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?;
    let window = phone.open(&desktop)?;
    window.press(&said("route-profile")).await?;
    window.fill_in(&said("language"), "English").await?;
    let title = text_in(Language::English, "profile-title");
    window.wait_for(&title).await?;
    window.close().await?;
    let window = phone.open(&desktop)?;
    window
        .wait_for(&text_in(Language::English, "alarm-name"))
        .await?;
    Ok(())
}
