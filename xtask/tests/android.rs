//! `cargo xtask android` as a municipality runs it, on a machine whose `dx` and Gradle are scripts
//! that write down what they were asked for.
#![expect(
    clippy::unwrap_used,
    reason = "what a test cannot do without, it may fail on"
)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const DX: &str = r#"
[ "$1" = --version ] && echo "dioxus 0.7.10" && exit 0
echo "$@" > "$RECORD/dx"
cp municipality.toml Dioxus.toml "$RECORD/"
project=target/dx/auxilio/release/android/app
mkdir -p "$project"
printf '%s\n' '#!/bin/sh' \
  'echo "$@" > "$RECORD/gradle"' \
  'env > "$RECORD/environment"' \
  'cp -r "$AUXILIO_OVERLAY" "$RECORD/overlay"' \
  'out=app/build/outputs/apk/release; mkdir -p "$out"' \
  'if [ -n "$AUXILIO_KEYSTORE" ]; then end=release; else end=release-unsigned; fi' \
  'printf "an app" > "$out/app-$end.apk"' > "$project/gradlew"
chmod +x "$project/gradlew"
"#;
const JAVA: &str = "echo 'openjdk version \"17.0.12\"' >&2";
/// Every question but the one for the phone's library goes to the real one.
const RUSTC: &str = r#"
for word in "$@"; do [ "$word" = target-libdir ] && echo "$RECORD" && exit 0; done
exec "$REAL_RUSTC" "$@"
"#;

/// A machine with all that is needed, in a folder.
struct Machine {
    folder: TempDir,
}

impl Machine {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let machine = Self { folder };
        for name in ["bin", "record", "sdk/build-tools/35.0.0", "sdk/ndk/27.0.1"] {
            fs::create_dir_all(machine.at(name)).unwrap();
        }
        for system in 34..40 {
            let platform = machine.at(&format!("sdk/platforms/android-{system}"));
            fs::create_dir_all(&platform).unwrap();
            fs::write(platform.join("android.jar"), "").unwrap();
        }
        let programs = [
            ("dx", DX),
            ("java", JAVA),
            ("rustc", RUSTC),
            ("rsvg-convert", "cat"),
        ];
        for (name, script) in programs {
            let file = machine.at("bin").join(name);
            fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
        }
        machine
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn recorded(&self, name: &str) -> String {
        fs::read_to_string(self.at("record").join(name)).unwrap()
    }

    /// Another municipality's file.
    fn municipality(&self) -> PathBuf {
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../municipality.toml");
        let text = fs::read_to_string(own).unwrap();
        let text = text
            .replace("pe.gob.muniporvenir.auxilio", "pe.gob.otra.auxilio")
            .replace("Botón de Auxilio", "Auxilio Otra")
            .replace("link_hosts = []", "link_hosts = [\"auxilio.otra.gob.pe\"]");
        let file = self.at("otra.toml");
        fs::write(&file, text).unwrap();
        file
    }

    fn android(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        let path = std::env::var_os("PATH").unwrap();
        let all = std::iter::once(self.at("bin")).chain(std::env::split_paths(&path));
        let rustc = std::env::split_paths(&path)
            .map(|folder| folder.join("rustc"))
            .find(|file| file.is_file());
        Command::new(env!("CARGO_BIN_EXE_xtask"))
            .arg("android")
            .args(arguments)
            .env("PATH", std::env::join_paths(all).unwrap())
            .env("REAL_RUSTC", rustc.unwrap())
            .env("RECORD", self.at("record"))
            .env("ANDROID_HOME", self.at("sdk"))
            .env("CARGO_TARGET_DIR", self.at("target"))
            .env("SOURCE_DATE_EPOCH", "1700000000")
            .env_remove("JAVA_HOME")
            .envs(environment.iter().copied())
            .output()
            .unwrap()
    }
}

fn said(output: &Output) -> String {
    let said = [output.stdout.clone(), output.stderr.clone()].concat();
    String::from_utf8(said).unwrap()
}

#[test]
fn another_municipality_gets_its_own_signed_app_and_no_password_is_written() {
    let machine = Machine::new();
    let keystore = machine.at("keys.jks");
    fs::write(&keystore, "keys").unwrap();
    let municipality = machine.municipality();
    // This file is among those that are copied.
    let password = ["not", "in", "a", "file"].join("-");
    let built = machine.android(
        &["--municipality", municipality.to_str().unwrap()],
        &[
            ("AUXILIO_KEYSTORE", keystore.to_str().unwrap()),
            ("AUXILIO_KEYSTORE_PASSWORD", &password),
            ("AUXILIO_KEY_ALIAS", "auxilio"),
            ("AUXILIO_KEY_PASSWORD", &password),
        ],
    );
    let told = said(&built);
    assert!(built.status.success(), "{told}");
    assert!(
        !told.contains("MISSING") && !told.contains(&password),
        "{told}"
    );

    let dx = machine.recorded("dx");
    for part in [
        "--android --release",
        "--features mobile",
        "--locked",
        "aarch64-linux-android",
    ] {
        assert!(dx.contains(part), "{part}: {dx}");
    }
    assert!(
        machine
            .recorded("municipality.toml")
            .contains("Auxilio Otra")
    );
    let dioxus = machine.recorded("Dioxus.toml");
    assert!(
        dioxus.contains("identifier = \"pe.gob.otra.auxilio\""),
        "{dioxus}"
    );

    let gradle = machine.recorded("gradle");
    assert!(gradle.contains("assembleRelease") && gradle.contains("--init-script"));
    let environment = machine.recorded("environment");
    assert!(environment.contains(&format!("AUXILIO_KEYSTORE_PASSWORD={password}")));
    assert!(environment.contains("SOURCE_DATE_EPOCH=1700000000"));
    let manifest = machine.recorded("overlay/AndroidManifest.xml");
    assert!(manifest.contains("auxilio.otra.gob.pe"), "{manifest}");
    let strings = machine.recorded("overlay/res/values/strings.xml");
    assert!(strings.contains("Auxilio Otra"), "{strings}");

    let version = env!("CARGO_PKG_VERSION");
    let name = format!("auxilio-sideload-{version}.apk");
    let file = machine.at("target/packages").join(&name);
    assert_eq!(fs::read(&file).unwrap(), b"an app");
    // sha256sum, as people will check it.
    let checked = Command::new("sha256sum")
        .args(["--check", &format!("{name}.sha256")])
        .current_dir(machine.at("target/packages"))
        .output()
        .unwrap();
    assert!(checked.status.success(), "{}", said(&checked));
    // Nothing that was written names the password, but what Gradle was told.
    fs::remove_file(machine.at("record/environment")).unwrap();
    let found = Command::new("grep")
        .args(["--recursive", "--files-with-matches", &password])
        .arg(machine.folder.path())
        .output()
        .unwrap();
    assert_eq!(said(&found), "");
}

#[test]
fn an_app_without_a_key_is_called_unsigned() {
    let machine = Machine::new();
    let built = machine.android(&[], &[]);
    let told = said(&built);
    assert!(built.status.success(), "{told}");
    assert!(told.contains("It is not signed"), "{told}");
    let version = env!("CARGO_PKG_VERSION");
    let name = format!("auxilio-sideload-unsigned-{version}.apk");
    assert!(machine.at("target/packages").join(name).is_file());
}

#[test]
fn a_municipality_that_nobody_could_read_is_not_built() {
    let machine = Machine::new();
    let file = machine.municipality();
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("#a3111a", "#ff8080")).unwrap();
    let built = machine.android(&["--municipality", file.to_str().unwrap()], &[]);
    let told = said(&built);
    assert!(!built.status.success());
    assert!(
        told.contains("on-deep (#ffffff) on alarm (#ff8080)"),
        "{told}"
    );
    assert!(!machine.at("record/dx").exists(), "nothing was begun");
}

#[test]
fn what_is_missing_is_told_before_anything_is_begun() {
    let machine = Machine::new();
    fs::remove_dir_all(machine.at("sdk/ndk")).unwrap();
    let built = machine.android(&[], &[("ANDROID_NDK_HOME", ""), ("NDK_HOME", "")]);
    let told = said(&built);
    assert!(!built.status.success());
    assert!(told.contains("MISSING  Android NDK"), "{told}");
    assert!(told.contains("1 of 7 are missing"), "{told}");
    assert!(!machine.at("record/dx").exists());
}
