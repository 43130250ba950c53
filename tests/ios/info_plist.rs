//! Info.plist, as dx 0.7.10 makes it of Dioxus.toml.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use auxilio::platform::upkeep::{DELIVERY_TASK, REFRESH_TASK};
use plist::{Dictionary, Value};

use super::{read, source};

/// What an app must say before it uses something; and what of the code uses it. Without the words
/// iOS ends the app at that very place.
const WORDS: [(&str, &str); 4] = [
    (
        "NSLocationWhenInUseUsageDescription",
        "requestWhenInUseAuthorization",
    ),
    (
        "NSLocationAlwaysAndWhenInUseUsageDescription",
        "requestAlwaysAuthorization",
    ),
    (
        "NSLocationTemporaryUsageDescriptionDictionary",
        "requestTemporaryFullAccuracyAuthorizationWithPurposeKey",
    ),
    // The web view opens the camera for such a field.
    ("NSCameraUsageDescription", "capture: \"environment\""),
];

/// What an app may do behind; and what of the code does it.
const MODES: [(&str, &str); 3] = [
    ("location", "setAllowsBackgroundLocationUpdates(true)"),
    ("fetch", "BGAppRefreshTaskRequest::initWithIdentifier"),
    ("processing", "BGProcessingTaskRequest::initWithIdentifier"),
];

fn dioxus() -> toml::Table {
    read("Dioxus.toml").parse().unwrap()
}

/// As dx writes it: texts go into the XML as they are.
fn xml(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => format!("<string>{text}</string>"),
        toml::Value::Boolean(yes) => format!("<{yes}/>"),
        toml::Value::Integer(number) => format!("<integer>{number}</integer>"),
        toml::Value::Array(values) => {
            format!(
                "<array>{}</array>",
                values.iter().map(xml).collect::<String>()
            )
        }
        toml::Value::Table(table) => format!("<dict>{}</dict>", entries(table)),
        other => panic!("dx writes no {other:?}"),
    }
}

fn entries(table: &toml::Table) -> String {
    table.iter().fold(String::new(), |mut all, (key, value)| {
        write!(all, "<key>{key}</key>{}", xml(value)).unwrap();
        all
    })
}

/// What of the file comes from Dioxus.toml.
fn info_plist() -> Dictionary {
    let dioxus = dioxus();
    let ios = dioxus["ios"].as_table().unwrap();
    let location = &dioxus["permissions"]["location"]["description"];
    let schemes = xml(&ios["url_schemes"]);
    let file = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><plist version=\"1.0\"><dict>\
         <key>NSLocationWhenInUseUsageDescription</key>{}\
         <key>CFBundleURLTypes</key><array><dict>\
         <key>CFBundleURLSchemes</key>{schemes}</dict></array>\
         <key>UIBackgroundModes</key>{}{}</dict></plist>",
        xml(location),
        xml(&ios["background_modes"]),
        entries(ios["plist"].as_table().unwrap()),
    );
    let read = Value::from_reader_xml(file.as_bytes()).unwrap();
    read.into_dictionary().unwrap()
}

fn texts(value: &Value) -> Vec<&str> {
    let all = value.as_array().unwrap().iter();
    all.map(|text| text.as_string().unwrap()).collect()
}

#[test]
fn every_question_of_the_phone_has_its_reason_and_no_other_has_one() {
    let (plist, source) = (info_plist(), source());
    for (key, use_of_it) in WORDS {
        assert!(source.contains(use_of_it), "nothing does {use_of_it}");
        assert!(plist.contains_key(key), "{key} is not there");
    }
    let known: BTreeSet<&str> = WORDS.map(|(key, _)| key).into();
    for key in plist.keys().filter(|key| key.contains("UsageDescription")) {
        assert!(known.contains(key.as_str()), "nothing needs {key}");
    }
}

#[test]
fn the_reasons_are_sentences_of_spanish_that_name_what_for() {
    let reasons = |(key, value): (&String, &Value)| match value {
        _ if !key.contains("UsageDescription") => Vec::new(),
        Value::Dictionary(all) => all.values().cloned().collect(),
        one => vec![one.clone()],
    };
    let all: Vec<Value> = info_plist().iter().flat_map(reasons).collect();
    assert_eq!(all.len(), WORDS.len());
    for reason in all {
        let reason = reason.as_string().unwrap();
        assert!(reason.starts_with("Para "), "{reason}");
        assert!(reason.ends_with('.'), "{reason}");
    }
}

#[test]
fn the_question_for_the_exact_place_finds_its_reason() {
    let plist = info_plist();
    let reasons = plist["NSLocationTemporaryUsageDescriptionDictionary"].as_dictionary();
    let keys: Vec<&String> = reasons.unwrap().keys().collect();
    assert_eq!(keys, ["auxilio"]);
    let asked = read("src/platform/ios/location.rs");
    assert!(asked.contains("AuthorizationWithPurposeKey(ns_string!(\"auxilio\"))"));
}

#[test]
fn the_modes_behind_are_those_that_the_code_uses() {
    let (plist, source) = (info_plist(), source());
    let modes = texts(&plist["UIBackgroundModes"]);
    assert_eq!(modes, MODES.map(|(mode, _)| mode));
    for (mode, use_of_it) in MODES {
        assert!(source.contains(use_of_it), "nothing needs the mode {mode}");
    }
}

#[test]
fn the_work_that_ios_wakes_the_app_for_has_the_same_names_in_the_code() {
    let plist = info_plist();
    let names = texts(&plist["BGTaskSchedulerPermittedIdentifiers"]);
    assert_eq!(names, [REFRESH_TASK, DELIVERY_TASK]);
}

#[test]
fn links_of_invitations_open_the_app() {
    let plist = info_plist();
    let types = plist["CFBundleURLTypes"].as_array().unwrap();
    let schemes = &types[0].as_dictionary().unwrap()["CFBundleURLSchemes"];
    assert_eq!(texts(schemes), ["auxilio"]);
}

#[test]
fn nothing_asks_apple_for_alerts_that_break_through_silence() {
    // A phone that hides with its owner must not sound where the owner has silenced it.
    let dioxus = dioxus();
    let ios = dioxus["ios"].as_table().unwrap();
    assert!(
        !ios.contains_key("entitlements"),
        "{:?}",
        ios["entitlements"]
    );
    assert!(!source().contains("defaultCriticalSound"));
    assert_eq!(ios["deployment_target"].as_str(), Some("16.0"));
}
