//! What the app costs beyond a window with nothing in it: `examples/empty_window.rs`, opened in
//! turn with the app on the same screen. The window, the web engine and the machine are the same
//! for both, so that what differs is the app.
//!
//! Whether a window can be used, and its press, go through the accessibility tree; what a person
//! sees is read from the screen.

#![expect(clippy::print_stderr, reason = "a bench talks to the terminal")]

mod figure;
mod proc;
mod rest;
mod subject;
mod visits;

use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::{Parser, ValueEnum};

use figure::Figure;
use subject::Subject;

#[derive(Parser)]
struct Arguments {
    /// Write one JSON object a figure to this file.
    #[arg(long)]
    json: Option<PathBuf>,
    /// One part instead of all.
    #[arg(long)]
    only: Option<Part>,
    /// Rounds.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Given by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// From the start to a button that can be used, from the press to what is seen, and memory.
    Visits,
    /// Wakeups while nothing happens.
    Rest,
    /// The program's size.
    Binary,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let wanted = |part| arguments.only.is_none_or(|only| only == part);
    let mut figures = Vec::new();
    if wanted(Part::Binary) {
        figures.extend(binary()?);
    }
    if wanted(Part::Visits) {
        figures.extend(visits::measure(arguments.rounds).await?);
    }
    if wanted(Part::Rest) {
        figures.extend(rest::measure(arguments.rounds).await?);
    }
    let figures: Vec<_> = figures.iter().map(Figure::to_json).collect();
    for figure in &figures {
        eprintln!("{figure}");
    }
    if let Some(path) = arguments.json {
        let mut file = File::create(&path).context("the file of figures cannot be made")?;
        for figure in &figures {
            writeln!(file, "{figure}")?;
        }
    }
    Ok(())
}

/// What is downloaded and kept: both programs as the release profile strips them.
fn binary() -> Result<[Figure; 2]> {
    let size_mib = |subject: Subject| -> Result<f64> {
        let program = subject.program()?;
        let bytes = std::fs::metadata(&program)
            .with_context(|| format!("{} is not there", program.display()))?
            .len();
        Ok(proc::mib(bytes))
    };
    let (app, empty) = ([size_mib(Subject::App)?], [size_mib(Subject::Empty)?]);
    Ok([
        Figure::ratio("app_binary_ratio", None, &app, &empty),
        Figure::beside("app_binary_mib", "MiB", &app, &empty),
    ])
}
