//! The words on paper, as their hash travels.

use auxilio_protocol::limits::RECOVERY_PHRASE_CHARS_MAX;
use auxilio_protocol::recovery::{NoPhrase, PhraseHash, RecoveryRequest};

const WORDS: &str = "ábaco ñandú olvido célebre régimen útil";

#[test]
fn the_request_is_as_documented() {
    let request = RecoveryRequest {
        phrase: PhraseHash::of(WORDS).unwrap(),
    };
    insta::assert_json_snapshot!("recovery_request", request);
    let text = serde_json::to_string(&request).unwrap();
    assert_eq!(
        serde_json::from_str::<RecoveryRequest>(&text).unwrap(),
        request
    );
    assert_eq!(format!("{:?}", request.phrase), "PhraseHash(…)");
}

#[test]
fn the_same_words_are_the_same_however_they_are_typed() {
    let hash = PhraseHash::of(WORDS);
    for typed in [
        "abaco nandu olvido celebre regimen util",
        "  ÁBACO, Ñandú; olvido.\nCÉLEBRE – régimen\tútil ",
        // Decomposed, as some keyboards write it.
        "a\u{301}baco n\u{303}andu\u{301} olvido ce\u{301}lebre re\u{301}gimen u\u{301}til",
        "1. abaco 2. nandu 3. olvido 4. celebre 5. regimen 6. util",
    ] {
        assert_eq!(PhraseHash::of(typed), hash, "{typed}");
    }
    for other in [
        "nandu abaco olvido celebre regimen util",
        "abaco nandu olvido celebre regimen utiles",
    ] {
        assert_ne!(PhraseHash::of(other), hash, "{other}");
    }
}

#[test]
fn fewer_or_more_words_are_no_phrase() {
    let long = format!("{WORDS}{}", "s".repeat(RECOVERY_PHRASE_CHARS_MAX));
    for typed in ["", "ábaco", "a b c d e", "a b c d e f g", &long] {
        assert_eq!(PhraseHash::of(typed), Err(NoPhrase), "{typed}");
    }
    for hash in ["", "abc", "!", &"A".repeat(44)] {
        assert!(PhraseHash::try_from(hash.to_owned()).is_err(), "{hash}");
    }
}
