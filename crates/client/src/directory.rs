//! The directory of places and groups, as a central gave it.

use std::sync::Arc;

use auxilio_protocol::directory::ETag;
use auxilio_protocol::{Directory, Endpoint};

/// A central's directory, and what is needed to ask for a newer one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Whose it is: only that central knows the tag.
    pub from: Endpoint,
    /// Which edition it is; none if the central did not say.
    pub etag: Option<ETag>,
    /// What it holds.
    pub directory: Arc<Directory>,
}

/// What a central answers to the question for its directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edition {
    /// The phone has the newest.
    Unchanged,
    /// Another one, which arrived whole.
    New {
        /// What it holds.
        directory: Arc<Directory>,
        /// Which edition it is.
        etag: Option<ETag>,
    },
}
