//! What the page looks like; pure.

use maud::{Markup, html};

use super::offer::About;
use crate::console::view::words::{foreign, say};
use crate::frame::light_page;
use crate::texts::text;

/// Bytes in a tenth of a megabyte, as phones count.
const TENTH_OF_MB_BYTES: u64 = 100_000;

/// What there is to tell.
pub(super) enum Told {
    /// The file is here.
    Here(About),
    /// It is not; perhaps this page has it.
    NotHere(Option<String>),
}

pub(super) fn page(municipality: &str, file: &str, told: &Told) -> Markup {
    let title = say("download-title");
    let content = html! {
        header { h1 { (foreign(municipality)) " " small { (title) } } }
        main {
            @match told {
                Told::Here(about) => (here(file, about)),
                Told::NotHere(elsewhere) => (not_here(elsewhere.as_deref())),
            }
        }
    };
    light_page(&title, &content)
}

fn here(file: &str, about: &About) -> Markup {
    let tenths = about.bytes.div_ceil(TENTH_OF_MB_BYTES);
    let size = format!("{}.{}", tenths / 10, tenths % 10);
    let size = text("download-size", &[("megabytes", size.into())]);
    html! {
        p.empty data-state="here" { (say("download-what")) }
        p { a.button.primary href=(file) download { (say("download-do")) " (" (size) ")" } }
        @if let Some(version) = &about.version {
            p.minor { (text("download-version", &[("version", version.as_str().into())])) }
        }
        p.minor { (say("download-system")) }
        div.cards {
            section.card {
                h2 { (say("download-install")) }
                ol {
                    li { (say("download-install-open")) }
                    li { (say("download-install-allow")) }
                    li { (say("download-install-do")) }
                    li { (say("download-install-forbid")) }
                }
            }
            section.card {
                h2 { (say("download-verify")) }
                p { (say("download-verify-how")) }
                p { code data-sha256=(about.sha256) { (about.sha256) } }
                p.minor { (say("download-verify-command")) " " code { "sha256sum " (about.saved_as()) } }
                p { (say("download-verify-updates")) }
            }
            section.card {
                h2 { (say("download-iphone")) }
                p { (say("download-iphone-how")) }
            }
        }
    }
}

fn not_here(elsewhere: Option<&str>) -> Markup {
    html! {
        p.empty data-state="not-here" { (say("download-not-here")) }
        @match elsewhere {
            Some(address) => p {
                a.button.primary href=(address) rel="noreferrer" { (say("joining-get")) }
            },
            None => p { (say("joining-ask")) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_says_how_to_install_and_to_verify() {
        let about = About {
            bytes: 12_345_678,
            sha256: "0f".repeat(32),
            version: Some("0.1.0".to_owned()),
        };
        let page = page(
            "Municipalidad de Prueba",
            "/app/auxilio.apk",
            &Told::Here(about),
        );
        insta::assert_snapshot!(page.into_string());
    }

    #[test]
    fn a_central_without_the_app_says_so_and_where_it_is() {
        let of = |elsewhere: Option<&str>| {
            let told = Told::NotHere(elsewhere.map(str::to_owned));
            page("Municipalidad de Prueba", "/app/auxilio.apk", &told).into_string()
        };
        let nowhere = of(None);
        assert!(nowhere.contains("Pídala a quien le invitó"), "{nowhere}");
        assert!(!nowhere.contains("href=\"/app"), "{nowhere}");
        let elsewhere = of(Some("https://f-droid.example/auxilio"));
        assert!(elsewhere.contains("href=\"https://f-droid.example/auxilio\""));
    }
}
