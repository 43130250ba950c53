//! A key in a file. Whoever copies the disk can read what it seals, so it must be chosen.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use auxilio_client::ports::{KeySource, Secret, Secrets, SecretsError};
use zeroize::Zeroizing;

use super::failed;

/// Mode bits of everybody but the owner.
const OTHERS: u32 = 0o077;

/// A file with mode 0600.
#[derive(Debug)]
pub struct KeyFile {
    path: PathBuf,
}

impl KeyFile {
    /// The key at that path.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
        }
    }

    fn read(&self) -> io::Result<Option<Secret>> {
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        refuse_readable_by_others(&file)?;
        // One byte more than a key, so that a longer file is seen to be longer.
        let mut bytes = Zeroizing::new([0; Secret::BYTES + 1]);
        let mut length = 0;
        while let Some(rest) = bytes.get_mut(length..).filter(|rest| !rest.is_empty()) {
            match file.read(rest)? {
                0 => break,
                read => length += read,
            }
        }
        let key = bytes.get(..length).and_then(Secret::from_bytes);
        let not_a_key = || io::Error::new(io::ErrorKind::InvalidData, "the file is not a key");
        key.map(Some).ok_or_else(not_a_key)
    }

    /// Whole or not at all: written beside its place, then linked there, which fails if a key is
    /// there already. Nothing that exists is ever written over.
    fn write(&self, secret: &Secret) -> io::Result<()> {
        let folder = match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        make_private_folder(folder)?;
        let beside = self.path.with_extension("new");
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = private().create_new(true).write(true).open(&beside)?;
        file.write_all(Zeroizing::new(secret.to_bytes()).as_slice())?;
        file.sync_all()?;
        let linked = fs::hard_link(&beside, &self.path);
        fs::remove_file(&beside)?;
        linked?;
        File::open(folder)?.sync_all()
    }
}

impl Secrets for KeyFile {
    fn load(&self) -> Result<Option<Secret>, SecretsError> {
        self.read().map_err(|error| failed("load", &error))
    }

    fn store(&self, secret: &Secret) -> Result<(), SecretsError> {
        self.write(secret).map_err(|error| failed("store", &error))
    }

    fn source(&self) -> KeySource {
        KeySource::File
    }
}

#[cfg(unix)]
fn private() -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = OpenOptions::new();
    options.mode(0o600);
    options
}

#[cfg(unix)]
fn make_private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
}

#[cfg(unix)]
fn refuse_readable_by_others(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    if file.metadata()?.permissions().mode() & OTHERS == 0 {
        return Ok(());
    }
    Err(io::Error::new(
        io::ErrorKind::PermissionDenied,
        "others may read or write the key file; it must have mode 0600",
    ))
}

#[cfg(test)]
mod tests;
