//! From the press to a receipt that verifies, in round trips of a path on which one takes 150 ms.
//! Warm: the app is in front, its connection open. Cold: no connection, so TCP, TLS 1.3 and the
//! alert itself make three.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use auxilio_client::Client;
use auxilio_client::view::{EnrolmentView, Reach};
use auxilio_protocol::WireTime;
use auxilio_protocol::enrolment::Consent;
use auxilio_protocol::invitation::CONSENT_TEXT;
use serde_json::Value;
use tokio::runtime::Runtime;

use crate::Figure;
use crate::central::Central;
use crate::phone::{self, Keyring};
use crate::slow_path::{self, ROUND_TRIP};

/// Presses of each sort in one round.
const PRESSES: usize = 5;
const SYSTEM_CERTIFICATES: &str = "/etc/ssl/certs/ca-certificates.crt";
const FOLDER: &str = "AUXILIO_BENCH_FOLDER";

/// Runs the measurement in a process that trusts one certificate more.
pub(crate) fn measure(rounds: usize) -> Result<Vec<Value>> {
    let folder = tempfile::tempdir()?;
    let (certificate, key, trusted) = files(folder.path());
    slow_path::write_identity(&certificate, &key)?;
    // The system's own are read as well: a phone would read them too.
    let mut certificates = std::fs::read(SYSTEM_CERTIFICATES).unwrap_or_default();
    certificates.extend(std::fs::read(&certificate)?);
    std::fs::write(&trusted, certificates)?;
    let child = Command::new(std::env::current_exe()?)
        .args(["--child", "trips", "--rounds", &rounds.to_string()])
        .env("SSL_CERT_FILE", &trusted)
        .env_remove("SSL_CERT_DIR")
        .env(FOLDER, folder.path())
        .stderr(Stdio::inherit())
        .output()?;
    ensure!(
        child.status.success(),
        "the measurement over a slow path failed"
    );
    String::from_utf8(child.stdout)?
        .lines()
        .map(|line| serde_json::from_str(line).context("not a figure"))
        .collect()
}

fn files(folder: &Path) -> (PathBuf, PathBuf, PathBuf) {
    (
        folder.join("certificate.pem"),
        folder.join("key.pem"),
        folder.join("trusted.pem"),
    )
}

/// Measures and prints one JSON object a figure.
pub(crate) fn child(rounds: usize) -> Result<()> {
    let folder = PathBuf::from(std::env::var_os(FOLDER).context("started without a folder")?);
    let central = Central::start(&folder.join("central"))?;
    let (certificate, key, _) = files(&folder);
    let runtime = Runtime::new()?;
    let address = runtime.block_on(slow_path::open(central.address, &certificate, &key))?;
    let link = central.invitation(&format!("https://localhost:{}", address.port()))?;

    let keyring = Keyring::default();
    let data = folder.join("phone");
    let client = phone::start(&runtime, &data, &keyring, None)?;
    let consent = Consent {
        text: CONSENT_TEXT.to_owned(),
        at: WireTime::from_unix_ms(0),
    };
    client.agree(link, consent);
    client.join();
    phone::until(&runtime, &client, |view| {
        view.central.enrolment == EnrolmentView::Active
    })?;
    client.shutdown();

    let figure = |name, goal| Figure {
        name,
        unit: "round trips of 150 ms",
        goal,
        values: Vec::new(),
        beside: vec![ROUND_TRIP.as_secs_f64()],
    };
    let mut warm = figure("receipt_round_trips_warm", 1.1);
    let mut cold = figure("receipt_round_trips_cold", 3.1);
    for _ in 0..rounds {
        warm.values
            .push(middle(|| warm_press(&runtime, &data, &keyring))?);
        cold.values
            .push(middle(|| cold_press(&runtime, &data, &keyring))?);
    }
    println!("{}\n{}", warm.to_json(), cold.to_json());
    Ok(())
}

/// The median of a few presses.
fn middle(press: impl Fn() -> Result<f64>) -> Result<f64> {
    let trips = (0..PRESSES)
        .map(|_| press())
        .collect::<Result<Vec<f64>>>()?;
    crate::median(&crate::sorted(&trips)).context("nothing was measured")
}

fn warm_press(runtime: &Runtime, data: &Path, keyring: &Keyring) -> Result<f64> {
    let client = phone::start(runtime, data, keyring, None)?;
    client.set_foreground(true);
    phone::until(runtime, &client, |view| {
        view.central.reach == Reach::Answers
    })?;
    round_trips(runtime, &client)
}

fn cold_press(runtime: &Runtime, data: &Path, keyring: &Keyring) -> Result<f64> {
    let client = phone::start(runtime, data, keyring, None)?;
    round_trips(runtime, &client)
}

fn round_trips(runtime: &Runtime, client: &Client) -> Result<f64> {
    let intent = phone::another_alert(client);
    let begin = Instant::now();
    let raised = runtime.block_on(client.raise(intent));
    phone::until(runtime, client, |view| {
        view.alerts
            .iter()
            .any(|alert| alert.id == raised.id && alert.received_at.is_some())
    })?;
    let trips = begin.elapsed().as_secs_f64() / ROUND_TRIP.as_secs_f64();
    client.shutdown();
    Ok(trips)
}
