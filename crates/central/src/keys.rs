//! The central's own signing key. Phones pin it, so it is made once and kept with the data.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use auxilio_protocol::SigningKey;
use zeroize::Zeroizing;

const FILE: &str = "signing.key";
/// Only the user that runs the central.
const MODE: u32 = 0o600;

/// Why the key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// The file cannot be read or written.
    #[error("the key {0} cannot be read or written")]
    Io(&'static str, #[source] io::Error),
    /// The system gives no randomness.
    #[error("no randomness for a new key")]
    Randomness(#[from] getrandom::Error),
    /// Not 32 bytes. It is never replaced: what it signed or sealed would be lost.
    #[error("the key {0} is damaged: bring it back from a backup")]
    Damaged(&'static str),
}

/// Reads the key, or makes it where there is none.
pub fn load_or_create(data: &Path) -> Result<SigningKey, KeyFileError> {
    Ok(SigningKey::from_seed(&*secret(data, FILE)?))
}

/// Reads the 32 bytes of that file, or makes them where there are none.
pub(crate) fn secret(data: &Path, name: &'static str) -> Result<Zeroizing<[u8; 32]>, KeyFileError> {
    let file = data.join(name);
    let failed = |error| KeyFileError::Io(name, error);
    match fs::read(&file) {
        Ok(bytes) => {
            let bytes = Zeroizing::new(bytes);
            let bytes = bytes.as_slice().try_into();
            bytes
                .map(Zeroizing::new)
                .map_err(|_| KeyFileError::Damaged(name))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut fresh = Zeroizing::new([0; 32]);
            getrandom::fill(fresh.as_mut_slice())?;
            write(data, &file, fresh.as_slice()).map_err(failed)?;
            Ok(fresh)
        }
        Err(error) => Err(failed(error)),
    }
}

/// Writes the new key beside its place and moves it there once it is on the disk: a crash leaves
/// either no key or a whole one.
fn write(data: &Path, file: &Path, secret: &[u8]) -> io::Result<()> {
    let fresh = file.with_extension("new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, MODE);
    let mut opened = options.open(&fresh)?;
    opened.write_all(secret)?;
    opened.sync_all()?;
    fs::rename(&fresh, file)?;
    #[cfg(unix)]
    fs::File::open(data)?.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_made_once_and_only_its_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let made = load_or_create(folder.path()).unwrap();
        let read = load_or_create(folder.path()).unwrap();
        assert_eq!(made.id(), read.id());
        let permissions = fs::metadata(folder.path().join(FILE))
            .unwrap()
            .permissions();
        assert_eq!(permissions.mode() & 0o777, MODE);
    }

    #[test]
    fn a_damaged_key_is_told_and_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), b"short").unwrap();
        assert!(matches!(
            load_or_create(folder.path()),
            Err(KeyFileError::Damaged(FILE))
        ));
        assert_eq!(fs::read(folder.path().join(FILE)).unwrap(), b"short");
    }
}
