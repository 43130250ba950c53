//! Joining, step by step: what each screen asks, and how one goes on and back.

use auxilio_client::view::{InvitationView, Told};
use auxilio_protocol::enrolment::InvitationLink;
use auxilio_protocol::invitation::{CONSENT_TEXT, ConsentAsked, InvitationInfo};
use auxilio_protocol::problem::ProblemKind;

use super::*;
use crate::texts::plain;

const LINK: &str = "https://otra.example/unirse/abc";

fn link() -> InvitationLink {
    LINK.parse().unwrap()
}

pub(super) fn unenrolled() -> View {
    let central = CentralView {
        enrolment: EnrolmentView::None,
        ..view().central
    };
    View { central, ..view() }
}

pub(super) fn opened(told: Told) -> View {
    View {
        invitation: Some(InvitationView {
            link: link(),
            told,
            agreed: false,
        }),
        ..unenrolled()
    }
}

pub(super) fn holds() -> Told {
    Told::Holds(InvitationInfo {
        municipality: "Municipalidad de Moche".to_owned(),
        organization: "El Cortijo".to_owned(),
        expires_at: now(),
        needs_approval: true,
        consent: ConsentAsked {
            text: CONSENT_TEXT.to_owned(),
        },
    })
}

/// Somebody who has come by the central's screen.
pub(super) fn joining(view: View) -> Mounted {
    let mut mounted = Mounted::with(view);
    mounted.press(&text("route-central"));
    mounted.press(&text("join"));
    mounted
}

/// Somebody who has pasted the link, and looks at what it leads to.
pub(super) fn at_the_question(view: View) -> Mounted {
    let mut mounted = joining(view);
    mounted.press(&text("enrol-by-link"));
    mounted.fill_in(&text("enrol-link-label"), LINK);
    mounted.submit();
    assert_eq!(mounted.asked(), [Command::OpenInvitation(link())]);
    mounted
}

/// The question of the screen that is shown, and whether the named one has gone.
fn asks(mounted: &Mounted, name: &str) -> bool {
    let html = mounted.html();
    assert_eq!(
        html.matches("<h1").count(),
        1,
        "one decision a screen: {html}"
    );
    html.contains(&text(name))
}

#[test]
fn the_first_start_and_the_centrals_screen_lead_to_the_first_question() {
    let mut first_start = Mounted::with(unenrolled());
    first_start.press(&text("join"));
    assert!(asks(&first_start, "enrol-how"));
    let mut mounted = joining(view());
    assert!(asks(&mounted, "enrol-how"));
    mounted.press(&text("enrol-back"));
    assert!(asks(&mounted, "central-title"));
    // A member is not asked to join on the main screen.
    assert!(!html(view()).contains(&text("join")));
}

#[test]
fn each_way_of_the_first_question_leads_back_to_it() {
    for (way, question) in [
        ("enrol-by-link", "enrol-link"),
        ("enrol-by-code", "enrol-code"),
        ("enrol-by-photo", "photo-title"),
    ] {
        let mut mounted = joining(unenrolled());
        mounted.press(&text(way));
        assert!(asks(&mounted, question), "{way}");
        mounted.press(&text("enrol-back"));
        assert!(asks(&mounted, "enrol-how"), "{way}");
    }
}

#[test]
fn what_is_no_invitation_is_told_in_words_and_stays_to_be_mended() {
    for (pasted, words) in [
        ("hola", "invitation-error-other-link"),
        ("https://otra.example/", "invitation-error-other-link"),
        ("http://otra.example/unirse/abc", "endpoint-error-insecure"),
        ("https://otra.example/unirse/¿?", "invitation-error-token"),
    ] {
        let mut mounted = joining(unenrolled());
        mounted.press(&text("enrol-by-link"));
        mounted.fill_in(&text("enrol-link-label"), pasted);
        mounted.submit();
        assert!(mounted.html().contains(&text(words)), "{pasted}");
        assert_eq!(mounted.asked(), []);
        // Whoever looks elsewhere in between finds it again.
        mounted.press(&text("route-alert"));
        mounted.press(&text("route-central"));
        mounted.press(&text("join"));
        assert!(mounted.html().contains(pasted), "{}", mounted.html());
    }
}

#[test]
fn a_code_is_one_of_the_central_beside_it() {
    let mut mounted = joining(unenrolled());
    mounted.press(&text("enrol-by-code"));
    mounted.fill_in(&text("enrol-code-label"), "ABCD-efgh");
    mounted.submit();
    mounted.press(&text("enrol-by-code"));
    for (address, host) in [
        ("otra.example", Some("otra.example")),
        ("https://tercera.example", Some("tercera.example")),
        ("http://cuarta.example", None),
        ("", None),
    ] {
        let before = mounted.asked().len();
        mounted.fill_in(&text("enrol-central-label"), address);
        mounted.submit();
        let asked = mounted.asked();
        let opened = asked.get(before).map(|command| match command {
            Command::OpenInvitation(link) => link.endpoint.host().to_owned(),
            other => panic!("{other:?}"),
        });
        assert_eq!(opened.as_deref(), host, "{address}");
        if host.is_some() {
            mounted.press(&text("enrol-by-code"));
        }
    }
    let Command::OpenInvitation(first) = &mounted.asked()[0] else {
        panic!("not opened");
    };
    assert_eq!(first.endpoint.host(), "central.example");
    assert_eq!(first.token.expose(), "ABCD-efgh");
}

#[test]
fn who_invites_and_what_is_shared_stands_above_the_question() {
    let mut mounted = at_the_question(opened(holds()));
    let html = plain(&mounted.html());
    for shown in ["El Cortijo", "Municipalidad de Moche", "otra.example"] {
        assert!(html.contains(shown), "{shown}: {html}");
    }
    for words in [
        "who-approval",
        "consent-data",
        "consent-place",
        "consent-coordinator",
        "consent-central",
        "consent-keeper",
        "consent-leave",
    ] {
        assert!(asks(&mounted, words), "{words}");
    }
    mounted.press(&text("who-accept"));
    assert_eq!(mounted.asked()[1..], [Command::Agree(link())]);
    assert!(asks(&mounted, "person-title"));
}

#[test]
fn who_does_not_agree_is_back_and_nothing_was_agreed_to() {
    let mut mounted = at_the_question(opened(holds()));
    mounted.press(&text("who-decline-name"));
    assert_eq!(mounted.asked()[1..], [Command::LeaveInvitation]);
    assert!(asks(&mounted, "enrol-how"));
}

#[test]
fn without_a_network_one_can_agree_all_the_same() {
    for (told, words) in [(Told::Asking, "who-asking"), (Told::NotYet, "who-not-yet")] {
        let mut mounted = at_the_question(opened(told));
        assert!(asks(&mounted, words));
        mounted.press(&text("who-accept"));
        assert_eq!(mounted.asked()[1..], [Command::Agree(link())]);
    }
}

#[test]
fn an_invitation_that_does_not_hold_says_why_and_asks_for_no_consent() {
    for (kind, words) in [
        (ProblemKind::InvitationSpent, "enrolment-used"),
        (ProblemKind::InvitationExpired, "enrolment-expired"),
        (ProblemKind::InvitationRevoked, "enrolment-taken-back"),
        (ProblemKind::NotFound, "enrolment-unknown"),
    ] {
        let mut mounted = at_the_question(opened(Told::Refused(kind)));
        assert!(asks(&mounted, words), "{kind:?}");
        assert!(!asks(&mounted, "who-accept") && !asks(&mounted, "consent-title"));
        mounted.press(&text("enrol-back"));
        mounted.press(&text("enrol-by-link"));
        assert!(mounted.html().contains(LINK), "what was typed is gone");
    }
}

#[test]
fn where_nothing_can_be_kept_nobody_agrees_and_the_link_is_there_to_copy() {
    for (why, words) in [
        (NotSaved::InUse, "who-in-use"),
        (NotSaved::Key, "who-cannot-keep"),
        (NotSaved::Disk, "who-cannot-keep"),
    ] {
        let mounted = at_the_question(View {
            storage: Storage::MemoryOnly(why),
            ..opened(holds())
        });
        assert!(asks(&mounted, words), "{why:?}");
        assert!(!asks(&mounted, "who-accept"));
        assert_eq!(mounted.html().contains(LINK), why == NotSaved::InUse);
    }
}

#[test]
fn what_one_tells_is_kept_at_every_step_and_all_of_it_may_stay_empty() {
    let mut mounted = at_the_question(opened(holds()));
    mounted.press(&text("who-accept"));
    mounted.fill_in(&text("profile-name"), "Rosa");
    mounted.fill_in(&text("profile-unit"), "1234-5A");
    mounted.submit();
    assert!(asks(&mounted, "around-title"));
    mounted.press(&text("enrol-back"));
    assert!(mounted.html().contains("1234-5A"), "{}", mounted.html());
    mounted.submit();
    mounted.fill_in(&text("around-contact-phone"), "944 123 456");
    mounted.submit();
    let asked = mounted.asked();
    let told: Vec<_> = asked
        .iter()
        .filter_map(|command| match command {
            Command::SetProfile(profile) => Some(profile),
            _ => None,
        })
        .collect();
    let last = told[told.len() - 1];
    assert_eq!(last.name.as_deref(), Some("Rosa"));
    let organization = last.organization.as_ref().unwrap();
    assert_eq!(organization.name, "El Cortijo");
    assert_eq!(organization.unit.as_deref(), Some("1234-5A"));
    let contact = last.contact.as_ref().unwrap();
    assert_eq!(contact.phone.as_deref(), Some("944 123 456"));
    assert_eq!(asked.last(), Some(&Command::Join));

    let mut silent = at_the_question(opened(Told::NotYet));
    silent.press(&text("who-accept"));
    silent.submit();
    silent.submit();
    assert_eq!(silent.asked()[1..], [Command::Agree(link()), Command::Join]);
}

/// Somebody who has gone the whole way, when the central has answered so far.
pub(super) fn done(enrolment: EnrolmentView) -> Mounted {
    let shown = opened(Told::NotYet);
    let central = CentralView {
        enrolment,
        ..shown.central
    };
    let mut mounted = at_the_question(View { central, ..shown });
    mounted.press(&text("who-accept"));
    mounted.submit();
    mounted.submit();
    mounted
}

#[test]
fn in_the_end_it_says_how_far_it_is_and_offers_a_drill() {
    for (enrolment, words) in [
        (EnrolmentView::Waiting, "enrolment-waiting"),
        (EnrolmentView::Pending, "enrolment-pending"),
        (EnrolmentView::Active, "enrolment-active"),
    ] {
        let mut mounted = done(enrolment);
        assert!(asks(&mounted, words), "{words}");
        mounted.press(&text("drill-start-name"));
        assert_eq!(mounted.asked().last(), Some(&Command::Drill));
        assert!(mounted.html().contains("data-route=\"alert\""));
    }
}

#[test]
fn one_that_was_refused_in_the_end_says_why_and_another_can_be_tried() {
    let mut mounted = done(EnrolmentView::Refused(ProblemKind::InvitationSpent));
    assert!(asks(&mounted, "enrolment-used") && asks(&mounted, "done-kept"));
    mounted.press(&text("done-another"));
    mounted.press(&text("enrol-by-link"));
    assert!(mounted.html().contains(LINK));
}

#[test]
fn the_button_is_there_and_works_at_every_step() {
    let mut mounted = at_the_question(opened(holds()));
    mounted.press(&text("alarm-name"));
    assert_eq!(mounted.asked().last(), Some(&Command::Raise(Kind::Auxilio)));
    mounted.press(&text("who-accept"));
    assert!(asks(&mounted, "person-title"));
}
