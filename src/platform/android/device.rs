//! What the phone says of itself, and its settings, by way of
//! `android/src/main/java/pe/gob/muniporvenir/auxilio/phone/Device.java`.

use auxilio_client::condition::{Condition, Link, Notifications, Power, Sparing};
use auxilio_client::ports::Surroundings;
use jni::objects::{GlobalRef, JValue};
use jni::sys::jint;

use super::java::{Java, JavaError};
use super::members::{Method, Number};
use super::names::device as names;
use super::told;
use crate::platform::Setting;

/// The Java object that knows; none where Java cannot be reached.
struct Phone(Option<Device>);

struct Device {
    java: Java,
    object: GlobalRef,
}

pub(super) fn surroundings() -> Box<dyn Surroundings> {
    // Now, for the way into Java is only sure while the app starts.
    Box::new(Phone(told(Device::new())))
}

/// Opens a page of the system's settings.
pub(super) fn open(setting: Setting) {
    told(Device::new().and_then(|device| device.open(setting)));
}

/// What the phone holds back, as far as it tells.
pub(super) fn held_back() -> Vec<Setting> {
    told(Device::new().and_then(|device| device.held_back())).unwrap_or_default()
}

impl Surroundings for Phone {
    fn look(&self) -> Condition {
        let look = |device: &Device| told(device.look());
        self.0.as_ref().and_then(look).unwrap_or_default()
    }
}

impl Device {
    fn new() -> Result<Self, JavaError> {
        let java = Java::of_this_process()?;
        let object = java.call("reach the phone's settings", |env, context| {
            let object = names::NEW.call(env, context, &[JValue::Object(context)])?;
            env.new_global_ref(object)
        })?;
        Ok(Self { java, object })
    }

    fn look(&self) -> Result<Condition, JavaError> {
        self.java.call("look at the phone", |env, _| {
            let mut ask = |what: Method| what.call(env, &self.object, &[]);
            let (percent, link) = (ask(names::BATTERY_PERCENT)?.i()?, ask(names::LINK)?.i()?);
            let is_draining = ask(names::IS_DRAINING)?.z()?;
            let is_sparing = ask(names::IS_SPARING)?.z()?;
            let shows_notifications = ask(names::SHOWS_NOTIFICATIONS)?.z()?;
            Ok(Condition {
                battery_percent: u8::try_from(percent).ok().filter(|percent| *percent <= 100),
                power: if is_draining {
                    Power::Draining
                } else {
                    Power::Steady
                },
                sparing: if is_sparing {
                    Sparing::On
                } else {
                    Sparing::Off
                },
                notifications: if shows_notifications {
                    Notifications::Allowed
                } else {
                    Notifications::Refused
                },
                link: link_of(link),
            })
        })
    }

    fn held_back(&self) -> Result<Vec<Setting>, JavaError> {
        const ASKED: [(Method, Setting); 3] = [
            (names::MAY_SLEEP, Setting::Sleep),
            (names::MAY_BE_ENDED, Setting::Autostart),
            (names::LACKS_TEXT_MESSAGES, Setting::TextMessages),
        ];
        self.java.call("ask what the phone holds back", |env, _| {
            let mut held_back = Vec::new();
            for (asked, setting) in ASKED {
                if asked.call(env, &self.object, &[])?.z()? {
                    held_back.push(setting);
                }
            }
            Ok(held_back)
        })
    }

    fn open(&self, setting: Setting) -> Result<(), JavaError> {
        self.java.call("open the phone's settings", |env, _| {
            let page = JValue::Int(page(setting).value);
            names::OPEN.call(env, &self.object, &[page])?.v()
        })
    }
}

fn link_of(link: jint) -> Option<Link> {
    let known = [
        (names::CELL, Link::Cell),
        (names::WIFI, Link::Wifi),
        (names::WIRED, Link::Wired),
    ];
    let mut known = known.into_iter();
    known.find_map(|(number, meaning)| (number.value == link).then_some(meaning))
}

fn page(setting: Setting) -> Number {
    match setting {
        Setting::LocationPermission => names::LOCATION_PERMISSION,
        Setting::Location => names::LOCATION,
        Setting::Battery => names::BATTERY,
        Setting::Clock => names::CLOCK,
        Setting::Notifications => names::NOTIFICATIONS,
        Setting::TextMessages => names::TEXT_MESSAGES,
        Setting::Sleep => names::SLEEP,
        Setting::Autostart => names::AUTOSTART,
    }
}
