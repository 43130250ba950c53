//! `cargo xtask ios`: the app for iPhones, for one municipality. Says first what this machine lacks
//! for it: Apple builds on a Mac only.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail, ensure};
use auxilio_municipality::FILE;

use crate::prerequisites::{IOS_TARGET, Machine, for_ios, missing, report};
use crate::stage::{Stage, stage};
use crate::tools::must_succeed;
use crate::{icons, package};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Another municipality's file in place of the repository's own.
    #[arg(long, value_name = "FILE", help = format!("File in place of {FILE}"))]
    municipality: Option<PathBuf>,
    /// Only say what this machine lacks.
    #[arg(long)]
    check: bool,
}

/// The name of a certificate in this Mac's keychain, to sign with.
const IDENTITY: &str = "AUXILIO_APPLE_IDENTITY";

pub(crate) fn ios(arguments: &Arguments) -> Result<()> {
    let machine = Machine::this();
    let needs = for_ios(&machine);
    print!("To build for iOS:\n{}", report(&needs));
    match missing(&needs) {
        0 if arguments.check => return Ok(()),
        0 => {}
        lacking => bail!("{lacking} of {} are missing on this machine", needs.len()),
    }
    let stage = stage(arguments.municipality.as_deref())?;
    if arguments.municipality.is_some() {
        icons::draw(&stage.root, &stage.municipality)?;
    }
    let identity = machine.variable(IDENTITY);
    let mut dx = Command::new("dx");
    dx.args(["build", "--ios", "--release", "--target", IOS_TARGET])
        .args(package::WHAT)
        .env("SOURCE_DATE_EPOCH", package::date()?)
        // It builds into its own folder, wherever this repository is built.
        .env_remove("CARGO_TARGET_DIR")
        .current_dir(&stage.root);
    if let Some(identity) = identity {
        dx.arg("--codesign").arg("--apple-team-id").arg(identity);
    }
    must_succeed(&mut dx)?;
    let app = stage.root.join("target/dx/auxilio/release/ios/Auxilio.app");
    ensure!(app.is_dir(), "dx made no {}", app.display());
    finish(&stage, &app)?;
    match identity {
        Some(identity) => {
            // What was put in after dx signed; with the entitlements that dx signed it with.
            let mut sign = Command::new("codesign");
            sign.args(["--force", "--preserve-metadata=entitlements", "--sign"]);
            must_succeed(sign.arg(identity).arg(&app))?;
        }
        None => println!(
            "It is not signed, and no iPhone takes it so. With {IDENTITY} in the environment it is."
        ),
    }
    println!("{}", app.display());
    Ok(())
}

/// What dx 0.7.10 has no words for: the name below the icon, the icons, the screen before the first
/// frame, and what the app tells Apple of people's data.
fn finish(stage: &Stage, app: &Path) -> Result<()> {
    let pictures = stage.root.join("packaging/ios");
    for picture in fs::read_dir(&pictures)? {
        let picture = picture?;
        fs::copy(picture.path(), app.join(picture.file_name()))?;
    }
    let privacy = "PrivacyInfo.xcprivacy";
    fs::copy(stage.root.join("ios").join(privacy), app.join(privacy))?;
    let list = app.join("Info.plist");
    // iOS has one name for all places, which no app can change afterwards. Below a calculator the
    // real one would tell what it is.
    for key in ["CFBundleDisplayName", "CFBundleName"] {
        let mut name = Command::new("plutil");
        name.args(["-replace", key, "-string"])
            .arg(stage.municipality.system_name.as_str())
            .arg(&list);
        must_succeed(&mut name)?;
    }
    // A storyboard that dx names and does not make; UILaunchScreen in Dioxus.toml stands for it.
    let mut storyboard = Command::new("plutil");
    must_succeed(
        storyboard
            .args(["-remove", "UILaunchStoryboardName"])
            .arg(&list),
    )
}
