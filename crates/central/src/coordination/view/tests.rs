//! Pages as they are written, without a central.

use auxilio_protocol::member::{Check, Readiness};
use auxilio_protocol::{MemberId, WireTime};
use maud::Markup;

use super::frame::Reader;
use super::invitation::{Shown, invitation_page};
use super::invitations::invitations_page;
use super::members::members_page;
use crate::console::view::words::say;
use crate::operators::Scope;
use crate::store::{InvitationId, InvitationView, Lookalike, MemberPage, MemberView, Membership};

const WEEK_MS: i64 = 7 * 24 * 60 * 60 * 1000;

fn now() -> WireTime {
    WireTime::from_unix_ms(1_790_000_000_000)
}

fn reader(scope: Scope) -> Reader {
    Reader {
        name: "Lidia".to_owned(),
        scope,
    }
}

fn everybody() -> Reader {
    reader(Scope::Everybody)
}

fn member(state: Membership) -> MemberView {
    MemberView {
        id: MemberId::new(1, [1; 10]),
        name: Some("Rosa <b>".to_owned()),
        unit: Some("1234-5A".to_owned()),
        organization: Some("El Cortijo".to_owned()),
        state,
        joined_at: now().plus_ms(-60_000),
        readiness: None,
        may_be: Vec::new(),
    }
}

fn told(parts: &[(&str, bool)]) -> Readiness {
    let checks = parts.iter().map(|(name, ok)| Check {
        name: (*name).to_owned(),
        ok: *ok,
    });
    Readiness {
        at: now(),
        checks: checks.collect(),
    }
}

fn list(reader: &Reader, members: Vec<MemberView>) -> String {
    let shown = MemberPage {
        pending: 2,
        all: 101,
        members,
    };
    members_page(reader, &shown, 2, true, now()).into_string()
}

fn invitation() -> InvitationView {
    InvitationView {
        id: InvitationId(7),
        salt: Some([0; 16]),
        organization: "El Cortijo".to_owned(),
        uses_total: 50,
        uses_left: 12,
        needs_approval: true,
        created_at: now(),
        expires_at: now().plus_ms(3_600_000),
        revoked_at: None,
    }
}

fn one(invitation: &InvitationView) -> Markup {
    let shown = Shown {
        link: "https://central.example/unirse/abc".to_owned(),
        code: "abcd-efgh".to_owned(),
        central: "central.example".to_owned(),
    };
    invitation_page(&everybody(), invitation, Some(&shown), now())
}

#[test]
fn every_text_is_in_the_texts() {
    let members = Membership::ALL.map(member).to_vec();
    let mut red = member(Membership::Active);
    let parts = [
        "location",
        "notifications",
        "battery",
        "clock",
        "storage",
        "central",
    ];
    red.readiness = Some((told(&parts.map(|part| (part, false))), now()));
    let (mut used, mut over, mut revoked) = (invitation(), invitation(), invitation());
    used.uses_left = 0;
    over.expires_at = now();
    revoked.revoked_at = Some(now());
    let all = [invitation(), used, over, revoked];
    let empty = MemberPage {
        members: Vec::new(),
        pending: 0,
        all: 0,
    };
    let mut pages = list(&everybody(), [members, vec![red]].concat());
    pages += &members_page(&everybody(), &empty, 1, false, now()).into_string();
    pages += &invitations_page(&everybody(), &all, true, now()).into_string();
    pages += &invitations_page(&everybody(), &[], false, now()).into_string();
    for invitation in &all {
        pages += &one(invitation).into_string();
    }
    pages += &invitation_page(&everybody(), &invitation(), None, now()).into_string();
    assert!(!pages.contains("Unknown local"), "{pages}");
    assert!(!pages.contains("style=") && !pages.contains("<script"));
}

#[test]
fn what_a_phone_wrote_is_text_and_nothing_else() {
    let mut rosa = member(Membership::Active);
    rosa.readiness = Some((told(&[("<i>", false)]), now()));
    let page = list(&everybody(), vec![rosa]);
    assert!(page.contains("Rosa &lt;b&gt;") && page.contains("&lt;i&gt;"));
}

#[test]
fn a_phone_is_ready_or_not_or_nobody_knows() {
    let cases = [
        (None, "unknown"),
        (Some((told(&[("location", true)]), now())), "yes"),
        (Some((told(&[("location", false)]), now())), "no"),
        (Some((told(&[]), now())), "no"),
        (
            Some((told(&[("location", true)]), now().plus_ms(-WEEK_MS))),
            "unknown",
        ),
    ];
    for (readiness, expected) in cases {
        let mut rosa = member(Membership::Active);
        rosa.readiness = readiness;
        let page = list(&everybody(), vec![rosa]);
        assert!(
            page.contains(&format!("data-ready=\"{expected}\"")),
            "{page}"
        );
    }
}

#[test]
fn only_who_waits_can_be_approved_and_only_who_is_in_can_be_put_out() {
    for (state, approve, revoke) in [
        (Membership::Pending, true, true),
        (Membership::Active, false, true),
        (Membership::Revoked, false, false),
    ] {
        let rosa = member(state);
        let offers =
            |what| list(&everybody(), vec![rosa.clone()]).contains(&format!("{}/{what}", rosa.id));
        assert_eq!((offers("aprobar"), offers("retirar")), (approve, revoke));
    }
}

#[test]
fn who_waits_is_offered_as_the_new_phone_of_whom_they_may_be_and_nobody_else_is() {
    let old = Lookalike {
        id: MemberId::new(2, [2; 10]),
        name: Some("Rosa <b>".to_owned()),
        state: Membership::Active,
    };
    for (state, offered) in [
        (Membership::Pending, 1),
        (Membership::Active, 0),
        (Membership::Revoked, 0),
    ] {
        let mut rosa = member(state);
        rosa.may_be = vec![old.clone()];
        let page = list(&everybody(), vec![rosa.clone()]);
        let action = format!("miembros/{}/reemplazar", rosa.id);
        assert_eq!(page.matches(&action).count(), offered, "{page}");
        let words = "¿Es el nuevo teléfono de Rosa &lt;b&gt;?";
        assert_eq!(page.matches(words).count(), offered, "{page}");
        let value = format!("value=\"{}\"", old.id);
        assert_eq!(page.matches(&value).count(), offered, "{page}");
        assert!(!page.contains("Unknown local"));
    }
}

#[test]
fn the_picture_of_an_invitation_is_its_link_and_nothing_more() {
    let link = "https://central.example/unirse/abc";
    let name = say("coordination-qr");
    let picture = crate::coordination::qr::picture(link, &name)
        .unwrap()
        .into_string();
    assert!(one(&invitation()).into_string().contains(&picture));
}

#[test]
fn an_invitation_that_does_not_hold_any_more_is_not_passed_on() {
    let holds = one(&invitation()).into_string();
    assert!(holds.contains("<svg") && holds.contains("abcd-efgh") && holds.contains("wa.me"));
    let mut over = invitation();
    over.expires_at = now();
    let over = one(&over).into_string();
    assert!(!over.contains("<svg") && !over.contains("abcd-efgh") && !over.contains("wa.me"));
}

#[test]
fn only_who_sees_several_organizations_names_them() {
    let own = reader(Scope::Organization("El Cortijo".to_owned()));
    let names = |reader: &Reader| {
        list(reader, vec![member(Membership::Active)])
            .matches("El Cortijo")
            .count()
    };
    // A coordinator's own stands over the page, once.
    assert_eq!((names(&own), names(&everybody())), (1, 1));
    let form = |reader: &Reader| invitations_page(reader, &[], false, now()).into_string();
    assert!(!form(&own).contains("name=\"organizacion\""));
    assert!(form(&everybody()).contains("name=\"organizacion\""));
}
