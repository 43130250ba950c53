//! What F-Droid and Google Play are told, held to what the shops take and to what the build makes.

use std::fs;

use yaml_rust2::{Yaml, YamlLoader};

use crate::android::{Signing, finished};
use crate::overlay::Flavour;
use crate::prerequisites::{ANDROID_TARGET, DX, NDK};
use crate::{package, stage, workspace};

const TEXTS: &str = "fastlane/metadata/android/es-419";

/// F-Droid's «Build Metadata Reference»: what is written here of it.
const FIELDS: [&str; 9] = [
    "Categories",
    "License",
    "AutoName",
    "RepoType",
    "Builds",
    "AutoUpdateMode",
    "UpdateCheckMode",
    "CurrentVersion",
    "CurrentVersionCode",
];
const BUILD_FIELDS: [&str; 8] = [
    "versionName",
    "versionCode",
    "disable",
    "commit",
    "sudo",
    "output",
    "build",
    "ndk",
];

fn recipe() -> Yaml {
    let (_, municipality) = stage::chosen(None).unwrap();
    let file = format!("metadata/{}.yml", municipality.application_id);
    let text = fs::read_to_string(workspace::root().join(file)).unwrap();
    YamlLoader::load_from_str(&text).unwrap().swap_remove(0)
}

fn keys(of: &Yaml) -> Vec<&str> {
    let hash = of.as_hash().unwrap();
    hash.keys().map(|key| key.as_str().unwrap()).collect()
}

#[test]
fn f_droids_recipe_says_only_what_f_droid_reads() {
    let recipe = recipe();
    for key in keys(&recipe) {
        assert!(FIELDS.contains(&key), "{key}");
    }
    for build in recipe["Builds"].as_vec().unwrap() {
        for key in keys(build) {
            assert!(BUILD_FIELDS.contains(&key), "{key}");
        }
    }
    assert_eq!(recipe["License"].as_str(), Some("MIT OR Apache-2.0"));
}

#[test]
fn f_droids_recipe_builds_this_version_as_people_do() {
    let recipe = recipe();
    let version = package::version().unwrap();
    let code = i64::from(package::version_code().unwrap());
    assert_eq!(recipe["CurrentVersion"].as_str(), Some(version.as_str()));
    assert_eq!(recipe["CurrentVersionCode"].as_i64(), Some(code));
    let builds = recipe["Builds"].as_vec().unwrap();
    for build in builds {
        let version = build["versionName"].as_str().unwrap();
        let code = i64::from(package::code_of(version).unwrap());
        assert_eq!(build["versionCode"].as_i64(), Some(code));
        let file = finished(Flavour::Sideload, Signing::None, version);
        let output = format!("target/{}/{file}", package::FOLDER);
        assert_eq!(build["output"].as_str(), Some(output.as_str()));
    }
    let last = builds.last().unwrap();
    assert_eq!(last["versionName"].as_str(), Some(version.as_str()));
    assert_eq!(last["ndk"].as_str(), Some(NDK));
    let lines = ["sudo", "build"]
        .into_iter()
        .flat_map(|of| last[of].as_vec().unwrap());
    let lines: Vec<&str> = lines.map(|line| line.as_str().unwrap()).collect();
    let lines = lines.join("\n");
    for part in [
        format!("dioxus-cli --version {DX} --locked"),
        format!("rustup target add {ANDROID_TARGET}"),
        "cargo xtask android --flavour sideload".to_owned(),
    ] {
        assert!(lines.contains(&part), "{part}: {lines}");
    }
}

/// Google Play's limits, in characters; F-Droid's are wider.
#[test]
fn the_shops_texts_fit_and_this_version_has_its_own() {
    let code = package::version_code().unwrap();
    let changes = format!("changelogs/{code}.txt");
    for (file, chars_max) in [
        ("title.txt", 30),
        ("short_description.txt", 80),
        ("full_description.txt", 4000),
        (changes.as_str(), 500),
    ] {
        let file = workspace::root().join(TEXTS).join(file);
        let text = fs::read_to_string(&file).unwrap_or_default();
        let chars = text.trim().chars().count();
        assert!(
            (1..=chars_max).contains(&chars),
            "{}: {chars}",
            file.display()
        );
    }
}
