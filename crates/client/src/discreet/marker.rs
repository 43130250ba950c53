//! The face's name in a file beside the outbox, in clear: the very first picture has to show the
//! face, and the outbox is not open yet. It says no more than the icon on the home screen does.

use std::fs;
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

use super::{FACE_NAME_BYTES_MAX, FaceName};

const FILE: &str = "face";

/// The face that the last run had; none if it had none.
#[must_use]
pub fn read(folder: &Path) -> Option<FaceName> {
    let file = fs::File::open(folder.join(FILE)).ok()?;
    let mut name = String::new();
    let bytes_max = u64::try_from(FACE_NAME_BYTES_MAX).unwrap_or(u64::MAX) + 1;
    file.take(bytes_max).read_to_string(&mut name).ok()?;
    name.parse().ok()
}

/// Has the next run begin with this face, or with none.
pub fn write(folder: &Path, face: Option<&FaceName>) -> io::Result<()> {
    let file = folder.join(FILE);
    let Some(face) = face else {
        return match fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => fs::File::open(folder)?.sync_all(),
        };
    };
    // Beside its place first: a crash leaves the old name or the new one.
    let fresh = file.with_extension("new");
    let mut opened = fs::File::create(&fresh)?;
    io::Write::write_all(&mut opened, face.as_str().as_bytes())?;
    opened.sync_all()?;
    fs::rename(&fresh, &file)?;
    fs::File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_face_is_found_again_until_it_is_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()), None);
        let face = "calculator".parse().unwrap();
        write(folder.path(), Some(&face)).unwrap();
        assert_eq!(read(folder.path()), Some(face));
        write(folder.path(), None).unwrap();
        write(folder.path(), None).unwrap();
        assert_eq!(read(folder.path()), None);
        fs::write(folder.path().join(FILE), "a".repeat(10_000)).unwrap();
        assert_eq!(read(folder.path()), None);
    }
}
