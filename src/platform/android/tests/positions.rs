//! The listener for positions, from Java's callback to the core's port.

use std::sync::mpsc::{self, Receiver, RecvError};

use auxilio_client::ports::{Demand, FixSender, Locator};
use auxilio_protocol::{Fix, Source};
use jni::JNIEnv;
use jni::objects::{JObject, JValue};
use tokio::sync::watch;

use super::host::{Mood, Phone, of_object};
use crate::platform::android::location::locator;
use crate::platform::location::Status;

/// El Porvenir.
const LAT: f64 = -8.0838;
const LON: f64 = -79.0021;

/// A locator that is followed, where its positions come out, and how it stands.
struct Followed {
    locator: Box<dyn Locator>,
    fixes: Receiver<Fix>,
    status: watch::Receiver<Status>,
}

impl Followed {
    /// Asks a new locator for positions.
    fn ask() -> Self {
        let (status, stands) = watch::channel(Status::Working);
        let locator = locator(status);
        let (sender, fixes) = mpsc::channel();
        let fixes_to = FixSender::new(move |fix| drop(sender.send(fix)));
        locator.demand(Demand::Alert, fixes_to);
        Self {
            locator,
            fixes,
            status: stands,
        }
    }

    /// Ends it, with its thread: the way for positions is the last that it lets go.
    fn end(self) {
        drop(self.locator);
        assert_eq!(self.fixes.recv(), Err(RecvError));
    }
}

fn follow(phone: &Phone) -> Followed {
    let followed = Followed::ask();
    wait_until(|| is_followed(phone));
    followed
}

fn wait_until(holds: impl Fn() -> bool) {
    while !holds() {
        std::thread::yield_now();
    }
}

fn positions<'local>(env: &mut JNIEnv<'local>, context: &JObject<'_>) -> JObject<'local> {
    let signature = "()Lpe/gob/muniporvenir/auxilio/host/HostLocationManager;";
    of_object(env, context, "positions", signature, &[])
        .l()
        .unwrap()
}

fn is_followed(phone: &Phone) -> bool {
    phone.java(|env, context| {
        let positions = positions(env, context);
        of_object(env, &positions, "isFollowed", "()Z", &[])
            .z()
            .unwrap()
    })
}

fn give(phone: &Phone, provider: Option<&str>, lat: f64, accuracy_m: f32) {
    phone.java(|env, context| {
        let positions = positions(env, context);
        let provider = match provider {
            Some(provider) => env.new_string(provider).unwrap().into(),
            None => JObject::null(),
        };
        let arguments = [
            JValue::Object(&provider),
            JValue::Double(lat),
            JValue::Double(LON),
            JValue::Float(accuracy_m),
        ];
        of_object(
            env,
            &positions,
            "give",
            "(Ljava/lang/String;DDF)V",
            &arguments,
        );
    });
}

#[test]
fn a_position_comes_through_with_what_is_known_of_it_and_nothing_else() {
    let phone = Phone::new(Mood::Positions);
    let followed = follow(&phone);

    give(&phone, Some("gps"), LAT, f32::NAN);

    let fix = followed.fixes.recv().unwrap();
    assert_eq!((fix.lat, fix.lon, fix.source), (LAT, LON, Source::Gnss));
    assert_eq!((fix.accuracy_m, fix.confidence), (None, None));
    assert_eq!(
        (fix.altitude_m, fix.speed_mps, fix.course_deg),
        (None, None, None)
    );
    assert_eq!(*followed.status.borrow(), Status::Working);
    followed.end();
}

#[test]
fn a_position_that_is_no_number_or_names_nobody_is_left_out_and_the_next_one_comes() {
    let phone = Phone::new(Mood::Positions);
    let followed = follow(&phone);

    give(&phone, Some("gps"), f64::NAN, 5.0);
    give(&phone, Some("gps"), f64::INFINITY, 5.0);
    give(&phone, None, LAT, 5.0);
    give(&phone, Some("network"), LAT, 25.0);

    let fix = followed.fixes.recv().unwrap();
    assert_eq!((fix.lat, fix.source), (LAT, Source::Network));
    assert_eq!(fix.accuracy_m, Some(25.0));
    assert!(followed.fixes.try_recv().is_err());
    followed.end();
}

#[test]
fn a_position_that_comes_after_the_end_goes_nowhere() {
    let phone = Phone::new(Mood::Positions);
    let followed = follow(&phone);

    followed.end();
    assert!(!is_followed(&phone));

    give(&phone, Some("gps"), LAT, 5.0);
    phone.java(|env, context| {
        let positions = positions(env, context);
        let provider = env.new_string("gps").unwrap();
        let arguments = [JValue::Object(&provider)];
        of_object(
            env,
            &positions,
            "disable",
            "(Ljava/lang/String;)V",
            &arguments,
        );
    });
}

#[test]
fn a_phone_without_the_permission_says_so_and_one_that_throws_has_none() {
    for (mood, expected) in [
        (Mood::Nothing, Status::Refused),
        (Mood::Throws, Status::Absent),
    ] {
        let _phone = Phone::new(mood);
        let asked = Followed::ask();
        wait_until(|| *asked.status.borrow() == expected);
        asked.end();
    }
}
