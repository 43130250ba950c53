//! The wire under a scanner: thousands of requests, well formed and not, against a central that
//! really runs, held to the description that it gives of itself. Once as anybody, once as a member.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::process::Process;
use crate::tools::{self, must_succeed};
use crate::workspace;

/// What counts as a finding.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
                      response_schema_conformance,unsupported_method";
/// Random requests for each address, besides those that are worked out from the description.
const EXAMPLES: &str = "15";
/// The same requests every time.
const SEED: &str = "1";
/// Longest wait for an answer, in seconds; streams never end by themselves.
const TIMEOUT_S: &str = "2";

/// Starts a central on a folder of its own and scans it.
pub(crate) fn scan() -> Result<()> {
    must_succeed(workspace::cargo().args(["build", "--locked", "--package", "auxilio-central"]))?;
    let scanner = tools::schemathesis()?;
    let folder = tempfile::tempdir()?;
    let (_central, address) = start(folder.path())?;
    println!("As anybody:");
    must_succeed(&mut run(&scanner, &address, folder.path()))?;
    let link = invite(folder.path(), &address)?;
    let token = link.rsplit('/').next().context("a link without a token")?;
    println!("As a member, every request signed:");
    must_succeed(
        run(&scanner, &address, folder.path())
            // It would be no member any more.
            .args(["--exclude-method", "DELETE"])
            .env("PYTHONPATH", workspace::root().join("xtask/scan"))
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("SCHEMATHESIS_HOOKS", "signing")
            .env("SCAN_CENTRAL", &address)
            .env("SCAN_INVITATION", token),
    )
}

fn run(scanner: &Path, address: &str, folder: &Path) -> Command {
    let mut run = Command::new(scanner);
    // It leaves notes where it runs.
    run.current_dir(folder)
        .arg("run")
        .arg(format!("{address}v1/openapi.json"))
        .args(["--checks", CHECKS, "--phases", "coverage,fuzzing"])
        .args(["--max-examples", EXAMPLES, "--seed", SEED])
        .args([
            "--request-timeout",
            TIMEOUT_S,
            "--warnings",
            "off",
            "--no-color",
        ]);
    run
}

fn program() -> std::path::PathBuf {
    workspace::root().join("target/debug/auxilio-central")
}

/// Port 0 is any free one; the central says which.
fn start(folder: &Path) -> Result<(Process, String)> {
    let mut serve = Command::new(program());
    serve
        .args(["serve", "--json", "--listen", "127.0.0.1:0"])
        // The scanner is one address; how often that may ask is tested elsewhere.
        .args(["--unverified-per-minute", "1000000", "--data"])
        .arg(folder.join("data"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut process = Process::start("the central", &mut serve)?;
    let stdout = process.take_stdout().context("the central has no output")?;
    for line in BufReader::new(stdout).lines() {
        let said: Value = serde_json::from_str(&line?)?;
        if said.get("event").is_some_and(|event| event == "listening") {
            let address = said.get("address").and_then(Value::as_str);
            let address = address.context("no address")?;
            return Ok((process, address.to_owned()));
        }
    }
    anyhow::bail!("the central ended before it listened")
}

fn invite(folder: &Path, address: &str) -> Result<String> {
    let invite = Command::new(program())
        .args([
            "invite",
            "--organization",
            "Escáner",
            "--public-url",
            address,
            "--data",
        ])
        .arg(folder.join("data"))
        .output()?;
    let link = String::from_utf8(invite.stdout)?;
    let link = link.lines().find(|line| line.contains("/unirse/"));
    Ok(link
        .context("the central printed no link")?
        .trim()
        .to_owned())
}
