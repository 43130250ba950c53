//! What iOS shows of the app whatever it does, for it is part of the build: as little as possible
//! tells what the app is, and whatever does is said in docs/ios.md.

use std::collections::BTreeSet;
use std::fs;

use auxilio_municipality::telling::words_in;

use super::{files, read};

/// The texts of the Info.plist that a person reads: reasons of questions, and the widgets' name.
fn declared() -> Vec<String> {
    let dioxus: toml::Table = read("Dioxus.toml").parse().unwrap();
    let mut found = vec![dioxus["permissions"]["location"]["description"].clone()];
    let ios = &dioxus["ios"];
    let plist = ios["plist"].as_table().unwrap();
    let questions = plist
        .iter()
        .filter(|(key, _)| key.contains("UsageDescription"));
    found.extend(questions.map(|(_, words)| words.clone()));
    found.push(ios["widget_extensions"][0]["display_name"].clone());
    let texts = found.into_iter().flat_map(|value| match value {
        toml::Value::Table(table) => table.into_iter().map(|(_, value)| value).collect(),
        value => vec![value],
    });
    texts
        .map(|value| value.as_str().unwrap().to_owned())
        .collect()
}

/// What stands between quotation marks in Swift: titles, phrases, dialogues.
fn spoken() -> Vec<String> {
    let mut found = Vec::new();
    for path in files("ios", "swift") {
        let source = fs::read_to_string(&path).unwrap();
        let lines = source.lines().map(str::trim);
        let lines = lines.filter(|line| !line.starts_with("//"));
        for line in lines.filter(|_| !path.ends_with("Package.swift")) {
            found.extend(line.split('"').skip(1).step_by(2).map(ToOwned::to_owned));
        }
    }
    found
}

#[test]
fn whatever_tells_what_the_app_is_on_an_iphone_is_said_in_the_document() {
    let document = read("docs/ios.md");
    let all = declared().into_iter().chain(spoken());
    let telling: BTreeSet<String> = all.filter(|text| !words_in(text).is_empty()).collect();
    assert!(
        telling.iter().any(|text| text == "Pedir auxilio"),
        "the titles are not read at all"
    );
    for text in telling {
        // A kind of widget is the system's own name for it, and is shown nowhere.
        if text.starts_with("auxilio.") {
            continue;
        }
        let said = text.replace(" \\(.applicationName)", " …");
        assert!(
            document.contains(&format!("«{said}»")),
            "docs/ios.md lacks «{said}»"
        );
    }
}

/// Below the icon, in the settings, over a notification: there it has one name, for ever.
#[test]
fn an_iphone_calls_the_app_by_the_name_that_tells_nothing() {
    let finish = read("xtask/src/ios.rs");
    let (_, named) = finish
        .split_once("[\"CFBundleDisplayName\", \"CFBundleName\"]")
        .unwrap();
    let (named, _) = named.split_once("must_succeed").unwrap();
    assert!(named.contains("municipality.system_name"));
    let dioxus: toml::Table = read("Dioxus.toml").parse().unwrap();
    let launch = dioxus["ios"]["plist"]["UILaunchScreen"].as_table().unwrap();
    assert!(
        launch.is_empty(),
        "before the first frame there is no picture"
    );
}
