//! How a central's key is followed by another: the old one signs the new one. Whoever has pinned a
//! key believes the next by that alone, and nobody who does not hold the old key can put another in
//! its place.

use serde::{Deserialize, Serialize};

use crate::jws::{self, Claims, JwsError};
use crate::key::{KeySet, PublicKey};
use crate::limits::HANDOVERS_MAX;
use crate::time::WireTime;

/// A central's key says which one signs after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyHandover {
    /// The key that signs from then on.
    pub next: PublicKey,
    /// When the old key signed this, by the central's clock.
    pub at: WireTime,
}

impl Claims for KeyHandover {
    const TYP: &'static str = "auxilio-key-handover+jws";
}

/// Why no key follows the known ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoSuccessor {
    /// More statements than are read.
    #[error("the chain has more than {HANDOVERS_MAX} statements")]
    TooLong,
    /// None is by a key that is known.
    #[error("no statement is by a key that is known")]
    Foreign,
    /// A statement is not by the key that the one before it named, or was altered.
    #[error("a statement does not follow from the one before it")]
    Broken,
    /// It comes back to a key that it has left.
    #[error("the chain comes back to a key that it has left")]
    Loop,
}

/// The key at the end of a chain of hand-overs, oldest first, that begins at one of the known keys.
/// Statements from before that key prove nothing here and are passed over; from it on each one must
/// be by the key that the one before it named.
pub fn successor(known: &KeySet, chain: &[String]) -> Result<PublicKey, NoSuccessor> {
    if chain.len() > HANDOVERS_MAX {
        return Err(NoSuccessor::TooLong);
    }
    let mut reached: Option<PublicKey> = None;
    let mut left = Vec::new();
    for statement in chain {
        let by = match &reached {
            Some(key) => &KeySet::new([key.clone()]),
            None => known,
        };
        let next = match jws::verify::<KeyHandover>(statement, by) {
            Ok(handover) => handover.next,
            Err(JwsError::UnknownKey) if reached.is_none() => continue,
            Err(_) => return Err(NoSuccessor::Broken),
        };
        if known.find(&next.id()).is_some() || left.contains(&next) {
            return Err(NoSuccessor::Loop);
        }
        left.push(next.clone());
        reached = Some(next);
    }
    reached.ok_or(NoSuccessor::Foreign)
}
