//! A person's device: its folder, and how the app is started on it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use tempfile::TempDir;

use crate::{Desktop, Tap, Window, programs};

/// How a person has set up their system's screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Appearance {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
    /// Text of twice its size.
    LargeText,
}

impl Appearance {
    /// The variable that GTK reads it from.
    fn variable(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Light => None,
            Self::Dark => Some(("GTK_THEME", "Adwaita:dark")),
            Self::LargeText => Some(("GDK_DPI_SCALE", "2")),
        }
    }
}

/// A device that outlives the app on it: the app can be killed and started again.
#[derive(Debug)]
pub struct Phone {
    own_folder: TempDir,
    data: PathBuf,
    key_file: Option<PathBuf>,
    arguments: Vec<OsString>,
    locale: &'static str,
    appearance: Appearance,
    roots: Option<PathBuf>,
}

impl Phone {
    /// One with its data in a folder of its own and its key in a file, where nothing else is
    /// known: no central, no position.
    pub fn new() -> Result<Self> {
        let own_folder = TempDir::new()?;
        Ok(Self {
            data: own_folder.path().join("data"),
            key_file: Some(own_folder.path().join("key")),
            own_folder,
            arguments: Vec::new(),
            // The tests look for Spanish, whatever their own system speaks.
            locale: "C.UTF-8",
            appearance: Appearance::default(),
            roots: None,
        })
    }

    /// Its data lie on that disk.
    #[must_use]
    pub fn with_data_on(mut self, disk: &Path) -> Self {
        self.data = disk.join("data");
        self
    }

    /// Its key is the keyring's.
    #[must_use]
    pub fn with_keyring(mut self) -> Self {
        self.key_file = None;
        self
    }

    /// Its system speaks this language.
    #[must_use]
    pub fn speaking(mut self, locale: &'static str) -> Self {
        self.locale = locale;
        self
    }

    /// Its screens look like this.
    #[must_use]
    pub fn appearing(mut self, appearance: Appearance) -> Self {
        self.appearance = appearance;
        self
    }

    /// It starts with this option.
    #[must_use]
    pub fn with(mut self, option: &str, value: impl Into<OsString>) -> Self {
        self.arguments.extend([option.into(), value.into()]);
        self
    }

    /// It is started with this link, as a desktop passes on what was clicked.
    #[must_use]
    pub fn given(mut self, link: &str) -> Self {
        self.arguments.push(link.into());
        self
    }

    /// Its system trusts these authorities, and no other.
    #[must_use]
    pub fn trusting(mut self, roots: &Path) -> Self {
        self.roots = Some(roots.to_owned());
        self
    }

    /// It accepts this invitation when it starts.
    #[must_use]
    pub fn enrolled_by(self, link: &str) -> Self {
        self.with("--enrol", link)
    }

    /// It stands there, in degrees.
    #[must_use]
    pub fn at(self, lat: f64, lon: f64) -> Self {
        self.with("--fix", format!("{lat},{lon}"))
    }

    /// The folder of its outbox.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The file of its outbox.
    #[must_use]
    pub fn outbox(&self) -> PathBuf {
        self.data.join("outbox.redb")
    }

    /// A folder of the phone's that is not the app's.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.own_folder.path()
    }

    /// Opens the app's window.
    pub fn open<'a>(&self, desktop: &'a Desktop) -> Result<Window<'a>> {
        let mut command = self.command("auxilio")?;
        desktop.bring_in(&mut command);
        command.envs(self.appearance.variable());
        Window::open(desktop, &mut command, self.locale)
    }

    /// Presses the wired button: raises an alert without a window.
    pub fn tap(&self) -> Result<Tap> {
        self.tap_with(&[])
    }

    /// The same with these options.
    pub fn tap_with(&self, options: &[&str]) -> Result<Tap> {
        let mut command = self.command("auxilio-tap")?;
        Tap::start(command.args(options), self.folder())
    }

    /// One of our programs as this person starts it, not started yet.
    pub fn command(&self, program: &str) -> Result<Command> {
        let mut command = Command::new(programs::ours(program)?);
        command.env("LC_ALL", self.locale);
        if let Some(roots) = &self.roots {
            command.env("SSL_CERT_FILE", roots);
        }
        command.arg("--data").arg(&self.data);
        if let Some(file) = &self.key_file {
            command.arg("--key-file").arg(file);
        }
        command.args(&self.arguments);
        Ok(command)
    }
}
