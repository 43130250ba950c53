//! Lengths that tell nothing. TLS hides what a message says, and sealing what a value is, but
//! neither hides how long it is: a robbery would be three bytes shorter than an extortion, and a
//! cancel under duress one byte shorter than any other.
//!
//! JSON may be followed by white space (RFC 8259, section 2), and so may an XML document (XML 1.0,
//! production 1): both are filled up with spaces. First what differs by what is said is evened out
//! ([`spare`], [`spare_of`]), then the whole comes to a multiple of [`BUCKET_BYTES`].

use crate::alert::{Kind, Mode};
use crate::update::{CancelReason, Change};

/// What is sent and stored is as long as a multiple of this, in bytes.
pub const BUCKET_BYTES: usize = 512;

/// Fills a message up to the next multiple of [`BUCKET_BYTES`]. An empty one stays empty.
pub fn fill(message: &mut Vec<u8>) {
    let length = message.len().next_multiple_of(BUCKET_BYTES);
    message.resize(length, b' ');
}

/// Adds so many spaces.
pub fn lengthen(message: &mut Vec<u8>, spaces: usize) {
    message.resize(message.len().saturating_add(spaces), b' ');
}

/// By how much an alert's JSON is shorter than it would be with the longest of its words, in bytes.
#[must_use]
pub fn spare(kind: &Kind, mode: Mode, exercise: bool) -> usize {
    let mode = match mode {
        Mode::Open => "covert".len() - "open".len(),
        Mode::Covert => 0,
    };
    spare_of_kind(kind) + mode + usize::from(exercise)
}

/// The same of a change that follows an alert.
#[must_use]
pub fn spare_of(change: &Change) -> usize {
    match change {
        Change::Kind(kind) => spare_of_kind(kind),
        Change::Cancel(cancel) => {
            let longest = CancelReason::FalsaAlarma.as_str().len();
            longest.saturating_sub(cancel.reason.as_str().len())
        }
        Change::Duress(said) => usize::from(*said),
        Change::Fix(_) | Change::Urgent(_) | Change::Text(_) | Change::BatteryPercent(_) => 0,
    }
}

fn spare_of_kind(kind: &Kind) -> usize {
    let longest = Kind::ALL.iter().map(|kind| kind.as_str().len()).max();
    longest
        .unwrap_or_default()
        .saturating_sub(kind.as_str().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::update::Cancel;

    #[test]
    fn no_word_can_be_told_by_its_length() {
        let json = |change: &Change| serde_json::to_vec(change).unwrap().len() + spare_of(change);
        let kinds = Kind::ALL.map(|kind| json(&Change::Kind(kind)));
        assert!(kinds.iter().all(|length| *length == kinds[0]), "{kinds:?}");
        assert_eq!(json(&Change::Duress(true)), json(&Change::Duress(false)));
        let cancels = [CancelReason::FalsaAlarma, CancelReason::YaPaso]
            .map(|reason| json(&Change::Cancel(Cancel { reason })));
        assert_eq!(cancels[0], cancels[1]);
    }

    #[test]
    fn what_is_filled_up_says_the_same_and_is_not_filled_twice() {
        let mut message = br#"{"a":1}"#.to_vec();
        fill(&mut message);
        assert_eq!(message.len(), BUCKET_BYTES);
        fill(&mut message);
        assert_eq!(message.len(), BUCKET_BYTES);
        let read: serde_json::Value = serde_json::from_slice(&message).unwrap();
        assert_eq!(read["a"], 1);
        let mut nothing = Vec::new();
        fill(&mut nothing);
        assert!(nothing.is_empty());
    }
}
