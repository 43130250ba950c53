//! A program that sends text messages, as for the modem of a market stall. It gets the number as its
//! only argument and the text as its input, where no list of processes shows it; it ends with zero
//! once the network has the message. `gammu sendsms TEXT` is nearly one.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use auxilio_client::ports::{
    TextFailure, TextMessage, TextMessenger, TextReport, TextReports, Texting,
};

/// Time for a modem to hand a message to its network: it may have to look for one first.
const SEND_TIMEOUT: Duration = Duration::from_secs(90);
/// How often it is looked whether the program has ended.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Such a program.
#[derive(Debug)]
pub(super) struct Program {
    path: PathBuf,
}

impl Program {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    fn run(&self, message: &TextMessage) -> std::io::Result<Option<ExitStatus>> {
        let mut child = Command::new(&self.path)
            .arg(message.to.as_str())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()?;
        if let Some(mut input) = child.stdin.take() {
            // One message fits into a pipe. A program that does not read it tells by how it ends.
            let _ = input.write_all(message.text.as_bytes());
        }
        ended(&mut child)
    }
}

/// How it ended; none if it had to be ended.
fn ended(child: &mut Child) -> std::io::Result<Option<ExitStatus>> {
    let until = Instant::now() + SEND_TIMEOUT;
    while Instant::now() < until {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        thread::sleep(LOOK_EVERY);
    }
    child.kill()?;
    child.wait()?;
    Ok(None)
}

impl TextMessenger for Program {
    fn capability(&self) -> Texting {
        Texting::Sends
    }

    fn send(&self, message: &TextMessage, reports: &TextReports) {
        let report = match self.run(message) {
            Ok(Some(status)) if status.success() => TextReport::Sent,
            Ok(status) => {
                tracing::warn!(id = %message.id, ?status, "no text message was sent");
                TextReport::Failed(TextFailure::Other)
            }
            Err(error) => {
                let program = self.path.display();
                tracing::warn!(id = %message.id, %program, %error, "cannot run the program for text messages");
                TextReport::Failed(TextFailure::Other)
            }
        };
        reports.send(message.id, report);
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    use std::sync::mpsc;

    use auxilio_protocol::AlertId;

    use super::*;

    /// What is reported of a message, by a program of this text.
    fn report(folder: &tempfile::TempDir, script: &str) -> TextReport {
        let path = folder.path().join("send");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
        report_of(path)
    }

    fn report_of(path: PathBuf) -> TextReport {
        let (reports, reported) = mpsc::channel();
        let reports = TextReports::new(move |_, report| {
            let _ = reports.send(report);
        });
        let message = TextMessage {
            id: AlertId::new(1, [0; 10]),
            to: "+51900000000".parse().unwrap(),
            text: "AUXILIO 19:12".to_owned(),
        };
        Program::new(path).send(&message, &reports);
        reported.recv().unwrap()
    }

    #[test]
    fn a_program_gets_number_and_text_and_tells_by_its_end_whether_it_was_sent() {
        let folder = tempfile::tempdir().unwrap();
        let sent = folder.path().join("sent");
        let script = format!("echo \"$@\" > {0}; cat >> {0}", sent.display());
        assert_eq!(report(&folder, &script), TextReport::Sent);
        let got = fs::read_to_string(sent).unwrap();
        assert_eq!(got, "+51900000000\nAUXILIO 19:12");
        let failed = TextReport::Failed(TextFailure::Other);
        assert_eq!(report(&folder, "exit 1"), failed);
        assert_eq!(report_of(folder.path().join("none")), failed);
    }
}
