//! A way home: told, kept, confirmed or raised, whatever happens to phone, clock and network.

use std::collections::BTreeMap;

use auxilio_client::core::{Body, Effect, Event, Key};
use auxilio_client::delivery::outcome::Outcome;
use auxilio_client::ports::Demand;
use auxilio_client::view::{JourneyStage, JourneyView, Reminder, Stage, Watch};
use auxilio_protocol::journey::{Course, JourneyNews};
use auxilio_protocol::{Alert, CancelReason, JourneyState, Kind};

use crate::phone::{EVENING_MS, Phone, fix};
use crate::watch::{Central, exchange, start, told};

const MINUTE_MS: u64 = 60_000;

fn journey(phone: &Phone) -> JourneyView {
    phone.view().journey.unwrap()
}

fn left_s(news: &JourneyNews) -> u32 {
    match news.course {
        Course::UnderWay { left_s, .. } => left_s,
        Course::Arrived => panic!("arrived"),
    }
}

#[test]
fn the_disk_has_a_journey_before_the_central_hears_of_it_and_only_its_signed_word_counts() {
    let mut phone = Phone::enrolled();
    let mut central = Central::default();
    let id = start(&mut phone, 1, 30);
    assert!(phone.disk.contains_key(&Key::Journey(id)));
    assert_eq!(journey(&phone).watch, Watch::NotYet);
    assert_eq!(phone.demand, Demand::Ready);
    let (_, news) = told(&mut phone).unwrap();
    assert_eq!((news.n, left_s(&news)), (1, 1_800));
    for nobody in [Outcome::NoAnswer, Outcome::Impostor] {
        let outcome = nobody;
        phone.step(Event::JourneyAnswered { id, outcome });
        assert_eq!(journey(&phone).watch, Watch::NotYet);
    }
    phone.pass_ms(5 * MINUTE_MS);
    // A length, not a time: it is counted when it is sent.
    let news = exchange(&mut phone, &mut central);
    assert_eq!((news.n, left_s(&news)), (1, 1_500));
    assert_eq!(journey(&phone).watch, Watch::Whole);
    assert!(phone.post().is_none(), "nobody has asked for help");
}

#[test]
fn a_longer_time_is_the_centrals_only_once_it_says_so() {
    let mut phone = Phone::enrolled();
    let mut central = Central::default();
    let id = start(&mut phone, 1, 30);
    exchange(&mut phone, &mut central);
    let before = journey(&phone).due_at;
    phone.step(Event::ExtendJourney { id, by_s: 600 });
    assert_eq!(journey(&phone).due_at.ms_since(before), 600_000);
    assert!(matches!(journey(&phone).watch, Watch::Until(_)));
    let news = exchange(&mut phone, &mut central);
    assert_eq!((news.n, left_s(&news)), (2, 2_400));
    assert_eq!(journey(&phone).watch, Watch::Whole);
}

#[test]
fn the_phone_raises_the_very_alert_that_it_gave_the_central() {
    let mut phone = Phone::enrolled();
    phone.step(Event::Fix(fix(EVENING_MS, 10.0)));
    let mut central = Central::default();
    let id = start(&mut phone, 1, 15);
    let Course::UnderWay { alert: given, .. } = exchange(&mut phone, &mut central).course else {
        panic!("under way");
    };
    phone.pass_ms(15 * MINUTE_MS - 1);
    assert!(phone.post().is_none());
    phone.pass_ms(1);
    assert_eq!(phone.alert(id).stage, Stage::Saved);
    assert_eq!(journey(&phone).stage, JourneyStage::Raised);
    let (raised, Body::Alert(bytes)) = phone.post().unwrap() else {
        panic!("no alert");
    };
    assert_eq!((raised, &bytes), (id, &given));
    let alert: Alert = serde_json::from_slice(&bytes).unwrap();
    assert_eq!((alert.id, alert.kind), (id, Kind::Auxilio));
    assert_eq!(alert.fix.unwrap().accuracy_m, Some(10.0));
}

#[test]
fn who_arrives_in_time_is_not_an_alert_and_the_journey_is_forgotten_once_the_central_knows() {
    let mut phone = Phone::enrolled();
    let mut central = Central::default();
    let id = start(&mut phone, 1, 15);
    exchange(&mut phone, &mut central);
    phone.step(Event::Arrive { id });
    assert_eq!(journey(&phone).stage, JourneyStage::Arriving);
    assert_eq!(phone.demand, Demand::Off);
    phone.restart();
    assert_eq!(journey(&phone).stage, JourneyStage::Arriving);
    assert_eq!(exchange(&mut phone, &mut central).course, Course::Arrived);
    assert_eq!(journey(&phone).stage, JourneyStage::Arrived);
    assert!(!phone.disk.contains_key(&Key::Journey(id)));
    phone.pass_ms(60 * MINUTE_MS);
    assert!(phone.view().alerts.is_empty());
}

#[test]
fn an_arrival_that_the_central_heard_too_late_ends_the_alert_that_it_raised() {
    let mut phone = Phone::enrolled();
    let mut central = Central::default();
    let id = start(&mut phone, 1, 15);
    exchange(&mut phone, &mut central);
    phone.step(Event::Arrive { id });
    phone.pass_ms(20 * MINUTE_MS);
    assert!(phone.view().alerts.is_empty(), "this phone knows better");
    central.watch(phone.now_ms);
    exchange(&mut phone, &mut central);
    let alert = phone.alert(id);
    let cancel = alert.cancel.unwrap();
    assert_eq!(
        (cancel.reason, cancel.receipted),
        (CancelReason::YaPaso, false)
    );
    while let Some((id, body)) = phone.post() {
        central.deliver(id, body);
        let outcome = central.receipt(id);
        phone.answer(id, outcome);
    }
    assert!(central.knows_of_the_end(id));
    assert!(phone.alert(id).is_over());
    assert_eq!(phone.view().journey, None);
    assert!(!phone.disk.contains_key(&Key::Journey(id)));
}

#[test]
fn arriving_after_the_alert_was_raised_here_cancels_it() {
    let mut phone = Phone::enrolled();
    let id = start(&mut phone, 1, 15);
    phone.pass_ms(15 * MINUTE_MS);
    phone.step(Event::Arrive { id });
    assert_eq!(phone.alert(id).cancel.unwrap().reason, CancelReason::YaPaso);
}

#[test]
fn a_phone_that_was_dark_when_the_time_was_over_raises_at_its_start() {
    let mut phone = Phone::enrolled();
    let id = start(&mut phone, 1, 15);
    phone.now_ms = 0;
    phone.wall_ms += 3_600_000;
    phone.restart();
    assert_eq!(phone.alert(id).stage, Stage::Saved);
}

#[test]
fn a_clock_that_is_set_neither_hastens_nor_delays_anything() {
    for jump_ms in [-86_400_000_i64, 86_400_000] {
        let mut phone = Phone::enrolled();
        let id = start(&mut phone, 1, 15);
        phone.pass_ms(5 * MINUTE_MS);
        phone.wall_ms += jump_ms;
        phone.step(Event::Wake);
        let left_ms = journey(&phone).due_at.unix_ms() - phone.wall_ms;
        assert_eq!(left_ms, 600_000);
        phone.pass_ms(10 * MINUTE_MS - 1);
        assert!(phone.view().alerts.is_empty());
        phone.pass_ms(1);
        assert!(phone.view().alerts.iter().any(|alert| alert.id == id));
    }
}

#[test]
fn a_clock_that_goes_back_before_a_restart_gives_no_more_than_the_person_gave() {
    let mut phone = Phone::enrolled();
    let id = start(&mut phone, 1, 15);
    phone.wall_ms -= 365 * 86_400_000;
    phone.restart();
    phone.pass_ms(15 * MINUTE_MS);
    assert_eq!(phone.alert(id).stage, Stage::Saved);
}

#[test]
fn the_person_is_reminded_twice_before_the_time_is_over() {
    let mut phone = Phone::enrolled();
    start(&mut phone, 1, 15);
    assert_eq!(journey(&phone).reminder, None);
    for (minutes, expected) in [(10, Reminder::Soon), (4, Reminder::Now)] {
        let wake_ms = phone.core.wake_at_ms(phone.moment()).unwrap();
        assert!(wake_ms <= phone.now_ms + minutes * MINUTE_MS);
        phone.pass_ms(minutes * MINUTE_MS);
        assert_eq!(journey(&phone).reminder, Some(expected));
    }
}

#[test]
fn positions_are_told_once_a_minute_or_when_they_are_much_better() {
    let mut phone = Phone::enrolled();
    let mut central = Central::default();
    phone.step(Event::Fix(fix(EVENING_MS, 100.0)));
    start(&mut phone, 1, 60);
    exchange(&mut phone, &mut central);
    let mut tells = |after_ms: i64, accuracy_m: f64| {
        phone.step(Event::Fix(fix(EVENING_MS + after_ms, accuracy_m)));
        let is_told = phone
            .asked
            .iter()
            .any(|effect| matches!(effect, Effect::TellJourney { .. }));
        if is_told {
            exchange(&mut phone, &mut central);
        }
        is_told
    };
    assert!(!tells(5_000, 90.0));
    assert!(tells(10_000, 20.0));
    assert!(!tells(15_000, 15.0));
    assert!(!tells(60_000, 15.0));
    assert!(tells(70_000, 15.0));
}

#[test]
fn a_press_on_the_way_is_an_alert_of_its_own_at_once() {
    let mut phone = Phone::enrolled();
    let id = start(&mut phone, 1, 15);
    let pressed = phone.press();
    assert_ne!(pressed, id);
    assert!(matches!(phone.post(), Some((first, Body::Alert(_))) if first == pressed));
    assert_eq!(journey(&phone).stage, JourneyStage::UnderWay);
    phone.pass_ms(15 * MINUTE_MS);
    // The central folds the two into one incident: both are of one device.
    assert_eq!(phone.view().alerts.len(), 2);
}

#[test]
fn whoever_sets_out_again_has_arrived_before() {
    let mut phone = Phone::enrolled();
    let mut central = Central::default();
    let first = start(&mut phone, 1, 15);
    exchange(&mut phone, &mut central);
    let second = start(&mut phone, 2, 30);
    assert_eq!(journey(&phone).id, second);
    let news = BTreeMap::from(
        [told(&mut phone).unwrap(), told(&mut phone).unwrap()].map(|(id, news)| (id, news.course)),
    );
    assert_eq!(news[&first], Course::Arrived);
    assert!(matches!(news[&second], Course::UnderWay { .. }));
}

#[test]
fn what_a_full_disk_did_not_keep_gets_a_higher_number_than_the_central_has() {
    let mut phone = Phone::enrolled();
    let mut central = Central::default();
    let id = start(&mut phone, 1, 30);
    exchange(&mut phone, &mut central);
    phone.disk_full = true;
    phone.step(Event::ExtendJourney { id, by_s: 600 });
    assert!(!journey(&phone).is_kept);
    exchange(&mut phone, &mut central);
    phone.disk_full = false;
    phone.restart();
    phone.step(Event::Arrive { id });
    for _ in 0..2 {
        if central.watched[&id].state == JourneyState::UnderWay {
            exchange(&mut phone, &mut central);
            phone.pass_ms(MINUTE_MS);
        }
    }
    assert_eq!(central.watched[&id].state, JourneyState::Arrived);
}
