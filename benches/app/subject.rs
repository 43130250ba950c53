//! The two windows.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use auxilio::texts::{plain, text};
use auxilio_testkit::{Desktop, Phone, Window};
use tempfile::TempDir;

/// Which window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A window with a button and nothing else.
    Empty,
    /// The app.
    App,
}

impl Subject {
    pub(crate) const ALL: [Self; 2] = [Self::Empty, Self::App];

    /// Its program, built beside this one.
    pub(crate) fn program(self) -> Result<PathBuf> {
        // target/<profile>/deps/<bench>
        let bench = std::env::current_exe()?;
        let profile = bench.parent().and_then(Path::parent);
        let profile = profile.context("the bench has no target folder")?;
        Ok(profile.join(match self {
            Self::Empty => "examples/empty_window",
            Self::App => "auxilio",
        }))
    }

    /// What its button is called.
    pub(crate) fn button(self) -> String {
        match self {
            Self::Empty => "Press".to_owned(),
            Self::App => plain(&text("alarm-name")),
        }
    }

    /// What it says once the button was pressed.
    pub(crate) fn answer(self) -> String {
        match self {
            Self::Empty => "Pressed".to_owned(),
            Self::App => plain(&text("stage-saved")),
        }
    }
}

/// A phone on which the app was opened before, and nothing else has happened yet.
pub(crate) struct UsedPhone {
    phone: Phone,
    /// Its data folder as it was then.
    before: TempDir,
}

impl UsedPhone {
    pub(crate) async fn new(desktop: &Desktop) -> Result<Self> {
        let phone = Phone::new()?;
        let window = phone.open(desktop)?;
        window.button(&Subject::App.button()).await?;
        window.close().await?;
        let before = TempDir::new()?;
        copy_files(phone.data(), before.path())?;
        Ok(Self { phone, before })
    }

    /// Opens a window; the app's as if it were the second time.
    pub(crate) fn open<'a>(&self, desktop: &'a Desktop, subject: Subject) -> Result<Window<'a>> {
        match subject {
            Subject::Empty => Window::of_program(desktop, &subject.program()?),
            Subject::App => self.phone.open(desktop),
        }
    }

    /// Forgets everything since.
    pub(crate) fn restore(&self) -> Result<()> {
        fs::remove_dir_all(self.phone.data())?;
        fs::create_dir(self.phone.data())?;
        copy_files(self.before.path(), self.phone.data())
    }
}

fn copy_files(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
