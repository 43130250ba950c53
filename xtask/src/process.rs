//! A child process that cannot be left behind.

use std::fs::File;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result};
use rustix::process::{Pid, Signal, kill_process_group};

/// How long a child may take to end after it was asked to.
const GRACE: Duration = Duration::from_secs(10);

/// A child in a process group of its own: a Ctrl-C reaches it through us alone, once, and what it
/// started itself ends with it. Dropping it asks it to end and waits until it has.
pub(crate) struct Process {
    name: &'static str,
    child: Child,
}

impl Process {
    /// Starts it, without standard input.
    pub(crate) fn start(name: &'static str, command: &mut Command) -> Result<Self> {
        let child = command
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .with_context(|| format!("{name} cannot be started"))?;
        Ok(Self { name, child })
    }

    /// The end of the pipe, if the command asked for one and nobody took it yet.
    pub(crate) fn take_stdout(&mut self) -> Option<std::process::ChildStdout> {
        self.child.stdout.take()
    }

    /// How it ended, if it has.
    pub(crate) fn ended(&mut self) -> Result<Option<ExitStatus>> {
        self.child
            .try_wait()
            .with_context(|| format!("{} cannot be waited for", self.name))
    }

    fn signal_group(id: u32, signal: Signal) {
        let group = i32::try_from(id).ok().and_then(Pid::from_raw);
        if let Some(group) = group {
            // It may have ended in between; then nobody is left to tell.
            let _ = kill_process_group(group, signal);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let id = self.child.id();
        if !matches!(self.child.try_wait(), Ok(None)) {
            return;
        }
        Self::signal_group(id, Signal::TERM);
        let (ended, patience) = mpsc::channel::<()>();
        let insist = thread::spawn(move || {
            if patience.recv_timeout(GRACE) == Err(RecvTimeoutError::Timeout) {
                Self::signal_group(id, Signal::KILL);
            }
        });
        let _ = self.child.wait();
        drop(ended);
        let _ = insist.join();
    }
}

/// A file that a child writes what it has to say to.
pub(crate) fn log_file(path: &Path) -> Result<File> {
    File::options()
        .create(true)
        .append(true)
        .open(path)
        .with_context(|| format!("{} cannot be written", path.display()))
}

/// The last lines of a log, for a person who must know why something ended.
pub(crate) fn last_lines(path: &Path) -> String {
    const LINES: usize = 15;
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let from = lines.len().saturating_sub(LINES);
    lines.get(from..).unwrap_or_default().join("\n")
}
