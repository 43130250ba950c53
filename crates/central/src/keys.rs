//! The central's own signing keys: the one in use, those before it, and how each handed over to the
//! next. Phones pin the one in use, so it is made once, kept with the data, and followed by another
//! only by its own signature.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use auxilio_protocol::limits::HANDOVERS_MAX;
use auxilio_protocol::succession::KeyHandover;
use auxilio_protocol::{KeyId, KeySet, SigningKey, WireTime, jws};
use zeroize::Zeroizing;

const FILE: &str = "signing.key";
/// The next key, while it takes over.
const NEXT: &str = "signing.next";
/// The keys before, oldest first, 32 bytes each.
const FORMER: &str = "former.keys";
/// The hand-overs, oldest first, one a line.
const HANDOVERS: &str = "handovers";
/// Length of a secret, in bytes.
const SECRET_BYTES: usize = 32;
/// Only the user that runs the central.
const MODE: u32 = 0o600;

/// Why the keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// The file cannot be read or written.
    #[error("the key {0} cannot be read or written")]
    Io(&'static str, #[source] io::Error),
    /// The system gives no randomness.
    #[error("no randomness for a new key")]
    Randomness(#[from] getrandom::Error),
    /// Not what it should hold. It is never replaced: what it signed or sealed would be lost.
    #[error("the key {0} is damaged: bring it back from a backup")]
    Damaged(&'static str),
}

/// The keys of a central.
#[derive(Debug, Clone)]
pub struct Keys {
    /// What signs now.
    pub current: SigningKey,
    /// What signed before, oldest first. Phones that have not heard of the next still write text
    /// messages for them.
    pub former: Vec<SigningKey>,
    /// How each handed over to the next, as it is published: the last leads to the one in use.
    pub handovers: Vec<String>,
}

impl Keys {
    /// What invitations are made from: the first key that the central had, so that they outlast a
    /// change of keys.
    #[must_use]
    pub fn for_invitations(&self) -> &SigningKey {
        self.former.first().unwrap_or(&self.current)
    }

    /// The key in use and those before it, newest first.
    pub fn all(&self) -> impl Iterator<Item = &SigningKey> {
        std::iter::once(&self.current).chain(self.former.iter().rev())
    }
}

/// Reads the keys, or makes the first where there is none.
pub fn load_or_create(data: &Path) -> Result<Keys, KeyFileError> {
    let current = SigningKey::from_seed(&*secret(data, FILE)?);
    let mut former = read_former(data)?;
    // A change that was interrupted has left these ahead of the key in use.
    former.retain(|key| key.id() != current.id());
    let mut handovers = read_handovers(data)?;
    let leads_here = |token: &String| leads_to(token, &former, &current);
    let reached = handovers.iter().rposition(leads_here).map_or(0, |n| n + 1);
    handovers.truncate(reached);
    let handovers = handovers.split_off(handovers.len().saturating_sub(HANDOVERS_MAX));
    Ok(Keys {
        current,
        former,
        handovers,
    })
}

/// Makes a new key and has the one in use hand over to it. Interrupted at any point it changes
/// nothing yet, and the next time goes on where it stood. A central that runs meanwhile goes on
/// with the old key until it is started again.
pub fn rotate(data: &Path, now: WireTime) -> Result<(KeyId, KeyId), KeyFileError> {
    let seed = secret(data, FILE)?;
    let current = SigningKey::from_seed(&seed);
    let next = SigningKey::from_seed(&*secret(data, NEXT)?);
    let mut former = bytes(data, FORMER)?;
    if !former.ends_with(seed.as_slice()) {
        former.extend_from_slice(seed.as_slice());
        keep(data, FORMER, &former)?;
    }
    let mut handovers = read_handovers(data)?;
    let by_current = [current.clone()];
    if !(handovers.last()).is_some_and(|token| leads_to(token, &by_current, &next)) {
        let statement = KeyHandover {
            next: next.public(),
            at: now,
        };
        handovers.push(jws::sign(&current, &statement));
        keep(data, HANDOVERS, (handovers.join("\n") + "\n").as_bytes())?;
    }
    let failed = |error| KeyFileError::Io(FILE, error);
    fs::rename(data.join(NEXT), data.join(FILE)).map_err(failed)?;
    sync(data).map_err(failed)?;
    Ok((current.id().clone(), next.id().clone()))
}

/// Whether one of these keys hands over to that one by it.
fn leads_to(token: &str, by: &[SigningKey], next: &SigningKey) -> bool {
    by.iter().any(|key| {
        jws::verify::<KeyHandover>(token, &KeySet::new([key.public()]))
            .is_ok_and(|handover| handover.next == next.public())
    })
}

fn read_former(data: &Path) -> Result<Vec<SigningKey>, KeyFileError> {
    let bytes = bytes(data, FORMER)?;
    let (seeds, rest) = bytes.as_chunks::<SECRET_BYTES>();
    if !rest.is_empty() {
        return Err(KeyFileError::Damaged(FORMER));
    }
    Ok(seeds.iter().map(SigningKey::from_seed).collect())
}

fn read_handovers(data: &Path) -> Result<Vec<String>, KeyFileError> {
    let bytes = bytes(data, HANDOVERS)?;
    let text = str::from_utf8(&bytes).map_err(|_| KeyFileError::Damaged(HANDOVERS))?;
    Ok(text.lines().map(ToOwned::to_owned).collect())
}

/// A file's bytes; none where there is no such file.
fn bytes(data: &Path, name: &'static str) -> Result<Zeroizing<Vec<u8>>, KeyFileError> {
    match fs::read(data.join(name)) {
        Ok(bytes) => Ok(Zeroizing::new(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Zeroizing::default()),
        Err(error) => Err(KeyFileError::Io(name, error)),
    }
}

fn keep(data: &Path, name: &'static str, bytes: &[u8]) -> Result<(), KeyFileError> {
    write(data, &data.join(name), bytes).map_err(|error| KeyFileError::Io(name, error))
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
            let mut fresh = Zeroizing::new([0; SECRET_BYTES]);
            getrandom::fill(fresh.as_mut_slice())?;
            write(data, &file, fresh.as_slice()).map_err(failed)?;
            Ok(fresh)
        }
        Err(error) => Err(failed(error)),
    }
}

/// Writes the file beside its place and moves it there once it is on the disk: a crash leaves either
/// what was there or all of the new.
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
    sync(data)
}

/// Makes what was moved in the folder last.
fn sync(data: &Path) -> io::Result<()> {
    #[cfg(unix)]
    fs::File::open(data)?.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use auxilio_protocol::succession::successor;

    use super::*;

    const NOW: i64 = 1_790_000_000_000;

    fn turn(data: &Path) {
        rotate(data, WireTime::from_unix_ms(NOW)).unwrap();
    }

    #[test]
    fn the_key_is_made_once_and_only_its_owner_can_read_it() {
        let folder = tempfile::tempdir().unwrap();
        let made = load_or_create(folder.path()).unwrap().current;
        let read = load_or_create(folder.path()).unwrap().current;
        assert_eq!(made.id(), read.id());
        turn(folder.path());
        for name in [FILE, FORMER] {
            let permissions = fs::metadata(folder.path().join(name))
                .unwrap()
                .permissions();
            assert_eq!(permissions.mode() & 0o777, MODE, "{name}");
        }
    }

    #[test]
    fn a_damaged_key_is_told_and_never_replaced() {
        for name in [FILE, FORMER] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(name), b"short").unwrap();
            let refused = load_or_create(folder.path());
            assert!(matches!(refused, Err(KeyFileError::Damaged(told)) if told == name));
            assert_eq!(fs::read(folder.path().join(name)).unwrap(), b"short");
        }
    }

    #[test]
    fn each_key_hands_over_to_the_next_and_the_first_stays_that_of_invitations() {
        let folder = tempfile::tempdir().unwrap();
        let first = load_or_create(folder.path()).unwrap().current;
        let pinned = KeySet::new([first.public()]);
        for turns in 1..=HANDOVERS_MAX {
            turn(folder.path());
            let keys = load_or_create(folder.path()).unwrap();
            assert_eq!((keys.former.len(), keys.handovers.len()), (turns, turns));
            let reached = successor(&pinned, &keys.handovers).unwrap();
            assert_eq!(reached, keys.current.public());
            assert_eq!(keys.for_invitations().id(), first.id());
        }
        // Only so many are published: whoever slept through more than that enrols again.
        turn(folder.path());
        let keys = load_or_create(folder.path()).unwrap();
        assert_eq!(keys.handovers.len(), HANDOVERS_MAX);
        assert!(successor(&pinned, &keys.handovers).is_err());
    }

    #[test]
    fn a_change_that_was_interrupted_anywhere_changes_nothing_and_is_gone_on_with() {
        for steps in 1..=3 {
            let folder = tempfile::tempdir().unwrap();
            let data = folder.path();
            let first = load_or_create(data).unwrap().current;
            turn(data);
            let before = load_or_create(data).unwrap();
            let seed = [7; SECRET_BYTES];
            fs::write(data.join(NEXT), seed).unwrap();
            if steps > 1 {
                let former = [
                    fs::read(data.join(FORMER)).unwrap(),
                    fs::read(data.join(FILE)).unwrap(),
                ];
                keep(data, FORMER, &former.concat()).unwrap();
            }
            if steps > 2 {
                let statement = KeyHandover {
                    next: SigningKey::from_seed(&seed).public(),
                    at: WireTime::from_unix_ms(NOW),
                };
                let told = [
                    before.handovers[0].clone(),
                    jws::sign(&before.current, &statement),
                ];
                keep(data, HANDOVERS, told.join("\n").as_bytes()).unwrap();
            }
            let meanwhile = load_or_create(data).unwrap();
            assert_eq!(meanwhile.current.id(), before.current.id());
            assert_eq!(meanwhile.handovers, before.handovers);
            assert_eq!(meanwhile.former.len(), 1);
            turn(data);
            let after = load_or_create(data).unwrap();
            assert_eq!(after.current.id(), SigningKey::from_seed(&seed).id());
            assert_eq!((after.former.len(), after.handovers.len()), (2, 2));
            let reached = successor(&KeySet::new([first.public()]), &after.handovers);
            assert_eq!(reached, Ok(after.current.public()));
        }
    }
}
