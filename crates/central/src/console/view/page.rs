//! The frame of every page.

use maud::{DOCTYPE, Markup, html};

use super::words::say;
use crate::console::assets;

/// Head and body around the content. The scripts are this origin's own files.
pub(super) fn page(title: &str, scripts: &[&str], body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="es-PE" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                meta name="color-scheme" content="light dark";
                meta name="htmx-config" content=r#"{"includeIndicatorCSS":false,"history":false}"#;
                title { (title) }
                link id="favicon" rel="icon" type="image/svg+xml" href=(assets::url("quiet.svg"))
                    data-ringing=(assets::url("ringing.svg"));
                link rel="stylesheet" href=(assets::url("console.css"));
                @for script in scripts { script defer src=(assets::url(script)) {} }
            }
            (body)
        }
    }
}

/// The name of the system, as pages head it.
pub(super) fn system_name() -> String {
    say("console-title")
}
