//! What a person types in this repository: the first run, the tests, the benches.
//!
//! # Layout
//! - One file per command: [`run`], [`test`], [`check`], [`bench`], [`screenshot`].
//! - What a machine needs: [`packages`] (from its system), [`tools`] (pinned, from PyPI and
//!   crates.io).
//! - What a demonstration is made of: [`central`], [`phone`], [`process`], [`events`].
//! - The Android app without its SDK: its Java ([`java`]), its native library ([`link`]).
//! - What people get: [`android`] and [`ios`] build it, in a [`stage`] for one municipality
//!   ([`dioxus_toml`], [`overlay`], [`icons`]), where the [`prerequisites`] are there; [`package`].
//! - What the documents promise and the code must keep: [`architecture`], [`documents`].
#![forbid(unsafe_code)]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "telling the person at the terminal what happens is this program's work"
)]

mod android;
mod architecture;
mod bench;
mod central;
mod check;
mod dioxus_toml;
mod documents;
mod events;
mod faces;
mod icons;
mod ios;
mod java;
mod link;
#[cfg(test)]
mod manifests;
mod overlay;
mod package;
mod packages;
mod phone;
mod prerequisites;
mod process;
mod run;
mod scan;
mod screenshot;
#[cfg(test)]
mod shops;
mod stage;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// First-run and developer commands of Botón de Auxilio.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Try it: a central, an enrolled device and the app's window on this machine.
    Run(run::Arguments),
    /// Everything that must hold before a change goes in.
    Test(test::Arguments),
    /// Type-check and lint the app for phones, without their SDKs.
    Check(check::Arguments),
    /// Build the app for Android, for one municipality; says what the machine lacks for it.
    Android(android::Arguments),
    /// Build the app for iOS, for one municipality; says what the machine lacks for it.
    Ios(ios::Arguments),
    /// Draw the app's icons in every size.
    Icons,
    /// Measure the figures of speed, each beside what it is compared with.
    Bench(bench::Arguments),
    /// Make the pictures in docs/screens from the real window.
    Screenshot,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Test(arguments) => test::test(&arguments),
        Command::Check(arguments) => check::check(&arguments),
        Command::Android(arguments) => android::android(&arguments),
        Command::Ios(arguments) => ios::ios(&arguments),
        Command::Icons => icons::icons(),
        Command::Bench(arguments) => bench::bench(&arguments),
        Command::Screenshot => screenshot::screenshot(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nError: {error:#}");
            ExitCode::FAILURE
        }
    }
}
