//! The frame of every page, and what several of them show.

use auxilio_protocol::WireTime;
use auxilio_protocol::time::whole_seconds;
use maud::{Markup, html};

use crate::console::view::words::{age_text, foreign, say};
use crate::coordination::{Coordinator, INVITATIONS, PATH};
use crate::frame::light_page;
use crate::operators::Scope;

/// For whom a page is made.
#[derive(Debug)]
pub(in crate::coordination) struct Reader {
    /// Who is logged in.
    pub(in crate::coordination) name: String,
    /// Whose members they see.
    pub(in crate::coordination) scope: Scope,
}

impl Reader {
    pub(in crate::coordination) fn of(coordinator: &Coordinator) -> Self {
        Self {
            name: coordinator.name.clone(),
            scope: coordinator.scope.clone(),
        }
    }

    /// The organization of a row, where rows are of several.
    pub(super) fn organization<'a>(&self, of: &'a str) -> Option<&'a str> {
        (self.scope == Scope::Everybody).then_some(of)
    }
}

/// The pages that can be gone to from everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    Members,
    Invitations,
}

/// Head, navigation and content.
pub(super) fn page(reader: &Reader, tab: Tab, content: &Markup) -> Markup {
    let title = say("coordination-title");
    let current = |of: Tab| (tab == of).then_some("page");
    let body = html! {
        header {
            h1 {
                @match reader.scope.organization() {
                    Some(own) => (foreign(own)),
                    None => (say("coordination-everybody")),
                }
                " " small { (title) }
            }
            form method="post" action="/consola/salir" {
                span.minor { (foreign(&reader.name)) }
                a.button href="/consola/cuenta" { (say("account-title")) }
                button type="submit" { (say("console-leave")) }
            }
        }
        nav aria-label=(title) {
            a href=(PATH) aria-current=[current(Tab::Members)] { (say("coordination-members")) }
            a href=(INVITATIONS) aria-current=[current(Tab::Invitations)] {
                (say("coordination-invitations"))
            }
        }
        main { (content) }
    };
    light_page(&title, &body)
}

/// How long ago.
pub(super) fn ago(at: WireTime, now: WireTime) -> Markup {
    let age = age_text(whole_seconds(now.ms_since(at)));
    html! { time datetime=(at) { (say("console-since")) " " (age) } }
}

/// A form of one button that does what cannot be taken back: the button shows only after a touch
/// on what is over it.
pub(super) fn asked_twice(action: &str, question: &str, warning: &str, answer: &str) -> Markup {
    html! {
        details {
            summary { (say(question)) }
            p { (say(warning)) }
            form method="post" action=(action) {
                button.danger type="submit" { (say(answer)) }
            }
        }
    }
}
