//! What a press costs: until it is on disk, in system calls before that, and in round trips until
//! the central's receipt.
//!
//! Every figure is a ratio, measured side by side in one run. The central is the real binary,
//! `auxilio-central`, built beside this one.

#![expect(
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a bench talks to the terminal"
)]

mod central;
mod durable;
mod phone;
mod slow_path;
mod syscalls;
mod trips;

use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::{Parser, ValueEnum};
use serde_json::{Value, json};

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
    /// What this process is when it was started by itself.
    #[arg(long, hide = true)]
    child: Option<Child>,
    /// Given by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Until the press is on disk.
    Durable,
    /// System calls before that.
    Syscalls,
    /// Until the receipt.
    Trips,
}

#[derive(Clone, Copy, ValueEnum)]
enum Child {
    /// Presses once, under strace.
    Syscalls,
    /// Presses over a slow path, with a certificate of its own trusted.
    Trips,
}

/// One measured figure.
struct Figure {
    name: &'static str,
    unit: &'static str,
    goal: f64,
    /// One value a round.
    values: Vec<f64>,
    /// What it is compared with, one value a round.
    beside: Vec<f64>,
}

impl Figure {
    fn to_json(&self) -> Value {
        let (values, beside) = (sorted(&self.values), sorted(&self.beside));
        json!({
            "figure": self.name,
            "value": median(&values),
            "low": values.first(),
            "high": values.last(),
            "beside": median(&beside),
            "goal": self.goal,
            "unit": self.unit,
        })
    }
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    match arguments.child {
        Some(Child::Syscalls) => return syscalls::child(),
        Some(Child::Trips) => return trips::child(arguments.rounds),
        None => {}
    }
    let wanted = |part| arguments.only.is_none_or(|only| only == part);
    let mut figures = Vec::new();
    if wanted(Part::Durable) {
        figures.extend(
            durable::measure(arguments.rounds)?
                .iter()
                .map(Figure::to_json),
        );
    }
    if wanted(Part::Syscalls) {
        figures.push(syscalls::measure(arguments.rounds)?.to_json());
    }
    if wanted(Part::Trips) {
        figures.extend(trips::measure(arguments.rounds)?);
    }
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

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values
}

fn median(sorted: &[f64]) -> Option<f64> {
    sorted.get(sorted.len() / 2).copied()
}
