//! The demonstration's device: its folder, its invitation, where its key is.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::central::{Central, write_private};

/// The middle of El Porvenir. The app marks it as set by hand.
const POSITION: &str = "-8.07392,-78.99292";

/// A device whose data stay below the run folder.
pub(crate) struct Phone {
    folder: PathBuf,
    invitation: String,
    key: KeyPlace,
}

/// Where the key is that seals the device's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyPlace {
    /// The desktop's keyring.
    SecretService,
    /// A file of mode 0600, because no keyring answers.
    File,
}

impl Phone {
    /// The device of this run folder, with an invitation to this central: a new one the first
    /// time, afterwards the same.
    pub(crate) fn of(run: &Path, central: &Central, display: bool) -> Result<Self> {
        let folder = run.join("phone");
        let kept = run.join("invitation");
        let invitation = if let Ok(link) = std::fs::read_to_string(&kept) {
            link
        } else {
            let link = central.invite()?;
            write_private(&kept, link.as_bytes())?;
            link
        };
        let key = key_place(&folder, display);
        Ok(Self {
            folder,
            invitation,
            key,
        })
    }

    /// Where its key is.
    pub(crate) fn key(&self) -> KeyPlace {
        self.key
    }

    /// The program (`auxilio` or `auxilio-tap`) with this device's arguments.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.arg("--data").arg(&self.folder);
        command.args(["--enrol", &self.invitation, "--fix", POSITION]);
        if self.key == KeyPlace::File {
            command.arg("--key-file").arg(self.folder.join("key"));
        }
        command
    }
}

/// Where the key was put the first time, for data sealed by one key open with no other; the first
/// time, the keyring if one answers.
fn key_place(folder: &Path, display: bool) -> KeyPlace {
    if folder.join("key").exists() {
        KeyPlace::File
    } else if folder.exists() || (display && secret_service_answers()) {
        KeyPlace::SecretService
    } else {
        // Without a display nobody could be asked to unlock a keyring.
        KeyPlace::File
    }
}

/// Whether there is a Secret Service with a place to keep a key in: one that was only just started
/// by the asking has none, and would have to ask the person for a new password. Asked with GLib's
/// tool where that is there, else with systemd's.
fn secret_service_answers() -> bool {
    let name = "org.freedesktop.secrets";
    let path = "/org/freedesktop/secrets";
    let interface = "org.freedesktop.Secret.Service";
    let mut gdbus = Command::new("gdbus");
    gdbus
        .args(["call", "--session", "--timeout", "5", "--dest", name])
        .args(["--object-path", path, "--method"])
        .args([&format!("{interface}.ReadAlias"), "default"]);
    let mut busctl = Command::new("busctl");
    busctl
        .args(["--user", "--timeout=5", "call", name, path, interface])
        .args(["ReadAlias", "s", "default"]);
    [gdbus, busctl].iter_mut().any(|ask| {
        ask.stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .is_ok_and(|said| String::from_utf8_lossy(&said.stdout).contains("/collection/"))
    })
}
