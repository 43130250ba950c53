//! What the app tells iOS of itself, and its Swift part: held to the code without a Mac. Nothing
//! here can say that iOS takes it; all of it would be found out there only by a crash or a refusal.
#![cfg(test)]

mod info_plist;
mod privacy;
mod swift;
mod telling;

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the project.
fn read(path: &str) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of this ending below a folder, in their order.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// All that the app does with Apple's frameworks, and its screens.
fn source() -> String {
    let files = files("src", "rs").into_iter();
    files
        .map(|path| fs::read_to_string(path).unwrap())
        .collect()
}
