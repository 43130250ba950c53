//! The stored form of a central's directory.

use std::sync::Arc;

use auxilio_protocol::Endpoint;
use auxilio_protocol::directory::{Directory, ETag};
use serde::{Deserialize, Serialize};

use super::{read, write};
use crate::directory::Given;

#[derive(Serialize, Deserialize)]
struct StoredDirectory {
    from: Endpoint,
    etag: Option<String>,
    /// The directory as it travels: it is read as an answer is, so that an entry of another version
    /// costs that entry and no more.
    wire: String,
}

/// The stored form of a central's directory.
#[must_use]
pub fn directory(given: &Given) -> Vec<u8> {
    write(StoredDirectory {
        from: given.from.clone(),
        etag: given.etag.as_ref().map(ETag::to_string),
        wire: serde_json::to_string(given.directory.as_ref()).unwrap_or_default(),
    })
}

/// Reads what [`directory`] wrote. What cannot be read any more is none: the central has it.
#[must_use]
pub fn read_directory(bytes: &[u8]) -> Option<Given> {
    let stored: StoredDirectory = read(bytes).ok()?;
    Some(Given {
        from: stored.from,
        etag: stored.etag.and_then(|etag| ETag::read(&etag).ok()),
        directory: Arc::new(Directory::read(stored.wire.as_bytes()).ok()?),
    })
}
