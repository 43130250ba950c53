//! What people choose their barrio and their group from: the municipality's own file or the seed,
//! and the organizations that the database knows.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use auxilio_protocol::Directory;
use auxilio_protocol::directory::{ETag, EntryId, Fault, ListedOrganization, Name, folded};
use auxilio_protocol::limits::{DIRECTORY_BYTES_MAX, DIRECTORY_ORGANIZATIONS_MAX};
use auxilio_protocol::profile::OrganizationKind;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use sha2::{Digest as _, Sha256};
use tokio::sync::Mutex;

use crate::store::{Store, StoreError};
use crate::texts::text;

/// Largest file, in bytes: a directory may be written with much space between its entries.
const FILE_BYTES_MAX: u64 = 8 * 1024 * 1024;
/// How long an edition is served before the database is asked for new organizations.
const EDITION_LASTS: Duration = Duration::from_mins(1);
/// Bytes of a name's hash in the id of an organization that only the database knows.
const ID_HASH_BYTES: usize = 9;

/// Why the municipality's file cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum DirectoryFileError {
    /// It cannot be read.
    #[error("cannot read the directory {}", .0.display())]
    Read(PathBuf, #[source] io::Error),
    /// It is not a whole directory.
    #[error("the directory {} is cut off or misspelt", file.display())]
    Parse {
        /// Which file.
        file: PathBuf,
        /// Where, and what was expected there.
        #[source]
        error: serde_json::Error,
    },
    /// Phones would not read all of it.
    #[error("the directory {} cannot be served", .0.display())]
    Fault(PathBuf, #[source] Fault),
    /// Phones would not read any of it.
    #[error("the directory {} has more than {DIRECTORY_BYTES_MAX} bytes", .0.display())]
    TooLarge(PathBuf),
}

impl DirectoryFileError {
    /// What is wrong and what to do, in Spanish.
    #[must_use]
    pub fn words(&self) -> String {
        let name = |file: &Path| file.display().to_string();
        match self {
            Self::Read(file, _) => text("directory-unreadable", &[("file", name(file).into())]),
            Self::Parse { file, error } => text(
                "directory-broken",
                &[
                    ("file", name(file).into()),
                    ("line", error.line().to_string().into()),
                    ("column", error.column().to_string().into()),
                ],
            ),
            Self::Fault(file, Fault::Repeated(id)) => text(
                "directory-repeated",
                &[("file", name(file).into()), ("id", id.as_str().into())],
            ),
            Self::Fault(file, Fault::Lines) => {
                text("directory-lines", &[("file", name(file).into())])
            }
            Self::Fault(file, _) | Self::TooLarge(file) => {
                text("directory-too-much", &[("file", name(file).into())])
            }
        }
    }
}

/// Reads the municipality's own directory. It is served as a whole or not at all: a phone would
/// leave an odd entry out, and nobody would know why it is missing.
pub fn read(file: &Path) -> Result<Directory, DirectoryFileError> {
    let cannot_read = |error| DirectoryFileError::Read(file.to_owned(), error);
    let mut text = String::new();
    File::open(file)
        .and_then(|open| open.take(FILE_BYTES_MAX).read_to_string(&mut text))
        .map_err(cannot_read)?;
    // Windows' editors begin a file with this mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let directory: Directory =
        serde_json::from_str(text).map_err(|error| DirectoryFileError::Parse {
            file: file.to_owned(),
            error,
        })?;
    directory
        .check()
        .map_err(|fault| DirectoryFileError::Fault(file.to_owned(), fault))?;
    if Edition::of(&directory).body.len() > DIRECTORY_BYTES_MAX {
        return Err(DirectoryFileError::TooLarge(file.to_owned()));
    }
    Ok(directory)
}

/// A directory as it is served.
#[derive(Debug, Clone)]
pub(crate) struct Edition {
    pub(crate) etag: ETag,
    pub(crate) body: Bytes,
}

impl Edition {
    fn of(directory: &Directory) -> Self {
        // Plain strings: their serialisation has no error.
        let body = serde_json::to_vec(directory).unwrap_or_default();
        Self {
            etag: ETag::of(&body),
            body: body.into(),
        }
    }
}

/// Serves the directory, and renews it now and then.
#[derive(Debug)]
pub(crate) struct Publisher {
    own: Directory,
    newest: Mutex<Option<(Instant, Edition)>>,
}

impl Publisher {
    /// One that serves this directory.
    pub(crate) fn new(own: Directory) -> Self {
        Self {
            own,
            newest: Mutex::default(),
        }
    }

    /// What the municipality wrote, or the seed.
    pub(crate) fn own(&self) -> &Directory {
        &self.own
    }

    /// What is to be served now.
    pub(crate) async fn edition(&self, store: &Store, now: Instant) -> Result<Edition, StoreError> {
        let mut newest = self.newest.lock().await;
        if let Some((made_at, edition)) = &*newest
            && now.saturating_duration_since(*made_at) < EDITION_LASTS
        {
            return Ok(edition.clone());
        }
        let edition = self.with(store.organizations().await?);
        *newest = Some((now, edition.clone()));
        Ok(edition)
    }

    /// The own directory and these organizations, as far as a phone reads them.
    fn with(&self, names: Vec<String>) -> Edition {
        let mut directory = self.own.clone();
        let listed = &mut directory.organizations;
        let mut known: HashSet<String> =
            listed.iter().map(|one| folded(one.name.as_str())).collect();
        let unlisted = names
            .into_iter()
            .filter(|name| known.insert(folded(name)))
            .filter_map(|name| known_by_name(&name))
            .take(DIRECTORY_ORGANIZATIONS_MAX.saturating_sub(listed.len()));
        let unlisted: Vec<ListedOrganization> = unlisted.collect();
        listed.extend(unlisted);
        let edition = Edition::of(&directory);
        if edition.body.len() > DIRECTORY_BYTES_MAX {
            tracing::warn!("the directory is full: only the municipality's own is served");
            return Edition::of(&self.own);
        }
        edition
    }
}

/// An organization of which only the name is known. Its id is made from that, so that it stays.
fn known_by_name(name: &str) -> Option<ListedOrganization> {
    let hash = Sha256::digest(name);
    let id = URL_SAFE_NO_PAD.encode(hash.get(..ID_HASH_BYTES)?);
    Some(ListedOrganization {
        id: EntryId::new(&id).ok()?,
        kind: OrganizationKind::Otra,
        name: Name::new(name).ok()?,
        district: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_directory_is_served_without_what_the_database_adds() {
        let publisher = Publisher::new(Directory::seed());
        let names: Vec<String> = (0..4_500).map(|n| format!("{n:0>480}")).collect();
        let edition = publisher.with(names);
        assert_eq!(edition.etag, Edition::of(&Directory::seed()).etag);
    }

    #[test]
    fn an_organization_that_is_written_otherwise_is_not_listed_twice() {
        let publisher = Publisher::new(Directory::seed());
        let names = ["Mototaxis Río Seco", "MOTOTAXIS RIO SECO", "\u{0}"];
        let edition = publisher.with(names.map(str::to_owned).to_vec());
        let served = Directory::read(&edition.body).unwrap();
        let [organization] = served.organizations.as_slice() else {
            panic!("{} organizations", served.organizations.len());
        };
        assert_eq!(organization.name.as_str(), "Mototaxis Río Seco");
    }
}
