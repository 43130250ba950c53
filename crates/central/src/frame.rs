//! The frame of every page: what the head of each says, and what only some add.

use maud::{DOCTYPE, Markup, html};

use crate::coordination::STYLE;

/// A page: `head` is what this one adds to the head of every one, `body` its whole body.
pub(crate) fn page(title: &str, head: &Markup, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="es-PE" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                meta name="color-scheme" content="light dark";
                title { (title) }
                (head)
            }
            (body)
        }
    }
}

/// A light page for a weak signal: one small style, no script, no picture in the tab.
pub(crate) fn light_page(title: &str, content: &Markup) -> Markup {
    let head = html! {
        link rel="icon" href="data:,";
        link rel="stylesheet" href=(STYLE);
    };
    page(title, &head, &html! { body { (content) } })
}
