//! Every name that Rust uses of Java exists there with that signature, and the other way round.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jni::JNIEnv;
use jni::objects::{JObject, JObjectArray, JString, JValue};

use super::host::{Mood, Phone, built, of_class};
use crate::platform::android::members::{Member, Name};
use crate::platform::android::names::ALL;

/// Folder of the app's own classes.
const OWN: &str = "pe/gob/muniporvenir/auxilio/";

impl Member {
    fn name(self) -> Name {
        match self {
            Self::Constructor(name)
            | Self::Method(name)
            | Self::StaticMethod(name)
            | Self::StaticField(name)
            | Self::Native(name)
            | Self::Number(name, _) => name,
        }
    }

    /// Whether Java has it so.
    fn is_there(self, env: &mut JNIEnv<'_>) -> bool {
        let name = self.name();
        let has = match self {
            Self::Constructor(_) => "hasConstructor",
            Self::Method(_) => "hasMethod",
            Self::StaticMethod(_) => "hasStaticMethod",
            Self::StaticField(_) => "hasStaticField",
            Self::Native(_) => return natives(env, name.class).contains(&line(name)),
            Self::Number(_, value) => return number(env, name) == value,
        };
        let texts = [name.class, name.member, name.signature];
        let [class, member, signature] = texts.map(|text| env.new_string(text).unwrap());
        let arguments = [(&class).into(), (&member).into(), (&signature).into()];
        let asked = "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)Z";
        of_class(env, "Members", has, asked, &arguments)
            .z()
            .unwrap()
    }
}

fn line(name: Name) -> String {
    format!("{} {}", name.member, name.signature)
}

fn number(env: &mut JNIEnv<'_>, name: Name) -> i32 {
    let [class, member] = [name.class, name.member].map(|text| env.new_string(text).unwrap());
    let arguments = [(&class).into(), (&member).into()];
    let asked = "(Ljava/lang/String;Ljava/lang/String;)I";
    of_class(env, "Members", "number", asked, &arguments)
        .i()
        .unwrap()
}

fn natives(env: &mut JNIEnv<'_>, class: &str) -> BTreeSet<String> {
    lines(env, "natives", class)
}

fn lines(env: &mut JNIEnv<'_>, of: &str, class: &str) -> BTreeSet<String> {
    let class = env.new_string(class).unwrap();
    let asked = "(Ljava/lang/String;)[Ljava/lang/String;";
    let array = of_class(env, "Members", of, asked, &[JValue::Object(&class)]);
    let array: JObjectArray<'_> = array.l().unwrap().into();
    let length = env.get_array_length(&array).unwrap();
    let line = |index| -> String {
        let line: JObject<'_> = env.get_object_array_element(&array, index).unwrap();
        env.get_string(&JString::from(line)).unwrap().into()
    };
    (0..length).map(line).collect()
}

/// The app's own classes, as Maven has compiled them; nested ones too.
fn own_classes() -> BTreeSet<String> {
    let root = built().join("classes");
    let mut classes = BTreeSet::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "class")
            {
                classes.insert(class_of(&root, &path));
            }
        }
    }
    assert!(!classes.is_empty());
    classes
}

fn class_of(root: &Path, file: &Path) -> String {
    let class: PathBuf = file.strip_prefix(root).unwrap().with_extension("");
    class.to_str().unwrap().to_owned()
}

/// What the table has of a class, of one kind or all.
fn named(class: &str, counts: impl Fn(&Member) -> bool) -> BTreeSet<String> {
    let members = ALL.iter().filter(|member| counts(member));
    let names = members.map(|member| member.name());
    names.filter(|name| name.class == class).map(line).collect()
}

#[test]
fn every_name_that_rust_uses_is_there_in_java() {
    let phone = Phone::new(Mood::Nothing);
    for member in ALL {
        let is_there = phone.java(|env, _| member.is_there(env));
        assert!(is_there, "Java has no {member:?}");
    }
}

#[test]
fn every_native_method_of_java_is_named_by_rust() {
    let phone = Phone::new(Mood::Nothing);
    for class in own_classes() {
        let declared = phone.java(|env, _| natives(env, &class));
        let named = named(&class, |member| matches!(member, Member::Native(_)));
        assert_eq!(declared, named, "{class}");
    }
}

#[test]
fn whatever_java_shows_and_android_does_not_call_is_called_by_rust() {
    let phone = Phone::new(Mood::Nothing);
    for class in own_classes() {
        let shown = phone.java(|env, _| lines(env, "forRust", &class));
        let named = named(&class, |_| true);
        let idle: Vec<_> = shown.difference(&named).collect();
        assert!(idle.is_empty(), "{class} shows what nobody calls: {idle:?}");
    }
}

#[test]
fn r8_keeps_exactly_the_classes_that_rust_names() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("android/consumer-rules.pro");
    let rules = fs::read_to_string(rules).unwrap();
    let rules = rules
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    let kept: BTreeSet<String> = rules
        .map(|rule| {
            let class = rule.strip_prefix("-keep class ").unwrap();
            let class = class.strip_suffix(" { *; }").unwrap();
            class.replace('.', "/")
        })
        .collect();
    let classes = ALL.iter().map(|member| member.name().class);
    let named: BTreeSet<String> = classes
        .filter(|class| class.starts_with(OWN))
        .map(str::to_owned)
        .collect();
    assert_eq!(kept, named);
}
