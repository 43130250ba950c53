//! `cargo xtask run`: the whole path of an alert on one machine.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::ExitStatus;

use anyhow::{Context as _, Result, bail, ensure};

use crate::central::Central;
use crate::events::{Event, Events};
use crate::packages::{self, BUILD, WINDOW};
use crate::phone::{KeyPlace, Phone};
use crate::process::{Process, last_lines, log_file};
use crate::workspace;

/// Folder of everything that a run keeps, below the repository's root.
const RUN_FOLDER: &str = ".auxilio-run";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Start over: delete what earlier runs kept.
    #[arg(long)]
    fresh: bool,
    /// Tap without a window even if there is a display.
    #[arg(long)]
    no_window: bool,
    /// Port of the central, on this machine only.
    #[arg(long, default_value_t = 8787)]
    port: u16,
}

/// How the button is pressed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Face {
    /// By a person, in the app's window.
    Window,
    /// By `auxilio-tap`, once, without a window.
    Tap,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let face = face(arguments);
    match face {
        Face::Window => packages::ensure_installed(&[BUILD, WINDOW])?,
        Face::Tap => packages::ensure_installed(&[BUILD])?,
    }
    let events = Events::listen()?;
    if !build(face, &events)? {
        return Ok(());
    }
    let (run, _lock) = run_folder(arguments.fresh)?;
    let binaries = workspace::debug_binaries()?;
    println!("Starting the central.");
    let mut central = Central::start(
        binaries.join("auxilio-central"),
        &run,
        arguments.port,
        &events,
    )?;
    keep_port(&run, arguments.port)?;
    let phone = Phone::of(&run, &central, face == Face::Window)?;
    describe(&central, &phone, &run);
    let mut device = match face {
        Face::Window => open_window(&phone, &binaries, &run)?,
        Face::Tap => match tap(&phone, &binaries, &events)? {
            Some(tap) => tap,
            None => return Ok(()),
        },
    };
    let ended = attend(face, &mut central, &mut device, &run, &events);
    println!("Ending.");
    // The device first: it may still be telling the central something.
    drop(device);
    drop(central);
    ended
}

fn face(arguments: &Arguments) -> Face {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let display = cfg!(target_os = "macos") || set("DISPLAY") || set("WAYLAND_DISPLAY");
    if arguments.no_window {
        Face::Tap
    } else if display {
        Face::Window
    } else {
        println!("No display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window:");
        println!("auxilio-tap will raise the alert against the same central instead.");
        Face::Tap
    }
}

/// Builds the central and the device's program; false if the person stopped it.
fn build(face: Face, events: &Events) -> Result<bool> {
    println!("Building. The first time this takes some minutes.");
    let mut cargo = workspace::cargo();
    let packages = ["-p", "auxilio-central", "-p", "auxilio"];
    cargo.args(["build", "--locked"]).args(packages);
    match face {
        Face::Window => cargo.args(["--bin", "auxilio-central", "--bin", "auxilio"]),
        Face::Tap => cargo
            .args(["--no-default-features", "--bin", "auxilio-central"])
            .args(["--bin", "auxilio-tap"]),
    };
    let Some(status) = watch(Process::start("cargo", &mut cargo)?, events)? else {
        return Ok(false);
    };
    ensure!(status.success(), "the build failed");
    Ok(true)
}

/// Waits for a child that ends by itself; nothing if the person stopped it.
fn watch(mut child: Process, events: &Events) -> Result<Option<ExitStatus>> {
    loop {
        match events.next()? {
            Event::Stop => return Ok(None),
            Event::Central(_) => {}
            Event::ChildEnded => {
                if let Some(status) = child.ended()? {
                    return Ok(Some(status));
                }
            }
        }
    }
}

/// The run folder, made or kept, and this run's lock on it. `fresh` deletes it, and nothing else.
fn run_folder(fresh: bool) -> Result<(PathBuf, File)> {
    let run = workspace::root().join(RUN_FOLDER);
    let lock = lock(&run)?;
    if !fresh {
        if run.join("central").exists() {
            println!("Keeping the data of the last run ({RUN_FOLDER}; --fresh starts over).");
        }
        return Ok((run, lock));
    }
    fs::remove_dir_all(&run).with_context(|| format!("{} stays", run.display()))?;
    let lock = self::lock(&run)?;
    Ok((run, lock))
}

fn lock(run: &Path) -> Result<File> {
    fs::create_dir_all(run)?;
    let lock = File::create(run.join("lock"))?;
    ensure!(
        lock.try_lock().is_ok(),
        "another run is going on in {RUN_FOLDER}: end it first"
    );
    Ok(lock)
}

/// The device kept here can reach its central only where it was enrolled.
fn keep_port(run: &Path, port: u16) -> Result<()> {
    let kept = run.join("port");
    let this = port.to_string();
    if let Ok(before) = fs::read_to_string(&kept) {
        ensure!(
            before == this,
            "the device kept in {RUN_FOLDER} is enrolled with the central on port {before}: \
             use --port {before}, or --fresh to start over"
        );
    }
    Ok(fs::write(&kept, this)?)
}

fn describe(central: &Central, phone: &Phone, run: &Path) {
    println!();
    println!("  Console   {}", central.console);
    match &central.operator {
        Some(operator) => {
            println!("  User      {}", operator.name);
            println!("  Password  {}", operator.password);
        }
        None => println!("  Login     as it was set; the first one is no longer noted here"),
    }
    println!("  Data      {}", run.display());
    if phone.key() == KeyPlace::File {
        println!("  Key       in a file of mode 0600, because no Secret Service can be used here");
    }
    println!("  Position  El Porvenir, set by hand and marked so in the alert");
    println!();
}

fn open_window(phone: &Phone, binaries: &Path, run: &Path) -> Result<Process> {
    println!("Opening the app. Touch the button; then acknowledge in the console.");
    println!("Closing the window or Ctrl-C ends everything.");
    let log = log_file(&run.join("app.log"))?;
    let mut app = phone.command(&binaries.join("auxilio"));
    Process::start("the app", app.stdout(log.try_clone()?).stderr(log))
}

/// Enrols the device if it is not yet, then raises an alert; nothing if the person stopped it.
fn tap(phone: &Phone, binaries: &Path, events: &Events) -> Result<Option<Process>> {
    let program = binaries.join("auxilio-tap");
    let mut enrol = phone.command(&program);
    enrol.args(["--flush", "--wait", "20"]);
    if watch(Process::start("auxilio-tap", &mut enrol)?, events)?.is_none() {
        return Ok(None);
    }
    println!("Raising an alert. Its states, as they become true:");
    let mut follow = phone.command(&program);
    Process::start("auxilio-tap", follow.arg("--follow")).map(Some)
}

/// Waits until the person has had enough, or a part fails.
fn attend(
    face: Face,
    central: &mut Central,
    device: &mut Process,
    run: &Path,
    events: &Events,
) -> Result<()> {
    let mut device_runs = true;
    loop {
        if let Some(status) = central.process.ended()? {
            let log = last_lines(&run.join("central.log"));
            bail!("the central has ended ({status}):\n{log}");
        }
        if let Some(status) = device.ended()?.filter(|_| device_runs) {
            device_runs = false;
            if face == Face::Window {
                let log = || last_lines(&run.join("app.log"));
                ensure!(status.success(), "the app has ended ({status}):\n{}", log());
                println!("The window was closed.");
                return Ok(());
            }
            println!("auxilio-tap has ended ({status}).");
            println!("The central stays up for the console; Ctrl-C ends it.");
        }
        if matches!(events.next()?, Event::Stop) {
            return Ok(());
        }
    }
}
