//! What the page looks like; pure.

use maud::{Markup, html};

use crate::console::view::words::{foreign, say};
use crate::frame::light_page;
use crate::store::InvitationRefused;
use crate::texts::text;

/// How the invitation stands.
pub(super) enum Stands {
    /// It can be answered.
    Holds(Invites),
    /// It cannot.
    Refused(InvitationRefused),
    /// Too many were asked for to tell.
    Waits,
}

/// What the page tells of an invitation that holds.
pub(super) struct Invites {
    pub(super) organization: String,
    /// The link that opens the app.
    pub(super) opens: String,
    /// The same to be typed; none where it was told only once.
    pub(super) code: Option<String>,
    /// The central, as it is typed beside the code.
    pub(super) central: String,
    /// Where the app can be had, if the central knows.
    pub(super) app_page: Option<String>,
}

pub(super) fn page(municipality: &str, stands: &Stands) -> Markup {
    let title = say("joining-title");
    let content = html! {
        header { h1 { (foreign(municipality)) " " small { (title) } } }
        main {
            @match stands {
                Stands::Holds(invites) => (holds(invites)),
                Stands::Refused(why) => (refused(*why)),
                Stands::Waits => p.empty data-state="waits" { (say("joining-waits")) },
            }
        }
    };
    light_page(&title, &content)
}

fn holds(invites: &Invites) -> Markup {
    let organization = invites.organization.as_str();
    let who = text("joining-invites", &[("organization", organization.into())]);
    html! {
        p.empty data-state="holds" { (foreign(&who)) }
        p { a.button.primary href=(invites.opens) { (say("joining-open")) } }
        p.minor { (say("joining-consent")) }
        div.cards {
            section.card {
                h2 { (say("joining-without")) }
                @match &invites.app_page {
                    Some(address) => p { a.button href=(address) rel="noreferrer" { (say("joining-get")) } },
                    None => p { (say("joining-ask")) },
                }
            }
            section.card {
                h2 { (say("joining-by-hand")) }
                p { (say("joining-by-hand-how")) }
                @if let Some(code) = &invites.code {
                    p.code { (code) }
                    p.minor { (say("coordination-central")) " " strong { (invites.central) } }
                }
            }
        }
    }
}

fn refused(why: InvitationRefused) -> Markup {
    let (state, title, what_now) = match why {
        InvitationRefused::Used => ("used", "problem-invitation-used", "joining-ask-another"),
        InvitationRefused::Expired => (
            "expired",
            "problem-invitation-expired",
            "joining-ask-another",
        ),
        InvitationRefused::Revoked => (
            "revoked",
            "problem-invitation-revoked",
            "joining-ask-another",
        ),
        InvitationRefused::Unknown => (
            "unknown",
            "problem-invitation-unknown",
            "problem-invitation-unknown-detail",
        ),
    };
    html! {
        p.empty data-state=(state) { (say(title)) }
        p { (say(what_now)) }
    }
}
