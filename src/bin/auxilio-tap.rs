//! The press without a screen: for a wired button on a market stall, and for scripts.

use std::process::ExitCode;

use anyhow::{Context as _, Result};
use auxilio::options::in_words;
use auxilio::platform::{self, hardening};
use auxilio::tap::{self, Tap};
use auxilio::texts;
use clap::{Args as _, Command, FromArgMatches as _};

fn main() -> Result<ExitCode> {
    let hardened = hardening::harden();
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    hardening::told(hardened);
    texts::choose(platform::language());
    let command = Tap::augment_args(Command::new("auxilio-tap").version(env!("CARGO_PKG_VERSION")));
    let matches = in_words(command, "tap-about", "tap-after").get_matches();
    let tap = Tap::from_arg_matches(&matches)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("no runtime")?;
    let outcome = runtime.block_on(tap::run(tap, std::io::stdout()))?;
    Ok(ExitCode::from(outcome.code()))
}
