//! The directory: asked for seldom and never in an alert's way, kept offline, and replaced only by
//! one that arrived whole.

use std::sync::Arc;

use auxilio_client::core::{Effect, Event, Key};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::directory::Edition;
use auxilio_client::outbox::stored;
use auxilio_client::settings::Enrolment;
use auxilio_client::view::{NotSaved, Storage};
use auxilio_protocol::directory::ETag;
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::{Directory, Endpoint};
use serde_json::json;

use crate::membership::{phone, reach};
use crate::phone::{Phone, receipt};

const HOUR_MS: u64 = 3_600_000;

fn central() -> Endpoint {
    "https://central.example".parse().unwrap()
}

/// A directory with this one sector.
fn directory(sector: &str) -> Arc<Directory> {
    let wire = json!({ "districts": [ { "ubigeo": "130102", "name": "El Porvenir",
                       "sectors": [ { "id": "uno", "name": sector } ] } ] });
    Arc::new(Directory::read(wire.to_string().as_bytes()).unwrap())
}

fn edition(sector: &str) -> Outcome<Edition> {
    Outcome::Answer(Edition::New {
        directory: directory(sector),
        etag: Some(ETag::of(sector.as_bytes())),
    })
}

/// The questions for the directory since the last time: whose, and what is known of it.
fn asked(phone: &mut Phone) -> Vec<(Endpoint, Option<ETag>)> {
    let mut asked = Vec::new();
    phone.asked.retain(|effect| match effect {
        Effect::AskDirectory { endpoint, known } => {
            asked.push((endpoint.clone(), known.clone()));
            false
        }
        _ => true,
    });
    asked
}

fn answer(phone: &mut Phone, outcome: Outcome<Edition>) {
    let from = central();
    phone.step(Event::DirectoryAnswered { from, outcome });
}

/// One that has this sector from the central.
fn phone_with(sector: &str) -> Phone {
    let mut phone = phone(Enrolment::None);
    reach(&mut phone);
    assert_eq!(asked(&mut phone), [(central(), None)]);
    answer(&mut phone, edition(sector));
    phone
}

fn sectors(phone: &Phone) -> Vec<String> {
    let directory = phone.view().directory;
    let names = directory.sectors().map(|(_, one)| one.name.to_string());
    names.collect()
}

#[test]
fn before_any_central_answers_there_is_the_seed() {
    let phone = phone(Enrolment::None);
    assert_eq!(*phone.view().directory, Directory::seed());
}

#[test]
fn the_central_s_own_is_kept_and_there_without_a_network_after_a_restart() {
    let mut phone = phone_with("Quebrada León");
    assert_eq!(sectors(&phone), ["Quebrada León"]);
    phone.restart();
    assert_eq!(sectors(&phone), ["Quebrada León"]);
}

#[test]
fn a_picture_costs_a_handle_of_it_and_no_copy() {
    let phone = phone_with("Quebrada León");
    assert!(Arc::ptr_eq(
        &phone.view().directory,
        &phone.view().directory
    ));
}

#[test]
fn a_central_is_asked_once_an_hour_with_the_edition_that_is_here() {
    let mut phone = phone_with("Quebrada León");
    reach(&mut phone);
    assert_eq!(asked(&mut phone), []);
    let known = Some(ETag::of("Quebrada León".as_bytes()));
    for _ in 0..2 {
        phone.pass_ms(HOUR_MS - 1);
        reach(&mut phone);
        assert_eq!(asked(&mut phone), []);
        phone.pass_ms(1);
        reach(&mut phone);
        assert_eq!(asked(&mut phone), [(central(), known.clone())]);
        answer(&mut phone, Outcome::Answer(Edition::Unchanged));
        assert_eq!(sectors(&phone), ["Quebrada León"]);
    }
    phone.restart();
    reach(&mut phone);
    assert_eq!(asked(&mut phone), [(central(), known)]);
}

#[test]
fn an_answer_that_is_none_changes_nothing_and_is_asked_again_later() {
    for (odd, wait_ms) in [
        (Outcome::NoAnswer, 300_000),
        (Outcome::Impostor, 300_000),
        (
            Outcome::Busy {
                retry_after_s: None,
            },
            300_000,
        ),
        (Outcome::Refused(ProblemKind::NotFound), HOUR_MS),
    ] {
        let mut phone = phone_with("Quebrada León");
        phone.pass_ms(HOUR_MS);
        reach(&mut phone);
        answer(&mut phone, odd.clone());
        assert_eq!(sectors(&phone), ["Quebrada León"], "{odd:?}");
        asked(&mut phone);
        phone.pass_ms(wait_ms - 1);
        reach(&mut phone);
        assert_eq!(asked(&mut phone), [], "{odd:?}");
        phone.pass_ms(1);
        reach(&mut phone);
        assert_eq!(asked(&mut phone).len(), 1, "{odd:?}");
    }
}

#[test]
fn a_phone_at_rest_is_not_woken_for_it() {
    let mut phone = phone_with("Quebrada León");
    phone.step(Event::Front(false));
    assert_eq!(phone.core.wake_at_ms(phone.moment()), None);
}

#[test]
fn another_central_s_replaces_it_only_when_it_is_there_and_no_tag_goes_to_it() {
    let mut phone = phone_with("Quebrada León");
    let other: Endpoint = "https://otra.example".parse().unwrap();
    phone.pass_ms(HOUR_MS);
    reach(&mut phone);
    asked(&mut phone);
    phone.step(Event::SetEndpoint(other.clone()));
    // What the first central answers late is not the second one's.
    answer(&mut phone, edition("Tarde"));
    assert_eq!(sectors(&phone), ["Quebrada León"]);
    assert_eq!(asked(&mut phone), [(other.clone(), None)]);
    phone.step(Event::DirectoryAnswered {
        from: other,
        outcome: edition("La Esperanza"),
    });
    assert_eq!(sectors(&phone), ["La Esperanza"]);
}

#[test]
fn an_alert_has_the_way_for_itself() {
    let mut phone = phone(Enrolment::None);
    reach(&mut phone);
    assert_eq!(asked(&mut phone).len(), 1);
    let id = phone.press();
    assert!(phone.asked.contains(&Effect::LeaveDirectory));
    // The one that was left comes all the same: it is too late for it.
    answer(&mut phone, edition("Tarde"));
    assert_eq!(*phone.view().directory, Directory::seed());
    phone.pass_ms(60_000);
    reach(&mut phone);
    assert_eq!(asked(&mut phone), []);
    assert_ne!(phone.core.wake_at_ms(phone.moment()), Some(phone.now_ms));
    phone.answer(id, receipt(id, 0));
    reach(&mut phone);
    assert_eq!(asked(&mut phone).len(), 1);
}

#[test]
fn an_alert_that_the_central_refuses_holds_it_up_no_longer() {
    let mut phone = phone(Enrolment::None);
    let id = phone.press();
    phone.answer(id, Outcome::Refused(ProblemKind::TooLarge));
    reach(&mut phone);
    assert_eq!(asked(&mut phone).len(), 1);
}

#[test]
fn a_disk_without_room_for_it_is_no_reason_to_warn_and_costs_no_alert() {
    let mut phone = phone(Enrolment::None);
    reach(&mut phone);
    phone.disk_full = true;
    answer(&mut phone, edition("Quebrada León"));
    assert_eq!(sectors(&phone), ["Quebrada León"]);
    assert!(matches!(phone.view().storage, Storage::Ready(_)));
    phone.disk_full = false;
    let id = phone.press();
    assert!(phone.disk.contains_key(&Key::Alert(id)));
    assert!(!phone.disk.contains_key(&Key::Directory));
    phone.step(Event::CommitFailed(NotSaved::Disk));
    assert!(matches!(phone.view().storage, Storage::MemoryOnly(_)));
}

#[test]
fn an_outbox_that_was_begun_anew_gets_it_too() {
    let mut phone = phone_with("Quebrada León");
    phone.disk.clear();
    phone.step(Event::PutAside);
    assert!(phone.disk.contains_key(&Key::Directory));
}

#[test]
fn one_that_was_written_only_in_part_is_none() {
    let phone = phone_with("Quebrada León");
    let whole = &phone.disk[&Key::Directory];
    assert!(stored::read_directory(whole).is_some());
    // What follows is white space, which fills it up.
    for cut in 0..whole.trim_ascii_end().len() {
        assert_eq!(stored::read_directory(&whole[..cut]), None, "{cut}");
    }
}

#[test]
fn an_earlier_one_never_replaces_the_one_that_has_come() {
    let mut phone = phone_with("Nueva");
    let mut earlier = phone_with("Antigua");
    let value = earlier.disk.remove(&Key::Directory).unwrap();
    let given = stored::read_directory(&value).unwrap();
    phone.step(Event::DirectoryFound(given));
    assert_eq!(sectors(&phone), ["Nueva"]);
}
