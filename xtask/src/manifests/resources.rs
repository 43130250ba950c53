//! Android's resources by their names: what a manifest may refer to.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::tree::{Element, Node};

/// What dx' own project and the libraries that it brings have.
const OF_DX: [&str; 7] = [
    "mipmap/ic_launcher",
    "string/app_name",
    "style/AppTheme",
    "style/Theme.AppCompat.DayNight.NoActionBar",
    "xml/network_security_config",
    // The overlay's own, made for each municipality.
    "color/ground",
    "string/system_name",
];

/// The names of resources, as `kind/name`.
#[derive(Debug)]
pub(super) struct Names(BTreeSet<String>);

/// Every file below a folder.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let below = entries.flat_map(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path)
        } else {
            vec![path]
        }
    });
    below.collect()
}

/// What these folders of resources hold.
pub(super) fn names(folders: &[PathBuf]) -> Names {
    let mut names: BTreeSet<String> = OF_DX.map(str::to_owned).into();
    for file in folders.iter().flat_map(|folder| files(folder)) {
        let kind = file
            .parent()
            .unwrap()
            .file_name()
            .unwrap()
            .to_str()
            .unwrap();
        let kind = kind.split('-').next().unwrap();
        if kind == "values" {
            let values = Element::of_file(&file);
            let inside = values.elements().filter_map(|value| {
                let kind = value.get("type").unwrap_or(&value.name);
                Some(format!("{kind}/{}", value.get("name")?))
            });
            names.extend(inside);
        } else {
            let name = file.file_stem().unwrap().to_str().unwrap();
            names.insert(format!("{kind}/{name}"));
        }
    }
    Names(names)
}

impl Names {
    /// What is named in a file and is nowhere.
    pub(super) fn lacking_in(&self, root: &Element, file: &Path) -> Vec<String> {
        let all = root.all();
        let values = all.iter().flat_map(|element| element.values());
        let texts = all.iter().flat_map(|element| &element.children);
        let texts = texts.filter_map(|node| match node {
            Node::Text(text) => Some(text.as_str()),
            Node::Element(_) | Node::Comment | Node::Gap => None,
        });
        let references = values.chain(texts).filter_map(|text| {
            let name = text.trim().strip_prefix('@')?.trim_start_matches('+');
            // Ids name themselves; the system's own are the system's.
            let ours = name.contains('/') && !name.starts_with("android:");
            (ours && !name.starts_with("id/")).then_some(name)
        });
        let lacking = references.filter(|name| !self.0.contains(*name));
        lacking
            .map(|name| format!("{}: there is no @{name}", file.display()))
            .collect()
    }
}
