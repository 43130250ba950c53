//! The file of the app that people may have from here, and what is said of it: computed from the
//! very file that is open, never from what somebody typed beside it.

use std::fmt::Write as _;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use sha2::{Digest as _, Sha256};
use tokio::fs::File;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};
use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore};

/// Downloads at once: as many phones on a weak signal hold up no alert.
const DOWNLOADS_MAX: usize = 32;
/// Largest file that is offered, in bytes: more is no app of this kind.
const APP_BYTES_MAX: u64 = 200 * 1024 * 1024;
/// What one read takes from the disk while the file is hashed, in bytes.
const HASH_CHUNK_BYTES: usize = 256 * 1024;

/// Why there is nothing to offer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OfferError {
    /// It is not there, or cannot be read.
    #[error("cannot read {}", .0.display())]
    Read(PathBuf, #[source] io::Error),
    /// It is larger than any app.
    #[error("{} has more than {APP_BYTES_MAX} bytes", .0.display())]
    TooLarge(PathBuf),
}

/// A file that is offered.
#[derive(Debug)]
pub(crate) struct Offer {
    path: PathBuf,
    slots: Arc<Semaphore>,
    /// What is known of it, until it is another one.
    known: Mutex<Option<(Stamp, About)>>,
}

/// What tells that a file is the one that was hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    bytes: u64,
    modified: SystemTime,
}

/// What is said of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct About {
    /// Its length.
    pub(super) bytes: u64,
    /// Its SHA-256 in lower-case hexadecimal digits.
    pub(super) sha256: String,
    /// The version that its name tells: `auxilio-1.2.0.apk`.
    pub(super) version: Option<String>,
}

/// A file that is open, and what is said of exactly these bytes.
pub(super) struct Opened {
    pub(super) file: File,
    pub(super) about: About,
}

impl Offer {
    pub(crate) fn of(path: PathBuf) -> Self {
        Self {
            path,
            slots: Arc::new(Semaphore::new(DOWNLOADS_MAX)),
            known: Mutex::default(),
        }
    }

    /// Leave to send it, if not too many do already.
    pub(super) fn slot(&self) -> Option<OwnedSemaphorePermit> {
        self.slots.clone().try_acquire_owned().ok()
    }

    /// Opens it. Whoever puts a new version in its place by renaming is followed at once.
    pub(super) async fn open(&self) -> Result<Opened, OfferError> {
        let cannot = |error| OfferError::Read(self.path.clone(), error);
        let mut file = File::open(&self.path).await.map_err(cannot)?;
        let metadata = file.metadata().await.map_err(cannot)?;
        if metadata.len() > APP_BYTES_MAX {
            return Err(OfferError::TooLarge(self.path.clone()));
        }
        let stamp = Stamp {
            bytes: metadata.len(),
            modified: metadata.modified().map_err(cannot)?,
        };
        let mut known = self.known.lock().await;
        if let Some((of, about)) = known.as_ref()
            && *of == stamp
        {
            let about = about.clone();
            return Ok(Opened { file, about });
        }
        let about = About {
            bytes: stamp.bytes,
            sha256: sha256(&mut file).await.map_err(cannot)?,
            version: self.version(),
        };
        file.rewind().await.map_err(cannot)?;
        *known = Some((stamp, about.clone()));
        Ok(Opened { file, about })
    }

    fn version(&self) -> Option<String> {
        let (_, version) = self.path.file_stem()?.to_str()?.rsplit_once('-')?;
        let parts = version.split('.');
        let numbers = parts.clone().all(|part| part.parse::<u32>().is_ok());
        (numbers && parts.count() >= 2).then(|| version.to_owned())
    }
}

impl About {
    /// The name under which a phone saves it.
    pub(super) fn saved_as(&self) -> String {
        match &self.version {
            Some(version) => format!("auxilio-{version}.apk"),
            None => "auxilio.apk".to_owned(),
        }
    }
}

async fn sha256(file: &mut File) -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut chunk = vec![0; HASH_CHUNK_BYTES];
    loop {
        let read = file.read(&mut chunk).await?;
        match chunk.get(..read) {
            Some([]) | None => break,
            Some(part) => hash.update(part),
        }
    }
    let mut digits = String::new();
    for byte in hash.finalize() {
        // Writing to a String does not fail.
        let _ = write!(digits, "{byte:02x}");
    }
    Ok(digits)
}
