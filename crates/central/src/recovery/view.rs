//! What the page looks like; pure.

use auxilio_protocol::limits::RECOVERY_PHRASE_CHARS_MAX;
use maud::{Markup, html};

use super::PATH;
use crate::console::view::words::{foreign, say};
use crate::frame::light_page;

/// What came of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// None were given yet.
    Nothing,
    /// The phone is put out.
    PutOut,
    /// They are nobody's.
    Unknown,
    /// There are fewer or more than there must be.
    NoPhrase,
    /// Too many were tried to look.
    Waits,
}

/// What to do when it is done, in this order.
const NEXT: [&str; 4] = [
    "lost-next-danger",
    "lost-next-line",
    "lost-next-phone",
    "lost-next-words",
];

pub(super) fn page(municipality: &str, said: Said) -> Markup {
    let title = say("lost-title");
    let content = html! {
        header { h1 { (foreign(municipality)) " " small { (title) } } }
        main {
            @match said {
                Said::PutOut => (done()),
                Said::Nothing => (form(None)),
                Said::Unknown => (form(Some("lost-unknown"))),
                Said::NoPhrase => (form(Some("lost-no-phrase"))),
                Said::Waits => (form(Some("lost-waits"))),
            }
        }
    };
    light_page(&title, &content)
}

fn done() -> Markup {
    html! {
        p.empty role="status" data-state="done" { strong { (say("lost-done")) } }
        p { (say("lost-done-alerts")) }
        h2 { (say("lost-next")) }
        ol { @for step in NEXT { li { (say(step)) } } }
    }
}

/// The words go in the body of the request, and the browser is asked to keep none of them.
fn form(refused: Option<&str>) -> Markup {
    html! {
        @if let Some(why) = refused {
            p.mark.danger role="alert" data-state=(why) { (say(why)) }
        }
        p { (say("lost-how")) }
        form method="post" action=(PATH) autocomplete="off" {
            label for="frase" { (say("lost-words")) }
            input id="frase" name="frase" type="text" required maxlength=(RECOVERY_PHRASE_CHARS_MAX)
                autocomplete="off" autocapitalize="none" spellcheck="false";
            button.danger type="submit" { (say("lost-do")) }
        }
        p.minor { (say("lost-without")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_has_its_words_and_needs_no_script() {
        for said in [
            Said::Nothing,
            Said::PutOut,
            Said::Unknown,
            Said::NoPhrase,
            Said::Waits,
        ] {
            let page = page("El Porvenir <b>", said).into_string();
            assert!(!page.contains("Unknown local"), "{page}");
            assert!(
                !page.contains("<script") && !page.contains("style="),
                "{page}"
            );
            assert!(page.contains("El Porvenir &lt;b&gt;"));
            assert_eq!(page.contains("<form"), said != Said::PutOut);
        }
    }
}
