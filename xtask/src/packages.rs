//! What a machine must have from its system, why, and how it gets there.

use std::io::IsTerminal as _;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail, ensure};

/// A system library or program.
#[derive(Clone, Copy)]
pub(crate) struct Package {
    /// Its name on Debian and Ubuntu.
    debian: &'static str,
    /// What would not work without it.
    reason: &'static str,
    probe: Probe,
}

/// How to see that it is there, on any system.
#[derive(Clone, Copy)]
enum Probe {
    /// A program in the PATH.
    Program(&'static str),
    /// A library that pkg-config knows.
    Library(&'static str),
    /// A file, in the first of these places.
    File(&'static [&'static str]),
    /// A command that succeeds.
    Succeeds(&'static [&'static str]),
}

const fn package(debian: &'static str, reason: &'static str, probe: Probe) -> Package {
    Package {
        debian,
        reason,
        probe,
    }
}

/// For every build.
pub(crate) const BUILD: &[Package] = &[package(
    "build-essential",
    "compiles SQLite and the cryptography in ring",
    Probe::Program("cc"),
)];

/// For the checks that look at the repository's own files.
pub(crate) const SOURCES: &[Package] = &[package(
    "git",
    "lists the repository's files",
    Probe::Program("git"),
)];

/// For the benches.
pub(crate) const BENCH: &[Package] = &[package(
    "strace",
    "counts what a press asks of the network before it is on disk",
    Probe::Program("strace"),
)];

/// For the app's window.
pub(crate) const WINDOW: &[Package] = &[
    package(
        "pkg-config",
        "finds the libraries below",
        Probe::Program("pkg-config"),
    ),
    package(
        "libwebkit2gtk-4.1-dev",
        "the window that the app draws in",
        Probe::Library("webkit2gtk-4.1"),
    ),
    package(
        "libxdo-dev",
        "the window's keyboard and menu handling",
        Probe::File(&["/usr/include/xdo.h", "/usr/local/include/xdo.h"]),
    ),
    package(
        "libssl-dev",
        "the Dioxus window's loopback channel links it; no alert passes through it",
        Probe::Library("openssl"),
    ),
];

/// For a window where there is no display, and pictures of it.
pub(crate) const VIRTUAL_DISPLAY: &[Package] = &[
    package("xvfb", "a display for the window", Probe::Program("Xvfb")),
    package(
        "xdotool",
        "moves the mouse and types as a person would",
        Probe::Program("xdotool"),
    ),
    package(
        "imagemagick",
        "takes pictures of the window",
        Probe::Program("import"),
    ),
];

/// For the end-to-end tests: the real window, pressed and read; the real console in a browser.
pub(crate) const END_TO_END: &[Package] = &[
    package(
        "dbus",
        "a message bus of the tests' own",
        Probe::Program("dbus-daemon"),
    ),
    package(
        "at-spi2-core",
        "presses and reads the window as a screen reader does",
        Probe::File(&[
            "/usr/libexec/at-spi-bus-launcher",
            "/usr/lib/at-spi-bus-launcher",
        ]),
    ),
    package(
        "gnome-keyring",
        "a Secret Service for the device's key",
        Probe::Program("gnome-keyring-daemon"),
    ),
    package(
        "chromium",
        "the operator's browser",
        Probe::Program("chromium"),
    ),
    package(
        "chromium-driver",
        "drives the operator's browser",
        Probe::Program("chromedriver"),
    ),
    package(
        "libxml2-utils",
        "holds CAP messages against the standard's schema",
        Probe::Program("xmllint"),
    ),
];

/// For checks for systems that rustup may have no standard library for: Debian's second Rust.
pub(crate) const RUST_FROM_SOURCE: &[Package] = &[
    package(
        "rustc-web",
        "a Rust beside rustup's that can be given another system's library",
        Probe::File(&["/usr/share/doc/rustc-web"]),
    ),
    package(
        "cargo-web",
        "builds that library along",
        Probe::File(&["/usr/share/doc/cargo-web"]),
    ),
    package(
        "rust-web-src",
        "that library's source",
        Probe::File(&["/usr/share/doc/rust-web-src"]),
    ),
];

/// For the checks for phones.
pub(crate) const PHONES: &[Package] = &[
    package(
        "rust-web-clippy",
        "the lints of that Rust",
        Probe::File(&["/usr/share/doc/rust-web-clippy"]),
    ),
    package(
        "clang",
        "compiles the cryptography in ring for phones",
        Probe::Program("clang"),
    ),
    package(
        "musl-dev",
        "headers of a C library, in place of the phones' own",
        Probe::File(&[
            "/usr/include/x86_64-linux-musl/stdlib.h",
            "/usr/include/aarch64-linux-musl/stdlib.h",
        ]),
    ),
    package(
        "libc6-dev-armhf-cross",
        "headers of a C library of 32 bits, in place of old phones' own",
        Probe::File(&["/usr/arm-linux-gnueabihf/include/stdlib.h"]),
    ),
];

/// For the Android app's native library, which is linked to be read.
pub(crate) const LINK: &[Package] = &[
    package("lld", "links for phones", Probe::Program("ld.lld")),
    package("llvm", "reads what was linked", Probe::Program("llvm-nm")),
];

/// For the Android app's Java, compiled and tested without an Android SDK.
pub(crate) const JAVA: &[Package] = &[
    package(
        "default-jdk-headless",
        "compiles the app's Java, and runs it in tests",
        Probe::Program("javac"),
    ),
    package(
        "maven",
        "fetches Android's classes and the tests' libraries",
        Probe::Program("mvn"),
    ),
];
/// For the app's pictures.
pub(crate) const PICTURES: &[Package] = &[package(
    "librsvg2-bin",
    "draws the app's icons",
    Probe::Program("rsvg-convert"),
)];

/// For tools that come from PyPI.
pub(crate) const PYTHON: &[Package] = &[package(
    "python3-venv",
    "fetches the spelling checker and the scanner from PyPI",
    Probe::Succeeds(&["python3", "-c", "import venv, ensurepip"]),
)];

impl Package {
    fn is_missing(&self) -> bool {
        !match self.probe {
            Probe::Program(name) => in_path(name),
            Probe::Library(name) => succeeds(&["pkg-config", "--exists", name]),
            Probe::File(places) => places.iter().any(|place| Path::new(place).exists()),
            Probe::Succeeds(command) => succeeds(command),
        }
    }
}

/// Whether a program of that name is in the PATH.
pub(crate) fn in_path(name: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(name).is_file()))
}

fn succeeds(command: &[&str]) -> bool {
    let Some((program, arguments)) = command.split_first() else {
        return false;
    };
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Whether everything in these groups is here, or apt-get knows it. Installs nothing.
pub(crate) fn can_be_had(groups: &[&[Package]]) -> Result<bool> {
    let missing: Vec<&Package> = missing(groups);
    let known = || {
        let mut missing = missing.iter();
        missing.all(|package| succeeds(&["apt-cache", "show", "--no-all-versions", package.debian]))
    };
    if missing.is_empty() || known() {
        return Ok(true);
    }
    if !in_path("apt-get") {
        return Ok(false);
    }
    // A new machine knows no packages before this.
    refresh()?;
    Ok(known())
}

fn missing<'a>(groups: &[&'a [Package]]) -> Vec<&'a Package> {
    let packages = groups.iter().flat_map(|group| group.iter());
    packages.filter(|package| package.is_missing()).collect()
}

fn refresh() -> Result<()> {
    apt_get(&["update", "-q"]).context("the list of packages could not be refreshed")
}

/// Installs what is missing, after saying what and why. Where there is no apt-get, says what is
/// missing and fails.
pub(crate) fn ensure_installed(groups: &[&[Package]]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        // The other desktops bring their own web view; what the tests need beyond it is Linux'.
        return Ok(());
    }
    let missing = missing(groups);
    if missing.is_empty() {
        return Ok(());
    }
    println!("Missing on this system:");
    for package in &missing {
        println!("  {:<22} {}", package.debian, package.reason);
    }
    let names: Vec<&str> = missing.iter().map(|package| package.debian).collect();
    if !in_path("apt-get") {
        bail!(
            "this system has no apt-get: install what these Debian packages hold with your own \
             package manager, then try again: {}",
            names.join(" ")
        );
    }
    println!("Installing with apt-get.");
    refresh()?;
    let mut install = vec!["install", "-q", "-y", "--no-install-recommends"];
    install.extend(names);
    apt_get(&install)?;
    if let Some(package) = missing.iter().find(|package| package.is_missing()) {
        bail!("{} was installed but is not found", package.debian);
    }
    Ok(())
}

fn apt_get(arguments: &[&str]) -> Result<()> {
    let mut command = if rustix::process::geteuid().is_root() {
        Command::new("env")
    } else {
        ensure!(
            in_path("sudo"),
            "installing needs root and there is no sudo; as root: apt-get {}",
            arguments.join(" ")
        );
        let mut sudo = Command::new("sudo");
        if !std::io::stdin().is_terminal() {
            // Fail rather than wait for a password that nobody can type.
            sudo.arg("--non-interactive");
        }
        sudo.arg("env");
        sudo
    };
    command
        .arg("DEBIAN_FRONTEND=noninteractive")
        .arg("apt-get")
        .args(arguments);
    ensure!(
        command.status()?.success(),
        "apt-get {} failed",
        arguments.join(" ")
    );
    Ok(())
}
