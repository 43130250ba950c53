//! From an invitation's link to a member: asked about, agreed to, sent, by itself where it must.

use std::sync::Arc;

use auxilio_client::core::{Effect, Event, Stored};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::directory::Given;
use auxilio_client::settings::{Agreed, Enrolment, Settings};
use auxilio_client::view::{EnrolmentView, Told};
use auxilio_protocol::enrolment::{Consent, EnrolmentAnswer, InvitationLink, MemberState};
use auxilio_protocol::invitation::{CONSENT_TEXT, ConsentAsked, InvitationInfo};
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::profile::{Organization, OrganizationKind};
use auxilio_protocol::{Directory, KeySet, MemberId, Profile, WireTime};
use serde_json::json;

use crate::membership;
use crate::phone::{EVENING_MS, Phone, central_key};

/// Longer than the core ever waits with an invitation that was agreed to.
const LONG_MS: u64 = 5 * 60_000;

fn link() -> InvitationLink {
    "https://central.example/unirse/abc".parse().unwrap()
}

fn other() -> InvitationLink {
    "https://otra.example/unirse/xyz".parse().unwrap()
}

fn info() -> InvitationInfo {
    InvitationInfo {
        municipality: "El Porvenir".to_owned(),
        organization: "El Cortijo".to_owned(),
        expires_at: WireTime::from_unix_ms(EVENING_MS),
        needs_approval: false,
        consent: ConsentAsked {
            text: CONSENT_TEXT.to_owned(),
        },
    }
}

fn consent_at(ms: i64) -> Consent {
    Consent {
        text: CONSENT_TEXT.to_owned(),
        at: WireTime::from_unix_ms(ms),
    }
}

fn told(phone: &mut Phone, link: InvitationLink, outcome: Outcome<InvitationInfo>) {
    phone.step(Event::InvitationTold { link, outcome });
}

fn agree(phone: &mut Phone, link: InvitationLink) {
    let consent = consent_at(phone.wall_ms);
    phone.step(Event::Agree { link, consent });
}

fn shown(phone: &Phone) -> Option<Told> {
    phone.view().invitation.map(|opened| opened.told)
}

/// How often the phone asks who invites; takes the questions.
fn asks(phone: &mut Phone) -> usize {
    let before = phone.asked.len();
    phone
        .asked
        .retain(|effect| !matches!(effect, Effect::AskInvitation(_)));
    before - phone.asked.len()
}

/// The enrolments that the phone sends; takes them.
fn sends(phone: &mut Phone) -> Vec<(InvitationLink, Profile, Consent)> {
    let (sent, others): (Vec<Effect>, Vec<Effect>) = phone
        .asked
        .drain(..)
        .partition(|effect| matches!(effect, Effect::Enrol { .. }));
    phone.asked = others.into();
    let sent = sent.into_iter().filter_map(|effect| match effect {
        Effect::Enrol {
            link,
            profile,
            consent,
        } => Some((link, *profile, consent)),
        _ => None,
    });
    sent.collect()
}

fn answer(organization: Option<&str>) -> Outcome<EnrolmentAnswer> {
    Outcome::Answer(EnrolmentAnswer {
        member: MemberId::new(1_795_479_120_000, [3; 10]),
        state: MemberState::Active,
        jwks: KeySet::new([central_key().public()]),
        organization: organization.map(str::to_owned),
    })
}

fn answered(phone: &mut Phone, link: InvitationLink, outcome: Outcome<EnrolmentAnswer>) {
    phone.step(Event::EnrolmentAnswered { link, outcome });
}

#[test]
fn opening_an_invitation_asks_who_invites_and_changes_nothing_of_where_alerts_go() {
    let mut phone = membership::phone(Enrolment::Active);
    phone.step(Event::OpenInvitation(other()));
    assert_eq!(asks(&mut phone), 1);
    assert_eq!(shown(&phone), Some(Told::Asking));
    told(&mut phone, other(), Outcome::Answer(info()));
    assert_eq!(shown(&phone), Some(Told::Holds(info())));
    phone.step(Event::LeaveInvitation);
    phone.pass_ms(10 * LONG_MS);
    assert_eq!((shown(&phone), sends(&mut phone).len()), (None, 0));
    let central = phone.view().central;
    assert_eq!(central.endpoint.unwrap().host(), "central.example");
    assert_eq!(central.enrolment, EnrolmentView::Active);
}

#[test]
fn a_phone_that_knows_no_central_yet_asks_who_invites_too() {
    let mut phone = Phone::with(Stored::default());
    phone.step(Event::OpenInvitation(link()));
    assert_eq!(asks(&mut phone), 1);
}

#[test]
fn without_a_network_it_goes_on_asking_and_one_can_agree_all_the_same() {
    let mut phone = Phone::with(Stored::default());
    phone.step(Event::OpenInvitation(link()));
    for _ in 0..5 {
        assert_eq!(asks(&mut phone), 1);
        told(&mut phone, link(), Outcome::NoAnswer);
        assert_eq!(shown(&phone), Some(Told::NotYet));
        phone.pass_ms(LONG_MS);
    }
    asks(&mut phone);
    agree(&mut phone, link());
    phone.step(Event::Join);
    assert_eq!(sends(&mut phone).len(), 1);
    phone.pass_ms(LONG_MS);
    assert_eq!(asks(&mut phone), 0);
}

#[test]
fn an_answer_for_another_invitation_is_not_taken_for_this_one() {
    let mut phone = Phone::with(Stored::default());
    phone.step(Event::OpenInvitation(other()));
    phone.step(Event::OpenInvitation(link()));
    told(
        &mut phone,
        other(),
        Outcome::Refused(ProblemKind::InvitationExpired),
    );
    assert_eq!(shown(&phone), Some(Told::Asking));

    agree(&mut phone, other());
    agree(&mut phone, link());
    phone.step(Event::Join);
    answered(&mut phone, other(), answer(None));
    assert_eq!(phone.view().central.enrolment, EnrolmentView::Waiting);
    answered(&mut phone, link(), answer(None));
    assert_eq!(phone.view().central.enrolment, EnrolmentView::Active);
}

#[test]
fn an_invitation_that_does_not_hold_says_so_before_anybody_agrees_and_is_not_asked_about_again() {
    for kind in [
        ProblemKind::InvitationSpent,
        ProblemKind::InvitationExpired,
        ProblemKind::InvitationRevoked,
        ProblemKind::NotFound,
    ] {
        let mut phone = Phone::with(Stored::default());
        phone.step(Event::OpenInvitation(link()));
        asks(&mut phone);
        told(&mut phone, link(), Outcome::Refused(kind));
        assert_eq!(shown(&phone), Some(Told::Refused(kind)));
        phone.step(Event::Front(true));
        phone.pass_ms(10 * LONG_MS);
        assert_eq!(asks(&mut phone), 0, "{kind:?}");
    }
}

#[test]
fn nothing_is_sent_before_the_person_agrees_and_then_with_the_time_of_that_touch() {
    let mut phone = Phone::with(Stored::default());
    phone.step(Event::OpenInvitation(link()));
    phone.pass_ms(2 * LONG_MS);
    assert_eq!(sends(&mut phone), []);
    let touched_at = phone.wall_ms;
    agree(&mut phone, link());
    phone.pass_ms(60_000);
    // While the person says who they are.
    assert_eq!(sends(&mut phone), []);
    phone.step(Event::SetProfile(Profile {
        name: Some("Rosa".to_owned()),
        ..Profile::default()
    }));
    phone.step(Event::Join);
    let sent = sends(&mut phone);
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].1.name.as_deref(), Some("Rosa"));
    assert_eq!(sent[0].2, consent_at(touched_at));
}

#[test]
fn the_time_of_consent_outlives_a_kill_and_days_without_a_network() {
    let mut phone = Phone::with(Stored::default());
    let touched_at = phone.wall_ms;
    agree(&mut phone, link());
    phone.restart();
    // Killed in the middle, it finishes by itself.
    assert_eq!(sends(&mut phone)[0].2, consent_at(touched_at));
    for _ in 0..3 {
        answered(&mut phone, link(), Outcome::NoAnswer);
        phone.pass_ms(24 * 3_600_000);
        phone.restart();
        assert_eq!(sends(&mut phone)[0].2, consent_at(touched_at));
    }
    answered(&mut phone, link(), answer(None));
    assert_eq!(phone.view().central.enrolment, EnrolmentView::Active);
    phone.pass_ms(LONG_MS);
    assert_eq!(sends(&mut phone), []);
}

#[test]
fn who_agrees_twice_to_the_same_has_agreed_the_first_time() {
    let mut phone = Phone::with(Stored::default());
    let touched_at = phone.wall_ms;
    agree(&mut phone, link());
    phone.pass_ms(1_000);
    agree(&mut phone, link());
    phone.step(Event::Join);
    assert_eq!(sends(&mut phone)[0].2, consent_at(touched_at));
}

#[test]
fn an_invitation_whose_person_walks_away_is_sent_without_waiting_for_more() {
    let mut phone = Phone::with(Stored::default());
    agree(&mut phone, link());
    phone.pass_ms(LONG_MS - 1);
    assert_eq!(sends(&mut phone), []);
    let wake_at_ms = phone.core.wake_at_ms(phone.moment()).unwrap();
    assert!(wake_at_ms <= phone.now_ms + 1, "nobody would wake it");
    phone.pass_ms(1);
    assert_eq!(sends(&mut phone).len(), 1);
}

#[test]
fn a_press_while_the_person_says_who_they_are_sends_both() {
    let mut phone = Phone::with(Stored::default());
    agree(&mut phone, link());
    phone.press();
    assert_eq!(sends(&mut phone).len(), 1);
    assert!(phone.post().is_some());
}

#[test]
fn a_refused_invitation_keeps_what_was_told_and_another_can_be_answered() {
    for kind in [
        ProblemKind::InvitationSpent,
        ProblemKind::InvitationExpired,
        ProblemKind::InvitationRevoked,
        ProblemKind::NotFound,
    ] {
        let mut phone = Phone::with(Stored::default());
        agree(&mut phone, link());
        phone.step(Event::SetProfile(Profile {
            name: Some("Rosa".to_owned()),
            ..Profile::default()
        }));
        phone.step(Event::Join);
        answered(&mut phone, link(), Outcome::Refused(kind));
        phone.restart();
        let view = phone.view();
        assert_eq!(view.central.enrolment, EnrolmentView::Refused(kind));
        assert_eq!(view.profile.name.as_deref(), Some("Rosa"));
        phone.pass_ms(LONG_MS);
        assert_eq!(sends(&mut phone), [], "{kind:?}");
        agree(&mut phone, other());
        phone.step(Event::Join);
        assert_eq!(sends(&mut phone)[0].0, other());
    }
}

#[test]
fn a_plate_that_was_told_offline_gets_the_name_of_who_invited() {
    let mut phone = Phone::with(Stored::default());
    agree(&mut phone, link());
    phone.step(Event::SetProfile(Profile {
        organization: Some(Organization {
            id: None,
            kind: OrganizationKind::Mototaxi,
            name: String::new(),
            unit: Some("1234-5A".to_owned()),
        }),
        ..Profile::default()
    }));
    phone.step(Event::Join);
    answered(&mut phone, link(), answer(Some("El Cortijo")));
    let organization = phone.view().profile.organization.unwrap();
    assert_eq!(organization.name, "El Cortijo");
    assert_eq!(organization.unit.as_deref(), Some("1234-5A"));
}

#[test]
fn one_that_an_earlier_version_kept_without_a_time_is_sent_as_it_did() {
    let mut phone = Phone::with(Stored {
        settings: Settings {
            endpoint: Some(link().endpoint),
            enrolment: Enrolment::Agreed(Agreed {
                link: link(),
                consent: None,
            }),
            ..Settings::default()
        },
        ..Stored::default()
    });
    phone.restart();
    let sent = sends(&mut phone);
    assert_eq!(sent[0].2.text, "2026-11");
    assert_eq!(sent[0].2.at, WireTime::from_unix_ms(phone.wall_ms));
}

#[test]
fn what_a_central_says_of_itself_is_cut_to_what_can_be_shown() {
    let mut phone = Phone::with(Stored::default());
    phone.step(Event::OpenInvitation(link()));
    let long = InvitationInfo {
        organization: format!("\u{7}{}", "ñ".repeat(10_000)),
        ..info()
    };
    told(&mut phone, link(), Outcome::Answer(long));
    let Some(Told::Holds(shown)) = shown(&phone) else {
        panic!("not told");
    };
    assert_eq!(shown.organization, "ñ".repeat(500));
}

#[test]
fn an_organization_that_the_directory_lists_is_joined_as_what_it_is() {
    let listed = |names: &[&str]| {
        let organizations = names.iter().enumerate();
        let organizations = organizations
            .map(|(n, name)| json!({ "id": format!("o{n}"), "kind": "mototaxi", "name": name }));
        let organizations: Vec<_> = organizations.collect();
        let wire = json!({ "districts": [], "organizations": organizations });
        Arc::new(Directory::read(wire.to_string().as_bytes()).unwrap())
    };
    for (names, id, kind) in [
        (
            &["Otra", "EL  CORTIJO"][..],
            Some("o1"),
            OrganizationKind::Mototaxi,
        ),
        (&["Otra"], None, OrganizationKind::Otra),
        // Two of that name: it may be either.
        (&["El Cortijo", "el cortijo"], None, OrganizationKind::Otra),
    ] {
        let mut phone = Phone::with(Stored::default());
        phone.step(Event::DirectoryFound(Given {
            from: "https://central.example".parse().unwrap(),
            etag: None,
            directory: listed(names),
        }));
        agree(&mut phone, link());
        phone.step(Event::Join);
        answered(&mut phone, link(), answer(Some("El Cortijo")));
        let organization = phone.view().profile.organization.unwrap();
        assert_eq!(organization.id.as_deref(), id, "{names:?}");
        assert_eq!(
            (organization.kind, organization.name.as_str()),
            (kind, "El Cortijo")
        );
    }
}
