//! The folder that the app is built in for one municipality: this repository's files with that
//! municipality's choices, and nothing else. No file of the repository is changed for a build.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use auxilio_municipality::{FILE, Municipality};

use crate::{dioxus_toml, workspace};

/// The colours that no municipality chooses.
const TOKENS: &str = "assets/css/tokens.css";
/// What is left alone in the folder: the builds themselves.
const BUILDS: &str = "target";

/// The folder, and for whom it is.
#[derive(Debug)]
pub(crate) struct Stage {
    pub(crate) root: PathBuf,
    pub(crate) municipality: Municipality,
}

/// The choices in a file, or in the repository's own.
pub(crate) fn chosen(file: Option<&Path>) -> Result<(String, Municipality)> {
    let own = workspace::root().join(FILE);
    let file = file.unwrap_or(&own);
    let text = read(file)?;
    let tokens = read(&workspace::root().join(TOKENS))?;
    let municipality = Municipality::parse(&text, &tokens)
        .with_context(|| format!("{} makes no app", file.display()))?;
    Ok((text, municipality))
}

/// Makes or refreshes the folder. What is the same stays untouched, so that cargo and Gradle do
/// only what has changed.
pub(crate) fn stage(file: Option<&Path>) -> Result<Stage> {
    let (text, municipality) = chosen(file)?;
    let id = municipality.application_id.to_string();
    let root = workspace::target()?.join("municipality").join(id);
    let files = workspace::files()?;
    for path in &files {
        let content = fs::read(workspace::root().join(path))?;
        let content = match path.to_str() {
            Some(FILE) => text.clone().into_bytes(),
            Some(dioxus_toml::FILE) => {
                let own = String::from_utf8(content)?;
                dioxus_toml::for_municipality(&own, &municipality)?.into_bytes()
            }
            _ => content,
        };
        write_changed(&root.join(path), &content)?;
    }
    let kept: BTreeSet<PathBuf> = files.iter().map(|path| root.join(path)).collect();
    remove_others(&root, &kept, &root.join(BUILDS))?;
    Ok(Stage { root, municipality })
}

/// Writes a file if it is not like that already.
pub(crate) fn write_changed(file: &Path, content: &[u8]) -> Result<()> {
    if fs::read(file).is_ok_and(|there| there == content) {
        return Ok(());
    }
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(file, content))
        .with_context(|| format!("{} cannot be written", file.display()))
}

/// What was in the repository once and is no more.
fn remove_others(folder: &Path, kept: &BTreeSet<PathBuf>, builds: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path == builds {
            continue;
        }
        if path.is_dir() {
            remove_others(&path, kept, builds)?;
        } else if !kept.contains(&path) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

fn read(file: &Path) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_not_changed_is_not_written_and_what_is_gone_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let (kept, gone, built) = (
            root.join("a/kept"),
            root.join("a/gone"),
            root.join("target/b"),
        );
        for file in [&kept, &gone, &built] {
            write_changed(file, b"one").unwrap();
        }
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        let file = fs::File::options().write(true).open(&kept).unwrap();
        file.set_modified(long_ago).unwrap();
        write_changed(&kept, b"one").unwrap();
        assert_eq!(fs::metadata(&kept).unwrap().modified().unwrap(), long_ago);
        write_changed(&kept, b"two").unwrap();
        assert_eq!(fs::read(&kept).unwrap(), b"two");
        let files = BTreeSet::from([kept.clone()]);
        remove_others(root, &files, &root.join(BUILDS)).unwrap();
        assert!(kept.exists() && !gone.exists() && built.exists());
    }
}
