//! Every text that a person reads, by its name in `locales/es-PE`.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader as _, langid, static_loader};

static_loader! {
    static TEXTS = {
        locales: "./locales",
        fallback_language: "es-PE",
    };
}

const SPANISH_OF_PERU: LanguageIdentifier = langid!("es-PE");

/// The values of a text's variables, by their names.
pub type Values = HashMap<Cow<'static, str>, FluentValue<'static>>;

/// The text of that name; the name itself if there is none, so that a hole shows.
#[must_use]
pub fn text(name: &str) -> String {
    TEXTS
        .try_lookup(&SPANISH_OF_PERU, name)
        .unwrap_or_else(|| name.to_owned())
}

/// The text of that name with values in it, each between U+2068 and U+2069, so that a name written
/// from right to left disturbs nothing around it.
#[must_use]
pub fn text_with(name: &str, values: &Values) -> String {
    TEXTS
        .try_lookup_with_args(&SPANISH_OF_PERU, name, values)
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
