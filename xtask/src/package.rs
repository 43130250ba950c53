//! What is made for people to have: its version, its date, and the finished file with its checksum.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use sha2::{Digest as _, Sha256};

use crate::workspace;

/// What of the workspace `dx` builds, and from exactly which dependencies.
pub(crate) const WHAT: [&str; 8] = [
    "--package",
    "auxilio",
    "--bin",
    "auxilio",
    "--no-default-features",
    "--features",
    "mobile",
    "--cargo-args=--locked",
];

/// The folder of finished files, below the one that cargo builds into.
pub(crate) const FOLDER: &str = "packages";

/// The app's version: the workspace's.
pub(crate) fn version() -> Result<String> {
    let metadata = workspace::metadata()?;
    let packages = metadata.get("packages").and_then(|all| all.as_array());
    let app = packages
        .into_iter()
        .flatten()
        .find(|package| package.get("name").is_some_and(|name| name == "auxilio"));
    let version = app.and_then(|app| app.get("version")?.as_str().map(str::to_owned));
    version.context("cargo metadata names no version of the app")
}

/// The number by which Android tells which of two versions is newer.
pub(crate) fn version_code() -> Result<u32> {
    code_of(&version()?)
}

/// 1.2.3 is 1002003: three numbers under a thousand each, so that their order is kept.
pub(crate) fn code_of(version: &str) -> Result<u32> {
    let numbers: Vec<u32> = version
        .split('.')
        .map(|part| {
            part.parse()
                .with_context(|| format!("«{version}» is not 1.2.3"))
        })
        .collect::<Result<_>>()?;
    ensure!(
        numbers.len() == 3 && numbers.iter().all(|number| *number < 1000),
        "«{version}» is not three numbers under 1000"
    );
    Ok(numbers.iter().fold(0, |code, number| code * 1000 + number))
}

/// The date that tools write into what they make, as `SOURCE_DATE_EPOCH` has it: seconds since
/// 1970, given or of the last commit.
pub(crate) fn date() -> Result<String> {
    if let Ok(given) = std::env::var("SOURCE_DATE_EPOCH") {
        return Ok(given);
    }
    let output = Command::new("git")
        .args(["log", "-1", "--format=%ct"])
        .current_dir(workspace::root())
        .output()
        .context("git is needed for the date of the last commit")?;
    ensure!(output.status.success(), "git log failed");
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

/// Puts a finished file where people look for it, and its checksum beside it as `sha256sum -c`
/// reads it.
pub(crate) fn keep(built: &Path, name: &str) -> Result<()> {
    let folder = workspace::target()?.join(FOLDER);
    let file = folder.join(name);
    let content = fs::read(built).with_context(|| format!("{} cannot be read", built.display()))?;
    let mut sum = String::new();
    for byte in Sha256::digest(&content) {
        write!(sum, "{byte:02x}")?;
    }
    fs::create_dir_all(&folder)?;
    fs::write(&file, &content)?;
    fs::write(
        folder.join(format!("{name}.sha256")),
        format!("{sum}  {name}\n"),
    )?;
    println!(
        "{}\n  {} bytes, SHA-256 {sum}",
        file.display(),
        content.len()
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_version_has_a_higher_number() {
        let order = [
            "0.1.0", "0.1.1", "0.2.0", "0.10.0", "1.0.0", "1.0.999", "2.0.0",
        ];
        let codes = order.map(|version| code_of(version).unwrap());
        assert!(codes.is_sorted() && codes[0] == 1000, "{codes:?}");
        for wrong in ["1.0", "1.0.0-beta", "1.0.1000", ""] {
            assert!(code_of(wrong).is_err(), "{wrong}");
        }
        assert!(version_code().unwrap() >= 1000);
    }
}
