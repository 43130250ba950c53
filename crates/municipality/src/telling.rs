//! Words that tell what the app is to somebody who reads over a shoulder or through the phone's
//! settings. One list for everything that has to say nothing: the name that the systems show, the
//! face, the notices, the manifests, logs and files of discreet mode.

/// The beginnings of the words, small and without accents: Spanish of Peru, English, Quechua, and
/// numbers that everybody knows. Those of up to four letters stand for themselves alone.
pub const WORDS: [&str; 50] = [
    // What is called for, and by whom.
    "auxilio",
    "ayuda",
    "socorro",
    "sos",
    "help",
    "rescue",
    "rescat",
    "yanapa",
    "emergenc",
    "alert",
    "alarm",
    "panic",
    "boton",
    "button",
    "105",
    "116",
    "911",
    "117",
    // Who comes.
    "serenazgo",
    "sereno",
    "polic",
    "comisari",
    "central",
    "municipal",
    "patrull",
    "patrol",
    "bomber",
    "ambulanc",
    "vigilan",
    // What of.
    "violen",
    "maltrat",
    "agres",
    "extors",
    "extort",
    "amenaz",
    "threat",
    "denunci",
    "victim",
    "peligr",
    "danger",
    "robo",
    "secuestr",
    "segurid",
    "safety",
    "manchak",
    // How it hides.
    "discre",
    "encubiert",
    "covert",
    "coaccion",
    "duress",
];

/// Longest word that stands for itself alone, in letters.
const WHOLE_CHARS_MAX: usize = 4;

/// The telling words that begin words of this text; none in a text that tells nothing.
#[must_use]
pub fn words_in(text: &str) -> Vec<&'static str> {
    let text: String = text
        .chars()
        .flat_map(char::to_lowercase)
        .map(bare)
        .collect();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let tells = |telling: &&str| {
        words.iter().any(|word| {
            let is_whole = telling.len() <= WHOLE_CHARS_MAX;
            word == telling || (!is_whole && word.starts_with(*telling))
        })
    };
    WORDS.into_iter().filter(|telling| tells(telling)).collect()
}

/// A letter of Spanish without what stands on it.
fn bare(letter: char) -> char {
    match letter {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' | 'ü' => 'u',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telling_word_is_found_however_it_is_written() {
        for (text, word) in [
            ("Botón de Auxilio", "auxilio"),
            ("PEDIR AYUDA", "ayuda"),
            ("la alerta", "alert"),
            ("Llame al 105.", "105"),
            ("policía", "polic"),
            ("S.O.S. / SOS", "sos"),
            ("auxilio-datos.json", "auxilio"),
            ("yanapaway", "yanapa"),
        ] {
            assert!(
                words_in(text).contains(&word),
                "«{text}»: {:?}",
                words_in(text)
            );
        }
    }

    #[test]
    fn other_words_tell_nothing() {
        for text in [
            "Mi Barrio",
            "Calculadora",
            "Trabajando",
            "1 052 + 1,059",
            "sosa",
            "datos",
        ] {
            assert_eq!(words_in(text), Vec::<&str>::new(), "«{text}»");
        }
    }

    /// Else a word with an accent in the list would never be found.
    #[test]
    fn the_list_itself_is_small_bare_and_says_each_once() {
        let mut sorted = WORDS.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), WORDS.len());
        for word in WORDS {
            let bared: String = word.to_lowercase().chars().map(bare).collect();
            assert_eq!(bared, word);
        }
    }
}
