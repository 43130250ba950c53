//! Whether the time that a PIN takes tells which of the two it is: dudect's test (Reparaz, Balasch,
//! Verbauwhede, «Dude, is my code constant time?», 2017), by `dudect-bencher`.
//!
//! Beside each value of t stands the power of the test: the smallest difference between the two
//! that these samples would have shown nine times out of ten.

#![expect(clippy::print_stdout, reason = "a bench talks to the terminal")]

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use auxilio_client::discreet::{Pin, Verifier};
use clap::Parser;
use dudect_bencher::ctbench::{BenchMetadata, BenchName, BenchOpts, run_benches_console};
use dudect_bencher::rand::RngExt as _;
use dudect_bencher::{BenchRng, Class, CtRunner};
use serde_json::json;

/// Tries of each comparison, of both kinds together.
const TRIES: usize = 2_000;
/// dudect's bound: beyond it the two are told apart for sure.
const T_MAX: f64 = 4.5;
/// One chance in twenty to see what is not there, one in ten to miss what is: the quantiles of the
/// normal distribution.
const QUANTILES: f64 = 1.960 + 1.282;

#[derive(Parser)]
struct Arguments {
    /// Write one JSON object a figure to this file.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Given by cargo.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let folder = tempfile::tempdir()?;
    let mut figures = Vec::new();
    for (name, comparison) in [
        (
            "pin_beside_duress",
            duress as fn(&mut CtRunner, &mut BenchRng),
        ),
        ("pin_beside_wrong", wrong),
    ] {
        let raw = folder.path().join(name);
        let options = BenchOpts {
            continuous: false,
            filter: None,
            file_out: Some(raw.clone()),
        };
        let bench = BenchMetadata {
            name: BenchName(name),
            seed: None,
            benchfn: comparison,
        };
        run_benches_console(options, vec![bench])?;
        let [left, right] = times_ns(&raw)?;
        let standard_error = (left.variance / left.count + right.variance / right.count).sqrt();
        let t = ((left.mean - right.mean) / standard_error).abs();
        let seen = QUANTILES * standard_error / left.mean;
        println!(
            "{name}: |t| {t:.2} (bound {T_MAX}); one try {:.1} ms; a difference of {:.0} µs \
             ({:.3} %) would have been seen",
            left.mean / 1e6,
            QUANTILES * standard_error / 1e3,
            seen * 100.0
        );
        figures.push(json!({ "figure": format!("{name}_t"), "value": t, "goal": T_MAX }));
        figures.push(json!({ "figure": format!("{name}_seen_ratio"), "value": seen }));
    }
    if let Some(path) = arguments.json {
        let mut file = File::create(path)?;
        for figure in figures {
            writeln!(file, "{figure}")?;
        }
    }
    Ok(())
}

fn duress(runner: &mut CtRunner, rng: &mut BenchRng) {
    compare(runner, rng, "1357");
}

fn wrong(runner: &mut CtRunner, rng: &mut BenchRng) {
    compare(runner, rng, "8080");
}

/// The PIN on the left, the other one on the right, in an order that chance decides.
fn compare(runner: &mut CtRunner, rng: &mut BenchRng, other: &str) {
    let pin = |typed: &str| typed.parse::<Pin>().ok();
    let (Some(own), Some(duress), Some(other)) = (pin("2468"), pin("1357"), pin(other)) else {
        return;
    };
    let verifier = Verifier::new(&own, &duress, [3; 16]);
    for _ in 0..TRIES {
        let (class, typed) = if rng.random::<bool>() {
            (Class::Left, &own)
        } else {
            (Class::Right, &other)
        };
        runner.run_one(class, || verifier.check(typed));
    }
}

/// What the times of one class come to, in nanoseconds.
struct Times {
    count: f64,
    mean: f64,
    variance: f64,
}

/// Of both classes. The slowest twentieth of all is left out: that was the system's, not the code's.
fn times_ns(raw: &Path) -> Result<[Times; 2]> {
    let text = std::fs::read_to_string(raw)?;
    // Below a line of headings the two classes take turns; the column for the class says 0 of both.
    let rows = text.lines().skip(1).zip([true, false].into_iter().cycle());
    let mut times: Vec<(bool, f64)> = rows
        .filter_map(|(row, is_left)| Some((is_left, row.rsplit(',').next()?.trim().parse().ok()?)))
        .collect();
    times.sort_by(|a, b| a.1.total_cmp(&b.1));
    times.truncate(times.len() - times.len() / 20);
    let of = |side: bool| {
        let of_side: Vec<f64> = times
            .iter()
            .filter(|(left, _)| *left == side)
            .map(|t| t.1)
            .collect();
        summary(&of_side)
    };
    Ok([
        of(true).context("no times of the PIN")?,
        of(false).context("no times of the other")?,
    ])
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand tries")]
fn summary(times: &[f64]) -> Option<Times> {
    let count = times.len() as f64;
    let mean = times.iter().sum::<f64>() / count;
    let squares: f64 = times.iter().map(|time| (time - mean).powi(2)).sum();
    (times.len() > 2).then(|| Times {
        count,
        mean,
        variance: squares / (count - 1.0),
    })
}
