//! Disks that are full, and files that rot.

use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use rustix::mount::{MountFlags, UnmountFlags, mount, unmount};
use tempfile::TempDir;

const BALLAST: &str = "ballast";
const PAGE_BYTES: usize = 4096;

/// A small file system in memory. Unmounted when dropped.
#[derive(Debug)]
pub struct Disk {
    folder: TempDir,
}

impl Disk {
    /// Mounts an empty one of that size.
    pub fn mount(bytes: u64) -> Result<Self> {
        let folder = TempDir::new()?;
        let options = std::ffi::CString::new(format!("size={bytes}"))?;
        mount(
            "none",
            folder.path(),
            "tmpfs",
            MountFlags::empty(),
            options.as_c_str(),
        )
        .context("a file system can be mounted only as root: run the tests as root")?;
        Ok(Self { folder })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Leaves no byte free.
    pub fn fill(&self) -> Result<()> {
        let mut ballast = File::options()
            .create(true)
            .append(true)
            .open(self.ballast())?;
        // Page by page, so that the last one is filled too.
        loop {
            match ballast.write_all(&[0; PAGE_BYTES]) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::StorageFull => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Takes away what filled it.
    pub fn free(&self) -> Result<()> {
        Ok(std::fs::remove_file(self.ballast())?)
    }

    fn ballast(&self) -> PathBuf {
        self.path().join(BALLAST)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Whoever still has a file open there keeps it until the end; the name is gone at once.
        let _ = unmount(self.path(), UnmountFlags::DETACH);
    }
}

/// Flips every bit of one byte in each page of a file, as a dying flash chip might.
pub fn rot(file: &Path) -> Result<()> {
    let mut bytes = std::fs::read(file)?;
    for page in bytes.chunks_mut(PAGE_BYTES) {
        if let Some(byte) = page.get_mut(PAGE_BYTES / 3) {
            *byte = !*byte;
        }
    }
    Ok(std::fs::write(file, bytes)?)
}
