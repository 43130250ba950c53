//! The outbox's file: one redb table of sealed values.
//!
//! A file that is damaged is put aside under another name, never deleted, and whatever of it can
//! still be opened moves into a new one.

use std::fs::File;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use redb::{Database, ReadableDatabase as _, ReadableTable as _, TableDefinition};

use super::seal::{NoRandomness, Sealer};
use super::stored::{self, Unreadable};
use crate::core::{Key, Stored, Write};
use crate::directory::Given;
use crate::discreet::Guard;
use crate::view::NotSaved;

const TABLE: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("sealed");
/// Damaged files that are kept; beyond that nothing can be saved any more, and the person is told.
const PUT_ASIDE_MAX: u32 = 1_000;
const FILE_NAME: &str = "outbox.redb";
/// Memory that redb may use for its cache, in bytes: an outbox is a few pages.
const CACHE_BYTES: usize = 1024 * 1024;

/// Why the outbox could not be opened or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder could not be made, or the file not be moved.
    #[error("could not prepare {path}: {cause}")]
    Folder {
        /// What was being prepared.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// Another process has it open.
    #[error("the outbox is open in another process")]
    InUse,
    /// The file is no outbox any more.
    #[error("the outbox is damaged: {0}")]
    Damaged(String),
    /// The disk refused.
    #[error("the disk refused: {0}")]
    Disk(redb::Error),
    /// The outbox was damaged; it lies there now, and a new one has yet to be written.
    #[error("the outbox was damaged and put aside as {0}")]
    PutAside(PathBuf),
    /// Nothing can be sealed.
    #[error(transparent)]
    Seal(#[from] NoRandomness),
}

impl StoreError {
    /// What the person is told of it.
    #[must_use]
    pub fn not_saved(&self) -> NotSaved {
        match self {
            Self::InUse => NotSaved::InUse,
            Self::Seal(_) => NotSaved::Key,
            Self::Folder { .. } | Self::Damaged(_) | Self::PutAside(_) | Self::Disk(_) => {
                NotSaved::Disk
            }
        }
    }

    fn of(error: impl Into<redb::Error>) -> Self {
        match error.into() {
            redb::Error::DatabaseAlreadyOpen => Self::InUse,
            redb::Error::Corrupted(what) => Self::Damaged(what),
            // Bytes that make no sense, or a file that was cut off.
            redb::Error::Io(cause)
                if matches!(
                    cause.kind(),
                    ErrorKind::InvalidData | ErrorKind::UnexpectedEof
                ) =>
            {
                Self::Damaged(cause.to_string())
            }
            error @ (redb::Error::TableTypeMismatch { .. }
            | redb::Error::TypeDefinitionChanged { .. }
            | redb::Error::TableIsMultimap(_)
            | redb::Error::UpgradeRequired(_)
            | redb::Error::RepairAborted) => Self::Damaged(error.to_string()),
            error => Self::Disk(error),
        }
    }
}

/// The open outbox.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    sealer: Sealer,
    /// None after the disk refused: redb then wants the file to be opened anew.
    database: Option<Database>,
    /// The file was begun anew and has taken nothing yet.
    is_fresh: bool,
}

/// An outbox that was just opened.
#[derive(Debug)]
pub struct Opened {
    /// To write to.
    pub store: Store,
    /// What it held.
    pub stored: Stored,
    /// Where a damaged file was put, if there was one. What could be read of it is in
    /// [`Self::stored`] and has yet to be written to the new one.
    pub put_aside: Option<PathBuf>,
    /// The directory, if there is one.
    pub directory: Option<SealedDirectory>,
}

/// A directory as it lies in the outbox. It can be large, and a press waits for the outbox and not
/// for this: it is opened afterwards.
#[derive(Debug)]
pub struct SealedDirectory {
    sealer: Sealer,
    sealed: Vec<u8>,
}

impl SealedDirectory {
    /// Opens it. One that cannot be opened is none, and no damage to what matters.
    #[must_use]
    pub fn open(&self) -> Option<Given> {
        let value = self.sealer.open(DIRECTORY, &self.sealed).ok()?;
        stored::read_directory(&value)
    }
}

impl Store {
    /// Opens or begins the outbox in a folder.
    pub fn open(folder: &Path, sealer: Sealer) -> Result<Opened, StoreError> {
        make_private_folder(folder)?;
        let (database, read) = match read(&folder.join(FILE_NAME), &sealer) {
            Err(StoreError::Damaged(_)) => (None, Read::of_nothing_but_damage()),
            result => result.map(|(database, read)| (Some(database), read))?,
        };
        let directory = read.sealed_directory.map(|sealed| SealedDirectory {
            sealer: sealer.clone(),
            sealed,
        });
        let mut store = Self {
            folder: folder.to_owned(),
            sealer,
            database,
            is_fresh: false,
        };
        let put_aside = if read.is_damaged {
            Some(store.put_aside()?)
        } else {
            None
        };
        sync_folder(folder)?;
        Ok(Opened {
            store,
            stored: read.stored,
            put_aside,
            directory,
        })
    }

    /// Writes all of it in one transaction and returns when it is synced to disk.
    ///
    /// Damage may show only now. Then the file is put aside and the answer is
    /// [`StoreError::PutAside`]: everything has to be written again, to a new one.
    pub fn commit(&mut self, writes: &[Write]) -> Result<(), StoreError> {
        let database = match self.database.take() {
            Some(database) => database,
            None => open_database(&self.folder.join(FILE_NAME))?,
        };
        // A database that refused, or panicked, is closed until the next commit.
        let sealer = &self.sealer;
        let committed = catch_unwind(AssertUnwindSafe(move || {
            commit(&database, sealer, writes).map(|()| database)
        }))
        .unwrap_or_else(|_| Err(StoreError::Damaged("writing to it panicked".to_owned())));
        match committed {
            Ok(database) => {
                self.database = Some(database);
                self.is_fresh = false;
                Ok(())
            }
            Err(StoreError::Damaged(_)) if !self.is_fresh => {
                Err(StoreError::PutAside(self.put_aside()?))
            }
            Err(error) => Err(error),
        }
    }

    /// Gives the file a name that nothing else has. It is never deleted.
    fn put_aside(&mut self) -> Result<PathBuf, StoreError> {
        self.close();
        let aside = (1..=PUT_ASIDE_MAX)
            .map(|number| self.folder.join(format!("outbox.damaged-{number}.redb")))
            .find(|path| !path.exists())
            .ok_or_else(|| StoreError::Folder {
                path: self.folder.clone(),
                cause: ErrorKind::AlreadyExists.into(),
            })?;
        std::fs::rename(self.folder.join(FILE_NAME), &aside).map_err(|cause| {
            StoreError::Folder {
                path: aside.clone(),
                cause,
            }
        })?;
        self.is_fresh = true;
        sync_folder(&self.folder)?;
        Ok(aside)
    }

    /// redb writes a little when it closes, and panics on some damage.
    fn close(&mut self) {
        let database = self.database.take();
        // What was committed is on disk already.
        let _ = catch_unwind(AssertUnwindSafe(move || drop(database)));
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.close();
    }
}

fn commit(database: &Database, sealer: &Sealer, writes: &[Write]) -> Result<(), StoreError> {
    let transaction = database.begin_write().map_err(StoreError::of)?;
    {
        let mut table = transaction.open_table(TABLE).map_err(StoreError::of)?;
        for Write { key, value } in writes {
            let place = place_of(*key);
            match value {
                Some(value) => {
                    let bytes = sealer.seal(&place, value)?;
                    table
                        .insert(place.as_str(), bytes.as_slice())
                        .map_err(StoreError::of)?;
                }
                None => {
                    table.remove(place.as_str()).map_err(StoreError::of)?;
                }
            }
        }
    }
    transaction.commit().map_err(StoreError::of)
}

#[derive(Default)]
struct Read {
    stored: Stored,
    sealed_directory: Option<Vec<u8>>,
    /// Some of it could not be read.
    is_damaged: bool,
}

impl Read {
    fn of_nothing_but_damage() -> Self {
        Self {
            is_damaged: true,
            ..Self::default()
        }
    }
}

fn read(path: &Path, sealer: &Sealer) -> Result<(Database, Read), StoreError> {
    // redb answers most damage with an error, and some with a panic.
    catch_unwind(AssertUnwindSafe(|| {
        let database = open_database(path)?;
        let read = read_all(&database, sealer)?;
        Ok((database, read))
    }))
    .unwrap_or_else(|_| Err(StoreError::Damaged("reading it panicked".to_owned())))
}

fn read_all(database: &Database, sealer: &Sealer) -> Result<Read, StoreError> {
    let mut read = Read::default();
    let transaction = database.begin_read().map_err(StoreError::of)?;
    let table = match transaction.open_table(TABLE) {
        Err(redb::TableError::TableDoesNotExist(_)) => return Ok(read),
        table => table.map_err(StoreError::of)?,
    };
    for row in table.iter().map_err(StoreError::of)? {
        if let Ok((place, sealed)) = &row
            && place.value() == DIRECTORY
        {
            read.sealed_directory = Some(sealed.value().to_vec());
            continue;
        }
        let readable = row.ok().and_then(|(place, sealed)| {
            let value = sealer.open(place.value(), sealed.value()).ok()?;
            take_in(&mut read.stored, place.value(), &value).ok()
        });
        read.is_damaged |= readable.is_none();
    }
    Ok(read)
}

fn open_database(path: &Path) -> Result<Database, StoreError> {
    catch_unwind(|| Database::builder().set_cache_size(CACHE_BYTES).create(path))
        .unwrap_or_else(|_| {
            Err(redb::DatabaseError::Storage(redb::StorageError::Corrupted(
                "opening it panicked".to_owned(),
            )))
        })
        .map_err(StoreError::of)
}

const ALERT_PREFIX: &str = "alert/";
const DIRECTORY: &str = "directory";
const JOURNEY_PREFIX: &str = "journey/";

fn place_of(key: Key) -> String {
    match key {
        Key::Alert(id) => format!("{ALERT_PREFIX}{id}"),
        Key::Journey(id) => format!("{JOURNEY_PREFIX}{id}"),
        Key::Settings => "settings".to_owned(),
        Key::Profile => "profile".to_owned(),
        Key::LastFix => "last-fix".to_owned(),
        Key::Language => "language".to_owned(),
        Key::Directory => DIRECTORY.to_owned(),
        Key::OwnData => "own-data".to_owned(),
        Key::Preferences => "preferences".to_owned(),
        Key::Discreet => "discreet".to_owned(),
    }
}

fn take_in(stored: &mut Stored, place: &str, value: &[u8]) -> Result<(), Unreadable> {
    match place {
        "settings" => stored.settings = stored::read_settings(value)?,
        "profile" => stored.profile = stored::read_profile(value)?,
        "language" => stored.language = Some(stored::read_language(value)?),
        "own-data" => stored.own_data = stored::read_own_data(value)?,
        "preferences" => stored.preferences = stored::read_preferences(value)?,
        "discreet" => {
            stored.discreet = Guard::On(Box::new(stored::read_discreet(value)?));
        }
        "last-fix" => stored.last_fix = Some(stored::read_fix(value)?),
        place if place.starts_with(ALERT_PREFIX) => stored.alerts.push(stored::read_alert(value)?),
        place if place.starts_with(JOURNEY_PREFIX) => {
            stored.journeys.push(stored::read_journey(value)?);
        }
        // Something that a later version keeps.
        _ => {}
    }
    Ok(())
}

fn make_private_folder(folder: &Path) -> Result<(), StoreError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|cause| StoreError::Folder {
        path: folder.to_owned(),
        cause,
    })
}

/// A new file is durable only with the folder that names it.
fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    File::open(folder)
        .and_then(|file| file.sync_all())
        .map_err(|cause| StoreError::Folder {
            path: folder.to_owned(),
            cause,
        })
}
