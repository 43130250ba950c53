//! From the press to the disk, beside the least that durability can cost: an append of 300 bytes
//! and an fdatasync, on the same file system, one after the other.

use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use auxilio_client::Client;
use auxilio_client::view::Stage;
use tokio::runtime::Runtime;

use crate::Figure;
use crate::phone::{self, Keyring};

/// Presses in one round; a phone's history holds no more.
const PRESSES: usize = 200;
const APPEND_BYTES: usize = 300;

pub(crate) fn measure(rounds: usize) -> Result<[Figure; 2]> {
    let unit = "ratio of time to a raw synced append";
    let figure = |name, goal| Figure {
        name,
        unit,
        goal,
        values: Vec::new(),
        beside: Vec::new(),
    };
    let mut p50 = figure("tap_durable_p50_ratio", 2.0);
    let mut p99 = figure("tap_durable_p99_ratio", 3.0);
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    // The first round warms everything up and does not count.
    for round in 0..=rounds {
        let (taps, raws) = one_round(&runtime)?;
        if round == 0 {
            continue;
        }
        for (figure, share) in [(&mut p50, 50), (&mut p99, 99)] {
            let (tap, raw) = (percentile(&taps, share)?, percentile(&raws, share)?);
            figure.values.push(tap / raw);
            figure.beside.push(raw);
        }
    }
    Ok([p50, p99])
}

/// Seconds of each press and each append, taken in turn.
fn one_round(runtime: &Runtime) -> Result<(Vec<f64>, Vec<f64>)> {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let phone = phone::start(
        runtime,
        &folder.path().join("phone"),
        &Keyring::default(),
        None,
    )?;
    let mut raw = raw_file(folder.path())?;
    let (mut taps, mut raws) = (Vec::new(), Vec::new());
    for _ in 0..PRESSES {
        raws.push(append(&mut raw)?);
        taps.push(press(runtime, &phone)?);
    }
    phone.shutdown();
    Ok((taps, raws))
}

fn raw_file(folder: &Path) -> Result<File> {
    Ok(OpenOptions::new()
        .create(true)
        .append(true)
        .open(folder.join("raw"))?)
}

fn append(file: &mut File) -> Result<f64> {
    let begin = Instant::now();
    file.write_all(&[b'x'; APPEND_BYTES])?;
    file.sync_data()?;
    Ok(begin.elapsed().as_secs_f64())
}

fn press(runtime: &Runtime, client: &Client) -> Result<f64> {
    let intent = phone::another_alert(client);
    let begin = Instant::now();
    let raised = runtime.block_on(client.raise(intent));
    let elapsed = begin.elapsed().as_secs_f64();
    ensure!(raised.stage == Stage::Saved, "a press was not saved");
    Ok(elapsed)
}

fn percentile(values: &[f64], share: usize) -> Result<f64> {
    let values = crate::sorted(values);
    values
        .get(values.len() * share / 100)
        .copied()
        .context("nothing was measured")
}
