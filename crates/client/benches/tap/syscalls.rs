//! System calls to the network between the press and the moment at which it is on disk: counted
//! by strace over every thread of the process, not timed.

use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use auxilio_client::Intent;
use auxilio_client::view::{Reach, Stage};
use auxilio_protocol::Kind;

use crate::Figure;
use crate::phone::{self, Keyring};

/// A path that nothing else looks at: where it is looked at in the trace, the press begins.
const MARK: &str = "/auxilio-bench-the-press-begins";

pub(crate) fn measure(rounds: usize) -> Result<Figure> {
    let values = (0..rounds).map(|_| count()).collect::<Result<Vec<f64>>>()?;
    Ok(Figure {
        name: "tap_syscalls_before_durable",
        unit: "network system calls",
        goal: 0.0,
        beside: vec![0.0; values.len()],
        values,
    })
}

fn count() -> Result<f64> {
    let folder = tempfile::tempdir()?;
    let trace = folder.path().join("trace");
    let child = Command::new("strace")
        .args(["-f", "-e", "trace=%network,statx,fdatasync,fsync", "-o"])
        .arg(&trace)
        .arg(std::env::current_exe()?)
        .args(["--child", "syscalls"])
        .output()
        .context("strace could not be started: apt-get install strace")?;
    ensure!(
        child.status.success(),
        "{}",
        String::from_utf8_lossy(&child.stderr)
    );
    let trace = std::fs::read_to_string(&trace)?;
    let mut after_the_mark = trace.lines().skip_while(|line| !line.contains(MARK));
    let path: Vec<&str> = after_the_mark
        .by_ref()
        .take_while(|line| !is_end_of_sync(line))
        .skip(1)
        .collect();
    ensure!(
        after_the_mark.next().is_some(),
        "no sync was seen after the press"
    );
    let network = path.iter().filter(|line| !is_local(line)).count();
    #[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
    Ok(network as f64)
}

/// The line at which a sync returns, whether it was interrupted in the trace or not.
fn is_end_of_sync(line: &str) -> bool {
    line.contains("sync resumed") || line.contains("sync(") && line.trim_end().ends_with("= 0")
}

fn is_local(line: &str) -> bool {
    line.contains("sync(") || line.contains("statx") || line.contains("+++") || line.contains("---")
}

/// Presses once, at a moment at which the phone knows its central and waits for nothing.
pub(crate) fn child() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let folder = tempfile::tempdir()?;
    // Nobody listens there: the phone knocks once, then waits before it knocks again.
    let endpoint = "http://127.0.0.1:9".parse()?;
    let client = phone::start(&runtime, folder.path(), &Keyring::default(), Some(endpoint))?;
    phone::until(&runtime, &client, |view| {
        view.central.reach == Reach::Silent
    })?;
    let _ = std::fs::metadata(MARK);
    let raised = runtime.block_on(client.raise(Intent::open(Kind::Auxilio)));
    ensure!(raised.stage == Stage::Saved, "the press was not saved");
    phone::until(&runtime, &client, |view| {
        view.alerts.iter().any(|alert| alert.trouble.is_some())
    })?;
    client.shutdown();
    Ok(())
}
