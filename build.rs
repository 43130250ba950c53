//! Puts what the municipality chose into the app, and ends the build where that would make an app
//! that cannot be read or that sends to where anybody can listen.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use auxilio_municipality::{FILE, Municipality, Words};

/// The colours that mean something.
const TOKENS: &str = "assets/css/tokens.css";

fn main() -> Result<()> {
    for file in [FILE, TOKENS] {
        println!("cargo::rerun-if-changed={file}");
    }
    let municipality = Municipality::parse(&read(FILE)?, &read(TOKENS)?)
        .with_context(|| format!("{FILE} makes no app"))?;
    write("municipality.css", &municipality.colours.css())?;
    write("municipality.rs", &constants(&municipality))
}

/// The choices as constants; what is a type of ours is its text, which is known to parse.
fn constants(chosen: &Municipality) -> String {
    let contact = chosen.contact.as_ref().map(Words::as_str);
    let endpoint = chosen.central.as_ref().map(|at| at.endpoint.to_string());
    let keys = chosen.central.iter().flat_map(|central| &central.keys);
    let keys: Vec<String> = keys.map(|key| key.get().to_text()).collect();
    let (name, app_name) = (chosen.name.as_str(), chosen.app_name.as_str());
    format!(
        "pub(super) const NAME: &str = {name:?};\n\
         pub(super) const APP_NAME: &str = {app_name:?};\n\
         pub(super) const CONTACT: Option<&str> = {contact:?};\n\
         pub(super) const ENDPOINT: Option<&str> = {endpoint:?};\n\
         pub(super) const KEYS: &[&str] = &{keys:?};\n"
    )
}

fn read(file: &str) -> Result<String> {
    fs::read_to_string(file).with_context(|| format!("{file} cannot be read"))
}

fn write(name: &str, text: &str) -> Result<()> {
    let folder = std::env::var_os("OUT_DIR").context("cargo names no OUT_DIR")?;
    let file = PathBuf::from(folder).join(name);
    fs::write(&file, text).with_context(|| format!("{} cannot be written", file.display()))
}
