//! The Android app's native library, linked without an NDK and read: that Java finds in it every
//! function that it calls, and how large it is.
//!
//! It is built as `dx` 0.7.10 does: the app's own program, with its symbols to be found by name,
//! which Android loads as `libdioxusmain.so`. The phone's own libraries are empty stand-ins, and
//! what would come from them stays unresolved: the result is for reading and can run nowhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};

use crate::check::{self, Phone};
use crate::java;
use crate::packages::{self, LINK};
use crate::tools::must_succeed;

/// `Cargo.toml`'s profile for it.
const PROFILE: &str = "linked";
/// The oldest Android that it is linked for: Dioxus.toml, `android_min_sdk_version`.
const MIN_SDK: u32 = 24;
/// Libraries of the phone that `dx` or Rust's standard library ask for.
const OF_THE_PHONE: [&str; 10] = [
    "c",
    "m",
    "dl",
    "log",
    "android",
    "unwind",
    "gcc",
    "OpenSLES",
    "c++abi",
    "c++_shared",
];
/// An archive with nothing in it.
const EMPTY_ARCHIVE: &str = "!<arch>\n";
/// What the activity that `dx` generates enters, what that in turn looks for, and what tells `dx` of
/// the folder `android/`.
const ENTRIES: [&str; 3] = [
    "Java_dev_dioxus_main_WryActivity_create",
    "main",
    "__ASSETS__auxilio_android",
];

/// Links it, reads it, and says how large it is.
pub(crate) fn link() -> Result<()> {
    packages::ensure_installed(&[LINK])?;
    java::compile()?;
    let library = build()?;
    let exported = exported(&library)?;
    for entry in ENTRIES {
        ensure!(
            exported.contains(entry),
            "the library does not export {entry}"
        );
    }
    let bytes = fs::read(&library)?;
    let natives = java::natives()?;
    for native in &natives {
        let symbol = native.symbol();
        let is_registered = || holds(&bytes, &native.name) && holds(&bytes, &native.signature);
        ensure!(
            exported.contains(&symbol) || is_registered(),
            "Java calls {} {} of {}, which the library neither exports as {symbol} nor registers",
            native.name,
            native.signature,
            native.class
        );
    }
    println!(
        "The library has all {} native methods of the app's Java, {} functions exported to Java, \
         and {} MB (slightly optimised, without the phone's own libraries).",
        natives.len(),
        exported
            .iter()
            .filter(|name| name.starts_with("Java_"))
            .count(),
        bytes.len() / 1_000_000
    );
    Ok(())
}

fn build() -> Result<PathBuf> {
    let phone = Phone::Android;
    let triple = phone.triple();
    let mut cargo = check::cargo_for(phone, "cargo")?;
    let target = format!("target.{triple}");
    cargo
        .args(["build", "--locked", "-p", "auxilio", "--bin", "auxilio"])
        .args(["--profile", PROFILE])
        .args(check::AS_A_PHONES_APP)
        .args(["--target", triple])
        .args(["--config", &format!("{target}.linker = 'clang'")])
        .args([
            "--config",
            &format!("{target}.rustflags = {}", flags(triple)?),
        ]);
    must_succeed(&mut cargo)?;
    Ok(check::target_dir()?
        .join(triple)
        .join(PROFILE)
        .join("auxilio"))
}

/// What the linker is told, as cargo's configuration has it.
fn flags(triple: &str) -> Result<String> {
    let stand_ins = stand_ins()?;
    let mut flags = vec![
        format!("--target={triple}{MIN_SDK}"),
        "-fuse-ld=lld".to_owned(),
        "-nostdlib".to_owned(),
        "-Wl,--unresolved-symbols=ignore-all".to_owned(),
        // So that Android's dlsym finds `main`, as `dx` has it.
        "-Wl,--export-dynamic".to_owned(),
        format!("-L{}", stand_ins.display()),
    ];
    // With build-std these are not asked for by all; `dx` asks for them by name.
    flags.extend(["android", "log", "OpenSLES", "c++abi"].map(|name| format!("-l{name}")));
    let flags: Vec<String> = flags
        .iter()
        .map(|flag| format!("'-Clink-arg={flag}'"))
        .collect();
    Ok(format!("[{}]", flags.join(", ")))
}

/// A folder with empty stand-ins for the phone's libraries.
fn stand_ins() -> Result<PathBuf> {
    let folder = check::target_dir()?.join("android-stand-ins");
    fs::create_dir_all(&folder)?;
    for name in OF_THE_PHONE {
        let archive = folder.join(format!("lib{name}.a"));
        fs::write(&archive, EMPTY_ARCHIVE)
            .with_context(|| format!("{} could not be written", archive.display()))?;
    }
    Ok(folder)
}

/// The names that the library gives to whoever loads it.
fn exported(library: &Path) -> Result<BTreeSet<String>> {
    let output = Command::new("llvm-nm")
        .args(["--dynamic", "--defined-only", "--format=just-symbols"])
        .arg(library)
        .stderr(Stdio::inherit())
        .output()
        .context("llvm-nm cannot be run")?;
    ensure!(output.status.success(), "llvm-nm failed");
    let names = String::from_utf8(output.stdout)?;
    Ok(names.lines().map(str::to_owned).collect())
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}
