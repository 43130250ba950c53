//! Every text that a person reads, by its name in `locales/es-PE`, in the language that was chosen.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU8, Ordering};

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader as _, langid, static_loader};

static_loader! {
    static TEXTS = {
        locales: "./locales",
        fallback_language: "es-PE",
    };
}

/// The languages that the app speaks. What one lacks is said in Spanish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Language {
    /// Spanish of Peru, which has every text.
    Spanish,
    /// English, which has every text too.
    English,
    /// Quechua, for the main screen; no speaker has reviewed it yet.
    Quechua,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Spanish, Self::English, Self::Quechua];

    /// The name of its folder, and of its setting (BCP 47).
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Spanish => "es-PE",
            Self::English => "en",
            Self::Quechua => "qu",
        }
    }

    /// The language of the voice that says it (BCP 47). None speaks Quechua, whose letters a
    /// Spanish one reads best.
    #[must_use]
    pub fn spoken(self) -> &'static str {
        match self {
            Self::Spanish | Self::Quechua => "es",
            Self::English => "en",
        }
    }

    /// The language of that code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }

    /// The language of a locale's name as systems write it (`en_GB.UTF-8`); Spanish for all others.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        match locale.split(['_', '-', '.', '@']).next() {
            Some("en") => Self::English,
            Some("qu" | "quy" | "quz") => Self::Quechua,
            _ => Self::Spanish,
        }
    }

    fn id(self) -> LanguageIdentifier {
        const SPANISH: LanguageIdentifier = langid!("es-PE");
        const ENGLISH: LanguageIdentifier = langid!("en");
        const QUECHUA: LanguageIdentifier = langid!("qu");
        match self {
            Self::Spanish => SPANISH,
            Self::English => ENGLISH,
            Self::Quechua => QUECHUA,
        }
    }
}

/// The one thing that the whole process shares: what speaks has no way to be handed a language.
static CHOSEN: AtomicU8 = AtomicU8::new(Language::Spanish as u8);

/// From now on texts are in this language.
pub fn choose(language: Language) {
    CHOSEN.store(language as u8, Ordering::Relaxed);
}

/// The language of the texts.
#[must_use]
pub fn chosen() -> Language {
    let chosen = CHOSEN.load(Ordering::Relaxed);
    let mut languages = Language::ALL.into_iter();
    languages
        .find(|language| *language as u8 == chosen)
        .unwrap_or(Language::Spanish)
}

/// The values of a text's variables, by their names.
pub type Values = HashMap<Cow<'static, str>, FluentValue<'static>>;

/// The text of that name; the name itself if there is none, so that a hole shows.
#[must_use]
pub fn text(name: &str) -> String {
    text_in(chosen(), name)
}

/// The same in a language of its own.
#[must_use]
pub fn text_in(language: Language, name: &str) -> String {
    TEXTS
        .try_lookup(&language.id(), name)
        .unwrap_or_else(|| name.to_owned())
}

/// The text of that name with values in it, each between U+2068 and U+2069, so that a name written
/// from right to left disturbs nothing around it.
#[must_use]
pub fn text_with(name: &str, values: &Values) -> String {
    TEXTS
        .try_lookup_with_args(&chosen().id(), name, values)
        .unwrap_or_else(|| name.to_owned())
}

/// A text for terminals and programs, without the marks around values.
#[must_use]
pub fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// The text of a name, with the values of its variables: `text!("nombre", variable = value)`.
macro_rules! text {
    ($name:literal) => {
        $crate::texts::text($name)
    };
    ($name:literal, $($key:ident = $value:expr),+) => {
        $crate::texts::text_with(
            $name,
            &$crate::texts::Values::from([$((stringify!($key).into(), $value.into())),+]),
        )
    };
}

#[cfg(test)]
mod tests;
