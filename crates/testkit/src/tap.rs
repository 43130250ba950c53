//! The headless tap: the wired button on a market stall.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::process::{Lines, Process};

/// A running tap. Killed when dropped.
#[derive(Debug)]
pub struct Tap {
    process: Process,
    lines: Lines,
}

impl Tap {
    pub(crate) fn start(command: &mut Command, folder: &Path) -> Result<Self> {
        let (process, lines) = Process::start(command.arg("--json"), folder)?;
        Ok(Self { process, lines })
    }

    /// Waits for an object in which the field has this value.
    pub async fn wait_for(&mut self, field: &str, value: &str) -> Result<Value> {
        let read = |line: &str| {
            let said: Value = serde_json::from_str(line).ok()?;
            (said.get(field)? == value).then_some(said)
        };
        self.lines.find(read).await
    }

    /// Waits for its end: the exit code, and what it printed until then.
    pub async fn ended(mut self) -> Result<(i32, Vec<Value>)> {
        let mut said = Vec::new();
        while let Some(line) = self.lines.next().await? {
            said.push(serde_json::from_str(&line)?);
        }
        let status = self.process.ended().await?;
        Ok((status.code().context("it was killed")?, said))
    }
}
