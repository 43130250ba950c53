//! Where programs are: ours beside the test, the others in the system.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};

/// One of our binaries, as cargo built it for the profile of this test.
pub(crate) fn ours(name: &str) -> Result<PathBuf> {
    // target/<profile>/deps/<test>
    let test = std::env::current_exe()?;
    let profile = test
        .parent()
        .and_then(Path::parent)
        .context("the test has no target folder")?;
    let program = profile.join(name);
    ensure!(
        program.exists(),
        "{} is not there: run `cargo build --workspace` first",
        program.display()
    );
    Ok(program)
}

/// A program of the system, or which Debian package brings it.
pub(crate) fn system(name: &str, package: &str) -> Result<Command> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    if std::env::split_paths(&path).any(|folder| folder.join(name).exists()) {
        return Ok(Command::new(name));
    }
    bail!("{name} is not installed: `apt-get install {package}`")
}
