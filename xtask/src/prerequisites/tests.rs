use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use tempfile::TempDir;

use super::*;

/// A machine made of a folder: its programs are scripts that really run.
struct Fake {
    folder: TempDir,
    machine: Machine,
}

impl Fake {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let bin = folder.path().join("bin");
        fs::create_dir_all(&bin).unwrap();
        let variables = BTreeMap::from([("PATH".to_owned(), bin.into_os_string())]);
        let is_mac = false;
        let machine = Machine { variables, is_mac };
        Self { folder, machine }
    }

    fn program(&self, name: &str, script: &str) {
        let file = self.folder.path().join("bin").join(name);
        fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn folder(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join(name);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn set(&mut self, name: &str, value: impl Into<OsString>) {
        self.machine.variables.insert(name.to_owned(), value.into());
    }

    /// Everything that building for Android needs.
    fn with_all_for_android() -> Self {
        let mut fake = Self::new();
        fake.program("dx", "echo 'dioxus 0.7.10 (b7d3b4c)'");
        fake.program("java", "echo 'openjdk version \"17.0.12\" 2024-07-16' >&2");
        let libraries = fake.folder("rust/lib");
        fake.program("rustc", &format!("echo {}", libraries.display()));
        fake.folder("sdk/build-tools/35.0.0");
        fake.folder("sdk/ndk/27.2.12479018");
        let platform = fake.folder("sdk/platforms/android-35");
        fs::write(platform.join("android.jar"), "").unwrap();
        let sdk = fake.folder("sdk");
        fake.set("ANDROID_HOME", sdk);
        fake
    }

    fn for_android(&self) -> Vec<Need> {
        for_android(&self.machine, 35)
    }
}

/// How to get what is missing, by what it is.
fn told(needs: &[Need]) -> Vec<(&str, &str)> {
    let missing = needs.iter().filter_map(|need| {
        let how = need.found.as_ref().err()?;
        Some((need.what.as_str(), how.as_str()))
    });
    missing.collect()
}

#[test]
fn a_machine_with_nothing_is_told_each_thing_and_how_to_get_it() {
    let needs = Fake::new().for_android();
    assert_eq!(missing(&needs), 7);
    let report = report(&needs);
    for part in [
        "cargo install dioxus-cli --version 0.7.10 --locked",
        "openjdk-17",
        "ANDROID_HOME",
        "platforms;android-35",
        "build-tools;35.0.0",
        "ANDROID_NDK_HOME",
        "rustup target add aarch64-linux-android",
    ] {
        assert!(report.contains(part), "{part}: {report}");
    }
}

#[test]
fn a_machine_with_everything_is_told_where_it_is() {
    let needs = Fake::with_all_for_android().for_android();
    assert_eq!(told(&needs), []);
    let report = report(&needs);
    assert!(report.contains("ndk/27.2.12479018"), "{report}");
    assert!(!report.contains("MISSING"), "{report}");
}

#[test]
fn a_version_that_does_not_fit_is_as_good_as_none() {
    let fake = Fake::with_all_for_android();
    fake.program("dx", "echo 'dioxus 0.6.3'");
    fake.program("java", "echo 'openjdk version \"1.8.0_422\"' >&2");
    let needs = fake.for_android();
    let told = told(&needs);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told[0].1.contains("dioxus 0.6.3 is another version"),
        "{told:?}"
    );
    assert!(told[1].1.contains("is of Java 8"), "{told:?}");
}

#[test]
fn a_program_that_fails_is_not_taken_for_one_that_works() {
    let fake = Fake::with_all_for_android();
    fake.program("dx", "echo 'dioxus 0.7.10'; exit 1");
    let broken = format!("echo {}/no-such-folder", fake.folder.path().display());
    fake.program("rustc", &broken);
    let needs = fake.for_android();
    let names: Vec<&str> = told(&needs).iter().map(|(what, _)| *what).collect();
    assert_eq!(
        names,
        [
            "dx 0.7.10",
            "Rust's standard library for aarch64-linux-android"
        ]
    );
}

#[test]
fn the_java_that_gradle_will_take_is_the_one_that_is_asked() {
    let mut fake = Fake::with_all_for_android();
    fake.program("java", "echo 'openjdk version \"11.0.2\"' >&2");
    let home = fake.folder("jdk-21");
    fs::create_dir_all(home.join("bin")).unwrap();
    fs::rename(fake.folder.path().join("bin/java"), home.join("bin/java")).unwrap();
    fake.program("java", "exit 1");
    fake.set("JAVA_HOME", home);
    let needs = fake.for_android();
    assert_eq!(told(&needs).len(), 1);
    assert!(told(&needs)[0].1.contains("is of Java 11"));
}

#[test]
fn an_iphone_app_needs_a_mac_and_says_so_first() {
    let mut fake = Fake::new();
    let needs = for_ios(&fake.machine);
    assert_eq!(told(&needs)[0].0, "macOS");
    assert_eq!(missing(&needs), 4);
    fake.machine.is_mac = true;
    fake.program("dx", "echo 'dioxus 0.7.10'");
    fake.program("xcrun", "echo /Applications/Xcode.app/iPhoneOS.sdk");
    let libraries = fake.folder("rust/lib");
    fake.program("rustc", &format!("echo {}", libraries.display()));
    assert_eq!(told(&for_ios(&fake.machine)), []);
}
