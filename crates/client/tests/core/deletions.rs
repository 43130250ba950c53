//! A deletion of the person's data: on disk before it is asked for, asked for until it is proven, and
//! in no alert's way.

use auxilio_client::core::{Body, Effect, Event};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::own_data::History;
use auxilio_client::settings::{Agreed, Enrolment};
use auxilio_client::view::{DeletionView, EnrolmentView, Hindrance};
use auxilio_protocol::enrolment::InvitationLink;
use auxilio_protocol::own_data::{Deletion, DeletionAnswer};
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::{AlertId, Endpoint, MemberId, Profile, SigningKey, State, WireTime, jws};

use crate::membership::{phone, reach};
use crate::own_data::{consent, join, rosa, told};
use crate::phone::{EVENING_MS, Phone, central_key, receipt};
use crate::watch::{Central, exchange, start};

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

fn deletion(phone: &Phone) -> DeletionView {
    phone.view().own_data.deletion
}

fn is_confirmed(phone: &Phone) -> bool {
    matches!(deletion(phone), DeletionView::Confirmed { .. })
}

/// An alert that is over and settled, one that runs, and one that the central does not have.
fn three_alerts(phone: &mut Phone) -> [AlertId; 3] {
    let over = phone.press();
    phone.answer(over, receipt(over, 0));
    phone.report(over, 2, State::Closed);
    let running = phone.press();
    phone.answer(running, receipt(running, 0));
    phone.restart();
    let unsent = phone.press();
    [over, running, unsent]
}

fn alerts(phone: &Phone) -> Vec<AlertId> {
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
fn an_invitation_that_waited_before_the_wish_is_not_answered_after_it() {
    let link: InvitationLink = "https://central.example/unirse/abc".parse().unwrap();
    let agreed = Agreed {
        link: link.clone(),
        consent: Some(consent()),
    };
    let mut phone = phone(Enrolment::Agreed(agreed));
    phone.asked.clear();
    phone.step(Event::EnrolmentAnswered {
        link,
        outcome: Outcome::NoAnswer,
    });
    phone.step(Event::DeleteMyData(History::Keep));
    phone.restart();
    assert!(
        deletes(&mut phone).is_some(),
        "an answer may have been lost"
    );
    phone.step(Event::DeletionAnswered(Outcome::Refused(
        ProblemKind::Unauthorized,
    )));
    phone.pass_ms(600_000);
    let mut asked = phone.asked.iter();
    assert!(!asked.any(|effect| matches!(effect, Effect::Enrol { .. })));
    assert_eq!(phone.view().central.enrolment, EnrolmentView::None);
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
fn a_deletion_waits_until_who_is_on_the_way_home_is_known_to_have_arrived() {
    let mut phone = phone(Enrolment::Active);
    let mut central = Central::default();
    let id = start(&mut phone, 1, 30);
    phone.step(Event::DeleteMyData(History::Forget));
    exchange(&mut phone, &mut central);
    phone.pass_ms(60_000);
    assert_eq!(deletes(&mut phone), None);
    let waits = DeletionView::Asked {
        at: WireTime::from_unix_ms(EVENING_MS),
        hindrance: Some(Hindrance::JourneyRuns),
    };
    assert_eq!(deletion(&phone), waits);
    phone.restart();
    exchange(&mut phone, &mut central);
    phone.step(Event::Arrive { id });
    assert_eq!(deletes(&mut phone), None, "the central has yet to know");
    exchange(&mut phone, &mut central);
    assert!(deletes(&mut phone).is_some());
}

#[test]
fn who_does_not_arrive_is_helped_before_anything_is_deleted() {
    let mut phone = phone(Enrolment::Active);
    let id = start(&mut phone, 1, 15);
    phone.step(Event::DeleteMyData(History::Keep));
    phone.pass_ms(15 * 60_000);
    assert_eq!(phone.post().map(|(raised, _)| raised), Some(id));
    phone.answer(id, receipt(id, 0));
    assert_eq!(deletes(&mut phone), None);
    phone.report(id, 2, State::Closed);
    assert!(deletes(&mut phone).is_some());
}

#[test]
fn an_arrival_that_the_central_never_hears_of_holds_a_deletion_up_until_its_time_at_most() {
    let mut phone = phone(Enrolment::Active);
    let id = start(&mut phone, 1, 15);
    phone.step(Event::DeleteMyData(History::Keep));
    phone.step(Event::Arrive { id });
    assert_eq!(deletes(&mut phone), None);
    phone.pass_ms(15 * 60_000);
    assert!(deletes(&mut phone).is_some());
}
