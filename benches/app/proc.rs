//! What Linux tells of processes.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context as _, Result};

const KIB: u64 = 1024;

/// Bytes in units of 2^20.
#[expect(
    clippy::cast_precision_loss,
    reason = "a program's memory has far fewer than 53 bits"
)]
pub(crate) fn mib(bytes: u64) -> f64 {
    bytes as f64 / (KIB * KIB) as f64
}

/// A process and all below it: a window's web engine runs in processes of its own.
pub(crate) fn family(first: u32) -> Result<Vec<u32>> {
    let parents: Vec<(u32, u32)> = fs::read_dir("/proc")?
        .flatten()
        .filter_map(|entry| {
            let id = entry.file_name().to_str()?.parse().ok()?;
            Some((id, parent(id)?))
        })
        .collect();
    let mut family = vec![first];
    let mut known = 0;
    while let Some(member) = family.get(known).copied() {
        known += 1;
        let children = parents.iter().filter(|(_, parent)| *parent == member);
        family.extend(children.map(|(id, _)| id));
    }
    Ok(family)
}

/// `proc_pid_stat(5)`: the state and the parent stand after the name, which may hold anything.
fn parent(id: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, after_name) = stat.rsplit_once(')')?;
    after_name.split_whitespace().nth(1)?.parse().ok()
}

/// Their memory, what they share counted once: the sum of proportional set sizes.
pub(crate) fn pss_bytes(processes: &[u32]) -> Result<u64> {
    let mut sum = 0;
    for id in processes {
        let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup"))
            .with_context(|| format!("the memory of process {id} cannot be read"))?;
        sum += number(&rollup, "Pss:").context("no proportional set size")? * KIB;
    }
    Ok(sum)
}

/// How often each thread of a process was switched to, so far.
pub(crate) fn switches(process: u32) -> Result<BTreeMap<u32, u64>> {
    let mut switches = BTreeMap::new();
    for task in fs::read_dir(format!("/proc/{process}/task"))? {
        let task = task?;
        // One that ends meanwhile has nothing more to tell.
        let Ok(status) = fs::read_to_string(task.path().join("status")) else {
            continue;
        };
        let count = |name| number(&status, name).unwrap_or_default();
        let id = task.file_name().to_string_lossy().parse()?;
        let sum = count("voluntary_ctxt_switches:") + count("nonvoluntary_ctxt_switches:");
        switches.insert(id, sum);
    }
    Ok(switches)
}

/// The number in the line that begins so.
fn number(lines: &str, begin: &str) -> Option<u64> {
    let line = lines.lines().find_map(|line| line.strip_prefix(begin))?;
    line.split_whitespace().next()?.parse().ok()
}
