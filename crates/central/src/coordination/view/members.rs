//! The list of members: who waits, who is ready, who is none any more.

use auxilio_protocol::WireTime;
use auxilio_protocol::member::{Check, Readiness};
use maud::{Markup, html};

use super::frame::{Reader, Tab, ago, asked_twice, page};
use crate::console::view::words::{bounded, foreign, say};
use crate::coordination::{INVITATIONS, PATH};
use crate::store::{Lookalike, MemberPage, MemberView, Membership};
use crate::texts::text;

/// Age from which a self-check says nothing any more, in milliseconds: a week.
const READINESS_OLD_MS: i64 = 7 * 24 * 60 * 60 * 1000;

pub(in crate::coordination) fn members_page(
    reader: &Reader,
    shown: &MemberPage,
    number: u32,
    more: bool,
    now: WireTime,
) -> Markup {
    let content = html! {
        @if shown.pending > 0 { (waiting(shown.pending, now)) }
        @if shown.all == 0 {
            p.empty { (say("coordination-nobody")) }
            p { a.button href=(INVITATIONS) { (say("coordination-invite")) } }
        } @else {
            p.minor { (text("coordination-count", &[("count", shown.all.into())])) }
        }
        ul.cards {
            @for member in &shown.members { li.card data-member=(member.id) { (card(reader, member, now)) } }
        }
        (pages(number, more))
    };
    page(reader, Tab::Members, &content)
}

/// One touch lets in everybody whom this page counts, and nobody who came later.
fn waiting(count: u64, now: WireTime) -> Markup {
    html! {
        section.waiting {
            p { strong { (text("coordination-waiting", &[("count", count.into())])) } }
            form method="post" action="/coordinacion/miembros/aprobar" {
                input type="hidden" name="hasta" value=(now.unix_ms());
                button.primary type="submit" { (say("coordination-approve-all")) }
            }
        }
    }
}

fn card(reader: &Reader, member: &MemberView, now: WireTime) -> Markup {
    let action = |what: &str| format!("/coordinacion/miembros/{}/{what}", member.id);
    html! {
        h2 {
            @match &member.name {
                Some(name) => (foreign(name)),
                None => (say("coordination-no-name")),
            }
            @if let Some(unit) = &member.unit { " " small { (foreign(unit)) } }
        }
        @if let Some(of) = member.organization.as_deref().and_then(|of| reader.organization(of)) {
            p.minor { (foreign(of)) }
        }
        p.minor { (say("coordination-joined")) " " (ago(member.joined_at, now)) }
        p { (state(member.state)) " " (readiness(member, now)) }
        @if member.state == Membership::Pending {
            @for known in &member.may_be { (take_over(&action("reemplazar"), known)) }
            form method="post" action=(action("aprobar")) {
                button.primary type="submit" { (say("coordination-approve")) }
            }
        }
        @if member.state != Membership::Revoked {
            (asked_twice(&action("retirar"), "coordination-revoke-member",
                "coordination-revoke-member-warning", "coordination-revoke-member-do"))
        }
    }
}

/// Who waits may be a member who has another phone now. Asked twice: a thief can ask for it too.
fn take_over(action: &str, known: &Lookalike) -> Markup {
    let unnamed = say("coordination-no-name");
    let name = bounded(known.name.as_deref().unwrap_or(&unnamed));
    html! {
        details data-may-be=(known.id) {
            summary { (text("coordination-take-over", &[("name", name.into())])) }
            @if known.state == Membership::Revoked {
                p.minor { (say("coordination-state-revoked")) }
            }
            p { (say("coordination-take-over-warning")) }
            form method="post" action=(action) {
                input type="hidden" name="miembro" value=(known.id);
                button.danger type="submit" { (say("coordination-take-over-do")) }
            }
        }
    }
}

fn state(state: Membership) -> Markup {
    let (class, name) = match state {
        Membership::Pending => ("doubt", "coordination-state-pending"),
        Membership::Active => ("plain", "coordination-state-active"),
        Membership::Revoked => ("plain", "coordination-state-revoked"),
    };
    html! { span class={ "mark " (class) } data-state=(state.as_str()) { (say(name)) } }
}

/// Green, red or unknown, and how old that is by the central's clock: the phone's may be wrong.
fn readiness(member: &MemberView, now: WireTime) -> Markup {
    if member.state == Membership::Revoked {
        return html! {};
    }
    let Some((told, at)) = &member.readiness else {
        return html! { span.mark.plain data-ready="unknown" { (say("coordination-unchecked")) } };
    };
    let (class, ready, words) = if now.ms_since(*at) >= READINESS_OLD_MS {
        (
            "plain",
            "unknown",
            html! { (say("coordination-unchecked")) },
        )
    } else if told.is_ready() {
        ("good", "yes", html! { (say("coordination-ready")) })
    } else {
        ("danger", "no", missing(told))
    };
    html! {
        span class={ "mark " (class) } data-ready=(ready) { (words) }
        " " span.minor { (ago(*at, now)) }
    }
}

fn missing(told: &Readiness) -> Markup {
    html! {
        (say("coordination-missing"))
        @for check in told.checks.iter().filter(|check| !check.ok) { " · " (check_name(check)) }
    }
}

fn check_name(check: &Check) -> Markup {
    match check.name.as_str() {
        "location" | "notifications" | "battery" | "storage" | "central" | "clock" => {
            html! { (say(&format!("coordination-check-{}", check.name))) }
        }
        other => foreign(other),
    }
}

fn pages(number: u32, more: bool) -> Markup {
    let address = |number: u32| format!("{PATH}?pagina={number}");
    html! {
        @if number > 1 { a.button rel="prev" href=(address(number - 1)) { (say("coordination-previous")) } " " }
        @if more { a.button rel="next" href=(address(number + 1)) { (say("coordination-next")) } }
    }
}
