//! Whoever reads what a program leaves behind, or the line: logs, names of files, the first bytes of
//! a connection. Nothing there tells what kind of app it is, nor what became of a covert press.

use std::fs;
use std::io::Read as _;
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context as _, Result, ensure};
use auxilio_municipality::telling::words_in;
use auxilio_testkit::{Central, Phone};

use crate::{LAT, LON};

/// The most bytes of a first message that are looked at: a TLS record (RFC 8446, 5.1).
const HELLO_BYTES_MAX: usize = 16 * 1024;
/// The shortest readable part of it that is looked at.
const WORD_BYTES_MIN: usize = 4;

/// A covert press from a terminal; `more` is what else it is told.
fn pressed(phone: &Phone, more: &[&str]) -> Result<Command> {
    let mut tap = phone.command("auxilio-tap")?;
    tap.args(["--covert", "--kind", "extorsion", "--json"])
        .args(more);
    tap.env(
        "RUST_LOG",
        "auxilio=trace,auxilio_client=trace,auxilio_protocol=trace",
    );
    tap.env("TMPDIR", phone.folder().join("tmp"))
        .env("HOME", phone.folder());
    fs::create_dir_all(phone.folder().join("tmp"))?;
    tap.stdin(Stdio::null());
    Ok(tap)
}

/// A log's line without the name of the module that wrote it: the program's own name stands in its
/// modules, and whoever reads its log has started it by that name. No phone keeps one: what goes to
/// standard error there goes nowhere.
fn without_modules(line: &str) -> String {
    let words = line.split_whitespace();
    let words = words.filter(|word| !(word.starts_with("auxilio") && word.contains(':')));
    words.collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_log_of_everything_tells_nothing_of_a_covert_press() -> Result<()> {
    let central = Central::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    for endpoint in [central.url(), "http://127.0.0.1:9"] {
        let output = pressed(&phone, &["--endpoint", endpoint, "--wait", "2"])?.output()?;
        let log = String::from_utf8(output.stderr)?;
        for line in log.lines().map(without_modules) {
            assert_eq!(words_in(&line), Vec::<&str>::new(), "{line}");
            for secret in ["extorsion", "-8.07", "-78.99", "Mototaxis"] {
                ensure!(!line.contains(secret), "{line}");
            }
        }
    }
    ensure!(central.alerts().await?[0].json()?["mode"] == "covert");
    Ok(())
}

#[tokio::test]
async fn no_file_of_a_covert_press_is_named_by_what_it_is_and_none_stays_in_the_temporary_folder()
-> Result<()> {
    let central = Central::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    ensure!(pressed(&phone, &[])?.output()?.status.success());
    let mut folders = vec![phone.folder().to_owned()];
    let mut names = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            names.push(entry.file_name().to_string_lossy().into_owned());
            if entry.path().is_dir() {
                folders.push(entry.path());
            }
        }
    }
    ensure!(names.iter().any(|name| name == "outbox.redb"), "{names:?}");
    for name in names {
        assert_eq!(words_in(&name), Vec::<&str>::new(), "{name}");
    }
    ensure!(fs::read_dir(phone.folder().join("tmp"))?.next().is_none());
    Ok(())
}

/// Before anything is sealed, a connection says the central's name: a municipality chooses one that
/// tells little. Nothing else of it can be read.
#[tokio::test]
async fn the_first_bytes_on_the_line_say_the_centrals_name_and_nothing_else() -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    let heard = thread::spawn(move || -> std::io::Result<Vec<u8>> {
        let (mut stream, _) = listener.accept()?;
        let mut hello = vec![0; HELLO_BYTES_MAX];
        let length = stream.read(&mut hello)?;
        hello.truncate(length);
        Ok(hello)
    });
    let phone = Phone::new()?.at(LAT, LON);
    let endpoint = format!("https://localhost:{port}");
    pressed(&phone, &["--endpoint", &endpoint, "--wait", "2"])?.output()?;
    let hello = heard.join().ok().context("the listener failed")??;
    // A handshake, and in it a ClientHello (RFC 8446, 4).
    assert_eq!((hello.first(), hello.get(5)), (Some(&22), Some(&1)));
    let readable = String::from_utf8_lossy(&hello);
    ensure!(readable.contains("localhost"), "it names no server");
    let said = readable.split(|c: char| !c.is_ascii_graphic());
    // What is shorter is chance: a hello is full of random bytes.
    for word in said.filter(|said| said.len() >= WORD_BYTES_MIN) {
        assert_eq!(words_in(word), Vec::<&str>::new(), "{word}");
    }
    Ok(())
}
