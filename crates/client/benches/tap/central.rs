//! The real central, in a process of its own.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use auxilio_protocol::enrolment::InvitationLink;
use serde_json::Value;

/// A running central; it ends with this.
pub(crate) struct Central {
    process: Child,
    data: PathBuf,
    /// Where it listens, without TLS.
    pub(crate) address: SocketAddr,
}

impl Central {
    pub(crate) fn start(data: &Path) -> Result<Self> {
        let mut process = Command::new(binary()?)
            .args(["serve", "--json", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let stdout = process.stdout.take().context("the central has no output")?;
        for line in BufReader::new(stdout).lines() {
            let event: Value = serde_json::from_str(&line?)?;
            if let Some(address) = event.get("address").and_then(Value::as_str) {
                let address = address.trim_start_matches("http://").trim_end_matches('/');
                return Ok(Self {
                    process,
                    data: data.to_owned(),
                    address: address.parse()?,
                });
            }
        }
        process.wait()?;
        anyhow::bail!("the central ended before it listened")
    }

    /// An invitation as it would be for the address `public`.
    pub(crate) fn invitation(&self, public: &str) -> Result<InvitationLink> {
        let output = Command::new(binary()?)
            .args([
                "invite",
                "--organization",
                "Bench",
                "--public-url",
                public,
                "--data",
            ])
            .arg(&self.data)
            .output()?;
        ensure!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(String::from_utf8(output.stdout)?.trim().parse()?)
    }
}

impl Drop for Central {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn binary() -> Result<PathBuf> {
    let bench = std::env::current_exe()?;
    let profile = bench
        .parent()
        .and_then(Path::parent)
        .context("no target folder")?;
    let binary = profile.join("auxilio-central");
    ensure!(
        binary.exists(),
        "{} is missing: cargo build --release -p auxilio-central",
        binary.display()
    );
    Ok(binary)
}
