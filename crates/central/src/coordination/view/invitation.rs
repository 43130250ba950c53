//! One invitation, to be held up to a room: the QR as large as the screen, the code to be typed,
//! a way to send it.

use std::fmt::Write as _;

use auxilio_protocol::WireTime;
use maud::{Markup, html};

use super::frame::{Reader, Tab, asked_twice, page};
use super::invitations::{standing, uses};
use crate::console::view::words::{age_text, say};
use crate::coordination::invitations::address;
use crate::coordination::{INVITATIONS, PATH, qr};
use crate::store::InvitationView;
use crate::texts::text;

/// What is passed on of an invitation.
pub(in crate::coordination) struct Shown {
    /// The link.
    pub(in crate::coordination) link: String,
    /// The same to be typed.
    pub(in crate::coordination) code: String,
    /// The central's address, as it is typed before the code.
    pub(in crate::coordination) central: String,
}

pub(in crate::coordination) fn invitation_page(
    reader: &Reader,
    invitation: &InvitationView,
    shown: Option<&Shown>,
    now: WireTime,
) -> Markup {
    let holds = invitation.refusal(now).is_none();
    let content = html! {
        p { (standing(invitation, now)) " " strong { (uses(invitation)) } }
        @match shown {
            Some(shown) if holds => (passing_on(invitation, shown)),
            None if holds => p { (say("coordination-shown-once")) },
            _ => p { a.button href=(INVITATIONS) { (say("coordination-another")) } },
        }
        @if holds {
            p.minor { (lasting(invitation, now)) " " (approval(invitation)) }
        }
        p { a.button href=(PATH) { (say("coordination-who-joined")) } }
        @if holds {
            (asked_twice(&format!("{}/anular", address(invitation.id)), "coordination-revoke",
                "coordination-revoke-warning", "coordination-revoke-do"))
        }
    };
    page(reader, Tab::Invitations, &content)
}

fn passing_on(invitation: &InvitationView, shown: &Shown) -> Markup {
    let words = text(
        "coordination-share-words",
        &[
            ("organization", invitation.organization.as_str().into()),
            ("link", shown.link.as_str().into()),
            ("central", shown.central.as_str().into()),
            ("code", shown.code.as_str().into()),
        ],
    );
    let share = format!("https://wa.me/?text={}", percent_encoded(&words));
    html! {
        @if let Some(picture) = qr::picture(&shown.link, &say("coordination-qr")) { (picture) }
        p.minor { (say("coordination-code")) }
        p.code { (shown.code) }
        p.minor { (say("coordination-central")) " " strong { (shown.central) } }
        p { a.button.primary href=(share) rel="noreferrer" { (say("coordination-share")) } }
        p.link { (shown.link) }
    }
}

fn lasting(invitation: &InvitationView, now: WireTime) -> String {
    let left_s = auxilio_protocol::time::whole_seconds(invitation.expires_at.ms_since(now));
    let clock = invitation.expires_at.clock();
    text(
        "coordination-expires",
        &[("left", age_text(left_s).into()), ("at", clock.into())],
    )
}

fn approval(invitation: &InvitationView) -> String {
    say(if invitation.needs_approval {
        "coordination-with-approval"
    } else {
        "coordination-without-approval"
    })
}

/// A text as a value in an address (RFC 3986, section 2.1).
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(3 * text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_shared_comes_out_of_the_address_as_it_went_in() {
        assert_eq!(
            percent_encoded("Únase: https://a.pe/x?y=1&z #2\n"),
            "%C3%9Anase%3A%20https%3A%2F%2Fa.pe%2Fx%3Fy%3D1%26z%20%232%0A"
        );
    }
}
