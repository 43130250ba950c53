//! Words on paper with which somebody who has lost this phone puts it out, from any browser. They are
//! shown once and kept nowhere; what is kept and sent is their hash.

use std::fmt;

use auxilio_protocol::WireTime;
use auxilio_protocol::limits::RECOVERY_WORDS;
use auxilio_protocol::recovery::{NoPhrase, PhraseHash};
use bip39::Language;
use zeroize::Zeroizing;

/// Bits of a word: its place in a list of 2,048.
const WORD_BITS: usize = 11;
/// Randomness of a phrase, in bytes.
const RANDOM_BYTES: usize = (RECOVERY_WORDS * WORD_BITS).div_ceil(8);

/// Words that were just made. `Debug` shows none of them.
#[derive(Clone, PartialEq, Eq)]
pub struct Phrase(Zeroizing<String>);

/// Why no words were made.
#[derive(Debug, thiserror::Error)]
pub enum PhraseError {
    /// The system gives no randomness.
    #[error("no randomness for a recovery phrase")]
    Randomness(#[from] getrandom::Error),
    /// The list gave something that is no word.
    #[error("the list of words cannot be used")]
    Words(#[from] NoPhrase),
}

impl Phrase {
    /// New words, at random.
    pub fn random() -> Result<Self, PhraseError> {
        let mut random = Zeroizing::new([0; RANDOM_BYTES]);
        getrandom::fill(random.as_mut_slice())?;
        Ok(Self::of(&random))
    }

    /// One word for each eleven bits, the first ones first.
    fn of(random: &[u8; RANDOM_BYTES]) -> Self {
        let list = Language::Spanish.word_list();
        let bit = |at: usize| {
            let byte = random.get(at / 8).copied().unwrap_or_default();
            usize::from(byte >> (7 - at % 8) & 1)
        };
        let place = |word: usize| {
            let bits = word * WORD_BITS..(word + 1) * WORD_BITS;
            bits.fold(0, |place, at| place << 1 | bit(at))
        };
        let mut words = Zeroizing::new(String::with_capacity(RECOVERY_WORDS * 10));
        for word in 0..RECOVERY_WORDS {
            if word > 0 {
                words.push(' ');
            }
            words.push_str(list.get(place(word)).copied().unwrap_or_default());
        }
        Self(words)
    }

    /// The words, in their order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.split(' ')
    }

    /// What is kept and sent of them.
    pub fn hash(&self) -> Result<PhraseHash, PhraseError> {
        Ok(PhraseHash::of(&self.0)?)
    }
}

impl fmt::Debug for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phrase(…)")
    }
}

/// Whether words put this phone out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Recovery {
    /// None were made.
    #[default]
    None,
    /// They were written down; the central has yet to hear of them, and until then they do nothing.
    Waiting(PhraseHash),
    /// The central knows them.
    Registered {
        /// Since when, by the phone's clock.
        at: WireTime,
    },
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn words_are_taken_from_the_list_by_eleven_bits_each() {
        let list = Language::Spanish.word_list();
        let first = Phrase::of(&[0; RANDOM_BYTES]);
        assert!(first.words().all(|word| word == list[0]));
        let highest = Phrase::of(&[0xff; RANDOM_BYTES]);
        assert!(highest.words().all(|word| word == list[2047]));
        // 0000 0000 001, then zeros: the second word of the list.
        let second = Phrase::of(&[0, 0b0010_0000, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(second.words().next(), Some(list[1]));
        for phrase in [first, highest, second] {
            assert_eq!(phrase.words().count(), RECOVERY_WORDS);
            assert!(phrase.hash().is_ok());
        }
    }

    #[test]
    fn no_two_words_of_the_list_are_one_word_to_who_types_them() {
        let list = Language::Spanish.word_list();
        let folded: BTreeSet<String> = (list.iter())
            .map(|word| auxilio_protocol::directory::folded(word))
            .collect();
        assert_eq!(folded.len(), list.len());
        assert!(
            folded
                .iter()
                .all(|word| word.chars().all(char::is_alphabetic))
        );
    }

    #[test]
    fn words_come_anew_each_time_and_are_not_shown_in_a_log() {
        let (one, other) = (Phrase::random().unwrap(), Phrase::random().unwrap());
        assert_ne!(one, other);
        assert_eq!(format!("{one:?}"), "Phrase(…)");
    }
}
