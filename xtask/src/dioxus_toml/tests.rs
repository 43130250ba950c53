use std::fs;

use super::*;
use crate::stage;
use crate::workspace;

/// What may stand below a key.
#[derive(Debug, Clone, Copy)]
enum Below {
    /// A value.
    Value,
    /// Keys of another program's, as of Info.plist.
    Anything,
    /// These keys.
    Keys(&'static [(&'static str, Below)]),
    /// Any name, with these keys each, as of permissions.
    Each(&'static [(&'static str, Below)]),
}

use Below::{Anything, Each, Keys, Value as One};

const REASON: Below = Keys(&[("description", One)]);
const REASON_AND_ACCESS: Below = Keys(&[("access", One), ("description", One)]);

/// What dx 0.7.10 reads for phones: the structs of its `packages/cli/src/config/`, without what its
/// build code never looks at. So left out: `[android.signing]` (only `[bundle.android]` is used),
/// `[android] icon`, `manifest`, `queries`, `intent_filters`, `raw.application` and
/// `raw.application_attrs`, `[ios] icon`, `info_plist`, `document_types`, `[deep_links] paths`; and
/// what writes into the app what this repository must not hold or does itself: `[bundle.android]`
/// (passwords), `[deep_links]` (a second filter on the app's own activity), `[background]` and
/// `[android] foreground_service_types` (a service class that exists nowhere),
/// `[application] android_manifest` (replaces dx's manifest as a whole).
const READ: Below = Keys(&[
    (
        "application",
        Keys(&[
            ("name", One),
            ("android_main_activity", One),
            ("android_min_sdk_version", One),
            ("ios_info_plist", One),
            ("ios_entitlements", One),
        ]),
    ),
    ("bundle", Keys(&[("identifier", One), ("publisher", One)])),
    (
        "permissions",
        Keys(&[
            (
                "location",
                Keys(&[("precision", One), ("description", One)]),
            ),
            ("camera", REASON),
            ("microphone", REASON),
            ("notifications", REASON),
            ("photos", REASON_AND_ACCESS),
            ("bluetooth", REASON),
            ("background-location", REASON),
            ("contacts", REASON_AND_ACCESS),
            ("biometrics", REASON),
            ("nfc", REASON),
            ("motion", REASON),
            ("speech", REASON),
            ("siri", REASON),
            ("local-network", REASON),
        ]),
    ),
    (
        "android",
        Keys(&[
            ("identifier", One),
            ("min_sdk", One),
            ("target_sdk", One),
            ("compile_sdk", One),
            ("lib_name", One),
            ("features", One),
            ("gradle_dependencies", One),
            ("gradle_plugins", One),
            ("proguard_rules", One),
            ("permissions", Each(&[("description", One)])),
            ("raw", Keys(&[("manifest", One)])),
            (
                "application",
                Keys(&[("theme", One), ("supports_rtl", One), ("large_heap", One)]),
            ),
        ]),
    ),
    (
        "ios",
        Keys(&[
            ("identifier", One),
            ("deployment_target", One),
            ("entitlements", Anything),
            ("plist", Anything),
            ("raw", Keys(&[("info_plist", One), ("entitlements", One)])),
            ("url_schemes", One),
            ("background_modes", One),
            (
                "widget_extensions",
                Keys(&[
                    ("source", One),
                    ("display_name", One),
                    ("bundle_id_suffix", One),
                    ("deployment_target", One),
                    ("module_name", One),
                ]),
            ),
        ]),
    ),
]);

/// Keys that do nothing, by their way from the root.
fn unread(value: &Value, read: Below, way: &str) -> Vec<String> {
    match (value, read) {
        (Value::Array(many), Keys(_)) => {
            let found = many.iter().flat_map(|one| unread(one, read, way));
            found.collect()
        }
        (Value::Table(table), Keys(known)) => {
            let found = table.iter().flat_map(|(key, value)| {
                let way = format!("{way}.{key}");
                match known.iter().find(|(name, _)| name == key) {
                    Some((_, below)) => unread(value, *below, &way),
                    None => vec![way],
                }
            });
            found.collect()
        }
        (Value::Table(table), Each(known)) => {
            let found = table
                .iter()
                .flat_map(|(key, value)| unread(value, Keys(known), &format!("{way}.{key}")));
            found.collect()
        }
        (Value::Table(_), One) | (_, Keys(_) | Each(_)) => vec![way.to_owned()],
        (_, Anything | One) => Vec::new(),
    }
}

fn ours() -> String {
    fs::read_to_string(workspace::root().join(FILE)).unwrap()
}

fn unread_in(text: &str) -> Vec<String> {
    let table: Table = text.parse().unwrap();
    unread(&Value::Table(table), READ, "")
}

#[test]
fn every_key_of_dioxus_toml_is_one_that_dx_reads() {
    assert_eq!(unread_in(&ours()), [""; 0]);
}

#[test]
fn a_key_that_is_misspelt_or_that_dx_forgets_is_found() {
    for (text, found) in [
        ("[android]\nmin_sdks = 24", ".android.min_sdks"),
        ("[androids]\nmin_sdk = 24", ".androids"),
        (
            "[android.signing]\njks_password = \"x\"",
            ".android.signing",
        ),
        ("[bundle.android]\njks_password = \"x\"", ".bundle.android"),
        (
            "[permissions]\nlocation = { reason = \"x\" }",
            ".permissions.location.reason",
        ),
        ("[permissions]\nlocation = \"x\"", ".permissions.location"),
        (
            "[android.permissions.X]\nwhy = \"x\"",
            ".android.permissions.X.why",
        ),
        ("[deep_links]\nhosts = []", ".deep_links"),
        (
            "[[ios.widget_extensions]]\nsources = \"x\"",
            ".ios.widget_extensions.sources",
        ),
    ] {
        assert_eq!(unread_in(text), [found], "{text}");
    }
}

#[test]
fn every_permission_says_why_in_one_sentence() {
    let file: Table = ours().parse().unwrap();
    let permissions = file["permissions"].as_table().unwrap();
    assert!(!permissions.is_empty());
    for (name, permission) in permissions {
        let why = permission["description"].as_str().unwrap();
        assert!(why.ends_with('.') && why.len() > 20, "{name}: {why}");
    }
}

#[test]
fn what_is_here_is_what_the_municipality_that_is_here_chose() {
    let (_, municipality) = stage::chosen(None).unwrap();
    let rendered: Table = for_municipality(&ours(), &municipality)
        .unwrap()
        .parse()
        .unwrap();
    let own: Table = ours().parse().unwrap();
    assert_eq!(rendered["bundle"], own["bundle"]);
}

#[test]
fn another_municipality_gets_its_own_ids_and_hosts_and_the_rest_unchanged() {
    let (text, _) = stage::chosen(None).unwrap();
    let text = text
        .replace("pe.gob.muniporvenir.auxilio", "pe.gob.otra.auxilio")
        .replace("link_hosts = []", "link_hosts = [\"auxilio.otra.gob.pe\"]");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("otra.toml");
    fs::write(&file, text).unwrap();
    let (_, other) = stage::chosen(Some(&file)).unwrap();
    let rendered = for_municipality(&ours(), &other).unwrap();
    assert_eq!(unread_in(&rendered), [""; 0]);
    let rendered: Table = rendered.parse().unwrap();
    assert_eq!(
        rendered["bundle"]["identifier"].as_str(),
        Some("pe.gob.otra.auxilio")
    );
    let domains = &rendered["ios"]["entitlements"]["associated-domains"];
    assert_eq!(domains[0].as_str(), Some("applinks:auxilio.otra.gob.pe"));
    let own: Table = ours().parse().unwrap();
    assert_eq!(rendered["permissions"], own["permissions"]);
    assert_eq!(rendered["android"], own["android"]);
}

#[test]
fn the_gradle_module_and_dx_are_told_the_same_systems() {
    let module = fs::read_to_string(workspace::root().join("android/build.gradle.kts")).unwrap();
    let own: Table = ours().parse().unwrap();
    for (key, name) in [("compile_sdk", "compileSdk"), ("min_sdk", "minSdk")] {
        let line = format!("{name} = {}", own["android"][key]);
        assert!(
            module.contains(&line),
            "android/build.gradle.kts has no «{line}»"
        );
    }
    assert_eq!(
        own["application"]["android_min_sdk_version"],
        own["android"]["min_sdk"]
    );
    assert!(compile_sdk(&ours()).unwrap() >= 34);
}
