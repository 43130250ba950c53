//! What the municipality of this build chose in `municipality.toml`; the build script has checked
//! it.

use auxilio_client::DefaultCentral;
use auxilio_protocol::{KeySet, PublicKey};

mod chosen {
    include!(concat!(env!("OUT_DIR"), "/municipality.rs"));
}

/// The municipality, as its people write it.
pub const NAME: &str = chosen::NAME;
/// What stands below the icon and over the window.
pub const APP_NAME: &str = chosen::APP_NAME;
/// Where people get help with the app.
pub const CONTACT: Option<&str> = chosen::CONTACT;

/// The central that the app knows from the start.
#[must_use]
pub fn central() -> Option<DefaultCentral> {
    let keys = chosen::KEYS.iter();
    Some(DefaultCentral {
        endpoint: chosen::ENDPOINT?.parse().ok()?,
        keys: KeySet::new(keys.filter_map(|key| PublicKey::from_text(key).ok())),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::page;

    const FILE: &str = include_str!("../municipality.toml");

    /// The value of a key, as the file has it.
    fn written(key: &str) -> Vec<&'static str> {
        let lines = FILE
            .lines()
            .filter_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
        lines.filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn the_app_is_named_and_coloured_as_the_file_says() {
        assert_eq!(written("name"), [NAME]);
        assert_eq!(written("app_name"), [APP_NAME]);
        assert_eq!(written("contact").first().copied(), CONTACT);
        let page = page();
        for (key, name) in [
            ("alarm", "alarm"),
            ("ground", "ground"),
            ("ink_soft", "ink-soft"),
        ] {
            let colours = written(key);
            assert!(!colours.is_empty());
            for colour in colours {
                assert!(
                    page.contains(&format!("--{name}: {colour};")),
                    "{name}: {colour}"
                );
            }
        }
    }

    #[test]
    fn the_app_knows_the_central_that_the_file_names_and_no_other() {
        assert_eq!(
            central().is_some(),
            FILE.lines().any(|line| line == "[central]")
        );
    }
}
