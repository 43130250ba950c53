//! Approved by a coordinator, or put out: the phone learns it by itself.

use auxilio_client::core::{Effect, Event, Stored};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::settings::{Enrolment, Settings};
use auxilio_client::view::EnrolmentView;
use auxilio_protocol::description::Description;
use auxilio_protocol::enrolment::MemberState;
use auxilio_protocol::member::MemberAnswer;
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::{KeySet, MemberId, SigningKey};

use crate::phone::{Phone, central_key};

pub(crate) fn phone(enrolment: Enrolment) -> Phone {
    let mut phone = Phone::with(Stored {
        settings: Settings {
            endpoint: Some("https://central.example".parse().unwrap()),
            keys: KeySet::new([central_key().public()]),
            name: Some("El Porvenir".to_owned()),
            enrolment,
            ..Settings::default()
        },
        ..Stored::default()
    });
    phone.step(Event::Front(true));
    phone
}

/// The central says what it is, as it does every time it is asked.
pub(crate) fn reach(phone: &mut Phone) {
    phone.step(Event::Described(Outcome::Answer(Description {
        name: "El Porvenir".to_owned(),
        protocol: vec![1],
        jwks: KeySet::new([central_key().public()]),
        alerts_url: String::new(),
        enrolments_url: String::new(),
        sms_gateway: None,
        lines: Vec::new(),
    })));
}

/// Whether the phone asks if it is a member; takes the question.
fn asks(phone: &mut Phone) -> bool {
    let before = phone.asked.len();
    phone
        .asked
        .retain(|effect| !matches!(effect, Effect::AskMember(_)));
    phone.asked.len() < before
}

fn answer(state: MemberState) -> Outcome<MemberAnswer> {
    Outcome::Answer(MemberAnswer {
        member: MemberId::new(1_795_479_120_000, [3; 10]),
        state,
        organization: None,
        jwks: KeySet::new([SigningKey::from_seed(&[66; 32]).public()]),
    })
}

fn enrolment(phone: &Phone) -> EnrolmentView {
    phone.view().central.enrolment
}

#[test]
fn one_who_waits_asks_until_the_coordinator_has_approved() {
    let mut phone = phone(Enrolment::Pending);
    for _ in 0..2 {
        reach(&mut phone);
        assert!(asks(&mut phone));
        phone.step(Event::MemberAnswered(answer(MemberState::Pending)));
        assert_eq!(enrolment(&phone), EnrolmentView::Pending);
    }
    reach(&mut phone);
    phone.step(Event::MemberAnswered(answer(MemberState::Active)));
    assert_eq!(enrolment(&phone), EnrolmentView::Active);
    phone.restart();
    assert_eq!(enrolment(&phone), EnrolmentView::Active);
}

#[test]
fn a_member_asks_when_the_central_was_away_and_not_all_the_time() {
    let mut phone = phone(Enrolment::Active);
    reach(&mut phone);
    assert!(asks(&mut phone));
    phone.step(Event::MemberAnswered(answer(MemberState::Active)));
    reach(&mut phone);
    assert!(!asks(&mut phone));
    phone.step(Event::Described(Outcome::NoAnswer));
    reach(&mut phone);
    assert!(asks(&mut phone));
    phone.step(Event::MemberAnswered(answer(MemberState::Active)));
    phone.step(Event::Retry);
    assert!(asks(&mut phone), "the person wants to know");
}

#[test]
fn a_member_who_was_put_out_is_told_and_still_raises_alerts() {
    let mut phone = phone(Enrolment::Active);
    reach(&mut phone);
    phone.step(Event::MemberAnswered(Outcome::Refused(
        ProblemKind::MemberRevoked,
    )));
    assert_eq!(
        enrolment(&phone),
        EnrolmentView::Refused(ProblemKind::MemberRevoked)
    );
    phone.press();
    assert!(phone.post().is_some());
}

#[test]
fn an_answer_that_nobody_signed_changes_no_key() {
    let mut phone = phone(Enrolment::Pending);
    reach(&mut phone);
    phone.step(Event::MemberAnswered(answer(MemberState::Active)));
    let id = phone.press();
    phone.answer(id, crate::phone::receipt(id, 0));
    assert!(phone.alert(id).received_at.is_some());
}

#[test]
fn a_central_that_knows_no_such_question_is_not_asked_on_and_on() {
    let mut phone = phone(Enrolment::Active);
    reach(&mut phone);
    assert!(asks(&mut phone));
    phone.step(Event::MemberAnswered(Outcome::Refused(
        ProblemKind::NotFound,
    )));
    assert_eq!(enrolment(&phone), EnrolmentView::Active);
    phone.pass_ms(3_600_000);
    assert!(!asks(&mut phone));
}
