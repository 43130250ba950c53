//! `cargo xtask bench`: every figure of speed, beside what it is compared with, in one run.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use clap::ValueEnum as _;
use serde_json::Value;

use crate::packages::{self, BENCH, BUILD, END_TO_END, Package, VIRTUAL_DISPLAY, WINDOW};
use crate::tools::must_succeed;
use crate::workspace;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// One group of figures instead of all of them.
    #[arg(long)]
    only: Option<Group>,
    /// Write one JSON object a figure to this file.
    #[arg(long)]
    json: Option<PathBuf>,
}

/// Figures that are measured together, by one program.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Group {
    /// From the press to the disk, and to the receipt.
    Tap,
    /// What a central takes in.
    Ingest,
    /// What the app costs beyond an empty window.
    App,
    /// Whether the time of a PIN tells which of the two it is.
    Pin,
}

impl Group {
    /// The package and its bench.
    fn bench(self) -> [&'static str; 4] {
        match self {
            Self::Tap => ["-p", "auxilio-client", "--bench", "tap"],
            Self::Ingest => ["-p", "auxilio-central", "--bench", "ingest"],
            Self::App => ["-p", "auxilio", "--bench", "app"],
            Self::Pin => ["-p", "auxilio-client", "--bench", "pin"],
        }
    }

    /// What it needs of the system beyond what builds need.
    fn packages(self) -> &'static [&'static [Package]] {
        match self {
            Self::Tap => &[BENCH],
            Self::Ingest | Self::Pin => &[],
            Self::App => &[WINDOW, VIRTUAL_DISPLAY, END_TO_END],
        }
    }

    /// Programs of its package that have to be there besides the bench.
    fn programs(self) -> &'static [&'static str] {
        match self {
            Self::Tap | Self::Ingest | Self::Pin => &[],
            Self::App => &["--bins", "--example", "empty_window"],
        }
    }
}

pub(crate) fn bench(arguments: &Arguments) -> Result<()> {
    let groups = match &arguments.only {
        Some(group) => std::slice::from_ref(group),
        None => Group::value_variants(),
    };
    packages::ensure_installed(&[BUILD])?;
    for group in groups {
        packages::ensure_installed(group.packages())?;
    }
    // The press and the app are measured against the real central.
    build(&["-p", "auxilio-central"])?;
    let folder = workspace::target()?.join("xtask-bench");
    fs::create_dir_all(&folder)?;
    let mut figures = Vec::new();
    for group in groups {
        let json = folder.join(format!("{group:?}.json"));
        if json.exists() {
            fs::remove_file(&json)?;
        }
        if let ([package, name, ..], [_, ..]) = (group.bench(), group.programs()) {
            build(&[&[package, name], group.programs()].concat())?;
        }
        let mut cargo = workspace::cargo();
        cargo.args(["bench", "--locked"]).args(group.bench());
        must_succeed(cargo.arg("--").arg("--json").arg(&json))?;
        figures.extend(read_figures(&fs::read_to_string(&json)?)?);
    }
    ensure!(!figures.is_empty(), "the benches wrote no figure");
    print_table(&figures);
    if let Some(path) = &arguments.json {
        let mut file = File::create(path)?;
        for figure in &figures {
            writeln!(file, "{figure}")?;
        }
    }
    Ok(())
}

fn build(what: &[&str]) -> Result<()> {
    let mut cargo = workspace::cargo();
    cargo.args(["build", "--locked", "--release"]);
    must_succeed(cargo.args(what))
}

fn read_figures(lines: &str) -> Result<Vec<Value>> {
    lines
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).context("a bench wrote a line that is not JSON"))
        .collect()
}

fn print_table(figures: &[Value]) {
    let row = |cells: [&str; 6]| {
        let [figure, value, spread, beside, goal, reached] = cells;
        println!("{figure:<30}{value:>10}{spread:>22}{beside:>12}{goal:>8}  {reached}");
    };
    println!();
    row(["figure", "value", "spread", "beside", "goal", ""]);
    for figure in figures {
        let spread = match (figure.get("low"), figure.get("high")) {
            (Some(_), Some(_)) => format!("{} – {}", cell(figure, "low"), cell(figure, "high")),
            _ => String::new(),
        };
        row([
            &cell(figure, "figure"),
            &cell(figure, "value"),
            &spread,
            &cell(figure, "beside"),
            &cell(figure, "goal"),
            match reached(figure) {
                Some(true) => "reached",
                Some(false) => "NOT reached",
                None => "",
            },
        ]);
    }
}

fn cell(figure: &Value, name: &str) -> String {
    match figure.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => match number.as_f64() {
            Some(value) if value.abs() >= 1000.0 => format!("{value:.0}"),
            // A wait for the disk, in seconds.
            Some(value) if value != 0.0 && value.abs() < 0.01 => format!("{value:.6}"),
            Some(value) if value.fract() != 0.0 => format!("{value:.3}"),
            _ => number.to_string(),
        },
        _ => String::new(),
    }
}

/// What a central takes in should be as much as possible, what a tap costs as little.
fn reached(figure: &Value) -> Option<bool> {
    let value = figure.get("value")?.as_f64()?;
    let goal = figure.get("goal")?.as_f64()?;
    let more_is_better = figure.get("figure")?.as_str()?.starts_with("ingest_");
    Some(if more_is_better {
        value >= goal
    } else {
        value <= goal
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_tap_should_cost_at_most_its_goal_and_ingest_reach_at_least_its_own() {
        let figure = |name, value| json!({ "figure": name, "value": value, "goal": 2.0 });
        assert_eq!(reached(&figure("tap_durable_p50_ratio", 1.4)), Some(true));
        assert_eq!(reached(&figure("tap_durable_p50_ratio", 2.1)), Some(false));
        assert_eq!(reached(&figure("ingest_durable_ratio", 2.1)), Some(true));
        assert_eq!(reached(&figure("ingest_durable_ratio", 1.9)), Some(false));
    }
}
