//! The list of invitations, and the form that makes one.

use auxilio_protocol::WireTime;
use auxilio_protocol::limits::TEXT_CHARS_MAX;
use maud::{Markup, html};

use super::frame::{Reader, Tab, ago, page};
use crate::console::view::words::{foreign, say};
use crate::coordination::INVITATIONS;
use crate::coordination::invitations::{HOURS_MAX, USES_MAX, address};
use crate::operators::Scope;
use crate::store::{InvitationRefused, InvitationView};
use crate::texts::text;

/// What the form proposes: a meeting's worth of people.
const USES_PROPOSED: u32 = 50;
/// Hours that the form proposes.
const HOURS_PROPOSED: u32 = 24;

pub(in crate::coordination) fn invitations_page(
    reader: &Reader,
    shown: &[InvitationView],
    refused: bool,
    now: WireTime,
) -> Markup {
    let content = html! {
        @if refused { p.mark.danger role="alert" { (say("coordination-refused")) } }
        (new_invitation(reader))
        h2 { (say("coordination-invitations")) }
        @if shown.is_empty() { p.empty { (say("coordination-no-invitations")) } }
        ul.cards {
            @for invitation in shown {
                li.card { (row(reader, invitation, now)) }
            }
        }
    };
    page(reader, Tab::Invitations, &content)
}

fn new_invitation(reader: &Reader) -> Markup {
    html! {
        form.card method="post" action=(INVITATIONS) {
            h2 { (say("coordination-new")) }
            @if reader.scope == Scope::Everybody {
                label for="organizacion" { (say("coordination-organization")) }
                input id="organizacion" name="organizacion" required maxlength=(TEXT_CHARS_MAX)
                    autocomplete="off";
            }
            div.fields {
                div {
                    label for="usos" { (say("coordination-uses")) }
                    input id="usos" name="usos" type="number" inputmode="numeric" required min="1"
                        max=(USES_MAX) value=(USES_PROPOSED);
                }
                div {
                    label for="horas" { (say("coordination-hours")) }
                    input id="horas" name="horas" type="number" inputmode="numeric" required min="1"
                        max=(HOURS_MAX) value=(HOURS_PROPOSED);
                }
            }
            label.choice {
                input name="aprobar" type="checkbox" value="si" checked;
                span { (say("coordination-needs-approval")) }
            }
            button.primary type="submit" { (say("coordination-create")) }
        }
    }
}

fn row(reader: &Reader, invitation: &InvitationView, now: WireTime) -> Markup {
    html! {
        a.row href=(address(invitation.id)) {
            span { (standing(invitation, now)) " " strong { (uses(invitation)) } }
            span.minor {
                @if let Some(of) = reader.organization(&invitation.organization) { (foreign(of)) " · " }
                (ago(invitation.created_at, now))
            }
        }
    }
}

/// Whether it holds, in a word.
pub(super) fn standing(invitation: &InvitationView, now: WireTime) -> Markup {
    let (class, name) = match invitation.refusal(now) {
        None => ("good", "coordination-open"),
        Some(InvitationRefused::Revoked) => ("plain", "coordination-revoked"),
        Some(InvitationRefused::Expired) => ("plain", "coordination-expired"),
        Some(InvitationRefused::Used | InvitationRefused::Unknown) => {
            ("plain", "coordination-used")
        }
    };
    html! { span class={ "mark " (class) } { (say(name)) } }
}

/// How many may still come.
pub(super) fn uses(invitation: &InvitationView) -> String {
    let (left, total) = (invitation.uses_left, invitation.uses_total);
    text(
        "coordination-uses-left",
        &[("left", left.into()), ("total", total.into())],
    )
}
