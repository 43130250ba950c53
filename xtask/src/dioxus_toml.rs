//! `Dioxus.toml` as `dx` 0.7.10 really reads it: it takes any key without a word, so that one that
//! is misspelt, or that it parses and then forgets, does nothing on a phone.

use anyhow::{Context as _, Result};
use auxilio_municipality::Municipality;
use toml::{Table, Value};

/// The file in the repository's root.
pub(crate) const FILE: &str = "Dioxus.toml";

/// The file for one municipality: its ids and its hosts in place of those that are here.
pub(crate) fn for_municipality(own: &str, municipality: &Municipality) -> Result<String> {
    let mut file: Table = own.parse().context("Dioxus.toml is not TOML")?;
    let id = municipality.application_id.to_string();
    let bundle = section(&mut file, "bundle")?;
    bundle.insert("identifier".to_owned(), Value::String(id));
    let name = municipality.name.as_str().to_owned();
    bundle.insert("publisher".to_owned(), Value::String(name));
    let domains = municipality.link_hosts.iter();
    let domains = domains.map(|host| Value::String(format!("applinks:{host}")));
    let domains: Vec<Value> = domains.collect();
    let entitlements = section(section(&mut file, "ios")?, "entitlements")?;
    if domains.is_empty() {
        entitlements.remove("associated-domains");
    } else {
        entitlements.insert("associated-domains".to_owned(), Value::Array(domains));
    }
    Ok(toml::to_string(&file)?)
}

fn section<'a>(of: &'a mut Table, name: &str) -> Result<&'a mut Table> {
    let empty = || Value::Table(Table::new());
    let value = of.entry(name.to_owned()).or_insert_with(empty);
    value
        .as_table_mut()
        .with_context(|| format!("«{name}» in Dioxus.toml is not a section"))
}

/// The system that the app is compiled for, as `[android] compile_sdk` says.
pub(crate) fn compile_sdk(own: &str) -> Result<i64> {
    let file: Table = own.parse().context("Dioxus.toml is not TOML")?;
    let android = file
        .get("android")
        .and_then(|android| android.get("compile_sdk"));
    android
        .and_then(Value::as_integer)
        .context("Dioxus.toml names no [android] compile_sdk")
}

#[cfg(test)]
mod tests;
