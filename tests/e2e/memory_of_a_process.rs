//! Somebody who may start programs as the same person: what they can read of the app while it runs,
//! and what is left of it after a crash.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use auxilio_testkit::{Phone, wait};
use rustix::process::{Pid, Signal, kill_process};

use crate::{LAT, LON};

/// «nobody» of Debian: root may read everything, and would prove nothing.
const SOMEBODY: u32 = 65_534;

/// Runs it as somebody who is not root, with the system's leave to write its memory down.
fn unprivileged(program: &Path, arguments: &Command, folder: &Path) -> Command {
    let mut command = Command::new("sh");
    let line = "ulimit -c unlimited 2>/dev/null; exec \"$0\" \"$@\"";
    command.args(["-c", line]).arg(program);
    command.args(arguments.get_args()).current_dir(folder);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    if rustix::process::geteuid().is_root() {
        command.uid(SOMEBODY).gid(SOMEBODY);
    }
    command
}

/// A program that runs until its test has ended.
struct Running(Child);

impl Running {
    fn id(&self) -> u32 {
        self.0.id()
    }

    /// Crashes it: the signal that a panic in the wrong place ends in. Whether its memory was
    /// written down.
    fn crash(&mut self) -> Result<bool> {
        let id = Pid::from_child(&self.0);
        kill_process(id, Signal::ABORT)?;
        let status = self.0.wait()?;
        ensure!(status.signal().is_some(), "it ended with {status}");
        Ok(status.core_dumped())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What another program of the same person can open of a process.
fn opened(id: u32, folder: &Path) -> Result<Vec<&'static str>> {
    let files = ["mem", "environ", "maps", "auxv"];
    let open = |file: &&str| -> Result<bool> {
        let mut reader = Command::new("dd");
        reader
            .arg(format!("if=/proc/{id}/{file}"))
            .args(["count=0", "status=none"]);
        let mut reader = unprivileged(Path::new("dd"), &reader, folder);
        Ok(reader.status().context("dd")?.success())
    };
    let mut opened = Vec::new();
    for file in &files {
        if open(file)? {
            opened.push(*file);
        }
    }
    Ok(opened)
}

#[tokio::test]
async fn no_other_program_reads_the_memory_and_no_crash_writes_it_down() -> Result<()> {
    let phone = Phone::new()?
        .at(LAT, LON)
        .with("--endpoint", "http://127.0.0.1:9");
    let folder = phone.folder();
    fs::set_permissions(folder, fs::Permissions::from_mode(0o777))?;
    let mut tap = phone.command("auxilio-tap")?;
    tap.args(["--wait", "600"]);
    // Where somebody else may read it: a home folder lets nobody in.
    let program = folder.join("auxilio-tap");
    fs::copy(tap.get_program(), &program)?;
    let mut tap = Running(unprivileged(&program, &tap, folder).spawn()?);
    wait::until("the tap works", async || {
        Ok(phone.outbox().exists().then_some(()))
    })
    .await?;
    let mut sleep = Command::new("sleep");
    sleep.arg("600");
    let other = Running(unprivileged(Path::new("sleep"), &sleep, folder).spawn()?);
    wait::until("the other program is itself", async || {
        let name = fs::read_to_string(format!("/proc/{}/comm", other.id()))?;
        Ok((name.trim() == "sleep").then_some(()))
    })
    .await?;
    // So this machine lets one program look into another.
    ensure!(opened(other.id(), folder)?.contains(&"environ"));
    assert_eq!(opened(tap.id(), folder)?, Vec::<&str>::new());
    let limits = fs::read_to_string(format!("/proc/{}/limits", tap.id()))?;
    let cores = limits
        .lines()
        .find(|line| line.starts_with("Max core file size"));
    let cores: Vec<&str> = cores
        .context("limits")?
        .split_whitespace()
        .skip(4)
        .collect();
    assert_eq!(cores.get(..2), Some(["0", "0"].as_slice()));
    ensure!(!tap.crash()?, "a crash left a picture of the memory");
    for file in fs::read_dir(folder)? {
        let name = file?.file_name();
        let name = name.to_string_lossy();
        ensure!(!name.starts_with("core"), "there is {name}");
    }
    Ok(())
}
