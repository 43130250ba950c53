//! A key in a file. Whoever copies the disk can read what it seals, so it must be chosen.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use auxilio_client::ports::{
    KeySource, NAMED_SECRET_BYTES_MAX, Secret, SecretName, Secrets, SecretsError,
};
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
        let Some(bytes) = read_private(&self.path, Secret::BYTES)? else {
            return Ok(None);
        };
        let not_a_key = || io::Error::new(io::ErrorKind::InvalidData, "the file is not a key");
        Secret::from_bytes(&bytes).map(Some).ok_or_else(not_a_key)
    }

    /// Beside the key: `key.webhook-token`.
    fn place_of(&self, name: SecretName) -> PathBuf {
        let mut path = self.path.clone().into_os_string();
        path.push(".");
        path.push(name.as_str());
        path.into()
    }

    /// Whole or not at all: written beside its place, then linked there, which fails if a key is
    /// there already. Nothing that exists is ever written over.
    fn write(&self, secret: &Secret) -> io::Result<()> {
        let folder = folder_of(&self.path);
        let beside = self.path.with_extension("new");
        write_private(&beside, Zeroizing::new(secret.to_bytes()).as_slice())?;
        let linked = fs::hard_link(&beside, &self.path);
        fs::remove_file(&beside)?;
        linked?;
        File::open(folder)?.sync_all()
    }

    /// Whole or not at all, in place of what was there.
    fn replace(&self, name: SecretName, secret: &[u8]) -> io::Result<()> {
        let place = self.place_of(name);
        let mut beside = place.clone().into_os_string();
        beside.push(".new");
        write_private(Path::new(&beside), secret)?;
        fs::rename(&beside, &place)?;
        File::open(folder_of(&place))?.sync_all()
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// At most so many bytes, and one more of a longer file, so that it is seen to be longer.
fn read_private(path: &Path, bytes_max: usize) -> io::Result<Option<Zeroizing<Vec<u8>>>> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    refuse_readable_by_others(&file)?;
    let mut bytes = Zeroizing::new(vec![0; bytes_max + 1]);
    let mut length = 0;
    while let Some(rest) = bytes.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            read => length += read,
        }
    }
    bytes.truncate(length);
    Ok(Some(bytes))
}

/// Writes a new file for its owner alone, in place of what a crash left there.
fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    make_private_folder(folder_of(path))?;
    remove(path)?;
    let mut file = private().create_new(true).write(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

impl Secrets for KeyFile {
    fn load(&self) -> Result<Option<Secret>, SecretsError> {
        self.read().map_err(|error| failed("load", &error))
    }

    fn store(&self, secret: &Secret) -> Result<(), SecretsError> {
        self.write(secret).map_err(|error| failed("store", &error))
    }

    fn load_named(&self, name: SecretName) -> Result<Option<Zeroizing<Vec<u8>>>, SecretsError> {
        let bytes = read_private(&self.place_of(name), NAMED_SECRET_BYTES_MAX);
        let bytes = bytes.map_err(|error| failed("load", &error))?;
        Ok(bytes.filter(|bytes| bytes.len() <= NAMED_SECRET_BYTES_MAX))
    }

    fn store_named(&self, name: SecretName, secret: Option<&[u8]>) -> Result<(), SecretsError> {
        match secret {
            Some(secret) => self.replace(name, secret),
            None => remove(&self.place_of(name)),
        }
        .map_err(|error| failed("store", &error))
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
