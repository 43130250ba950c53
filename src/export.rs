//! What a person takes along, as a file of its own name: nothing is ever written over. The name says
//! what it is to the person, and to whoever looks through the folder not what it is of.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use auxilio_client::copy::CentralPart;
use auxilio_client::{OwnCopy, View};
use auxilio_protocol::{AlertId, WireTime};

use crate::{platform, wording};

/// What the name of a copy of everything begins with.
const COPY: &str = "datos";
/// What the name of a receipt begins with.
const RECEIPT: &str = "recibo";

/// Files of one minute that get a name of their own.
const SAME_NAME_MAX: u32 = 100;

/// The file that is being written, or was.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Writing {
    /// None yet.
    #[default]
    Nothing,
    /// It is being made.
    Busy,
    /// It is there.
    Done {
        /// Where.
        path: PathBuf,
        /// What of it is the central's, if it is a copy of everything.
        central: Option<CentralPart>,
    },
    /// It could not be written.
    Failed,
}

/// Writes a copy of everything.
pub(crate) async fn copy(copy: Option<OwnCopy>) -> Writing {
    let Some(copy) = copy else {
        return Writing::Failed;
    };
    let name = format!("{COPY}-{}", minute(copy.at));
    write(name, "json", copy.json, Some(copy.central)).await
}

/// Writes the receipt of one alert, with what it means.
pub(crate) async fn receipt(view: &View, id: AlertId) -> Writing {
    let alert = view.alerts.iter().find(|alert| alert.id == id);
    let Some((alert, receipt)) = alert.and_then(|alert| Some((alert, alert.receipt.as_ref()?)))
    else {
        return Writing::Failed;
    };
    let name = format!("{RECEIPT}-{}", minute(alert.raised_at));
    let words = wording::receipt(alert, view.central.name.as_deref(), receipt);
    write(name, "txt", words.into_bytes(), None).await
}

async fn write(
    name: String,
    ending: &'static str,
    bytes: Vec<u8>,
    central: Option<CentralPart>,
) -> Writing {
    let work = move || {
        let folder = platform::documents_dir().ok_or(ErrorKind::NotFound)?;
        write_new(&folder, &name, ending, &bytes)
    };
    // A disk may take its time: not on the thread that paints.
    let written = tokio::task::spawn_blocking(work).await;
    match written.unwrap_or_else(|error| Err(io::Error::other(error))) {
        Ok(path) => Writing::Done { path, central },
        Err(error) => {
            tracing::warn!(%error, "a file for the person could not be written");
            Writing::Failed
        }
    }
}

/// A day and a minute in Peru, as names of files have them: `2026-11-23-1912`.
fn minute(at: WireTime) -> String {
    let date = at.to_string();
    let day = date.get(..10).unwrap_or_default();
    format!("{day}-{}", at.clock().replace(':', ""))
}

/// Writes a file under that name or, where there is one already, with a number after it; nobody
/// but the person may read it.
fn write_new(folder: &Path, name: &str, ending: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    for number in 1..=SAME_NAME_MAX {
        let path = if number == 1 {
            folder.join(format!("{name}.{ending}"))
        } else {
            folder.join(format!("{name}-{number}.{ending}"))
        };
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = match options.open(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
            file => file?,
        };
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        if let Err(error) = written {
            // Half a file would pass for a whole one.
            let _ = fs::remove_file(&path);
            return Err(error);
        }
        return Ok(path);
    }
    Err(ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_over_and_only_the_person_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let new = |bytes: &[u8]| write_new(folder.path(), "datos", "json", bytes).unwrap();
        let (first, second) = (new(b"uno"), new(b"dos"));
        assert_eq!(first.file_name().unwrap(), "datos.json");
        assert_eq!(second.file_name().unwrap(), "datos-2.json");
        assert_eq!(fs::read(&first).unwrap(), b"uno");
        let mode = fs::metadata(&first).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_folder_that_takes_nothing_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, b"").unwrap();
        assert!(write_new(&file, "datos", "json", b"x").is_err());
        for _ in 0..SAME_NAME_MAX {
            write_new(folder.path(), "datos", "json", b"x").unwrap();
        }
        assert!(write_new(folder.path(), "datos", "json", b"x").is_err());
    }

    #[test]
    fn a_files_name_does_not_say_of_what_app_it_is() {
        for name in [COPY, RECEIPT] {
            let telling = auxilio_municipality::telling::words_in(name);
            assert_eq!(telling, Vec::<&str>::new(), "{name}");
        }
    }

    #[test]
    fn a_files_name_says_when_in_peru() {
        let at: WireTime = "2026-11-24T00:12:52.481Z".parse().unwrap();
        assert_eq!(minute(at), "2026-11-23-1912");
    }
}
