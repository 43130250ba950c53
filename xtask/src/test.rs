//! `cargo xtask test`: everything that must hold before a change goes in.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use clap::ValueEnum as _;

use crate::packages::{self, BUILD, END_TO_END, SOURCES, VIRTUAL_DISPLAY, WINDOW};
use crate::tools::{self, must_succeed};
use crate::{architecture, check, documents, java, link, scan, workspace};

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// One step instead of all of them.
    #[arg(long)]
    only: Option<Step>,
}

/// The steps, in their order: what fails fast comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
enum Step {
    /// rustfmt.
    Format,
    /// typos.
    Spelling,
    /// Dependencies, forbidden modules, file lengths.
    Architecture,
    /// Links, code maps and promises in the documents.
    Documents,
    /// cargo-deny: licences, bans, sources, advisories.
    Deny,
    /// The Android app's Java: compiled against Android's own classes, and tested.
    Java,
    /// The wire for a browser.
    Wasm,
    /// The app for phones.
    Phones,
    /// The Android app's native library, linked without an NDK and read.
    Link,
    /// clippy.
    Lints,
    /// All binaries and tests.
    Build,
    /// Unit, property, documentation and end-to-end tests.
    Tests,
    /// The wire under a scanner, as anybody and as a member.
    Scan,
}

/// How a step went.
enum Outcome {
    Passed,
    /// With the reason: never silently.
    LeftOut(&'static str),
    Failed(anyhow::Error),
}

pub(crate) fn test(arguments: &Arguments) -> Result<()> {
    let steps = match &arguments.only {
        Some(step) => std::slice::from_ref(step),
        None => Step::value_variants(),
    };
    let builds = steps.iter().any(|step| *step >= Step::Lints);
    packages::ensure_installed(if builds {
        &[SOURCES, BUILD, WINDOW, VIRTUAL_DISPLAY, END_TO_END]
    } else {
        &[SOURCES]
    })?;
    let mut report = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        println!("\n── {} ({} of {})", step.name(), index + 1, steps.len());
        let start = Instant::now();
        let outcome = step.run().unwrap_or_else(Outcome::Failed);
        if let Outcome::Failed(error) = &outcome {
            println!("{error:#}");
        }
        report.push((step.name(), start.elapsed(), outcome));
    }
    conclude(&report)
}

fn conclude(report: &[(String, Duration, Outcome)]) -> Result<()> {
    println!("\n{:<14}{:>9}", "step", "seconds");
    for (name, took, outcome) in report {
        let remark = match outcome {
            Outcome::Passed => "",
            Outcome::LeftOut(reason) => reason,
            Outcome::Failed(_) => "FAILED",
        };
        println!("{name:<14}{:>9.1}  {remark}", took.as_secs_f64());
    }
    let failed = report
        .iter()
        .filter(|(.., o)| matches!(o, Outcome::Failed(_)));
    let failed = failed.count();
    ensure!(failed == 0, "{failed} of {} steps failed", report.len());
    println!("All {} steps passed.", report.len());
    Ok(())
}

impl Step {
    fn name(self) -> String {
        self.to_possible_value()
            .map_or_else(String::new, |value| value.get_name().to_owned())
    }

    fn run(self) -> Result<Outcome> {
        match self {
            Self::Format => must_succeed(workspace::cargo().args(["fmt", "--all", "--check"]))?,
            Self::Spelling => {
                must_succeed(Command::new(tools::typos()?).current_dir(workspace::root()))?;
            }
            Self::Architecture => architecture::check()?,
            Self::Documents => documents::check()?,
            Self::Deny => return deny(),
            Self::Java => java::test()?,
            Self::Wasm => return wasm(),
            Self::Phones => return of_phones(check::phones),
            Self::Link => return of_phones(link::link),
            Self::Lints => {
                let lints = ["clippy", "--locked", "--workspace", "--all-targets"];
                must_succeed(
                    workspace::cargo()
                        .args(lints)
                        .args(["--", "-D", "warnings"]),
                )?;
            }
            Self::Build => {
                let everything = [
                    "build",
                    "--locked",
                    "--workspace",
                    "--bins",
                    "--tests",
                    "--examples",
                ];
                must_succeed(workspace::cargo().args(everything))?;
            }
            Self::Tests => tests()?,
            Self::Scan => scan::scan()?,
        }
        Ok(Outcome::Passed)
    }
}

fn deny() -> Result<Outcome> {
    let program = tools::cargo_deny()?;
    let deny = |arguments: &[&str]| {
        let mut deny = Command::new(&program);
        deny.args(["--locked"]).args(arguments);
        deny.current_dir(workspace::root());
        deny
    };
    let check = ["check", "--hide-inclusion-graph"];
    must_succeed(deny(&check).args(["licenses", "bans", "sources"]))?;
    if !deny(&["fetch", "db"]).status()?.success() {
        println!("!! The advisory database (github.com/RustSec/advisory-db) cannot be reached:");
        println!("!! known vulnerabilities were NOT checked.");
        return Ok(Outcome::LeftOut("advisories NOT checked: no database"));
    }
    must_succeed(deny(&check).args(["--disable-fetch", "advisories"]))?;
    Ok(Outcome::Passed)
}

fn wasm() -> Result<Outcome> {
    if check::has_debian_rust()? {
        check::wire_for_browsers()?;
    } else if tools::wasm32_target()? {
        let check = ["check", "--locked", "-p", "auxilio-protocol", "--target"];
        must_succeed(workspace::cargo().args(check).arg(tools::WASM32))?;
    } else {
        return Ok(Outcome::LeftOut(
            "NOT checked: no package rustc-web, and rustup cannot add wasm32",
        ));
    }
    Ok(Outcome::Passed)
}

fn of_phones(work: fn() -> Result<()>) -> Result<Outcome> {
    if !check::has_debian_rust()? {
        return Ok(Outcome::LeftOut(
            "NOT checked: this system has no package rustc-web (Debian has)",
        ));
    }
    work()?;
    Ok(Outcome::Passed)
}

/// Runs all tests in sight of the person, and counts them.
fn tests() -> Result<()> {
    java::compile()?;
    let mut cargo = workspace::cargo()
        .args(["test", "--locked", "--workspace", "--no-fail-fast"])
        .env("AUXILIO_AXE", tools::axe()?)
        .stdout(Stdio::piped())
        .spawn()?;
    let stdout = cargo.stdout.take().context("cargo test has no output")?;
    let mut total = Counts::default();
    for line in BufReader::new(stdout).lines() {
        let line = line?;
        println!("{line}");
        total.add(&line);
    }
    let status = cargo.wait()?;
    println!(
        "\n{} passed, {} failed, {} ignored",
        total.passed, total.failed, total.ignored
    );
    ensure!(status.success(), "cargo test failed ({status})");
    Ok(())
}

/// Sums of libtest's result lines.
#[derive(Default)]
struct Counts {
    passed: u32,
    failed: u32,
    ignored: u32,
}

impl Counts {
    /// Reads `test result: ok. 12 passed; 0 failed; 1 ignored; …`.
    fn add(&mut self, line: &str) {
        let Some(result) = line.strip_prefix("test result: ") else {
            return;
        };
        let words: Vec<&str> = result.split([' ', ';', '.']).collect();
        for pair in words.windows(2) {
            let [count, what] = pair else { continue };
            let Ok(count) = count.parse::<u32>() else {
                continue;
            };
            match *what {
                "passed" => self.passed += count,
                "failed" => self.failed += count,
                "ignored" => self.ignored += count,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn results_are_summed_over_all_test_binaries() {
        let mut total = Counts::default();
        for line in [
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out",
            "test a::b ... ok",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
        ] {
            total.add(line);
        }
        assert_eq!((total.passed, total.failed, total.ignored), (15, 2, 1));
    }
}
