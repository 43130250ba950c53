//! The person's own data: every change gets to the central, a deletion is asked for until it is
//! proven, and nothing of either gets into the way of an alert.

use auxilio_client::core::{Body, Effect, Event, Stored};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::own_data::History;
use auxilio_client::profile::{fits, trimmed};
use auxilio_client::settings::{Enrolment, bounded};
use auxilio_client::view::{DeletionView, EnrolmentView, Hindrance, ProfileSync};
use auxilio_protocol::enrolment::{Consent, EnrolmentAnswer, InvitationLink, MemberState};
use auxilio_protocol::limits::{ALERT_BODY_BYTES_MAX, PROFILE_BYTES_MAX};
use auxilio_protocol::own_data::{Deletion, DeletionAnswer, ProfileAnswer};
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::profile::{Barrio, Contact, Medical, Organization, OrganizationKind};
use auxilio_protocol::{
    Endpoint, KeySet, MemberId, Profile, SigningKey, State, WireTime, jws, lenient,
};
use proptest::prelude::*;

use crate::membership::{phone, reach};
use crate::phone::{EVENING_MS, Phone, central_key, receipt};

fn rosa() -> Profile {
    Profile {
        name: Some("Rosa".to_owned()),
        ..Profile::default()
    }
}

/// The profile that the central is told; takes it.
fn told(phone: &mut Phone) -> Option<Profile> {
    let index = phone
        .asked
        .iter()
        .position(|effect| matches!(effect, Effect::TellProfile { .. }))?;
    match phone.asked.remove(index) {
        Some(Effect::TellProfile { profile, .. }) => Some(profile),
        _ => None,
    }
}

/// The central that is to delete; takes it.
fn deletes(phone: &mut Phone) -> Option<Endpoint> {
    let index = phone
        .asked
        .iter()
        .position(|effect| matches!(effect, Effect::DeleteMyData(_)))?;
    match phone.asked.remove(index) {
        Some(Effect::DeleteMyData(endpoint)) => Some(endpoint),
        _ => None,
    }
}

fn confirm(phone: &mut Phone, version: u64) {
    phone.step(Event::ProfileTold(Outcome::Answer(ProfileAnswer {
        version,
    })));
}

pub(crate) fn proof_by(key: &SigningKey) -> Outcome<DeletionAnswer> {
    let deletion = Deletion {
        member: MemberId::new(1, [3; 10]),
        at: WireTime::from_unix_ms(EVENING_MS),
        deleted: Deletion::DELETED.into(),
        kept: Deletion::KEPT.into(),
    };
    Outcome::Answer(DeletionAnswer {
        deletion: jws::sign(key, &deletion),
    })
}

fn sync(phone: &Phone) -> ProfileSync {
    phone.view().own_data.profile
}

fn deletion(phone: &Phone) -> DeletionView {
    phone.view().own_data.deletion
}

fn is_confirmed(phone: &Phone) -> bool {
    matches!(deletion(phone), DeletionView::Confirmed { .. })
}

#[test]
fn a_change_is_told_until_the_central_has_confirmed_it_also_across_restarts() {
    let mut phone = phone(Enrolment::Active);
    assert_eq!(sync(&phone), ProfileSync::Empty);
    phone.step(Event::SetProfile(rosa()));
    assert_eq!(sync(&phone), ProfileSync::Waiting);
    assert_eq!(told(&mut phone).unwrap().name.as_deref(), Some("Rosa"));
    phone.step(Event::ProfileTold(Outcome::NoAnswer));
    phone.restart();
    assert_eq!(sync(&phone), ProfileSync::Waiting);
    let again = told(&mut phone).unwrap();
    confirm(&mut phone, again.version);
    assert_eq!(sync(&phone), ProfileSync::Known);
    phone.restart();
    phone.pass_ms(600_000);
    assert_eq!(sync(&phone), ProfileSync::Known);
    assert_eq!(told(&mut phone), None, "nothing is told twice");
}

#[test]
fn a_change_waits_for_no_longer_than_the_central_is_silent() {
    let mut phone = phone(Enrolment::Active);
    phone.dice = u64::MAX;
    phone.step(Event::Described(Outcome::NoAnswer));
    phone.step(Event::SetProfile(rosa()));
    for _ in 0..20 {
        while told(&mut phone).is_some() {
            phone.step(Event::ProfileTold(Outcome::NoAnswer));
        }
        phone.pass_ms(300_000);
    }
    while told(&mut phone).is_some() {
        phone.step(Event::ProfileTold(Outcome::NoAnswer));
    }
    reach(&mut phone);
    assert!(told(&mut phone).is_some(), "the central answers again");
}

#[test]
fn a_change_during_the_telling_is_told_too() {
    let mut phone = phone(Enrolment::Active);
    phone.step(Event::SetProfile(rosa()));
    let first = told(&mut phone).unwrap();
    phone.step(Event::SetProfile(Profile {
        phone: Some("944 123 456".to_owned()),
        ..rosa()
    }));
    assert_eq!(told(&mut phone), None, "one at a time");
    confirm(&mut phone, first.version);
    assert_eq!(sync(&phone), ProfileSync::Waiting);
    let second = told(&mut phone).unwrap();
    assert!(second.phone.is_some() && second.version > first.version);
    confirm(&mut phone, second.version);
    assert_eq!(sync(&phone), ProfileSync::Known);
}

#[test]
fn what_the_person_says_now_counts_more_than_what_the_central_has_of_earlier() {
    let mut phone = phone(Enrolment::Active);
    phone.step(Event::SetProfile(rosa()));
    assert_eq!(told(&mut phone).unwrap().version, 1);
    confirm(&mut phone, 7);
    phone.pass_ms(300_000);
    let again = told(&mut phone).unwrap();
    assert_eq!((again.version, again.name.as_deref()), (8, Some("Rosa")));
    confirm(&mut phone, 8);
    assert_eq!(sync(&phone), ProfileSync::Known);
}

#[test]
fn only_a_member_tells_and_an_empty_profile_is_not_told() {
    for enrolment in [Enrolment::None, Enrolment::Refused(ProblemKind::NotFound)] {
        let mut phone = phone(enrolment);
        phone.step(Event::SetProfile(rosa()));
        reach(&mut phone);
        assert_eq!(sync(&phone), ProfileSync::OnPhone);
        assert_eq!(told(&mut phone), None);
    }
    let mut phone = phone(Enrolment::Active);
    reach(&mut phone);
    assert_eq!(told(&mut phone), None);
}

/// Answers an invitation.
fn join(phone: &mut Phone, link: InvitationLink) {
    let consent = Consent {
        text: "2026-11".to_owned(),
        at: WireTime::from_unix_ms(EVENING_MS),
    };
    phone.step(Event::Agree { link, consent });
    phone.step(Event::Join);
}

#[test]
fn another_central_is_told_anew() {
    let mut phone = phone(Enrolment::Active);
    phone.step(Event::SetProfile(rosa()));
    let version = told(&mut phone).unwrap().version;
    confirm(&mut phone, version);
    let other: InvitationLink = "https://other.example/unirse/abc".parse().unwrap();
    join(&mut phone, other.clone());
    assert_eq!(sync(&phone), ProfileSync::OnPhone);
    let answer = EnrolmentAnswer {
        member: MemberId::new(1, [3; 10]),
        state: MemberState::Active,
        jwks: KeySet::new([central_key().public()]),
        organization: None,
    };
    phone.step(Event::EnrolmentAnswered {
        link: other,
        outcome: Outcome::Answer(answer),
    });
    assert_eq!(sync(&phone), ProfileSync::Waiting);
    assert!(told(&mut phone).is_some());
}

#[test]
fn a_central_that_takes_no_profile_is_asked_seldom_and_alerts_go_on() {
    let mut phone = phone(Enrolment::Active);
    phone.step(Event::SetProfile(rosa()));
    let mut tries = 0;
    for _ in 0..60 {
        while told(&mut phone).is_some() {
            tries += 1;
            phone.step(Event::ProfileTold(Outcome::Refused(ProblemKind::TooLarge)));
        }
        phone.pass_ms(60_000);
    }
    assert!((2..=13).contains(&tries), "{tries} times in an hour");
    phone.press();
    assert!(phone.post().is_some());
}

/// An alert that is over and settled, one that runs, and one that the central does not have.
fn three_alerts(phone: &mut Phone) -> [auxilio_protocol::AlertId; 3] {
    let over = phone.press();
    phone.answer(over, receipt(over, 0));
    phone.report(over, 2, State::Closed);
    let running = phone.press();
    phone.answer(running, receipt(running, 0));
    phone.restart();
    let unsent = phone.press();
    [over, running, unsent]
}

fn alerts(phone: &Phone) -> Vec<auxilio_protocol::AlertId> {
    let mut ids: Vec<_> = phone.view().alerts.iter().map(|alert| alert.id).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn a_deletion_is_on_disk_before_it_is_asked_for_and_asked_until_it_is_proven() {
    let mut phone = phone(Enrolment::Active);
    phone.step(Event::SetProfile(rosa()));
    phone.step(Event::DeleteMyData(History::Keep));
    // Killed before the request left.
    phone.restart();
    assert!(matches!(deletion(&phone), DeletionView::Asked { .. }));
    for outcome in [
        Outcome::NoAnswer,
        Outcome::Impostor,
        Outcome::Busy {
            retry_after_s: Some(9),
        },
        Outcome::Refused(ProblemKind::NotFound),
        proof_by(&SigningKey::from_seed(&[66; 32])),
    ] {
        assert!(deletes(&mut phone).is_some(), "before {outcome:?}");
        phone.step(Event::DeletionAnswered(outcome));
        assert!(matches!(deletion(&phone), DeletionView::Asked { .. }));
        assert_eq!(phone.view().profile.name.as_deref(), Some("Rosa"));
        assert_eq!(phone.view().central.enrolment, EnrolmentView::Active);
        phone.wall_ms += 86_400_000;
        phone.pass_ms(300_000);
    }
    // Killed between the answer and the disk: it is asked again, and answered the same.
    phone.disk_full = true;
    phone.step(Event::DeletionAnswered(proof_by(&central_key())));
    phone.disk_full = false;
    phone.restart();
    assert!(deletes(&mut phone).is_some());
    phone.step(Event::DeletionAnswered(proof_by(&central_key())));
    for _ in 0..2 {
        assert!(is_confirmed(&phone));
        assert_eq!(phone.view().profile, Profile::default());
        assert_eq!(phone.view().central.enrolment, EnrolmentView::None);
        phone.restart();
    }
    phone.pass_ms(600_000);
    assert_eq!(deletes(&mut phone), None);
    assert_eq!(told(&mut phone), None);
}

#[test]
fn the_proof_is_the_centrals_word_and_its_time_the_centrals() {
    let mut phone = phone(Enrolment::Active);
    // A phone whose clock is a year off.
    phone.wall_ms += 31_536_000_000;
    phone.step(Event::DeleteMyData(History::Keep));
    let Outcome::Answer(answer) = proof_by(&central_key()) else {
        panic!("no answer");
    };
    phone.step(Event::DeletionAnswered(Outcome::Answer(answer.clone())));
    assert_eq!(
        deletion(&phone),
        DeletionView::Confirmed {
            at: WireTime::from_unix_ms(EVENING_MS),
            jws: answer.deletion,
        }
    );
}

#[test]
fn a_deletion_takes_only_alerts_that_are_over_and_settled_and_only_if_asked() {
    for history in [History::Keep, History::Forget] {
        let mut phone = phone(Enrolment::Active);
        let [over, running, unsent] = three_alerts(&mut phone);
        phone.step(Event::DeleteMyData(history));
        assert_eq!(alerts(&phone).len(), 3, "nothing goes before the proof");
        phone.step(Event::DeletionAnswered(proof_by(&central_key())));
        let left = match history {
            History::Keep => vec![over, running, unsent],
            History::Forget => vec![running, unsent],
        };
        assert_eq!(alerts(&phone), left);
        phone.restart();
        assert_eq!(alerts(&phone), left);
        let (id, body) = phone.post().unwrap();
        assert!(matches!(body, Body::Alert(_)) && left.contains(&id));
    }
}

#[test]
fn alerts_leave_and_settle_while_a_deletion_waits_and_after_it() {
    let mut phone = phone(Enrolment::Active);
    phone.step(Event::DeleteMyData(History::Forget));
    let first = phone.press();
    assert!(phone.post().is_some());
    phone.step(Event::DeletionAnswered(proof_by(&central_key())));
    phone.answer(first, receipt(first, 0));
    assert!(phone.alert(first).received_at.is_some());
}

#[test]
fn a_deletion_waits_until_the_running_alert_is_over_and_at_most_a_day() {
    let asked = |phone: &mut Phone| {
        phone.pass_ms(1_000);
        deletes(phone).is_some()
    };
    let running = || {
        let mut phone = phone(Enrolment::Active);
        let id = phone.press();
        phone.answer(id, receipt(id, 0));
        phone.step(Event::DeleteMyData(History::Keep));
        (phone, id)
    };
    let (mut phone, id) = running();
    assert!(!asked(&mut phone));
    let waits = DeletionView::Asked {
        at: WireTime::from_unix_ms(EVENING_MS),
        hindrance: Some(Hindrance::AlertRuns),
    };
    assert_eq!(deletion(&phone), waits);
    phone.report(id, 2, State::Closed);
    assert!(asked(&mut phone));

    let (mut forgotten, _) = running();
    forgotten.restart();
    assert!(!asked(&mut forgotten));
    forgotten.pass_ms(25 * 3_600_000);
    assert!(asked(&mut forgotten), "an alert that nobody closes");
}

#[test]
fn while_it_leaves_nothing_else_is_told_and_an_invitation_waits_its_turn() {
    let mut phone = phone(Enrolment::Active);
    phone.step(Event::DeleteMyData(History::Keep));
    phone.step(Event::SetProfile(rosa()));
    let link = "https://central.example/unirse/abc".parse().unwrap();
    join(&mut phone, link);
    reach(&mut phone);
    let enrols = |phone: &Phone| {
        let mut asked = phone.asked.iter();
        asked.any(|effect| matches!(effect, Effect::Enrol { .. }))
    };
    assert!(!enrols(&phone));
    assert_eq!(told(&mut phone), None);
    phone.step(Event::DeletionAnswered(proof_by(&central_key())));
    assert!(is_confirmed(&phone));
    assert!(enrols(&phone), "now it is answered");
    let kept = phone.view().profile;
    assert_eq!(kept.name.as_deref(), Some("Rosa"), "written after the wish");
}

#[test]
fn a_deletion_goes_to_the_central_that_knew_the_person() {
    let mut phone = phone(Enrolment::Active);
    phone.step(Event::SetProfile(rosa()));
    phone.step(Event::DeleteMyData(History::Keep));
    phone.asked.clear();
    phone.step(Event::SetEndpoint("https://other.example".parse().unwrap()));
    phone.step(Event::DeletionAnswered(Outcome::NoAnswer));
    phone.pass_ms(300_000);
    let endpoint = deletes(&mut phone).unwrap();
    assert_eq!(endpoint.host(), "central.example");
    phone.step(Event::DeletionAnswered(proof_by(&central_key())));
    assert!(is_confirmed(&phone));
    let view = phone.view();
    assert_eq!(view.central.endpoint.unwrap().host(), "other.example");
    assert_eq!(view.profile.name.as_deref(), Some("Rosa"));
}

#[test]
fn where_the_central_knows_nobody_only_the_phone_forgets_and_says_so() {
    let mut stranger = phone(Enrolment::None);
    stranger.step(Event::SetProfile(rosa()));
    stranger.step(Event::DeleteMyData(History::Keep));
    assert_eq!(deletes(&mut stranger), None);
    for refusal in [ProblemKind::Unauthorized, ProblemKind::MemberRevoked] {
        let mut member = phone(Enrolment::Active);
        member.step(Event::SetProfile(rosa()));
        member.step(Event::DeleteMyData(History::Keep));
        member.step(Event::DeletionAnswered(Outcome::Refused(refusal)));
        for phone in [&mut stranger, &mut member] {
            assert!(matches!(deletion(phone), DeletionView::OnlyHere { .. }));
            assert_eq!(phone.view().profile, Profile::default());
            phone.restart();
            assert!(matches!(deletion(phone), DeletionView::OnlyHere { .. }));
        }
    }
}

#[test]
fn a_stored_wish_of_another_version_is_read_as_far_as_it_goes() {
    let read = auxilio_client::outbox::stored::read_own_data;
    let odd = br#"{"form":"1","value":{"from_the_future":true}}"#;
    assert_eq!(read(odd).unwrap(), Stored::default().own_data);
    assert!(read(br#"{"form":"1","value":{"told_prof"#).is_err());
    let profile = auxilio_client::outbox::stored::read_profile;
    let before = br#"{"form":"1","value":{"version":3,"name":"Rosa","phone":null,"barrio":null,"organization":null}}"#;
    let kept = profile(before).unwrap();
    assert_eq!((kept.version, kept.contact, kept.medical), (3, None, None));
}

/// Texts of any length in any script, with what JSON has to escape.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\u{1f6a8}".repeat(500)),
        Just("\u{202e}\"\\".repeat(300)),
        "[a-zñ\"\\\\🚨\u{0}-\u{1f}]{0,700}",
    ]
}

fn some() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(text())
}

fn organization() -> impl Strategy<Value = Organization> {
    (some(), text(), some()).prop_map(|(id, name, unit)| Organization {
        id,
        kind: OrganizationKind::VasoDeLeche,
        name,
        unit,
    })
}

fn profile() -> impl Strategy<Value = Profile> {
    let barrio = (text(), some()).prop_map(|(district, sector)| Barrio { district, sector });
    let contact = (some(), some()).prop_map(|(name, phone)| Contact { name, phone });
    let medical = (some(), some()).prop_map(|(blood, notes)| Medical { blood, notes });
    let others = proptest::collection::vec(organization(), 0..7);
    let of = proptest::option::of::<BoxedStrategy<_>>;
    (
        (any::<u64>(), some(), some()),
        (of(barrio.boxed()), proptest::option::of(organization())),
        (
            others,
            proptest::option::of(contact),
            proptest::option::of(medical),
        ),
    )
        .prop_map(
            |((version, name, phone), (barrio, organization), rest)| Profile {
                version,
                name,
                phone,
                barrio,
                organization,
                other_organizations: rest.0,
                contact: rest.1,
                medical: rest.2,
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_profile_is_stored_an_alert_is_never_too_large(stored in profile()) {
        let mut phone = Phone::with(Stored { profile: stored.clone(), ..Stored::default() });
        phone.step(Event::SetEndpoint("https://central.example".parse().unwrap()));
        phone.press();
        let Some((_, Body::Alert(body))) = phone.post() else { panic!("nothing left") };
        prop_assert!(body.len() <= ALERT_BODY_BYTES_MAX, "{} bytes", body.len());
        let read = lenient::read_alert(&body).unwrap();
        prop_assert!(read.odd.is_empty());
        let who = read.profile.unwrap_or_default();
        let expected = bounded(stored);
        prop_assert_eq!(bounded(who).name, expected.name);
    }

    #[test]
    fn what_is_told_of_a_profile_has_room_and_keeps_what_finds_the_person(written in profile()) {
        let kept = trimmed(written.clone());
        prop_assert!(fits(&kept), "more than {PROFILE_BYTES_MAX} bytes");
        let whole = bounded(written);
        prop_assert_eq!(&kept.name, &whole.name);
        prop_assert_eq!(&kept.phone, &whole.phone);
        prop_assert_eq!(&kept.barrio, &whole.barrio);
        prop_assert_eq!(&kept.organization, &whole.organization);
        prop_assert_eq!(bounded(whole.clone()), whole.clone(), "bounding again changes nothing");
        if fits(&whole) {
            prop_assert_eq!(kept, whole, "nothing is left out without need");
        }
    }
}
