//! Ways home while alerts go to a system that watches over none.

use auxilio_client::core::{Body, Effect, Event, Key};
use auxilio_client::view::{JourneyStage, Stage, Watch};
use auxilio_protocol::JourneyState;

use super::{central, sending_to, webhook};
use crate::phone::Phone;
use crate::watch::{Central, exchange, start, told};

const QUARTER_MS: u64 = 15 * 60_000;

#[test]
fn nobody_is_said_to_watch_and_the_phone_itself_raises_it_there_when_the_time_is_over() {
    let mut phone = sending_to(webhook());
    let id = start(&mut phone, 1, 15);
    assert_eq!(phone.view().journey.unwrap().watch, Watch::Nobody);
    phone.pass_ms(QUARTER_MS - 1);
    assert!(phone.handover().is_none());
    assert_eq!(told(&mut phone), None, "there is nobody to tell");
    phone.pass_ms(1);
    let handover = phone.handover().unwrap();
    assert_eq!((handover.id, handover.to.clone()), (id, webhook()));
    phone.status(&handover, Some(200));
    assert_eq!(phone.alert(id).stage, Stage::HandedOver);
    assert_eq!(phone.view().journey.unwrap().stage, JourneyStage::Raised);
    assert!(phone.post().is_none());
}

#[test]
fn who_arrives_is_done_and_nothing_is_left_of_the_way() {
    let mut phone = sending_to(webhook());
    let id = start(&mut phone, 1, 15);
    assert!(phone.disk.contains_key(&Key::Journey(id)));
    phone.step(Event::Arrive { id });
    assert_eq!(phone.view().journey, None);
    assert!(!phone.disk.contains_key(&Key::Journey(id)));
    phone.pass_ms(QUARTER_MS);
    assert!(phone.handover().is_none());
}

#[test]
fn what_the_central_watched_before_it_goes_on_watching_and_hears_of_the_arrival() {
    let mut phone = Phone::enrolled();
    let mut central = Central::default();
    let id = start(&mut phone, 1, 15);
    exchange(&mut phone, &mut central);
    phone.step(Event::SendTo(webhook()));
    assert_eq!(phone.view().journey.unwrap().watch, Watch::Whole);
    phone.restart();
    exchange(&mut phone, &mut central);
    phone.step(Event::Arrive { id });
    exchange(&mut phone, &mut central);
    assert_eq!(central.watched[&id].state, JourneyState::Arrived);
    assert_eq!(phone.view().journey.unwrap().stage, JourneyStage::Arrived);
}

#[test]
fn as_soon_as_alerts_go_to_a_central_it_is_asked_to_watch() {
    let mut phone = sending_to(webhook());
    let id = start(&mut phone, 1, 15);
    phone.step(Event::SetEndpoint(central()));
    assert_eq!(phone.view().journey.unwrap().watch, Watch::NotYet);
    let mut watching = Central::default();
    exchange(&mut phone, &mut watching);
    assert_eq!(phone.view().journey.unwrap().watch, Watch::Whole);
    phone.pass_ms(QUARTER_MS);
    assert!(matches!(phone.post(), Some((raised, Body::Alert(_))) if raised == id));
    let mut asked = phone.asked.iter();
    assert!(!asked.any(|effect| matches!(effect, Effect::HandOver { .. })));
}
