//! The person's own data: every change gets to the central, and into no alert's way.

use auxilio_client::core::{Effect, Event, Stored};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::settings::Enrolment;
use auxilio_client::view::ProfileSync;
use auxilio_protocol::enrolment::{Consent, EnrolmentAnswer, InvitationLink, MemberState};
use auxilio_protocol::own_data::ProfileAnswer;
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::{KeySet, MemberId, Profile, WireTime};

use crate::membership::{phone, reach};
use crate::phone::{EVENING_MS, Phone, central_key};

pub(crate) fn rosa() -> Profile {
    Profile {
        name: Some("Rosa".to_owned()),
        ..Profile::default()
    }
}

/// The profile that the central is told; takes it.
pub(crate) fn told(phone: &mut Phone) -> Option<Profile> {
    let index = phone
        .asked
        .iter()
        .position(|effect| matches!(effect, Effect::TellProfile { .. }))?;
    match phone.asked.remove(index) {
        Some(Effect::TellProfile { profile, .. }) => Some(*profile),
        _ => None,
    }
}

fn confirm(phone: &mut Phone, version: u64) {
    phone.step(Event::ProfileTold(Outcome::Answer(ProfileAnswer {
        version,
    })));
}

fn sync(phone: &Phone) -> ProfileSync {
    phone.view().own_data.profile
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

pub(crate) fn consent() -> Consent {
    Consent {
        text: "2026-11".to_owned(),
        at: WireTime::from_unix_ms(EVENING_MS),
    }
}

/// Answers an invitation.
pub(crate) fn join(phone: &mut Phone, link: InvitationLink) {
    let consent = consent();
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
