//! The press: disk first, then everything else, and nothing in its way.

use auxilio_client::Intent;
use auxilio_client::core::{Body, Core, Effect, Event, Stored};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::ports::{Demand, KeySource};
use auxilio_client::settings::Settings;
use auxilio_client::view::{NotSaved, Stage, Storage, Trouble};
use auxilio_protocol::alert::Device;
use auxilio_protocol::{Alert, AlertId, Kind, Source};

use crate::phone::{EVENING_MS, Phone, fix, receipt};

fn body_of(body: &Body) -> Alert {
    match body {
        Body::Alert(bytes) => serde_json::from_slice(bytes).unwrap(),
        Body::Updates(_) => panic!("updates instead of an alert"),
    }
}

#[test]
fn nothing_leaves_before_the_disk_has_it() {
    let phone = Phone::enrolled();
    let device = Device {
        app: String::new(),
        os: String::new(),
        battery_percent: None,
        path: None,
    };
    let stored = Stored {
        settings: Settings {
            endpoint: Some("https://central.example".parse().unwrap()),
            ..Settings::default()
        },
        ..Stored::default()
    };
    let mut core = Core::new(
        device,
        Storage::Ready(KeySource::Keyring),
        stored,
        phone.moment(),
    );
    let id = AlertId::new(1, [1; 10]);
    let effects = core.step(
        phone.moment(),
        Event::Raise {
            id,
            intent: Intent::open(Kind::Auxilio),
        },
    );
    let is_local = |effect: &Effect| matches!(effect, Effect::Commit(_) | Effect::Locate(_));
    assert!(effects.iter().all(is_local), "{effects:?}");
    assert_eq!(core.stage(id), Stage::Saving);
    let keys = effects
        .into_iter()
        .find_map(|effect| match effect {
            Effect::Commit(writes) => Some(writes.into_iter().map(|write| write.key).collect()),
            _ => None,
        })
        .unwrap();
    let effects = core.step(phone.moment(), Event::Committed(keys));
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Post { .. })),
        "{effects:?}"
    );
    assert_eq!(core.stage(id), Stage::Saved);
}

#[test]
fn a_press_needs_no_profile_no_position_and_no_central() {
    let mut phone = Phone::with(Stored::default());
    let id = phone.press();
    let alert = phone.alert(id);
    assert_eq!(alert.stage, Stage::Saved);
    assert_eq!(alert.trouble, Some(Trouble::NoEndpoint));
    assert!(alert.offer_calls);
    assert!(phone.post().is_none());

    phone.step(Event::SetEndpoint(
        "https://central.example".parse().unwrap(),
    ));
    let (sent, body) = phone.post().unwrap();
    assert_eq!(sent, id);
    let alert = body_of(&body);
    assert_eq!((alert.fix, alert.profile), (None, None));
}

#[test]
fn a_full_disk_is_said_and_stops_nothing() {
    let mut phone = Phone::enrolled();
    phone.disk_full = true;
    let id = phone.press();
    assert!(phone.post().is_some());
    let alert = phone.alert(id);
    assert_eq!(alert.stage, Stage::NotSaved(NotSaved::Disk));
    assert!(alert.offer_calls);
    assert_eq!(phone.view().storage, Storage::MemoryOnly(NotSaved::Disk));

    phone.disk_full = false;
    phone.pass_ms(5_000);
    assert_eq!(phone.alert(id).stage, Stage::Saved);
    assert_eq!(phone.view().storage, Storage::Ready(KeySource::Keyring));
}

#[test]
fn the_bytes_of_an_alert_are_the_same_on_every_attempt_and_after_a_restart() {
    let mut phone = Phone::enrolled();
    phone.press();
    let (id, first) = phone.post().unwrap();
    phone.answer(id, Outcome::NoAnswer);
    phone.step(Event::Fix(fix(EVENING_MS + 9_000, 3.0)));
    phone.step(Event::Retry);
    assert_eq!(phone.post().unwrap(), (id, first.clone()));
    phone.restart();
    assert_eq!(phone.post().unwrap(), (id, first));
}

#[test]
fn the_position_is_where_the_press_was_even_if_it_leaves_elsewhere() {
    let mut phone = Phone::enrolled();
    phone.step(Event::Fix(fix(EVENING_MS - 1_000, 14.0)));
    let id = phone.press();
    phone.answer(id, Outcome::NoAnswer);
    let mut elsewhere = fix(EVENING_MS + 3_600_000, 5.0);
    elsewhere.lat = -8.2;
    phone.pass_ms(3_600_000);
    phone.step(Event::Fix(elsewhere));
    phone.restart();
    let (_, body) = phone.post().unwrap();
    assert_eq!(body_of(&body).fix, Some(fix(EVENING_MS - 1_000, 14.0)));
}

#[test]
fn an_old_position_is_marked_as_the_last_known_and_a_played_one_stays_played() {
    let mut phone = Phone::enrolled();
    phone.step(Event::Fix(fix(EVENING_MS - 3_600_000, 14.0)));
    phone.press();
    let alert = body_of(&phone.post().unwrap().1);
    let sent = alert.fix.unwrap();
    assert_eq!(
        (sent.source, sent.age_s(alert.raised_at)),
        (Source::LastKnown, 3_600)
    );

    let mut phone = Phone::enrolled();
    let mut played = fix(EVENING_MS - 3_600_000, 14.0);
    played.source = Source::Replay;
    phone.step(Event::Fix(played));
    phone.press();
    assert_eq!(
        body_of(&phone.post().unwrap().1).fix.unwrap().source,
        Source::Replay
    );
}

#[test]
fn the_last_position_outlives_the_app() {
    let mut phone = Phone::enrolled();
    phone.step(Event::Fix(fix(EVENING_MS, 14.0)));
    phone.restart();
    assert_eq!(phone.view().last_fix, Some(fix(EVENING_MS, 14.0)));
}

#[test]
fn the_chosen_language_outlives_the_app_and_a_change_of_the_central() {
    let mut phone = Phone::enrolled();
    phone.step(Event::SetLanguage(Some("qu".to_owned())));
    phone.step(Event::SetEndpoint("https://otra.example".parse().unwrap()));
    phone.restart();
    assert_eq!(phone.view().language.as_deref(), Some("qu"));
    phone.step(Event::SetLanguage(None));
    phone.restart();
    assert_eq!(phone.view().language, None);
}

#[test]
fn positions_are_asked_for_only_while_they_serve() {
    let mut phone = Phone::enrolled();
    phone.step(Event::Front(true));
    assert_eq!(phone.demand, Demand::Ready);
    let id = phone.press();
    assert_eq!(phone.demand, Demand::Alert);
    phone.answer(id, receipt(id, 0));
    phone.report(id, 1, auxilio_protocol::State::Closed);
    assert_eq!(phone.demand, Demand::Ready);
    phone.step(Event::Front(false));
    assert_eq!(phone.demand, Demand::Off);
}

#[test]
fn whoever_looks_again_has_the_position_asked_for_again() {
    let mut phone = Phone::enrolled();
    phone.step(Event::Front(true));
    // As if the system had not heard it: nothing but another question brings it back.
    for look in [Event::Retry, Event::Front(true)] {
        phone.demand = Demand::Off;
        phone.step(Event::Wake);
        assert_eq!(phone.demand, Demand::Off);
        phone.step(look);
        assert_eq!(phone.demand, Demand::Ready);
    }
}

#[test]
fn a_device_at_rest_is_woken_only_when_what_it_shows_would_change() {
    let mut phone = Phone::with(Stored::default());
    phone.step(Event::Front(true));
    assert_eq!(phone.core.wake_at_ms(phone.moment()), None);
    phone.step(Event::Fix(fix(EVENING_MS, 14.0)));
    assert_eq!(phone.core.wake_at_ms(phone.moment()), Some(601_000));
    phone.pass_ms(601_000);
    assert_eq!(phone.core.wake_at_ms(phone.moment()), None);
}

#[test]
fn an_outbox_that_turns_out_damaged_is_written_anew_and_said() {
    let mut phone = Phone::enrolled();
    let id = phone.press();
    phone.disk.clear();
    phone.step(Event::PutAside);
    assert_eq!(phone.view().storage, Storage::Replaced(KeySource::Keyring));
    assert_eq!(phone.alert(id).stage, Stage::Saved);
    phone.restart();
    assert_eq!(phone.alert(id).stage, Stage::Saved);
    assert!(phone.view().central.endpoint.is_some());
}
