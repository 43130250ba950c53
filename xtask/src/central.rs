//! A central for a demonstration: started, waited for, asked for an invitation.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};

use crate::events::{Event, Events};
use crate::process::{Process, last_lines, log_file};

/// A line of `auxilio-central serve --json`.
pub(crate) enum Said {
    /// The first start made an operator; the password is shown this once.
    OperatorCreated(Operator),
    /// It answers; the console is at this address.
    Listening { console: String },
}

/// Who may log in to the console.
pub(crate) struct Operator {
    pub(crate) name: String,
    pub(crate) password: String,
}

/// A central that answers.
pub(crate) struct Central {
    pub(crate) process: Process,
    pub(crate) console: String,
    /// None if its password was changed or its note was lost.
    pub(crate) operator: Option<Operator>,
    program: PathBuf,
    run: PathBuf,
    url: String,
}

/// The console's address and login stay here for the next run, for this user's eyes only.
const OPERATOR_FILE: &str = "operator.json";

/// A person who tries the project again next week still has a good invitation.
const INVITATION_HOURS: &str = "720";

impl Central {
    /// Starts the central with its data and its note of the login below `run`.
    pub(crate) fn start(program: PathBuf, run: &Path, port: u16, events: &Events) -> Result<Self> {
        let address = format!("127.0.0.1:{port}");
        if TcpListener::bind(&address).is_err() {
            bail!(
                "port {port} is taken by another program: end that, or start over on another \
                 port with --fresh --port NUMBER"
            );
        }
        let url = format!("http://{address}/");
        let log = run.join("central.log");
        let mut serve = Command::new(&program);
        serve
            .arg("serve")
            .arg("--data")
            .arg(run.join("central"))
            .args(["--listen", &address, "--public-url", &url, "--json"])
            .stdout(Stdio::piped())
            .stderr(log_file(&log)?);
        let mut process = Process::start("the central", &mut serve)?;
        let stdout = process.take_stdout().context("the central has no output")?;
        let sender = events.sender();
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if let Some(said) = read_line(&line)
                    && sender.send(Event::Central(said)).is_err()
                {
                    return;
                }
            }
        });
        let console = wait_until_listening(&mut process, run, &log, events)?;
        Ok(Self {
            process,
            console,
            operator: kept_operator(run),
            program,
            run: run.to_owned(),
            url,
        })
    }

    /// A link that enrols a device for the demonstration's organization.
    pub(crate) fn invite(&self) -> Result<String> {
        let output = Command::new(&self.program)
            .arg("invite")
            .arg("--data")
            .arg(self.run.join("central"))
            .args(["--public-url", &self.url, "--hours", INVITATION_HOURS])
            .args(["--organization", "Asociación de demostración"])
            .stderr(log_file(&self.run.join("central.log"))?)
            .output()?;
        let said = String::from_utf8(output.stdout)?;
        let link = said.lines().map(str::trim).find(|l| l.contains("/unirse/"));
        ensure!(output.status.success(), "the central made no invitation");
        Ok(link.context("the central printed no link")?.to_owned())
    }
}

fn wait_until_listening(
    process: &mut Process,
    run: &Path,
    log: &Path,
    events: &Events,
) -> Result<String> {
    loop {
        match events.next()? {
            Event::Stop => bail!("stopped before the central answered"),
            Event::Central(Said::OperatorCreated(operator)) => keep_operator(run, &operator)?,
            Event::Central(Said::Listening { console }) => return Ok(console),
            Event::ChildEnded => {
                if let Some(status) = process.ended()? {
                    bail!("the central ended at once ({status}):\n{}", last_lines(log));
                }
            }
        }
    }
}

fn read_line(line: &str) -> Option<Said> {
    let line: Value = serde_json::from_str(line).ok()?;
    let text = |name| Some(line.get(name)?.as_str()?.to_owned());
    match text("event")?.as_str() {
        "operator_created" => Some(Said::OperatorCreated(Operator {
            name: text("name")?,
            password: text("password")?,
        })),
        "listening" => Some(Said::Listening {
            console: text("console")?,
        }),
        _ => None,
    }
}

fn keep_operator(run: &Path, operator: &Operator) -> Result<()> {
    let note = json!({ "name": operator.name, "password": operator.password });
    write_private(&run.join(OPERATOR_FILE), note.to_string().as_bytes())
}

fn kept_operator(run: &Path) -> Option<Operator> {
    let note = std::fs::read(run.join(OPERATOR_FILE)).ok()?;
    let note: Value = serde_json::from_slice(&note).ok()?;
    let text = |name| Some(note.get(name)?.as_str()?.to_owned());
    Some(Operator {
        name: text("name")?,
        password: text("password")?,
    })
}

/// Writes a file that only this user can read.
pub(crate) fn write_private(path: &Path, content: &[u8]) -> Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let _ = std::fs::remove_file(path);
    std::fs::File::options()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?
        .write_all(content)
        .with_context(|| format!("{} cannot be written", path.display()))
}
