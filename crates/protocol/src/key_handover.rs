//! How a central gives its key on: the old key signs the new one. Whoever has pinned the old one
//! believes the new one on its word, and on nobody else's.

use serde::{Deserialize, Serialize};

use crate::jws::{self, Claims};
use crate::key::{KeySet, PublicKey};
use crate::limits::KEY_HANDOVERS_MAX;
use crate::time::WireTime;

/// A statement of the old key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyHandover {
    /// The key that signs from now on.
    pub next: PublicKey,
    /// When it was given on, by the central's clock.
    pub at: WireTime,
}

impl Claims for KeyHandover {
    const TYP: &'static str = "auxilio-key-handover+jws";
}

/// The key that signs now, if a chain of these statements leads to it from one that is believed;
/// none if it does not, or leads nowhere new.
///
/// Statements may stand in any order and be of no use; beyond [`KEY_HANDOVERS_MAX`] none is read. A
/// chain that comes back to where it has been ends there.
#[must_use]
pub fn follow(believed: &KeySet, statements: &[String]) -> Option<PublicKey> {
    let read = statements.iter().take(KEY_HANDOVERS_MAX);
    let statements: Vec<&String> = read.collect();
    let mut seen: Vec<PublicKey> = Vec::new();
    let mut at = believed.clone();
    while seen.len() < KEY_HANDOVERS_MAX {
        let next = statements.iter().find_map(|statement| {
            let handover = jws::verify::<KeyHandover>(statement, &at).ok()?;
            let is_new = !believed.contains(&handover.next) && !seen.contains(&handover.next);
            is_new.then_some(handover.next)
        });
        let Some(next) = next else {
            break;
        };
        at = KeySet::new([next.clone()]);
        seen.push(next);
    }
    seen.pop()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::SigningKey;

    fn key(n: u8) -> SigningKey {
        SigningKey::from_seed(&[n; 32])
    }

    fn given(from: u8, to: u8) -> String {
        let handover = KeyHandover {
            next: key(to).public(),
            at: WireTime::from_unix_ms(1_795_479_120_000),
        };
        jws::sign(&key(from), &handover)
    }

    fn followed(statements: &[String]) -> Option<PublicKey> {
        follow(&KeySet::new([key(1).public()]), statements)
    }

    #[test]
    fn a_chain_leads_from_the_pinned_key_to_the_one_that_signs_now() {
        assert_eq!(followed(&[given(1, 2)]), Some(key(2).public()));
        let chain = [given(2, 3), given(1, 2), given(3, 4)];
        assert_eq!(followed(&chain), Some(key(4).public()));
        assert_eq!(followed(&[]), None);
    }

    #[test]
    fn nobody_elses_word_counts() {
        assert_eq!(followed(&[given(9, 2)]), None, "a stranger's");
        assert_eq!(followed(&[given(2, 3)]), None, "a chain with a gap");
        let mut altered = given(1, 2);
        altered.replace_range(60..61, "x");
        assert_eq!(followed(&[altered]), None);
        let other = jws::sign(
            &key(1),
            &crate::Receipt {
                alert: crate::AlertId::new(1, [1; 10]),
                seq: crate::Seq(0),
                received_at: WireTime::from_unix_ms(0),
                lane: crate::Lane::Verified,
            },
        );
        assert_eq!(followed(&[other]), None, "a statement of another kind");
    }

    #[test]
    fn a_chain_that_turns_in_a_circle_or_never_ends_ends() {
        assert_eq!(
            followed(&[given(1, 2), given(2, 1), given(2, 2)]),
            Some(key(2).public())
        );
        let max = u8::try_from(KEY_HANDOVERS_MAX).unwrap();
        let long: Vec<String> = (1..=max + 20).map(|n| given(n, n + 1)).collect();
        assert_eq!(followed(&long), Some(key(max + 1).public()));
    }
}
