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
    #[error("the signing key {FILE} cannot be read or written")]
    Io(#[from] io::Error),
    /// The system gives no randomness.
    #[error("no randomness for a new signing key")]
    Randomness(#[from] getrandom::Error),
    /// Not 32 bytes. It is never replaced: phones would not believe another.
    #[error("the signing key {FILE} is damaged: bring it back from a backup")]
    Damaged,
}

/// Reads the key, or makes it where there is none.
pub fn load_or_create(data: &Path) -> Result<SigningKey, KeyFileError> {
    let file = data.join(FILE);
    match fs::read(&file) {
        Ok(bytes) => {
            let seed = Zeroizing::new(bytes);
            let seed: &[u8; 32] = seed
                .as_slice()
                .try_into()
                .map_err(|_| KeyFileError::Damaged)?;
            Ok(SigningKey::from_seed(seed))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => create(data, &file),
        Err(error) => Err(error.into()),
    }
}

/// Writes the new key beside its place and moves it there once it is on the disk: a crash leaves
/// either no key or a whole one.
fn create(data: &Path, file: &Path) -> Result<SigningKey, KeyFileError> {
    let mut seed = Zeroizing::new([0; 32]);
    getrandom::fill(seed.as_mut_slice())?;
    let fresh = file.with_extension("new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, MODE);
    let mut opened = options.open(&fresh)?;
    opened.write_all(seed.as_slice())?;
    opened.sync_all()?;
    fs::rename(&fresh, file)?;
    #[cfg(unix)]
    fs::File::open(data)?.sync_all()?;
    Ok(SigningKey::from_seed(&seed))
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
            Err(KeyFileError::Damaged)
        ));
        assert_eq!(fs::read(folder.path().join(FILE)).unwrap(), b"short");
    }
}
