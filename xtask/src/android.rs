//! `cargo xtask android`: the app for Android, for one municipality. Says first what this machine
//! lacks for it.
//!
//! `dx` compiles Rust and makes a Gradle project; Gradle then builds it once more as a release, with
//! what dx 0.7.10 has no words for laid over it: icon, name, splash, version number, the hosts whose
//! links open the app, the flavour's permission, and a signature with a key from the environment.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail, ensure};
use auxilio_municipality::FILE;

use crate::overlay::{Flavour, Overlay};
use crate::prerequisites::{ANDROID_TARGET, Machine, for_android, missing, report};
use crate::stage::{Stage, stage};
use crate::tools::must_succeed;
use crate::{dioxus_toml, icons, package, workspace};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Another municipality's file in place of the repository's own.
    #[arg(long, value_name = "FILE", help = format!("File in place of {FILE}"))]
    municipality: Option<PathBuf>,
    /// How the app reaches phones.
    #[arg(long, value_enum, default_value_t = Flavour::Sideload)]
    flavour: Flavour,
    /// Only say what this machine lacks.
    #[arg(long)]
    check: bool,
}

/// What signs the app: a file and its passwords, from the environment and never from a file of this
/// repository.
const SIGNING: [&str; 4] = [
    "AUXILIO_KEYSTORE",
    "AUXILIO_KEYSTORE_PASSWORD",
    "AUXILIO_KEY_ALIAS",
    "AUXILIO_KEY_PASSWORD",
];

/// What Gradle is given beside the project, and what that reads besides [`SIGNING`].
const INIT_SCRIPT: &str = "packaging/android/app.gradle";
/// The folder that is laid over the project.
const OVERLAY: &str = "AUXILIO_OVERLAY";
/// The number by which Android tells which of two versions is newer.
const VERSION_CODE: &str = "AUXILIO_VERSION_CODE";

pub(crate) fn android(arguments: &Arguments) -> Result<()> {
    let dioxus = fs::read_to_string(workspace::root().join(dioxus_toml::FILE))?;
    let machine = Machine::this();
    let needs = for_android(&machine, dioxus_toml::compile_sdk(&dioxus)?);
    print!("To build for Android:\n{}", report(&needs));
    let signing = Signing::of(&machine)?;
    match missing(&needs) {
        0 if arguments.check => return Ok(()),
        0 => {}
        lacking => bail!("{lacking} of {} are missing on this machine", needs.len()),
    }
    let stage = stage(arguments.municipality.as_deref())?;
    if arguments.municipality.is_some() {
        icons::draw(&stage.root, &stage.municipality)?;
    }
    let overlay = Overlay::of(&stage.municipality, arguments.flavour);
    let laid_over = stage.root.join("target/overlay");
    overlay.write(&stage.root, &laid_over)?;
    compile(&stage)?;
    let built = assemble(&stage, arguments.flavour, &laid_over, signing)?;
    let name = finished(arguments.flavour, signing, &package::version()?);
    package::keep(&built, &name)?;
    if signing == Signing::None {
        println!(
            "It is not signed, and no phone takes it so. With {} in the environment it is.",
            SIGNING.join(", ")
        );
    }
    Ok(())
}

/// The name of the finished file. The version stands last: the central reads it there.
pub(crate) fn finished(flavour: Flavour, signing: Signing, version: &str) -> String {
    let ending = match flavour {
        Flavour::Sideload => "apk",
        Flavour::Play => "aab",
    };
    let unsigned = match signing {
        Signing::FromEnvironment => "",
        Signing::None => "-unsigned",
    };
    format!("auxilio-{flavour}{unsigned}-{version}.{ending}")
}

/// Whether there is something to sign with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Signing {
    FromEnvironment,
    None,
}

impl Signing {
    /// All of it or none: half of it is a mistake that an unsigned app would hide.
    fn of(machine: &Machine) -> Result<Self> {
        let lacking: Vec<&str> = SIGNING
            .into_iter()
            .filter(|name| machine.variable(name).is_none())
            .collect();
        match lacking.len() {
            0 => {
                let [file, ..] = SIGNING;
                let file = machine.variable(file).map_or(Path::new(""), Path::new);
                ensure!(
                    file.is_absolute() && file.is_file(),
                    "AUXILIO_KEYSTORE must be the full path of a file"
                );
                Ok(Self::FromEnvironment)
            }
            count if count == SIGNING.len() => Ok(Self::None),
            _ => bail!("to sign, the environment lacks {}", lacking.join(", ")),
        }
    }
}

/// `dx` compiles the library and makes the project. Its own build of it is a debug one, for it
/// signs with no key that is not in a file.
fn compile(stage: &Stage) -> Result<()> {
    let mut dx = Command::new("dx");
    dx.args([
        "build",
        "--android",
        "--release",
        "--target",
        ANDROID_TARGET,
    ])
    .args(package::WHAT)
    .env("SOURCE_DATE_EPOCH", package::date()?)
    // It builds into its own folder, wherever this repository is built.
    .env_remove("CARGO_TARGET_DIR")
    .current_dir(&stage.root);
    must_succeed(&mut dx)
}

/// Where dx 0.7.10 puts the project.
fn project(stage: &Stage) -> PathBuf {
    stage.root.join("target/dx/auxilio/release/android/app")
}

/// Gradle's release of it.
fn assemble(stage: &Stage, flavour: Flavour, overlay: &Path, signing: Signing) -> Result<PathBuf> {
    let project = project(stage);
    let mut gradle = Command::new(project.join("gradlew"));
    gradle
        .arg("--init-script")
        .arg(stage.root.join(INIT_SCRIPT))
        .arg(flavour.gradle_task())
        .env(OVERLAY, overlay)
        .env(VERSION_CODE, package::version_code()?.to_string())
        .env("SOURCE_DATE_EPOCH", package::date()?)
        .current_dir(&project);
    must_succeed(&mut gradle)?;
    let outputs = project.join("app/build/outputs");
    let built = outputs.join(match (flavour, signing) {
        (Flavour::Sideload, Signing::FromEnvironment) => "apk/release/app-release.apk",
        (Flavour::Sideload, Signing::None) => "apk/release/app-release-unsigned.apk",
        (Flavour::Play, _) => "bundle/release/app-release.aab",
    });
    ensure!(built.is_file(), "Gradle made no {}", built.display());
    Ok(built)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn signing(set: &[&str], keystore: &Path) -> Result<Signing> {
        let value = |name: &str| match name {
            "AUXILIO_KEYSTORE" => keystore.as_os_str().to_owned(),
            _ => "x".into(),
        };
        let set = set.iter().map(|name| ((*name).to_owned(), value(name)));
        Signing::of(&Machine::with(set))
    }

    #[test]
    fn gradle_reads_what_it_is_told_and_nothing_else() {
        let script = fs::read_to_string(workspace::root().join(INIT_SCRIPT)).unwrap();
        let read = script.split("System.getenv(\"").skip(1);
        let read: BTreeSet<&str> = read.map(|rest| rest.split('"').next().unwrap()).collect();
        let told = BTreeSet::from([OVERLAY, VERSION_CODE]);
        let told: BTreeSet<&str> = told.into_iter().chain(SIGNING).collect();
        assert_eq!(read, told);
    }

    #[test]
    fn a_key_is_whole_in_the_environment_or_not_at_all() {
        let keystore = tempfile::NamedTempFile::new().unwrap();
        assert_eq!(signing(&[], keystore.path()).unwrap(), Signing::None);
        let whole = signing(&SIGNING, keystore.path()).unwrap();
        assert_eq!(whole, Signing::FromEnvironment);
        let half = signing(&SIGNING[..2], keystore.path()).unwrap_err();
        assert!(half.to_string().contains("AUXILIO_KEY_ALIAS"), "{half}");
        let relative = signing(&SIGNING, Path::new("keystore.jks"));
        assert!(
            relative.is_err(),
            "Gradle would look for it in its own folder"
        );
    }
}
