//! What a central takes in, beside a handler that only parses and answers.
//!
//! Every round measures all variants one after the other, with the same load from the same
//! process on the same cores, each variant against a data folder of its own. Reported are medians
//! of the ratios within a round, with the lowest and the highest.

#![expect(clippy::print_stderr, reason = "a bench talks to the terminal")]

mod load;
mod server;

use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Parser;
use serde_json::json;

use load::Alerts;
use server::{BATCH_MAX, Server};

/// Alerts a variant takes in one round.
const ALERTS: usize = 6_000;
/// Alerts in one round of the variant without group commit, which is slow.
const SINGLE_ALERTS: usize = 1_500;

#[derive(Parser)]
struct Arguments {
    /// Write one JSON object a figure to this file.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Rounds.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Given by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

/// Alerts per second of each variant in one round.
struct Round {
    null: f64,
    durable: f64,
    signed: f64,
    single: f64,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let null = Server::null()?;
    let durable = Server::ingest("durable", BATCH_MAX as usize)?;
    let signed = Server::central("signed")?;
    let single = Server::ingest("single", 1)?;
    eprintln!("enrolling {} devices", ALERTS * (arguments.rounds + 1));
    let mut crowd = Alerts::signed(&signed, ALERTS * (arguments.rounds + 1))?;
    let mut rounds = Vec::new();
    // The first round warms everything up and does not count.
    for round in 0..=arguments.rounds {
        let measured = Round {
            null: Alerts::unsigned(ALERTS).send(&null)?,
            durable: Alerts::unsigned(ALERTS).send(&durable)?,
            signed: crowd.take(ALERTS).send(&signed)?,
            single: Alerts::unsigned(SINGLE_ALERTS).send(&single)?,
        };
        eprintln!(
            "round {round}: {:.0} alerts/s only parsed, {:.0} durable, {:.0} signed, {:.0} one by one",
            measured.null, measured.durable, measured.signed, measured.single
        );
        if round > 0 {
            rounds.push(measured);
        }
    }
    let figures = [
        figure("ingest_durable_ratio", 0.5, &rounds, |r| {
            (r.durable, r.null)
        }),
        figure("ingest_signed_ratio", 0.35, &rounds, |r| (r.signed, r.null)),
        figure("ingest_group_commit_gain", 4.0, &rounds, |r| {
            (r.durable, r.single)
        }),
    ];
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

fn figure(
    name: &str,
    goal: f64,
    rounds: &[Round],
    pair: impl Fn(&Round) -> (f64, f64),
) -> serde_json::Value {
    let ratios = sorted(rounds.iter().map(|round| pair(round).0 / pair(round).1));
    let beside = sorted(rounds.iter().map(|round| pair(round).1));
    json!({
        "figure": name,
        "value": median(&ratios),
        "low": ratios.first(),
        "high": ratios.last(),
        "beside": median(&beside),
        "goal": goal,
        "unit": "ratio of alerts a second",
    })
}

fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

fn median(sorted: &[f64]) -> Option<f64> {
    sorted.get(sorted.len() / 2).copied()
}
