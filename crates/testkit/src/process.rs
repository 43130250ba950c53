//! A child process that ends with its test, whatever becomes of the test.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use anyhow::{Context as _, Result, ensure};
use rustix::process::{Pid, Signal, kill_process_group};
use tokio::sync::mpsc::{self, UnboundedReceiver};
use tokio::time::timeout;

use crate::wait::{self, PATIENCE};

/// A running program in a process group of its own. Dropping it kills the group.
#[derive(Debug)]
pub(crate) struct Process {
    name: String,
    child: Child,
    log: PathBuf,
}

/// The lines that a program prints.
#[derive(Debug)]
pub(crate) struct Lines {
    name: String,
    lines: UnboundedReceiver<String>,
}

impl Process {
    /// Starts a program. What it says on standard error goes to a log file in `folder`, and is
    /// shown if the test fails.
    pub(crate) fn start(command: &mut Command, folder: &Path) -> Result<(Self, Lines)> {
        Self::start_with(command, folder, &[])
    }

    /// Starts a program and tells it something on standard input.
    pub(crate) fn start_with(
        command: &mut Command,
        folder: &Path,
        input: &[u8],
    ) -> Result<(Self, Lines)> {
        let name = Path::new(command.get_program())
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let log = folder.join(format!("{name}.log"));
        let stderr = File::options().create(true).append(true).open(&log)?;
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(stderr)
            .process_group(0)
            .spawn()
            .with_context(|| format!("{name} cannot be started"))?;
        child
            .stdin
            .take()
            .context("no standard input")?
            .write_all(input)?;
        let stdout = child.stdout.take().context("no standard output")?;
        let (sender, lines) = mpsc::unbounded_channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                // Nobody may be listening any more; the pipe is emptied all the same.
                let _ = sender.send(line);
            }
        });
        let lines = Lines {
            name: name.clone(),
            lines,
        };
        Ok((Self { name, child, log }, lines))
    }

    /// Its number.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// SIGKILL: no destructor, no flush, nothing.
    pub(crate) fn kill(&mut self) {
        // It may have ended by itself.
        let _ = self.signal(Signal::KILL);
        let _ = self.child.wait();
    }

    /// SIGTERM: a request to end.
    pub(crate) fn terminate(&mut self) -> Result<()> {
        self.signal(Signal::TERM)
    }

    /// SIGTERM, and its whole end.
    pub(crate) async fn stop(&mut self) -> Result<()> {
        self.terminate()?;
        let status = self.ended().await?;
        ensure!(
            status.success(),
            "{} ended with {status}:\n{}",
            self.name,
            self.said()
        );
        Ok(())
    }

    /// Waits for its end.
    pub(crate) async fn ended(&mut self) -> Result<ExitStatus> {
        let child = &mut self.child;
        wait::until(&format!("{} ends", self.name), async || {
            Ok(child.try_wait()?)
        })
        .await
    }

    fn signal(&self, signal: Signal) -> Result<()> {
        let group = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        kill_process_group(group.context("no process")?, signal)?;
        Ok(())
    }

    /// What it said on standard error.
    pub(crate) fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Process {
    #[expect(clippy::print_stderr, reason = "shown below the test that failed")]
    fn drop(&mut self) {
        self.kill();
        if std::thread::panicking() {
            eprintln!("--- {} said:\n{}", self.name, self.said());
        }
    }
}

impl Lines {
    /// The next line; none after the last.
    pub(crate) async fn next(&mut self) -> Result<Option<String>> {
        timeout(PATIENCE, self.lines.recv())
            .await
            .with_context(|| format!("{} printed nothing", self.name))
    }

    /// The first line to come of which something can be read.
    pub(crate) async fn find<T>(&mut self, read: impl Fn(&str) -> Option<T>) -> Result<T> {
        let mut seen = String::new();
        while let Some(line) = self.next().await? {
            if let Some(found) = read(&line) {
                return Ok(found);
            }
            seen += &line;
            seen.push('\n');
        }
        anyhow::bail!("{} ended after:\n{seen}", self.name)
    }
}
