//! The central's own signing keys. Phones pin the one in use, so it is kept with the data; when
//! another one takes its place, the old one signs for it and is kept as well, for what was made or
//! written with it.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use auxilio_protocol::key_handover::KeyHandover;
use auxilio_protocol::limits::{JWS_BYTES_MAX, KEY_HANDOVERS_MAX};
use auxilio_protocol::{KeyId, SigningKey, WireTime, jws};
use zeroize::Zeroizing;

const FILE: &str = "signing.key";
/// What an error calls the keys before it.
const EARLIER: &str = "signing-N.key";
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
    /// Phones follow only so many.
    #[error("the key was given on {KEY_HANDOVERS_MAX} times: another one means enrolling anew")]
    TooMany,
}

/// The central's keys.
#[derive(Debug)]
pub struct Keys {
    signing: SigningKey,
    /// Those before it, oldest first.
    earlier: Vec<SigningKey>,
    handovers: Vec<String>,
}

impl Keys {
    /// What signs receipts and status events.
    #[must_use]
    pub fn signing(&self) -> &SigningKey {
        &self.signing
    }

    /// What invitations are made from: the first key, so that those which are out stay what they
    /// are.
    #[must_use]
    pub fn of_invitations(&self) -> &SigningKey {
        self.earlier.first().unwrap_or(&self.signing)
    }

    /// All of them, the one in use first: a phone that has not heard of it wrote to an earlier one.
    pub fn all(&self) -> impl Iterator<Item = &SigningKey> {
        [&self.signing].into_iter().chain(self.earlier.iter().rev())
    }

    /// How each key followed from the one before it, oldest first.
    #[must_use]
    pub fn handovers(&self) -> &[String] {
        &self.handovers
    }
}

/// Reads the keys, or makes the first where there is none.
pub fn load_or_create(data: &Path) -> Result<Keys, KeyFileError> {
    let signing = SigningKey::from_seed(&*secret(data, FILE)?);
    let mut keys = Keys {
        signing,
        earlier: Vec::new(),
        handovers: Vec::new(),
    };
    for number in 1..=KEY_HANDOVERS_MAX {
        let Some(earlier) = existing(&data.join(earlier_file(number)))? else {
            break;
        };
        // A rotation that was cut off in the middle: the key in use is still this one.
        if earlier.id() == keys.signing.id() {
            break;
        }
        keys.handovers.push(handover(data, number)?);
        keys.earlier.push(earlier);
    }
    Ok(keys)
}

/// What a rotation changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotated {
    /// The key that signed until now.
    pub from: KeyId,
    /// The key that signs from the next start on.
    pub to: KeyId,
}

/// Gives the key on to a new one. A central that runs goes on with the old one until it is started
/// again. Each file is whole before the next is begun, and the new key takes its place last: a
/// crash in between leaves the old one in use, and the command can be given again.
pub fn rotate(data: &Path, now: WireTime) -> Result<Rotated, KeyFileError> {
    let keys = load_or_create(data)?;
    let number = keys.earlier.len() + 1;
    if number > KEY_HANDOVERS_MAX {
        return Err(KeyFileError::TooMany);
    }
    let old = secret(data, FILE)?;
    let mut fresh = Zeroizing::new([0; 32]);
    getrandom::fill(fresh.as_mut_slice())?;
    let next = SigningKey::from_seed(&fresh);
    let statement = KeyHandover {
        next: next.public(),
        at: now,
    };
    let statement = jws::sign(&keys.signing, &statement);
    let failed = |error| KeyFileError::Io(FILE, error);
    write(
        data,
        &data.join(handover_file(number)),
        statement.as_bytes(),
    )
    .map_err(failed)?;
    write(data, &data.join(earlier_file(number)), old.as_slice()).map_err(failed)?;
    write(data, &data.join(FILE), fresh.as_slice()).map_err(failed)?;
    Ok(Rotated {
        from: keys.signing.id().clone(),
        to: next.id().clone(),
    })
}

fn earlier_file(number: usize) -> String {
    format!("signing-{number}.key")
}

fn handover_file(number: usize) -> String {
    format!("signing-{number}.handover")
}

fn existing(file: &Path) -> Result<Option<SigningKey>, KeyFileError> {
    match fs::read(file) {
        Ok(bytes) => {
            let bytes = Zeroizing::new(bytes);
            let seed: &[u8; 32] = bytes
                .as_slice()
                .try_into()
                .map_err(|_| KeyFileError::Damaged(EARLIER))?;
            Ok(Some(SigningKey::from_seed(seed)))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(KeyFileError::Io(EARLIER, error)),
    }
}

fn handover(data: &Path, number: usize) -> Result<String, KeyFileError> {
    let read = fs::read_to_string(data.join(handover_file(number)));
    let statement = read.map_err(|error| KeyFileError::Io(EARLIER, error))?;
    if statement.len() > JWS_BYTES_MAX {
        return Err(KeyFileError::Damaged(EARLIER));
    }
    Ok(statement)
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
        assert_eq!(made.signing().id(), read.signing().id());
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
