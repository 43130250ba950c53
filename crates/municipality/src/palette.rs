//! Which colour stands on which, in light and in dark, and what everybody can still read.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::colour::Colour;

/// Contrast of text (WCAG 2.2, 1.4.6, level AAA): it is read outdoors, at night and in haste.
pub const TEXT_CONTRAST_MIN: f64 = 7.0;
/// Contrast of lines and of the keyboard's frame (WCAG 2.2, 1.4.11).
pub const LINE_CONTRAST_MIN: f64 = 3.0;

/// What is written on what.
const TEXTS: [(&str, &str); 18] = [
    ("ink", "ground"),
    ("ink", "surface"),
    ("ink-soft", "ground"),
    ("ink-soft", "surface"),
    ("good-ink", "good-ground"),
    ("serious-ink", "serious-ground"),
    ("serious-ink", "chosen-ground"),
    ("serious-ink", "surface"),
    ("ground", "ink"),
    ("on-deep", "alarm"),
    ("on-deep", "alarm-deep"),
    ("on-deep", "waiting"),
    ("on-deep", "failed"),
    ("on-deep", "good"),
    ("on-deep", "over"),
    ("on-deep", "drill"),
    ("on-deep", "drill-deep"),
    ("ink", "good-ground"),
];
/// What is drawn on what.
const LINES: [(&str, &str); 4] = [
    ("line", "ground"),
    ("line", "surface"),
    ("focus", "ground"),
    ("focus", "surface"),
];

/// What begins the colours of dark screens in a style sheet.
const DARK: &str = "@media (prefers-color-scheme: dark)";

/// The colours that a municipality chooses. What means something (received, failed, a drill) looks
/// the same everywhere, and stands in the app's own style sheet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Palette {
    /// The button, and the icon's ground.
    pub alarm: Colour,
    /// The button while it is touched, and its edge.
    pub alarm_deep: Colour,
    /// Screens by day.
    pub light: Scheme,
    /// Screens where the person prefers dark ones.
    pub dark: Scheme,
}

/// The grounds and the texts of one scheme.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Behind everything.
    pub ground: Colour,
    /// Fields, cards, navigation.
    pub surface: Colour,
    /// Text.
    pub ink: Colour,
    /// Text that is not read first.
    pub ink_soft: Colour,
}

type Named = BTreeMap<String, Colour>;

impl Palette {
    /// The style sheet of these colours, under the names that the app's styles use.
    #[must_use]
    pub fn css(&self) -> String {
        let deep = format!(
            "  --alarm: {};\n  --alarm-deep: {};\n",
            self.alarm, self.alarm_deep
        );
        let (light, dark) = (self.light.css(), self.dark.css());
        format!(":root {{\n{deep}{light}}}\n{DARK} {{\n:root {{\n{dark}}}\n}}\n")
    }

    /// What somebody could not read, a line each, in the app's own style sheet with these colours.
    pub(crate) fn unreadable_with(&self, tokens: &str) -> Vec<String> {
        let (own_light, own_dark) = named(&self.css());
        let (mut light, dark_only) = named(tokens);
        light.extend(own_light);
        let mut dark = light.clone();
        dark.extend(dark_only);
        dark.extend(own_dark);
        let schemes = [("light", light), ("dark", dark)];
        let found = schemes.iter().flat_map(|(scheme, colours)| {
            let texts = TEXTS.iter().map(|pair| (pair, TEXT_CONTRAST_MIN));
            let lines = LINES.iter().map(|pair| (pair, LINE_CONTRAST_MIN));
            texts
                .chain(lines)
                .filter_map(move |(&(upper, lower), min)| {
                    let (Some(over), Some(under)) = (colours.get(upper), colours.get(lower)) else {
                        return Some(format!("{scheme}: there is no colour {upper} or {lower}"));
                    };
                    let contrast = over.contrast_with(*under);
                    (contrast < min).then(|| {
                        format!(
                            "{scheme}: {upper} ({over}) on {lower} ({under}) has a contrast of \
                         {contrast:.1}:1, and needs {min}:1"
                        )
                    })
                })
        });
        found.collect()
    }
}

impl Scheme {
    fn css(&self) -> String {
        format!(
            "  --ground: {};\n  --surface: {};\n  --ink: {};\n  --ink-soft: {};\n",
            self.ground, self.surface, self.ink, self.ink_soft
        )
    }
}

/// The colours of a style sheet by their names: those of light screens, and what dark ones change.
fn named(css: &str) -> (Named, Named) {
    let css = without_comments(css);
    let (light, dark) = css.split_once(DARK).unwrap_or((&css, ""));
    let read = |part: &str| {
        let declared = part.split([';', '{', '}']).filter_map(|declaration| {
            let (name, value) = declaration.trim().strip_prefix("--")?.split_once(':')?;
            Some((name.trim().to_owned(), value.trim().parse().ok()?))
        });
        declared.collect()
    };
    (read(light), read(dark))
}

fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default();
    let rest = parts.filter_map(|part| Some(part.split_once("*/")?.1));
    std::iter::once(first).chain(rest).collect()
}
