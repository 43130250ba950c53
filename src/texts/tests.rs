use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::{Language, plain, text, text_in};

/// Folder and endings of what speaks to a person.
const SPEAKING: [&str; 6] = [
    "src/app.rs",
    "src/components",
    "src/screens",
    "src/tap",
    "src/wording.rs",
    "src/wording",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(path: &Path, ending: &str) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let below = entries.flat_map(|entry| files_below(&entry, ending));
    below
        .filter(|file| file.to_string_lossy().ends_with(ending))
        .collect()
}

fn code() -> Vec<(PathBuf, String)> {
    let is_test = |path: &Path| {
        path.ends_with("tests.rs") || path.components().any(|part| part.as_os_str() == "tests")
    };
    files_below(&root().join("src"), ".rs")
        .into_iter()
        .filter(|path| !is_test(path))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            // What follows is a test's own.
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            (path, text.to_owned())
        })
        .collect()
}

/// The names that Fluent files define.
fn defined() -> BTreeSet<String> {
    let files = files_below(&root().join("locales/es-PE"), ".ftl");
    let texts = files.iter().map(|file| fs::read_to_string(file).unwrap());
    let names = texts.flat_map(|text| {
        let names = text.lines().filter_map(|line| {
            let (name, _) = line.split_once(" =")?;
            let is_name = name.starts_with(|c: char| c.is_ascii_lowercase());
            is_name.then(|| name.to_owned())
        });
        names.collect::<Vec<_>>()
    });
    names.collect()
}

fn without_comments(source: &str) -> String {
    let lines = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The literals of a source text, without those of comments.
fn literals(source: &str) -> Vec<String> {
    without_comments(source)
        .split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_text_is_there_and_every_one_is_used() {
    let defined = defined();
    let all: Vec<String> = code()
        .iter()
        .flat_map(|(_, source)| literals(source))
        .collect();
    let unused: Vec<&String> = defined
        .iter()
        // The command line names the texts of its options itself.
        .filter(|name| !name.starts_with("option-") && !all.contains(name))
        .collect();
    assert!(unused.is_empty(), "nothing says {unused:?}");
    let called = code().into_iter().flat_map(|(_, source)| {
        let calls = without_comments(&source);
        let calls = calls.split("text!(\"").skip(1);
        let names = calls.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()));
        names.collect::<Vec<_>>()
    });
    let missing: Vec<String> = called.filter(|name| !defined.contains(name)).collect();
    assert!(missing.is_empty(), "no text of the name {missing:?}");
}

#[test]
fn no_text_that_a_person_reads_stands_in_the_code() {
    let speaking: Vec<PathBuf> = SPEAKING.iter().map(|place| root().join(place)).collect();
    for (path, source) in code() {
        if !speaking.iter().any(|place| path.starts_with(place)) {
            continue;
        }
        for literal in literals(&source) {
            let begins_a_sentence = literal
                .trim_start_matches(['¿', '¡'])
                .starts_with(char::is_uppercase)
                && literal.chars().nth(1).is_some_and(char::is_lowercase);
            assert!(
                literal.is_ascii() && !begins_a_sentence,
                "{} says «{literal}» by itself",
                path.display()
            );
        }
    }
}

/// The messages of a language with the variables that each uses.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let folder = root().join("locales").join(language.code());
    let files = files_below(&folder, ".ftl");
    let texts = files.iter().map(|file| fs::read_to_string(file).unwrap());
    let mut messages = BTreeMap::<String, BTreeSet<String>>::new();
    for text in texts {
        let mut name = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((begun, _)) = line.split_once(" =")
                && line.starts_with(|c: char| c.is_ascii_lowercase())
            {
                begun.clone_into(&mut name);
                messages.entry(name.clone()).or_default();
            }
            let variables = line.split("{ $").skip(1);
            let variables = variables.filter_map(|rest| Some(rest.split_once(" }")?.0.to_owned()));
            messages.entry(name.clone()).or_default().extend(variables);
        }
    }
    messages.remove("");
    messages
}

#[test]
fn every_language_says_the_same_and_english_all_of_it() {
    let spanish = messages(Language::Spanish);
    for language in Language::ALL {
        for (name, variables) in messages(language) {
            let same = spanish.get(&name);
            assert_eq!(Some(&variables), same, "{name} in {language:?}");
        }
    }
    assert_eq!(messages(Language::English).len(), spanish.len());
}

/// What the main screen is made of.
const MAIN_SCREEN: [&str; 12] = [
    "src/components/alarm_button.rs",
    "src/components/banner.rs",
    "src/components/calls.rs",
    "src/components/cancel.rs",
    "src/components/drill.rs",
    "src/components/face.rs",
    "src/components/journey.rs",
    "src/components/kinds.rs",
    "src/components/navigation.rs",
    "src/components/position.rs",
    "src/components/retry.rs",
    "src/screens/alert.rs",
];
/// The same word in both: SIMULACRO, which everybody must understand; names of services and of
/// screens; and what only puts others together.
const AS_IN_SPANISH: [&str; 11] = [
    "banner-name",
    "call-ambulance",
    "call-extortion",
    "drill",
    "drill-start",
    "drill-start-name",
    "ended",
    "route-central",
    "route-profile",
    "step",
    "steps",
];
/// What the wording says there.
const SAID_THERE: [&str; 5] = ["stage-", "meaning-", "trouble-", "warning-", "mend-"];

#[test]
fn the_main_screen_is_whole_in_quechua() {
    let quechua = messages(Language::Quechua);
    let code = code();
    let called = code.iter().filter_map(|(path, source)| {
        let path = path.strip_prefix(root()).unwrap().to_str().unwrap();
        MAIN_SCREEN.contains(&path).then_some(source)
    });
    let mut wanted: BTreeSet<String> = called.flat_map(|source| literals(source)).collect();
    let spanish = defined();
    wanted.retain(|name| spanish.contains(name));
    let said = spanish.iter();
    wanted.extend(
        said.filter(|name| SAID_THERE.iter().any(|begin| name.starts_with(begin)))
            .cloned(),
    );
    wanted.retain(|name| !AS_IN_SPANISH.contains(&name.as_str()));
    let lacks: Vec<&String> = wanted
        .iter()
        .filter(|name| !quechua.contains_key(*name))
        .collect();
    assert_eq!(lacks, [""; 0]);
}

#[test]
fn what_a_language_lacks_is_said_in_spanish() {
    assert_eq!(text_in(Language::English, "stage-saved"), "Saved");
    assert_eq!(text_in(Language::Quechua, "stage-saved"), "Waqaychasqa");
    let only_in_spanish = text_in(Language::Spanish, "profile-why");
    assert_eq!(text_in(Language::Quechua, "profile-why"), only_in_spanish);
}

#[test]
fn the_systems_language_is_known_by_its_locale() {
    for (locale, language) in [
        ("en_GB.UTF-8", Language::English),
        ("quz_PE", Language::Quechua),
        ("es_PE.UTF-8", Language::Spanish),
        ("C.UTF-8", Language::Spanish),
        ("", Language::Spanish),
    ] {
        assert_eq!(Language::of_locale(locale), language, "{locale}");
    }
}

#[test]
fn a_text_that_is_not_there_shows_its_name() {
    assert_eq!(text("no-such-text"), "no-such-text");
}

#[test]
fn values_stand_apart_on_screens_and_plain_on_terminals() {
    let said = text!("age-seconds", n = 7);
    assert_eq!(said, "hace \u{2068}7\u{2069}\u{a0}s");
    assert_eq!(plain(&said), "hace 7\u{a0}s");
}
