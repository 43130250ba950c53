//! Chains of hand-overs between a central's keys.

use auxilio_protocol::limits::HANDOVERS_MAX;
use auxilio_protocol::succession::{KeyHandover, NoSuccessor, successor};
use auxilio_protocol::{KeySet, SigningKey, WireTime, jws};
use proptest::prelude::*;

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

fn handover(from: u8, to: u8) -> String {
    let statement = KeyHandover {
        next: key(to).public(),
        at: WireTime::from_unix_ms(1_790_000_000_000),
    };
    jws::sign(&key(from), &statement)
}

fn chain(keys: &[u8]) -> Vec<String> {
    keys.windows(2)
        .map(|two| handover(two[0], two[1]))
        .collect()
}

fn pinned(seed: u8) -> KeySet {
    KeySet::new([key(seed).public()])
}

#[test]
fn a_handover_is_as_documented() {
    insta::assert_snapshot!("key_handover", handover(1, 2));
}

#[test]
fn whoever_knows_any_key_of_the_chain_comes_to_its_end() {
    let chain = chain(&[1, 2, 3, 4]);
    for known in 1..4 {
        assert_eq!(successor(&pinned(known), &chain), Ok(key(4).public()));
    }
    // Its last key follows from nothing that comes after it.
    assert_eq!(successor(&pinned(4), &chain), Err(NoSuccessor::Foreign));
}

#[test]
fn another_centrals_chain_leads_nowhere() {
    let foreign = Err(NoSuccessor::Foreign);
    assert_eq!(successor(&pinned(1), &[]), foreign);
    assert_eq!(successor(&pinned(1), &chain(&[7, 8, 9])), foreign);
    assert_eq!(successor(&KeySet::default(), &chain(&[1, 2])), foreign);
    // Its statement under a known key's name.
    let (own, other) = (handover(1, 2), handover(7, 8));
    let (header, _) = own.split_once('.').unwrap();
    let (_, rest) = other.split_once('.').unwrap();
    let forged = format!("{header}.{rest}");
    assert_eq!(successor(&pinned(1), &[forged]), Err(NoSuccessor::Broken));
}

#[test]
fn a_chain_with_a_gap_a_loop_or_too_many_statements_is_refused_whole() {
    let broken = Err(NoSuccessor::Broken);
    let gap = [handover(1, 2), handover(3, 4)];
    assert_eq!(successor(&pinned(1), &gap), broken);
    let reordered = [handover(1, 2), handover(3, 4), handover(2, 3)];
    assert_eq!(successor(&pinned(1), &reordered), broken);
    for looped in [[1, 2, 1].as_slice(), &[1, 2, 3, 2], &[1, 1], &[1, 2, 2]] {
        let told = successor(&pinned(1), &chain(looped));
        assert_eq!(told, Err(NoSuccessor::Loop), "{looped:?}");
    }
    let many: Vec<u8> = (1..).take(HANDOVERS_MAX + 1).collect();
    assert!(successor(&pinned(1), &chain(&many)).is_ok());
    let too_many: Vec<u8> = (1..).take(HANDOVERS_MAX + 2).collect();
    let told = successor(&pinned(1), &chain(&too_many));
    assert_eq!(told, Err(NoSuccessor::TooLong));
}

#[test]
fn a_receipt_is_no_handover() {
    let receipt = auxilio_protocol::Receipt {
        alert: auxilio_protocol::AlertId::new(1, [1; 10]),
        seq: auxilio_protocol::Seq::ALERT,
        received_at: WireTime::from_unix_ms(1),
        lane: auxilio_protocol::Lane::Verified,
    };
    let told = successor(&pinned(1), &[jws::sign(&key(1), &receipt)]);
    assert_eq!(told, Err(NoSuccessor::Broken));
}

proptest! {
    #[test]
    fn one_altered_character_anywhere_breaks_the_chain(at in 0_usize..600, letter in "[A-Za-z0-9_.-]") {
        let mut chain = chain(&[1, 2, 3]);
        let place = at % (chain[0].len() + chain[1].len());
        let (statement, place) = match place.checked_sub(chain[0].len()) {
            None => (0, place),
            Some(place) => (1, place),
        };
        let before = chain[statement].clone();
        chain[statement].replace_range(place..=place, &letter);
        prop_assume!(chain[statement] != before);
        let told = successor(&pinned(1), &chain);
        // The last character of a part has bits that carry nothing: those are refused as well.
        prop_assert!(told.is_err(), "{told:?}");
    }
}
