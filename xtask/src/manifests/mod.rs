//! What the Android manifests must hold to, read with a real XML parser: nothing compiles them
//! where there is no SDK, and what is wrong in them shows on a phone only.

mod resources;
mod telling;
mod tree;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub(crate) use self::tree::Element;
use self::tree::Node;
use crate::faces::ACTIVITY as DX;
use crate::overlay::{Flavour, Overlay};
use crate::{stage, workspace};

const MODULE: &str = "android/src/main";
/// The package of the module's own classes.
const OWN: &str = "pe.gob.muniporvenir.auxilio";
/// Classes of libraries that dx' project has.
const OF_LIBRARIES: [&str; 1] = ["androidx.core.content.FileProvider"];
const COMPONENTS: [&str; 5] = [
    "activity",
    "activity-alias",
    "service",
    "receiver",
    "provider",
];
/// What only the system sends: nobody else can wake a receiver with it.
const OF_THE_SYSTEM: [&str; 3] = [
    "android.intent.action.",
    "android.appwidget.action.",
    "android.net.",
];

/// A path in this repository.
fn at(path: &str) -> PathBuf {
    workspace::root().join(path)
}

/// The manifests: the module's, and each flavour's with a host of links.
fn manifests() -> Vec<(String, Element)> {
    let (text, _) = stage::chosen(None).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("m.toml");
    let with_host = text.replace("link_hosts = []", "link_hosts = [\"auxilio.example.pe\"]");
    std::fs::write(&file, with_host).unwrap();
    let (_, municipality) = stage::chosen(Some(&file)).unwrap();
    let module = Element::of_file(&at(&format!("{MODULE}/AndroidManifest.xml")));
    let flavours = [Flavour::Sideload, Flavour::Play].map(|flavour| {
        let laid_over = folder.path().join(flavour.to_string());
        let overlay = Overlay::of(&municipality, flavour);
        overlay.write(workspace::root(), &laid_over).unwrap();
        let manifest = Element::of_file(&laid_over.join("AndroidManifest.xml"));
        (flavour.to_string(), manifest)
    });
    std::iter::once(("android/".to_owned(), module))
        .chain(flavours)
        .collect()
}

fn module() -> Element {
    let (_, module) = manifests().swap_remove(0);
    module
}

fn application(manifest: &Element) -> &Element {
    manifest.named("application").next().unwrap()
}

/// Activities, services, receivers and providers.
fn components(manifest: &Element) -> Vec<&Element> {
    let application = application(manifest);
    let components = application.elements();
    let components = components.filter(|element| COMPONENTS.contains(&element.name.as_str()));
    components.collect()
}

fn permissions(manifest: &Element) -> BTreeSet<&str> {
    let asked = manifest.elements();
    let asked = asked.filter(|element| element.name.starts_with("uses-permission"));
    asked.map(Element::android_name).collect()
}

/// Whether the class of a component is where Gradle will find it.
fn is_there(class: &str) -> bool {
    let class = class.split('$').next().unwrap_or_default();
    if class == DX || OF_LIBRARIES.contains(&class) {
        return true;
    }
    let file = at(&format!("{MODULE}/java/{}.java", class.replace('.', "/")));
    class.starts_with(OWN) && file.is_file()
}

#[test]
fn every_class_in_a_manifest_is_there() {
    for (which, manifest) in manifests() {
        for component in components(&manifest) {
            let class = component.android_name();
            // An alias' own name is a name only.
            let class = component.get("android:targetActivity").unwrap_or(class);
            assert!(is_there(class), "{which}: there is no class {class}");
        }
        let own = application(&manifest).get("android:name");
        assert!(
            own.is_none_or(is_there),
            "{which}: there is no class {own:?}"
        );
    }
    assert!(!is_there(&format!("{OWN}.phone.Nobody")));
}

#[test]
fn every_component_says_whether_others_may_start_it() {
    for (which, manifest) in manifests() {
        for component in components(&manifest) {
            let exported = component.get("android:exported");
            // dx' own activity says so itself.
            if component.android_name() != DX {
                let name = component.android_name();
                assert!(
                    matches!(exported, Some("true" | "false")),
                    "{which}: {name}"
                );
            }
        }
    }
}

/// A service or a receiver that anybody could start, and with it an alert.
#[test]
fn what_others_may_start_only_the_system_can() {
    for component in components(&module()) {
        let is_open = component.get("android:exported") == Some("true");
        let guarded = component.get("android:permission").is_some();
        if !is_open || guarded || component.name.starts_with("activity") {
            continue;
        }
        assert_eq!(component.name, "receiver", "{}", component.android_name());
        let all = component.all();
        let actions = all.iter().filter(|element| element.name == "action");
        for action in actions {
            let name = action.android_name();
            let of_system = OF_THE_SYSTEM.iter().any(|start| name.starts_with(start));
            assert!(
                of_system,
                "{}: anybody can send {name}",
                component.android_name()
            );
        }
    }
}

#[test]
fn a_face_leads_to_the_one_activity_that_dx_has() {
    for (which, manifest) in manifests() {
        for alias in application(&manifest).named("activity-alias") {
            let target = alias.get("android:targetActivity");
            assert_eq!(target, Some(DX), "{which}: {}", alias.android_name());
            let icon = alias.get("android:icon");
            assert!(icon.is_some(), "{which}: a face has an icon");
        }
    }
}

/// Above it, without an empty line between.
#[test]
fn every_permission_has_its_reason_beside_it() {
    for (which, manifest) in manifests() {
        let mut has_reason = false;
        for node in &manifest.children {
            match node {
                Node::Comment => has_reason = true,
                Node::Gap => has_reason = false,
                Node::Element(element) if element.name.starts_with("uses-permission") => {
                    let name = element.android_name();
                    assert!(has_reason, "{which}: {name} says not why");
                }
                Node::Element(_) | Node::Text(_) => {}
            }
        }
    }
}

#[test]
fn a_service_in_the_foreground_has_its_type_and_the_permission_for_it() {
    let manifest = module();
    let permissions = permissions(&manifest);
    let foreground = "android.permission.FOREGROUND_SERVICE";
    let services: Vec<&Element> = application(&manifest).named("service").collect();
    let types = services.iter().filter_map(|service| {
        let types = service.get("android:foregroundServiceType")?;
        Some(types.split('|').collect::<Vec<_>>())
    });
    let types: BTreeSet<&str> = types.flatten().collect();
    for kind in &types {
        // The permission of `dataSync` is FOREGROUND_SERVICE_DATA_SYNC.
        let mut name = format!("{foreground}_");
        for c in kind.chars() {
            if c.is_ascii_uppercase() {
                name.push('_');
            }
            name.push(c.to_ascii_uppercase());
        }
        assert!(
            *kind == "shortService" || permissions.contains(name.as_str()),
            "{name}"
        );
    }
    assert_eq!(
        permissions.contains(foreground),
        !types.is_empty(),
        "who may stay in the foreground names what for: {types:?}"
    );
}

#[test]
fn nothing_travels_in_clear_and_nothing_is_copied_elsewhere() {
    for (which, manifest) in manifests() {
        for element in manifest.all() {
            let clear = element.get("android:usesCleartextTraffic");
            assert!(matches!(clear, None | Some("false")), "{which}");
            let debuggable = element.get("android:debuggable");
            assert!(matches!(debuggable, None | Some("false")), "{which}");
        }
    }
    let manifest = module();
    let application = application(&manifest);
    assert_eq!(application.get("android:allowBackup"), Some("false"));
    let rules = application.get("android:dataExtractionRules").unwrap();
    let rules = rules.trim_start_matches("@xml/");
    let rules = Element::of_file(&at(&format!("{MODULE}/res/xml/{rules}.xml")));
    for kind in ["cloud-backup", "device-transfer"] {
        let kind = rules.named(kind).next().unwrap();
        let excluded: BTreeSet<_> = kind.named("exclude").map(|e| e.get("domain")).collect();
        for domain in ["root", "file", "database", "sharedpref"] {
            assert!(excluded.contains(&Some(domain)), "{}: {domain}", kind.name);
        }
        assert_eq!(kind.named("include").count(), 0, "{}", kind.name);
    }
}

/// Beside the faces the app's own activity would be a second icon, which no face hides.
#[test]
fn exactly_one_icon_stands_on_the_home_screen_and_it_is_a_face() {
    for (which, manifest) in manifests().into_iter().skip(1) {
        let application = application(&manifest);
        let faces: Vec<&Element> = application.named("activity-alias").collect();
        let shown = faces
            .iter()
            .filter(|face| face.get("android:enabled") == Some("true"));
        assert_eq!(shown.count(), 1, "{which}");
        for face in &faces {
            let all = face.all();
            let mut names = all.iter().filter(|inside| inside.name == "category");
            assert!(
                names.any(|name| name.android_name() == "android.intent.category.LAUNCHER"),
                "{which}: {} cannot be opened",
                face.android_name()
            );
        }
        let mut activities = application.named("activity");
        let own = activities
            .find(|activity| activity.android_name() == DX)
            .unwrap();
        let filter = own.named("intent-filter").next().unwrap();
        assert_eq!(filter.get("tools:node"), Some("removeAll"), "{which}");
    }
}

#[test]
fn only_the_systems_own_certificates_are_trusted_and_nothing_is_open_but_this_phone() {
    for (which, manifest) in manifests().into_iter().skip(1) {
        let config = application(&manifest).get("android:networkSecurityConfig");
        assert_eq!(config, Some("@xml/network_security_config"), "{which}");
    }
    let config = Element::of_file(&at("packaging/android/res/xml/network_security_config.xml"));
    let base = config.named("base-config").next().unwrap();
    assert_eq!(base.get("cleartextTrafficPermitted"), Some("false"));
    let all = config.all();
    let named = |name| all.iter().filter(move |element| element.name == name);
    let trusted: Vec<_> = named("certificates")
        .map(|trusted| trusted.get("src"))
        .collect();
    assert_eq!(trusted, [Some("system")]);
    let texts = named("domain").flat_map(|domain| &domain.children);
    let open: Vec<&str> = texts
        .filter_map(|node| match node {
            Node::Text(text) => Some(text.trim()),
            Node::Element(_) | Node::Comment | Node::Gap => None,
        })
        .collect();
    assert_eq!(open, ["127.0.0.1", "localhost"]);
}

/// dx' own page speaks to itself over this machine's address; nothing else may go unsealed.
#[test]
fn no_other_host_than_this_phone_itself_is_spoken_to_in_clear() {
    let folders = [format!("{MODULE}/res"), "packaging/android/res".to_owned()];
    for file in folders
        .iter()
        .flat_map(|folder| resources::files(&at(folder)))
    {
        if file.extension().is_none_or(|ending| ending != "xml") {
            continue;
        }
        for element in Element::of_file(&file).all() {
            if element.get("cleartextTrafficPermitted") != Some("true") {
                continue;
            }
            assert_eq!(element.name, "domain-config", "{}", file.display());
            let all = element.all();
            let domains = all.iter().filter(|inside| inside.name == "domain");
            assert!(domains.count() > 0, "{}", file.display());
        }
    }
}

#[test]
fn only_the_sideloaded_flavour_ends_up_with_the_permission_to_send_texts() {
    let sms = "android.permission.SEND_SMS";
    for (which, manifest) in manifests() {
        let asked = manifest.named("uses-permission");
        let of_texts = asked.filter(|asked| asked.android_name() == sms);
        let removed = of_texts.map(|asked| asked.get("tools:node") == Some("remove"));
        let removed: Vec<bool> = removed.collect();
        match which.as_str() {
            "sideload" => assert_eq!(removed, [false]),
            "play" => assert_eq!(removed, [true], "whatever a library brings is taken out"),
            _ => {}
        }
    }
}

#[test]
fn whatever_a_manifest_or_a_resource_names_is_there() {
    let known = resources::names(&[at(&format!("{MODULE}/res")), at("packaging/android/res")]);
    let mut lacking = Vec::new();
    for (which, manifest) in manifests() {
        lacking.extend(known.lacking_in(&manifest, Path::new(&which)));
    }
    for folder in [format!("{MODULE}/res"), "packaging/android/res".to_owned()] {
        for file in resources::files(&at(&folder)) {
            if file.extension().is_some_and(|ending| ending == "xml") {
                lacking.extend(known.lacking_in(&Element::of_file(&file), &file));
            }
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
    let wrong = Element::parse("<a android:icon=\"@mipmap/nobody\"/>").unwrap();
    assert_eq!(known.lacking_in(&wrong, Path::new("x")).len(), 1);
}
