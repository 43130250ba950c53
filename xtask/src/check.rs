//! `cargo xtask check`: the app, type-checked and linted for phones on a machine without their
//! SDKs; and the wire for browsers.
//!
//! Debian's own Rust stands beside rustup's and brings the source of the standard library, which
//! cargo then checks for the target as well. The little C there is (ring) is compiled against
//! musl's headers. Nothing is linked and nothing can run: that takes `dx` and the SDKs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use clap::ValueEnum as _;

use crate::packages::{self, BUILD, PHONES, RUST_FROM_SOURCE};
use crate::tools::{WASM32, must_succeed};
use crate::workspace;

/// Where Debian's packages put their programs, which PATH may hide behind rustup's.
const DEBIAN: &str = "/usr/bin";
/// What every check asks of cargo: the standard library from its source, with both ways to panic.
const STD: &str = "-Zbuild-std=std,panic_abort";
/// What an iOS SDK says of its target. ring asks only this of it.
const TARGET_CONDITIONALS: &str =
    "#define TARGET_OS_MAC 1\n#define TARGET_OS_IPHONE 1\n#define TARGET_OS_IOS 1\n";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// One phone instead of all of them.
    #[arg(long)]
    target: Option<Phone>,
}

/// What makes it the app for phones.
pub(crate) const AS_A_PHONES_APP: [&str; 4] =
    [STD, "--no-default-features", "--features", "mobile"];

/// The phones that the app is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Phone {
    #[value(name = "aarch64-linux-android")]
    Android,
    /// Cheap and old ones, of 32 bits.
    #[value(name = "armv7-linux-androideabi")]
    AndroidArm,
    #[value(name = "aarch64-apple-ios")]
    Ios,
}

pub(crate) fn check(arguments: &Arguments) -> Result<()> {
    ensure!(
        has_debian_rust()?,
        "this system has no package rustc-web, Debian's second Rust, which the check for phones \
         is made with; with an SDK of the phone, `dx build --android` or `--ios` checks more"
    );
    match arguments.target {
        Some(phone) => app(phone),
        None => phones(),
    }
}

/// Whether Debian's Rust is here or can be installed.
pub(crate) fn has_debian_rust() -> Result<bool> {
    packages::can_be_had(&[BUILD, RUST_FROM_SOURCE, PHONES])
}

/// The app for every phone.
pub(crate) fn phones() -> Result<()> {
    Phone::value_variants().iter().copied().try_for_each(app)
}

/// The wire for browsers.
pub(crate) fn wire_for_browsers() -> Result<()> {
    packages::ensure_installed(&[BUILD, RUST_FROM_SOURCE])?;
    let check = ["check", "--locked", "-p", "auxilio-protocol", STD];
    must_succeed(debian("cargo")?.args(check).args(["--target", WASM32]))
}

/// clippy does all that `cargo check` does, and denies what it warns of.
fn app(phone: Phone) -> Result<()> {
    println!("The app for {}:", phone.triple());
    let mut clippy = cargo_for(phone, "cargo-clippy")?;
    clippy
        .args(["clippy", "--locked", "-p", "auxilio"])
        .args(AS_A_PHONES_APP)
        .args(["--target", phone.triple()])
        .args(["--", "-D", "warnings"]);
    must_succeed(&mut clippy)
}

/// A program of Debian's Rust that can also compile C for the phone.
pub(crate) fn cargo_for(phone: Phone, program: &str) -> Result<Command> {
    packages::ensure_installed(&[BUILD, RUST_FROM_SOURCE, PHONES])?;
    let mut cargo = debian(program)?;
    phone.compile_c(&mut cargo)?;
    Ok(cargo)
}

impl Phone {
    pub(crate) fn triple(self) -> &'static str {
        match self {
            Self::Android => "aarch64-linux-android",
            Self::AndroidArm => "armv7-linux-androideabi",
            Self::Ios => "aarch64-apple-ios",
        }
    }

    /// Has C compiled for the phone without its SDK.
    fn compile_c(self, cargo: &mut Command) -> Result<()> {
        let of_phone = |name: &str| format!("{name}_{}", self.triple().replace('-', "_"));
        let musl = format!(
            "-isystem /usr/include/{}-linux-musl",
            std::env::consts::ARCH
        );
        let flags = match self {
            Self::Android | Self::Ios => musl,
            // musl's headers are those of 64 bits. That floats travel in registers, as these
            // headers expect, means nothing to ring, which has none.
            Self::AndroidArm => "--target=armv7a-linux-androideabi -D__ARM_PCS_VFP \
                                 -isystem /usr/arm-linux-gnueabihf/include"
                .to_owned(),
        };
        cargo
            .env(of_phone("CC"), "clang")
            .env(of_phone("AR"), "ar")
            .env(of_phone("CFLAGS"), flags);
        if self == Self::Ios {
            cargo.env("SDKROOT", stand_in_for_sdk()?);
        }
        Ok(())
    }
}

/// A folder with as much of an iOS SDK as ring looks at.
fn stand_in_for_sdk() -> Result<PathBuf> {
    let sdk = target_dir()?.join("ios-sdk");
    let headers = sdk.join("usr/include");
    fs::create_dir_all(&headers)
        .and_then(|()| fs::write(headers.join("TargetConditionals.h"), TARGET_CONDITIONALS))
        .with_context(|| format!("{} could not be written", headers.display()))?;
    Ok(sdk)
}

/// A folder of its own: two compilers that share one would build everything anew by turns.
pub(crate) fn target_dir() -> Result<PathBuf> {
    Ok(workspace::target()?.join("phones"))
}

/// A program of Debian's Rust. To be allowed what only nightlies are, it is told to take itself for
/// one; what it then checks is the same.
fn debian(program: &str) -> Result<Command> {
    let of_debian = |name: &str| Path::new(DEBIAN).join(name);
    let mut command = Command::new(of_debian(program));
    command
        .current_dir(workspace::root())
        .env("CARGO", of_debian("cargo"))
        .env("RUSTC", of_debian("rustc"))
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", target_dir()?)
        .env_remove("RUSTUP_TOOLCHAIN");
    Ok(command)
}
