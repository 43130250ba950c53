//! Finding a name among thousands by some of its letters, as people type them: without accents and
//! capitals, in any order of words.

use auxilio_protocol::directory::folded;

/// Names, ready to be sought in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lookup {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    /// The name, folded.
    name: String,
    /// The name and what stands beside it, folded.
    all: String,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The best matches, by their places among the names.
    pub best: Vec<usize>,
    /// How many there are altogether.
    pub count: usize,
}

/// How well a name matches. The first is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    /// It is the name.
    Whole,
    /// The name begins so.
    Beginning,
    /// Each word begins a word of the name.
    Words,
    /// Each word stands somewhere in it.
    Inside,
    /// Some of the words stand only beside it.
    Beside,
}

impl Lookup {
    /// Names, each with what stands beside it and may be sought as well. Among equal matches their
    /// order stays.
    pub fn new<'a>(names: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let entry = |(name, beside): (&str, &str)| Entry {
            name: folded(name),
            all: folded(&format!("{name} {beside}")),
        };
        Self {
            entries: names.into_iter().map(entry).collect(),
        }
    }

    /// The names that hold every word of this, so many at most. Nothing finds nothing.
    #[must_use]
    pub fn find(&self, sought: &str, count_max: usize) -> Found {
        let sought = folded(sought);
        if sought.is_empty() {
            return Found::default();
        }
        let words: Vec<&str> = sought.split(' ').collect();
        let mut matches: Vec<(Match, usize)> = self
            .entries
            .iter()
            .enumerate()
            .filter_map(|(place, entry)| Some((entry.matches(&sought, &words)?, place)))
            .collect();
        let count = matches.len();
        matches.sort_unstable();
        matches.truncate(count_max);
        Found {
            best: matches.into_iter().map(|(_, place)| place).collect(),
            count,
        }
    }
}

impl Entry {
    fn matches(&self, sought: &str, words: &[&str]) -> Option<Match> {
        if !words.iter().all(|word| self.all.contains(word)) {
            return None;
        }
        let parts: Vec<&str> = self.name.split(' ').collect();
        let begins_a_word = |word: &&str| parts.iter().any(|part| part.starts_with(*word));
        Some(if self.name == sought {
            Match::Whole
        } else if self.name.starts_with(sought) {
            Match::Beginning
        } else if words.iter().all(begins_a_word) {
            Match::Words
        } else if words.iter().all(|word| self.name.contains(word)) {
            Match::Inside
        } else {
            Match::Beside
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 6] = [
        "Barrio 2A",
        "Río Seco",
        "Mercado «La \"Hermelinda\"»",
        "Nuevo Río Seco",
        "Barrio 12A",
        "\u{202e}Olla 😀 Común\u{202c}",
    ];

    fn found(sought: &str) -> Vec<&'static str> {
        let found = Lookup::new(NAMES.map(|name| (name, ""))).find(sought, 9);
        assert_eq!(found.best.len(), found.count);
        found.best.into_iter().map(|place| NAMES[place]).collect()
    }

    #[test]
    fn a_name_is_found_without_accents_capitals_and_marks_the_best_first() {
        assert_eq!(found("rio seco"), ["Río Seco", "Nuevo Río Seco"]);
        assert_eq!(found("SECO RÍO"), ["Río Seco", "Nuevo Río Seco"]);
        assert_eq!(found("2a"), ["Barrio 2A", "Barrio 12A"]);
        assert_eq!(found("la hermelinda"), ["Mercado «La \"Hermelinda\"»"]);
        assert_eq!(found("comun 😀"), ["\u{202e}Olla 😀 Común\u{202c}"]);
        assert_eq!(found("barrio"), ["Barrio 2A", "Barrio 12A"]);
    }

    #[test]
    fn what_stands_beside_a_name_finds_it_after_the_names_that_say_it() {
        let lookup = Lookup::new([
            ("Río Seco", "El Porvenir"),
            ("Nuevo Porvenir", "El Porvenir"),
            ("Barrio 1", "Alto Trujillo"),
        ]);
        assert_eq!(lookup.find("porvenir", 9).best, [1, 0]);
        assert_eq!(lookup.find("porvenir rio", 9).best, [0]);
    }

    #[test]
    fn nothing_and_what_is_not_there_find_nothing() {
        for sought in ["", "  ", "\u{202e}", "\"", "rio verde", &"x".repeat(500)] {
            assert_eq!(found(sought), [""; 0], "{sought}");
        }
    }

    #[test]
    fn of_many_only_the_best_are_given_and_all_are_counted() {
        let names: Vec<String> = (0..5_000).map(|n| format!("Sector {n}")).collect();
        let lookup = Lookup::new(names.iter().map(|name| (name.as_str(), "")));
        let found = lookup.find("sector 49", 5);
        assert_eq!(found.best, [49, 490, 491, 492, 493]);
        assert_eq!(found.count, 199);
    }
}
