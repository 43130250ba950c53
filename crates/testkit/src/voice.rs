//! A voice whose phrases can be read, and a loudspeaker whose sounds can be counted: programs of
//! the test's in the place of Speech Dispatcher's client and of `PulseAudio`'s player, which write
//! down what they are told.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::wait;

/// The program that desktops speak with.
const SPEAKS: &str = "spd-say";
/// The program that desktops play raw samples with.
const PLAYS: &str = "pacat";
/// What a phrase follows on its command line.
const BEFORE_PHRASE: &str = "-- ";

/// Programs of the test's own, before those of the system.
pub(crate) fn programs(home: &Path) -> PathBuf {
    home.join("programs")
}

/// A desktop's voice.
#[derive(Debug)]
pub struct Voice {
    said: PathBuf,
    played: PathBuf,
}

impl Voice {
    pub(crate) fn install(home: &Path) -> Result<Self> {
        let (said, played) = (home.join("said-aloud"), home.join("played"));
        fs::create_dir_all(programs(home))?;
        let writes_down = format!("echo \"$*\" >> '{}'", said.display());
        script(home, SPEAKS, &writes_down)?;
        script(home, PLAYS, &format!("wc -c >> '{}'", played.display()))?;
        Ok(Self { said, played })
    }

    /// How many sounds were played to their end so far.
    pub fn sounds(&self) -> Result<usize> {
        if !self.played.exists() {
            return Ok(0);
        }
        let played = fs::read_to_string(&self.played)?;
        Ok(played.lines().filter(|bytes| bytes.trim() != "0").count())
    }

    /// Waits until something was heard.
    pub async fn wait_for_a_sound(&self) -> Result<()> {
        let look = async || Ok((self.sounds()? > 0).then_some(()));
        wait::until("something is heard", look).await
    }

    /// The phrases so far, in their order.
    pub fn said(&self) -> Result<Vec<String>> {
        if !self.said.exists() {
            return Ok(Vec::new());
        }
        let calls = fs::read_to_string(&self.said)?;
        let phrase = |call: &str| {
            let (_, phrase) = call.split_once(BEFORE_PHRASE).context("no phrase")?;
            Ok(phrase.to_owned())
        };
        calls.lines().map(phrase).collect()
    }

    /// Waits for a phrase that begins so.
    pub async fn wait_for(&self, beginning: &str) -> Result<()> {
        let what = format!("«{beginning}…» is said aloud");
        let look = async || {
            let said = self.said()?;
            let is_said = said.iter().any(|phrase| phrase.starts_with(beginning));
            Ok(is_said.then_some(()))
        };
        let waited = wait::until(&what, look).await;
        waited.with_context(|| format!("said was {:?}", self.said()))
    }
}

fn script(home: &Path, name: &str, does: &str) -> Result<()> {
    let program = programs(home).join(name);
    fs::write(&program, format!("#!/bin/sh\n{does}\n"))?;
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
    Ok(())
}
