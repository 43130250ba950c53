//! The stored form of discreet mode.

use serde::{Deserialize, Serialize};

use super::preferences::StoredSwitch;
use super::{Unreadable, read, write};
use crate::discreet::verifier::{SALT_BYTES, TAG_BYTES};
use crate::discreet::{Discreet, Retention, Verifier};

#[derive(Serialize, Deserialize)]
struct StoredDiscreet {
    face: String,
    digits: usize,
    salt: [u8; SALT_BYTES],
    pin: [u8; TAG_BYTES],
    duress: [u8; TAG_BYTES],
    code: Option<String>,
    confirm: StoredSwitch,
    history: StoredRetention,
    wrong: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredRetention {
    Always,
    Days(u8),
    UntilClosed,
}

impl From<Retention> for StoredRetention {
    fn from(retention: Retention) -> Self {
        match retention {
            Retention::Always => Self::Always,
            Retention::Days(days) => Self::Days(days),
            Retention::UntilClosed => Self::UntilClosed,
        }
    }
}

impl From<StoredRetention> for Retention {
    fn from(stored: StoredRetention) -> Self {
        match stored {
            StoredRetention::Always => Self::Always,
            StoredRetention::Days(days) => Self::Days(days),
            StoredRetention::UntilClosed => Self::UntilClosed,
        }
    }
}

/// The stored form of discreet mode.
#[must_use]
pub fn discreet(discreet: &Discreet) -> Vec<u8> {
    let code = discreet.code.as_ref();
    let code = code.map(|code| String::from_utf8_lossy(code.as_bytes()).into_owned());
    write(StoredDiscreet {
        face: discreet.face.as_str().to_owned(),
        digits: discreet.verifier.digits,
        salt: discreet.verifier.salt,
        pin: discreet.verifier.pin,
        duress: discreet.verifier.duress,
        code,
        confirm: discreet.confirm.into(),
        history: discreet.history.into(),
        wrong: discreet.wrong,
    })
}

/// Reads what [`discreet`] wrote.
pub fn read_discreet(bytes: &[u8]) -> Result<Discreet, Unreadable> {
    let stored: StoredDiscreet = read(bytes)?;
    let unreadable = |what: &str| Unreadable(serde::de::Error::custom(what));
    let face = stored
        .face
        .parse()
        .map_err(|_| unreadable("a face's name"))?;
    let code = stored.code.map(|code| code.parse()).transpose();
    Ok(Discreet {
        face,
        verifier: Verifier {
            digits: stored.digits,
            salt: stored.salt,
            pin: stored.pin,
            duress: stored.duress,
        },
        code: code.map_err(|_| unreadable("a code"))?,
        confirm: stored.confirm.into(),
        history: stored.history.into(),
        wrong: stored.wrong,
    })
}
