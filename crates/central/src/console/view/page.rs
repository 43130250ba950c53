//! The frame of the console's pages.

use maud::{Markup, html};

use super::words::say;
use crate::console::assets;
use crate::frame;

/// What the pages' script does otherwise than by itself: no style of its own, which the policy would
/// stop, and what an operator has unfolded stays so while the card changes under it.
const SCRIPT_SETTINGS: &str =
    r#"{"includeIndicatorCSS":false,"history":false,"morphIgnore":["data-htmx-powered","open"]}"#;

/// Head and body around the content. The scripts are this origin's own files.
pub(super) fn page(title: &str, scripts: &[&str], body: &Markup) -> Markup {
    let head = html! {
        meta name="htmx-config" content=(SCRIPT_SETTINGS);
        link id="favicon" rel="icon" type="image/svg+xml" href=(assets::url("quiet.svg"))
            data-ringing=(assets::url("ringing.svg"));
        link rel="stylesheet" href=(assets::url("console.css"));
        @for script in scripts { script defer src=(assets::url(script)) {} }
    };
    frame::page(title, &head, body)
}

/// The name of the system, as pages head it.
pub(super) fn system_name() -> String {
    say("console-title")
}
