//! The privacy manifest (PrivacyInfo.xcprivacy).

use std::collections::BTreeSet;

use plist::Value;

use super::read;

fn manifest() -> plist::Dictionary {
    let file = read("ios/PrivacyInfo.xcprivacy");
    let read = Value::from_reader_xml(file.as_bytes()).unwrap();
    read.into_dictionary().unwrap()
}

#[test]
fn what_leaves_the_phone_is_declared_and_follows_nobody() {
    let manifest = manifest();
    assert_eq!(manifest["NSPrivacyTracking"], Value::Boolean(false));
    assert_eq!(
        manifest["NSPrivacyTrackingDomains"],
        Value::Array(Vec::new())
    );
    let types = manifest["NSPrivacyCollectedDataTypes"].as_array().unwrap();
    let mut declared = BTreeSet::new();
    for of_type in types {
        let of_type = of_type.as_dictionary().unwrap();
        assert_eq!(
            of_type["NSPrivacyCollectedDataTypeTracking"],
            Value::Boolean(false)
        );
        assert_eq!(
            of_type["NSPrivacyCollectedDataTypeLinked"],
            Value::Boolean(true)
        );
        let purposes = of_type["NSPrivacyCollectedDataTypePurposes"]
            .as_array()
            .unwrap();
        assert_eq!(
            purposes,
            &[Value::from(
                "NSPrivacyCollectedDataTypePurposeAppFunctionality"
            )]
        );
        let name = of_type["NSPrivacyCollectedDataType"].as_string().unwrap();
        declared.insert(name.trim_start_matches("NSPrivacyCollectedDataType"));
    }
    let expected = [
        "Health",
        "Name",
        "OtherDataTypes",
        "PhoneNumber",
        "PreciseLocation",
        "UserID",
    ];
    assert_eq!(declared, BTreeSet::from(expected));
}

#[test]
fn a_profile_holds_nothing_that_the_manifest_does_not_know_of() {
    // A new field needs a look at the manifest: this list is what it was written for.
    let profile = read("crates/protocol/src/profile.rs");
    let fields = profile.lines().filter_map(|line| {
        let field = line.strip_prefix("    pub ")?;
        Some(field.split_once(':')?.0)
    });
    let known = [
        "version",
        "name",
        "phone",
        "barrio",
        "organization",
        "other_organizations",
        "contact",
        "medical",
        "blood",
        "notes",
        "district",
        "sector",
        "id",
        "kind",
        "unit",
    ];
    let unknown: Vec<&str> = fields.filter(|field| !known.contains(field)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn every_interface_that_wants_a_reason_has_one() {
    let manifest = manifest();
    let types = manifest["NSPrivacyAccessedAPITypes"].as_array().unwrap();
    for of_type in types {
        let of_type = of_type.as_dictionary().unwrap();
        let name = of_type["NSPrivacyAccessedAPIType"].as_string().unwrap();
        assert_eq!(name, "NSPrivacyAccessedAPICategoryFileTimestamp");
        let reasons = of_type["NSPrivacyAccessedAPITypeReasons"]
            .as_array()
            .unwrap();
        assert_eq!(reasons, &[Value::from("C617.1")]);
    }
    // Those that would need another: the code uses none of them.
    let source = super::source();
    for other in [
        "NSUserDefaults",
        "systemUptime",
        "volumeAvailableCapacity",
        "activeInputModes",
    ] {
        assert!(!source.contains(other), "{other} wants a reason of its own");
    }
}
