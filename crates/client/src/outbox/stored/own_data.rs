//! The stored form of [`OwnData`].

use auxilio_protocol::recovery::PhraseHash;
use auxilio_protocol::{Endpoint, KeySet, WireTime};
use serde::{Deserialize, Serialize};

use super::{Unreadable, read, write};
use crate::own_data::{Deletion, DeletionRequest, History, OwnData};
use crate::recovery::Recovery;

#[derive(Serialize, Deserialize)]
struct StoredOwnData {
    #[serde(default)]
    told_profile: Option<u64>,
    #[serde(default)]
    deletion: StoredDeletion,
    #[serde(default)]
    recovery: StoredRecovery,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredRecovery {
    #[default]
    None,
    Waiting(PhraseHash),
    Registered {
        at: WireTime,
    },
}

#[derive(Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredDeletion {
    #[default]
    None,
    Asked {
        at: WireTime,
        endpoint: Endpoint,
        keys: KeySet,
        profile_version: u64,
        forget_history: bool,
    },
    Confirmed {
        at: WireTime,
        jws: String,
    },
    OnlyHere {
        at: WireTime,
    },
}

/// The stored form.
#[must_use]
pub fn own_data(own_data: &OwnData) -> Vec<u8> {
    write(StoredOwnData {
        told_profile: own_data.told_profile,
        deletion: match own_data.deletion.clone() {
            Deletion::None => StoredDeletion::None,
            Deletion::Asked(request) => StoredDeletion::Asked {
                at: request.at,
                endpoint: request.endpoint,
                keys: request.keys,
                profile_version: request.profile_version,
                forget_history: request.history == History::Forget,
            },
            Deletion::Confirmed { at, jws } => StoredDeletion::Confirmed { at, jws },
            Deletion::OnlyHere { at } => StoredDeletion::OnlyHere { at },
        },
        recovery: match own_data.recovery.clone() {
            Recovery::None => StoredRecovery::None,
            Recovery::Waiting(phrase) => StoredRecovery::Waiting(phrase),
            Recovery::Registered { at } => StoredRecovery::Registered { at },
        },
    })
}

/// Reads what [`own_data`] wrote.
pub fn read_own_data(bytes: &[u8]) -> Result<OwnData, Unreadable> {
    let stored: StoredOwnData = read(bytes)?;
    Ok(OwnData {
        told_profile: stored.told_profile,
        deletion: match stored.deletion {
            StoredDeletion::None => Deletion::None,
            StoredDeletion::Asked {
                at,
                endpoint,
                keys,
                profile_version,
                forget_history,
            } => Deletion::Asked(DeletionRequest {
                at,
                endpoint,
                keys,
                profile_version,
                history: if forget_history {
                    History::Forget
                } else {
                    History::Keep
                },
            }),
            StoredDeletion::Confirmed { at, jws } => Deletion::Confirmed { at, jws },
            StoredDeletion::OnlyHere { at } => Deletion::OnlyHere { at },
        },
        recovery: match stored.recovery {
            StoredRecovery::None => Recovery::None,
            StoredRecovery::Waiting(phrase) => Recovery::Waiting(phrase),
            StoredRecovery::Registered { at } => Recovery::Registered { at },
        },
    })
}
