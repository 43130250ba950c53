//! Makes the documents' pictures from the real window, with a real central behind it: one for each
//! screen, and a sheet of all of them in the dark and with text of twice its size.
//! `cargo xtask screenshot` builds what this needs and runs it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use auxilio::texts::{Language, Values, plain, text, text_in, text_with};
use auxilio_testkit::{Appearance, Central, Desktop, Phone, Window};
use tempfile::TempDir;

/// The middle of El Porvenir, in degrees.
const LAT: f64 = -8.07392;
const LON: f64 = -78.99292;

#[tokio::main]
async fn main() -> Result<()> {
    let folder = std::env::args_os().nth(1).map(PathBuf::from);
    let folder = folder.context("which folder do the pictures go to?")?;
    Album::new(&folder, Appearance::Light).fill().await?;
    for (appearance, sheet) in [
        (Appearance::Dark, "dark.png"),
        (Appearance::LargeText, "large.png"),
    ] {
        let loose = TempDir::new()?;
        let album = Album::new(loose.path(), appearance);
        album.fill().await?;
        put_together(loose.path(), &folder.join(sheet))?;
    }
    Ok(())
}

/// One sheet of all the pictures in a folder.
fn put_together(pictures: &Path, sheet: &Path) -> Result<()> {
    let mut montage = Command::new("montage");
    montage
        .arg(pictures.join("*.png"))
        .args(["-tile", "8x", "-geometry", "270x480+4+4"])
        .args(["-depth", "8", "+dither", "-colors", "96"])
        .arg(format!("PNG8:{}", sheet.display()));
    let status = montage.status().context("imagemagick is not installed")?;
    ensure!(status.success(), "no sheet at {}", sheet.display());
    Ok(())
}

/// A folder of pictures, all of phones that look the same.
struct Album<'a> {
    folder: &'a Path,
    appearance: Appearance,
}

/// A window, and the album that its pictures go to.
struct Sitter<'a> {
    album: &'a Album<'a>,
    desktop: &'a Desktop,
    window: Window<'a>,
}

impl<'a> Album<'a> {
    fn new(folder: &'a Path, appearance: Appearance) -> Self {
        Self { folder, appearance }
    }

    async fn fill(&self) -> Result<()> {
        let central = Central::start().await?;
        let mut desktop = Desktop::start().await?;
        desktop.unlock_keyring()?;
        desktop.ask_for_stillness()?;
        let member = Phone::new()?.with_keyring().enrolled_by(&central.invite()?);
        let member = self.open(&desktop, member)?;
        central.wait_for_members(1).await?;
        member.when("kinds-title").await?;
        member.picture("button").await?;
        member.central().await?;
        member.drill().await?;
        member.journey().await?;
        member.alert().await?;
        member.history().await?;
        member.data().await?;
        member.discreet().await?;
        member.window.close().await?;

        let newcomer = self.open(&desktop, Phone::new()?)?;
        newcomer.when("join").await?;
        newcomer.picture("first-start").await?;
        newcomer
            .enrolment(&central.invite_with(&["--approve"])?)
            .await?;
        newcomer.window.close().await?;

        let lost = self.open(&desktop, Phone::new()?)?;
        lost.press("kind-medica").await?;
        lost.when("cancel").await?;
        lost.when("whatsapp").await?;
        lost.picture("calls").await?;
        lost.window.close().await?;

        let quechua = self.open(&desktop, Phone::new()?.speaking("quz_PE.UTF-8"))?;
        let name = text_in(Language::Quechua, "alarm-name");
        quechua.window.wait_for(&name).await?;
        quechua.picture("quechua").await?;
        quechua.window.close().await
    }

    fn open(&'a self, desktop: &'a Desktop, phone: Phone) -> Result<Sitter<'a>> {
        let phone = phone.at(LAT, LON).appearing(self.appearance);
        Ok(Sitter {
            album: self,
            desktop,
            window: phone.open(desktop)?,
        })
    }
}

impl Sitter<'_> {
    /// Where alerts go, the steps to another place, and the self-check.
    async fn central(&self) -> Result<()> {
        self.press("route-central").await?;
        self.when("trial-why").await?;
        self.picture("central").await?;
        self.press("destination-change").await?;
        self.when("destination-kind-title").await?;
        self.picture("destination").await?;
        self.press("destination-kind-webhook").await?;
        self.when("destination-unsigned").await?;
        self.picture("destination-webhook").await?;
        self.press("destination-back").await?;
        self.press("destination-back").await?;
        self.press("checks-open").await?;
        self.when("checks-well").await?;
        self.picture("check").await
    }

    async fn drill(&self) -> Result<()> {
        self.press("route-alert").await?;
        self.press("drill-start-name").await?;
        // What its receipt says: the word alone stands beside the times as well.
        self.when_at_a_time("meaning-received-drill").await?;
        self.picture("drill").await?;
        self.press("drill-end").await?;
        self.when("drill-ended").await?;
        self.picture("drill-ended").await?;
        self.press("ended-understood").await?;
        self.gone("ended-understood").await
    }

    /// A way home, from the choice to the arrival.
    async fn journey(&self) -> Result<()> {
        self.press("route-journey").await?;
        self.when("journey-question").await?;
        self.picture("journey").await?;
        let shown = self.window.said().await;
        // The choice says when one would arrive, by the clock of this moment.
        let choice = shown.lines().find(|line| line.starts_with("30 min "));
        self.window
            .press(choice.context("no choice of 30 minutes")?)
            .await?;
        self.when("journey-watch").await?;
        self.picture("journey-under-way").await?;
        self.press("route-alert").await?;
        self.when("kinds-title").await?;
        self.picture("journey-button").await?;
        self.press("journey-arrive").await?;
        self.gone("journey-arrive").await
    }

    async fn alert(&self) -> Result<()> {
        self.press("alarm-name").await?;
        self.when_at_a_time("meaning-received").await?;
        self.picture("undo").await?;
        self.press("alarm-name").await?;
        let again = Values::from([("presses".into(), 2.into())]);
        let again = filled("again-received", &again);
        self.window.wait_for(&again).await?;
        self.when("cancel").await?;
        self.picture("alert").await?;
        self.press("cancel").await?;
        self.when("cancel-question").await?;
        self.picture("cancel").await?;
        self.press("cancel-keep").await
    }

    async fn history(&self) -> Result<()> {
        self.press("route-history").await?;
        self.when("history-title").await?;
        self.picture("history").await?;
        let list = self.window.said().await;
        // An item is a line that ends with the word for its stage, after a date.
        let item = list
            .lines()
            .find(|line| line.contains('/') && line.ends_with(&said("stage-received")));
        let item = item.context("no alert in the list")?;
        self.window.press(item).await?;
        self.when("receipt-title").await?;
        self.picture("history-alert").await
    }

    /// What the person tells, a copy of it, and its deletion.
    async fn data(&self) -> Result<()> {
        self.press("route-profile").await?;
        self.when("profile-title").await?;
        self.picture("profile").await?;
        let field = said("profile-sector");
        self.window.fill_in(&field, "porvenir").await?;
        self.window.wait_for("Nuevo Porvenir").await?;
        self.picture("barrio").await?;
        self.press("data-open").await?;
        self.when("data-copy-why").await?;
        self.picture("data").await?;
        self.press("data-delete").await?;
        self.when("deletion-goes").await?;
        self.picture("deletion").await
    }

    /// The app behind a calculator, from the words before it to a cancel that asks for the PIN.
    async fn discreet(&self) -> Result<()> {
        self.press("route-profile").await?;
        self.press("discreet-open").await?;
        self.when("discreet-limits").await?;
        self.picture("discreet-limits").await?;
        self.press("discreet-understood").await?;
        self.when("discreet-traces").await?;
        self.picture("discreet-traces").await?;
        self.press("discreet-next").await?;
        self.when("discreet-pin").await?;
        self.type_pin("2468").await?;
        self.type_pin("2468").await?;
        self.when("discreet-duress").await?;
        self.picture("discreet-duress").await?;
        self.type_pin("1357").await?;
        self.type_pin("1357").await?;
        self.when("discreet-code").await?;
        self.press("discreet-code-none").await?;
        self.when("discreet-history").await?;
        self.picture("discreet-choices").await?;
        self.press("discreet-next").await?;
        self.press("discreet-turn-on").await?;
        self.when("discreet-is-on").await?;
        self.picture("discreet-on").await?;
        self.press("route-alert").await?;
        self.press("cancel").await?;
        self.press("cancel-over").await?;
        self.when("pin-cancel").await?;
        self.picture("pin").await?;
        self.press("discreet-leave").await?;
        self.when("calculator-memory-recall").await?;
        for key in ["1", "9", "0"] {
            self.window.press(key).await?;
        }
        self.press("calculator-add").await?;
        self.window.press("8").await?;
        self.picture("calculator").await
    }

    async fn type_pin(&self, pin: &str) -> Result<()> {
        for digit in pin.chars() {
            self.window.press(&digit.to_string()).await?;
        }
        self.press("pin-done").await
    }

    /// Joining, step by step.
    async fn enrolment(&self, link: &str) -> Result<()> {
        self.press("join").await?;
        self.when("enrol-how").await?;
        self.picture("enrol-how").await?;
        for (way, title) in [
            ("enrol-by-code", "enrol-code"),
            ("enrol-by-photo", "photo-title"),
        ] {
            self.press(way).await?;
            self.when(title).await?;
            self.picture(way).await?;
            self.press("enrol-back").await?;
        }
        self.press("enrol-by-link").await?;
        let field = said("enrol-link-label");
        self.window.fill_in(&field, link).await?;
        self.picture("enrol-by-link").await?;
        self.press("enrol-next").await?;
        self.when("who-approval").await?;
        self.picture("enrol-who").await?;
        self.press("who-accept").await?;
        self.when("person-title").await?;
        self.picture("enrol-person").await?;
        self.press("enrol-next").await?;
        self.when("around-title").await?;
        self.picture("enrol-around").await?;
        self.press("enrol-next").await?;
        self.when("enrolment-pending").await?;
        self.picture("enrol-done").await
    }

    async fn picture(&self, name: &str) -> Result<()> {
        let file = self.album.folder.join(name).with_extension("png");
        self.desktop.screenshot(&file).await
    }

    async fn press(&self, name: &str) -> Result<()> {
        self.window.press(&said(name)).await
    }

    async fn when(&self, name: &str) -> Result<()> {
        self.window.wait_for(&said(name)).await
    }

    /// Waits for words that end with a time of day, whatever it is.
    async fn when_at_a_time(&self, name: &str) -> Result<()> {
        let words = Values::from([("clock".into(), "|".into())]);
        let words = filled(name, &words);
        let before = words.split('|').next().unwrap_or_default();
        self.window.wait_for(before).await
    }

    async fn gone(&self, name: &str) -> Result<()> {
        self.window.wait_until_gone(&said(name)).await
    }
}

/// What the app calls it.
fn said(name: &str) -> String {
    plain(&text(name))
}

/// The same with something inserted.
fn filled(name: &str, values: &Values) -> String {
    plain(&text_with(name, values))
}
