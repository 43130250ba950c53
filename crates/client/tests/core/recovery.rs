//! Words on paper: their hash reaches the central, however long that takes.

use auxilio_client::core::{Effect, Event};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::settings::Enrolment;
use auxilio_client::view::{EnrolmentView, RecoveryView};
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::recovery::PhraseHash;

use crate::membership::{phone, reach};
use crate::phone::Phone;

fn words(last: &str) -> PhraseHash {
    PhraseHash::of(&format!("uno dos tres cuatro cinco {last}")).unwrap()
}

/// What the phone has registered, if it asks for that; takes the question.
fn registers(phone: &mut Phone) -> Option<PhraseHash> {
    let place = (phone.asked.iter()).position(|e| matches!(e, Effect::RegisterPhrase { .. }))?;
    match phone.asked.remove(place) {
        Some(Effect::RegisterPhrase { phrase, .. }) => Some(phrase),
        _ => None,
    }
}

fn recovery(phone: &Phone) -> RecoveryView {
    phone.view().own_data.recovery
}

fn answers(phone: &mut Phone, phrase: PhraseHash, outcome: Outcome<()>) {
    phone.step(Event::PhraseTold { phrase, outcome });
}

#[test]
fn without_a_network_the_words_wait_through_a_restart_and_are_said_to_do_nothing_yet() {
    let mut phone = phone(Enrolment::Active);
    assert_eq!(recovery(&phone), RecoveryView::None);
    phone.step(Event::TakePhrase(words("seis")));
    assert_eq!(registers(&mut phone), Some(words("seis")));
    answers(&mut phone, words("seis"), Outcome::NoAnswer);
    assert_eq!(recovery(&phone), RecoveryView::Waiting);
    phone.restart();
    assert_eq!(recovery(&phone), RecoveryView::Waiting);
    assert_eq!(registers(&mut phone), Some(words("seis")));
    answers(&mut phone, words("seis"), Outcome::Answer(()));
    assert!(matches!(recovery(&phone), RecoveryView::Registered { .. }));
    phone.restart();
    assert!(matches!(recovery(&phone), RecoveryView::Registered { .. }));
    assert_eq!(registers(&mut phone), None, "once is enough");
}

#[test]
fn what_lies_on_the_disk_holds_no_word_of_them() {
    let mut phone = phone(Enrolment::Active);
    phone.step(Event::TakePhrase(words("seis")));
    for (key, bytes) in &phone.disk {
        let text = String::from_utf8_lossy(bytes);
        for word in ["uno", "cuatro", "seis"] {
            assert!(!text.contains(&format!("{word} ")), "{key:?}: {text}");
        }
    }
}

#[test]
fn of_two_sets_of_words_the_last_is_the_one_that_counts() {
    let mut phone = phone(Enrolment::Active);
    phone.step(Event::TakePhrase(words("seis")));
    assert_eq!(registers(&mut phone), Some(words("seis")));
    phone.step(Event::TakePhrase(words("siete")));
    assert_eq!(registers(&mut phone), None, "one question at a time");
    answers(&mut phone, words("seis"), Outcome::Answer(()));
    assert_eq!(recovery(&phone), RecoveryView::Waiting);
    assert_eq!(registers(&mut phone), Some(words("siete")));
    answers(&mut phone, words("siete"), Outcome::Answer(()));
    assert!(matches!(recovery(&phone), RecoveryView::Registered { .. }));
}

#[test]
fn words_belong_to_one_membership() {
    let mut outside = phone(Enrolment::None);
    assert_eq!(recovery(&outside), RecoveryView::NoMember);
    outside.step(Event::TakePhrase(words("seis")));
    assert_eq!(registers(&mut outside), None, "nobody there to put out yet");

    let mut member = phone(Enrolment::Active);
    member.step(Event::TakePhrase(words("seis")));
    answers(&mut member, words("seis"), Outcome::Answer(()));
    member.step(Event::SetEndpoint("https://otra.example".parse().unwrap()));
    assert_eq!(recovery(&member), RecoveryView::NoMember);

    let mut revoked = phone(Enrolment::Active);
    revoked.step(Event::TakePhrase(words("seis")));
    let why = ProblemKind::MemberRevoked;
    answers(&mut revoked, words("seis"), Outcome::Refused(why));
    assert_eq!(recovery(&revoked), RecoveryView::NoMember);
    assert_eq!(
        revoked.view().central.enrolment,
        EnrolmentView::Refused(why)
    );
}

#[test]
fn a_central_that_does_not_know_of_words_is_asked_again_and_nothing_is_claimed() {
    let mut phone = phone(Enrolment::Active);
    phone.step(Event::TakePhrase(words("seis")));
    assert!(registers(&mut phone).is_some());
    let why = ProblemKind::NotFound;
    answers(&mut phone, words("seis"), Outcome::Refused(why));
    assert_eq!(recovery(&phone), RecoveryView::Waiting);
    reach(&mut phone);
    phone.pass_ms(7 * 24 * 60 * 60 * 1000);
    assert_eq!(registers(&mut phone), Some(words("seis")));
}
