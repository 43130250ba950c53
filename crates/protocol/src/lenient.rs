//! Reading what others wrote. A central never refuses an alert because part of it is odd: an
//! object with a valid id is an alert, and every field that can be read is read by itself.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::alert::{Device, Kind, Mode};
use crate::fix::Fix;
use crate::id::{AlertId, Seq};
use crate::limits::{SEQ_MAX, UPDATES_PER_REQUEST_MAX};
use crate::profile::Profile;
use crate::time::WireTime;
use crate::update::Change;

/// Why a body is not an alert or not a list of updates: the only reasons to refuse one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Not JSON.
    #[error("the body is not JSON")]
    NotJson,
    /// JSON, but not an object.
    #[error("an alert is a JSON object")]
    NotAnObject,
    /// No `id`, or not a UUID.
    #[error("an alert needs an \"id\" that is a UUID")]
    NoId,
    /// Not a list.
    #[error("updates are a JSON array of objects, each with a \"seq\" from 1 to {SEQ_MAX}")]
    NotUpdates,
    /// A list of too many.
    #[error("at most {UPDATES_PER_REQUEST_MAX} updates in one request")]
    TooManyUpdates,
}

/// An alert, as far as it could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadAlert {
    /// The one field that must be right.
    pub id: AlertId,
    /// What is happening; unreadable or missing is [`Kind::Auxilio`].
    pub kind: Kind,
    /// Unreadable is [`Mode::Covert`]: the mistake that harms nobody. Missing is open.
    pub mode: Mode,
    /// Whether it is a drill; only a plain `true` makes it one.
    pub exercise: bool,
    /// When the button was pressed, by the phone's clock.
    pub raised_at: Option<WireTime>,
    /// Where.
    pub fix: Option<Fix>,
    /// Who.
    pub profile: Option<Profile>,
    /// What sent it.
    pub device: Option<Device>,
    /// Names of the fields that were there but could not be read, for the operator to see.
    pub odd: Vec<&'static str>,
}

/// Reads an alert.
pub fn read_alert(body: &[u8]) -> Result<ReadAlert, Unreadable> {
    let value: Value = serde_json::from_slice(body).map_err(|_| Unreadable::NotJson)?;
    let Value::Object(mut fields) = value else {
        return Err(Unreadable::NotAnObject);
    };
    let mut odd = Vec::new();
    let id = take(&mut fields, "id", &mut odd).ok_or(Unreadable::NoId)?;
    let kind = take(&mut fields, "kind", &mut odd).unwrap_or(Kind::Auxilio);
    let mode_was_given = fields.get("mode").is_some_and(|mode| !mode.is_null());
    let mode = take(&mut fields, "mode", &mut odd).unwrap_or(if mode_was_given {
        Mode::Covert
    } else {
        Mode::Open
    });
    let exercise = take(&mut fields, "exercise", &mut odd).unwrap_or(false);
    Ok(ReadAlert {
        id,
        kind,
        mode,
        exercise,
        raised_at: take(&mut fields, "raised_at", &mut odd),
        fix: take(&mut fields, "fix", &mut odd),
        profile: take(&mut fields, "profile", &mut odd),
        device: take(&mut fields, "device", &mut odd),
        odd,
    })
}

/// One update, as far as it could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadUpdate {
    /// The one field that must be right.
    pub seq: Seq,
    /// When, by the phone's clock.
    pub at: Option<WireTime>,
    /// What; none if this version does not know it.
    pub change: Option<Change>,
    /// The object as it came.
    pub raw: Value,
}

/// Reads a list of updates.
pub fn read_updates(body: &[u8]) -> Result<Vec<ReadUpdate>, Unreadable> {
    let value: Value = serde_json::from_slice(body).map_err(|_| Unreadable::NotJson)?;
    let Value::Array(items) = value else {
        return Err(Unreadable::NotUpdates);
    };
    if items.len() > UPDATES_PER_REQUEST_MAX {
        return Err(Unreadable::TooManyUpdates);
    }
    items.into_iter().map(read_update).collect()
}

fn read_update(raw: Value) -> Result<ReadUpdate, Unreadable> {
    let Value::Object(mut fields) = raw.clone() else {
        return Err(Unreadable::NotUpdates);
    };
    let mut odd = Vec::new();
    let seq: Seq = take(&mut fields, "seq", &mut odd).ok_or(Unreadable::NotUpdates)?;
    if seq == Seq::ALERT || seq.0 > SEQ_MAX {
        return Err(Unreadable::NotUpdates);
    }
    let at = take(&mut fields, "at", &mut odd);
    let change = fields
        .into_iter()
        .filter(|(_, value)| !value.is_null())
        .find_map(|(key, value)| {
            serde_json::from_value(Value::Object([(key, value)].into_iter().collect())).ok()
        });
    Ok(ReadUpdate {
        seq,
        at,
        change,
        raw,
    })
}

/// Takes a field out and reads it. Null is the same as missing.
fn take<T: DeserializeOwned>(
    fields: &mut Map<String, Value>,
    name: &'static str,
    odd: &mut Vec<&'static str>,
) -> Option<T> {
    let value = fields.remove(name).filter(|value| !value.is_null())?;
    let read = serde_json::from_value(value).ok();
    if read.is_none() {
        odd.push(name);
    }
    read
}
