//! A voice whose phrases can be read: a program of the test's in the place of Speech Dispatcher's
//! client, which writes down what it is told to say.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::wait;

/// The program that desktops speak with.
const PROGRAM: &str = "spd-say";
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
}

impl Voice {
    pub(crate) fn install(home: &Path) -> Result<Self> {
        let (folder, said) = (programs(home), home.join("said-aloud"));
        fs::create_dir_all(&folder)?;
        let program = folder.join(PROGRAM);
        let script = format!("#!/bin/sh\necho \"$*\" >> '{}'\n", said.display());
        fs::write(&program, script)?;
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
        Ok(Self { said })
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
