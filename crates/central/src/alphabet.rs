//! Letters of what people type from a screen or a paper: passwords and short codes.

/// 32 letters and digits, none that is taken for another.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// One letter of a random byte: all of them are as likely.
pub(crate) fn letter(random: u8) -> char {
    let letter = LETTERS.get(usize::from(random % 32));
    char::from(letter.copied().unwrap_or_default())
}

/// Whether that is one of the letters.
pub(crate) fn has(letter: u8) -> bool {
    LETTERS.contains(&letter)
}
