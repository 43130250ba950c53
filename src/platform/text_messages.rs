//! What sends text messages: the system, or a program that the person names.

mod program;
#[cfg(not(target_os = "android"))]
mod without;

use std::path::PathBuf;

use auxilio_client::ports::TextMessenger;

use self::program::Program;
#[cfg(target_os = "ios")]
pub(super) use self::without::ByHand;
#[cfg(not(any(target_os = "android", target_os = "ios")))]
pub(super) use self::without::NoMessenger;
use super::system;

/// The program, if one is named; otherwise the system.
#[must_use]
pub fn open(program: Option<PathBuf>) -> Box<dyn TextMessenger> {
    match program {
        Some(path) => Box::new(Program::new(path)),
        None => system::text_messenger(),
    }
}
