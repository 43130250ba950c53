//! The board: what rings, what is under way, what is over.

use maud::{Markup, html};

use super::card::{Reader, card, group, order};
use super::page::{page, system_name};
use super::words::say;
use crate::store::{Changes, IncidentView};

/// The whole page for one operator.
pub(in crate::console) fn board_page(
    municipality: &str,
    operator: &str,
    shown: &Changes,
    reader: &Reader<'_>,
) -> Markup {
    let body = html! {
        body data-stream="connecting" data-sound="blocked" data-ringing="no" data-now=(reader.now.unix_ms()) {
            (bars())
            header.top {
                h1 { (system_name()) " " small { (municipality) } }
                p #estado role="status" { (say("console-stream-connecting")) }
                button #probar type="button" { (say("console-sound-test")) }
                form method="post" action="/consola/salir" {
                    span.who { (operator) }
                    a.button href="/consola/cuenta" { (say("account-title")) }
                    button type="submit" { (say("console-leave")) }
                }
            }
            p #anuncio .unseen role="log" aria-live="assertive" {}
            p #aviso .toast role="alert" hidden {}
            main #tablero data-seq=(shown.through.0) { (board(shown, reader)) }
            (spoken())
        }
    };
    page(
        &system_name(),
        &["htmx.min.js", "sound.js", "console.js"],
        &body,
    )
}

/// The bars that say that this console cannot do its work. The script hides them once it can.
fn bars() -> Markup {
    html! {
        div #sin-flujo .bar.down role="alert" hidden {
            strong { (say("console-stream-down")) }
            span { (say("console-stream-last")) " " span #ultimo-contacto {} }
        }
        noscript { div.bar.down { (say("console-no-script")) } }
        div #sin-sonido .bar.muted hidden {
            span { (say("console-sound-blocked")) }
            button #activar type="button" { (say("console-sound-start")) }
        }
    }
}

/// Texts that the script puts into the page or its title.
fn spoken() -> Markup {
    html! {
        div #textos hidden data-live=(say("console-stream-live")) data-down=(say("console-stream-lost"))
            data-ringing=(say("console-title-ringing")) data-failed=(say("console-failed"))
            data-refused=(say("console-refused")) data-changed=(say("console-changed"))
            data-tested=(say("console-sound-tested")) {}
    }
}

/// What changes: both lists, each card under its id.
pub(in crate::console) fn board(shown: &Changes, reader: &Reader<'_>) -> Markup {
    html! {
        section aria-labelledby="titulo-abiertos" {
            h2 #titulo-abiertos { (say("console-open")) }
            div #abiertos .cards {
                @for incident in sorted(shown, "abiertos") { (card(incident, reader)) }
            }
            p.empty { (say("console-empty")) " " (say("console-empty-alive")) }
        }
        section aria-labelledby="titulo-cerrados" {
            h2 #titulo-cerrados { (say("console-closed")) }
            div #cerrados .cards {
                @for incident in sorted(shown, "cerrados") { (card(incident, reader)) }
            }
        }
    }
}

fn sorted<'a>(shown: &'a Changes, wanted: &str) -> Vec<&'a IncidentView> {
    let mut found: Vec<_> = shown
        .incidents
        .iter()
        .filter(|one| group(one) == wanted)
        .collect();
    found.sort_by_key(|incident| std::cmp::Reverse(order(incident)));
    found
}
