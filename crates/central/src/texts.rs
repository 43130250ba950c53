//! Every text a person sees, from `locales/`.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader as _, langid};

fluent_templates::static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "es-PE",
        // The marks that isolate arguments for mixed directions are noise in attributes.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

const SPANISH_OF_PERU: LanguageIdentifier = langid!("es-PE");

/// The text of that name. Arguments are `(name, value)`; a value is a text or a number.
#[must_use]
pub fn text(name: &str, arguments: &[(&'static str, FluentValue<'_>)]) -> String {
    let arguments: HashMap<Cow<'static, str>, FluentValue<'_>> = arguments
        .iter()
        .map(|(name, value)| (Cow::Borrowed(*name), value.clone()))
        .collect();
    LOCALES.lookup_with_args(&SPANISH_OF_PERU, name, &arguments)
}
