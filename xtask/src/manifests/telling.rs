//! What the system shows of the app while it hides behind a face: no text of a manifest that stays
//! in force may tell what the app is. `Faces.java` says what is switched off meanwhile.

use std::collections::BTreeMap;
use std::fs;

use auxilio_municipality::telling::words_in;

use super::{Element, MODULE, Node, application, at, components, manifests, module, resources};
use crate::faces::ACTIVITY;
use crate::stage;

/// The words that the service shows while the app hides, and the name of their channel, which
/// stands in the settings for everybody.
const SAID: [&str; 3] = ["quiet", "quiet_text", "channel"];

/// The texts of a reference such as `@string/…`, in all languages; the text itself if it is none.
fn texts(value: &str) -> Vec<String> {
    let Some(name) = value.strip_prefix("@string/") else {
        return vec![value.to_owned()];
    };
    let texts = strings().remove(name).unwrap_or_default();
    assert!(!texts.is_empty(), "there is no {value}");
    texts
}

/// All texts by their names: the module's, in its languages, and the municipality's.
fn strings() -> BTreeMap<String, Vec<String>> {
    let (_, municipality) = stage::chosen(None).unwrap();
    let mut strings = BTreeMap::from([
        ("app_name", municipality.app_name.as_str()),
        ("system_name", municipality.system_name.as_str()),
    ])
    .into_iter()
    .map(|(name, text)| (name.to_owned(), vec![text.to_owned()]))
    .collect::<BTreeMap<_, _>>();
    for file in resources::files(&at(&format!("{MODULE}/res"))) {
        if !file
            .parent()
            .unwrap()
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with("values")
        {
            continue;
        }
        for string in Element::of_file(&file).named("string") {
            let text = string.children.iter().filter_map(|node| match node {
                Node::Text(text) => Some(text.as_str()),
                Node::Element(_) | Node::Comment | Node::Gap => None,
            });
            let name = string.get("name").unwrap().to_owned();
            strings.entry(name).or_default().push(text.collect());
        }
    }
    strings
}

/// The classes that `Faces.java` switches off behind a face, and the alias that it hides.
fn switched_off() -> Vec<String> {
    let java = fs::read_to_string(at(&format!(
        "{MODULE}/java/pe/gob/muniporvenir/auxilio/phone/Faces.java"
    )));
    let java = java.unwrap();
    let (_, list) = java.split_once("TELLING =").unwrap();
    let (list, _) = list.split_once(';').unwrap();
    let classes = list.split(|c: char| !c.is_alphanumeric() && c != '.');
    let classes = classes.filter_map(|class| class.strip_suffix(".class"));
    let own = java.contains("OWN = ALL.get(0)").then_some("Face_Auxilio");
    classes
        .chain(own)
        .map(|class| format!("pe.gob.muniporvenir.auxilio.phone.{class}"))
        .collect()
}

/// Below a component, or on it: whatever a person could read.
fn readable(of: &Element) -> impl Iterator<Item = &str> {
    let all = of.all().into_iter();
    all.flat_map(|element| {
        [
            "android:label",
            "android:description",
            "android:shortcutShortLabel",
        ]
        .into_iter()
        .filter_map(|name| element.get(name))
    })
}

#[test]
fn nothing_that_stays_in_force_behind_a_face_tells_what_the_app_is() {
    let off = switched_off();
    assert_eq!(off.len(), 5, "{off:?}");
    for (which, manifest) in manifests() {
        let mut names: Vec<&str> = Vec::new();
        names.extend(application(&manifest).get("android:label"));
        let components = components(&manifest);
        let stays = |component: &&&Element| !off.iter().any(|off| off == component.android_name());
        names.extend(components.iter().filter(stays).flat_map(|it| readable(it)));
        for name in names {
            for text in texts(name) {
                assert_eq!(
                    words_in(&text),
                    Vec::<&str>::new(),
                    "{which}: {name} says «{text}»"
                );
            }
        }
    }
}

/// The list in Java cannot lack one: whatever has a telling name is on it.
#[test]
fn whatever_has_a_telling_name_is_switched_off_behind_a_face() {
    let off = switched_off();
    let mut telling = 0;
    for (which, manifest) in manifests() {
        for component in components(&manifest) {
            let mut named = readable(component).flat_map(texts);
            if named.any(|text| !words_in(&text).is_empty()) {
                telling += 1;
                let class = component.android_name();
                assert!(off.iter().any(|off| off == class), "{which}: {class}");
            }
        }
    }
    assert!(telling > 0, "the words are not found at all");
}

#[test]
fn the_settings_name_and_icon_are_neutral_and_the_real_ones_stand_at_the_alias_alone() {
    for (which, manifest) in manifests().into_iter().skip(1) {
        let application = application(&manifest);
        assert_eq!(
            application.get("android:label"),
            Some("@string/system_name"),
            "{which}"
        );
        assert_eq!(
            application.get("android:icon"),
            Some("@mipmap/face_neutral"),
            "{which}"
        );
        let replaced = application.get("tools:replace").unwrap();
        assert!(replaced.contains("android:label") && replaced.contains("android:icon"));
        let mut activities = application.named("activity");
        let own = activities
            .find(|activity| activity.android_name() == ACTIVITY)
            .unwrap();
        assert_eq!(
            own.get("android:label"),
            Some("@string/system_name"),
            "{which}"
        );
        let real: Vec<&str> = application
            .elements()
            .filter(|element| element.get("android:label") == Some("@string/app_name"))
            .map(Element::android_name)
            .collect();
        assert_eq!(
            real,
            ["pe.gob.muniporvenir.auxilio.phone.Face_Auxilio"],
            "{which}"
        );
    }
}

#[test]
fn what_the_service_says_behind_a_face_tells_nothing() {
    let module = module();
    let mut services = application(&module).named("service");
    let service = services.find(|service| service.android_name().ends_with("AlertService"));
    let data: Vec<&Element> = service.unwrap().named("meta-data").collect();
    for said in SAID {
        let value = data.iter().find(|data| data.android_name() == said);
        let value = value.unwrap_or_else(|| panic!("the service has no {said}"));
        for text in texts(value.get("android:value").unwrap()) {
            assert_eq!(words_in(&text), Vec::<&str>::new(), "{said}: «{text}»");
        }
    }
}

/// Before the first painted frame the app shows a ground, and no picture.
#[test]
fn nothing_is_drawn_before_the_first_frame() {
    let folder = at("packaging/android/res");
    for file in resources::files(&folder) {
        let text = fs::read_to_string(&file).unwrap();
        assert!(!text.contains("face_auxilio"), "{}", file.display());
    }
    let styles = Element::of_file(&folder.join("values-v31/styles.xml"));
    let all = styles.all();
    let icon = all
        .iter()
        .find(|item| item.get("name") == Some("android:windowSplashScreenAnimatedIcon"));
    let icon = icon.unwrap().children.first();
    assert!(matches!(icon, Some(Node::Text(text)) if text == "@android:color/transparent"));
}
