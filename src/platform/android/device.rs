//! What the phone says of itself, and its settings, by way of
//! `android/src/main/java/pe/gob/muniporvenir/auxilio/phone/Device.java`.

use auxilio_client::condition::{Condition, Link, Notifications, Power, Sparing};
use auxilio_client::ports::Surroundings;
use jni::objects::{GlobalRef, JValue};
use jni::sys::jint;

use super::java::{self, Java, JavaError};
use super::told;
use crate::platform::Setting;

/// Its names are also kept from R8 in `android/consumer-rules.pro`.
const CLASS: &str = "pe.gob.muniporvenir.auxilio.phone.Device";

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
            let class = java::app_class(env, context, CLASS)?;
            let constructor = "(Landroid/content/Context;)V";
            let object = env.new_object(&class, constructor, &[JValue::Object(context)])?;
            env.new_global_ref(object)
        })?;
        Ok(Self { java, object })
    }

    fn look(&self) -> Result<Condition, JavaError> {
        self.java.call("look at the phone", |env, _| {
            let mut number = |name: &str| env.call_method(&self.object, name, "()I", &[])?.i();
            let (percent, link) = (number("batteryPercent")?, number("link")?);
            let mut is = |name: &str| env.call_method(&self.object, name, "()Z", &[])?.z();
            let (is_draining, is_sparing) = (is("isDraining")?, is("isSparing")?);
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
                // The app shows none on Android, so that none can be missed.
                notifications: Notifications::Untold,
                link: link_of(link),
            })
        })
    }

    fn open(&self, setting: Setting) -> Result<(), JavaError> {
        self.java.call("open the phone's settings", |env, _| {
            let page = JValue::Int(page(setting));
            env.call_method(&self.object, "open", "(I)V", &[page])?.v()
        })
    }
}

/// `Device.CELL`, `WIFI` and `WIRED`.
fn link_of(link: jint) -> Option<Link> {
    match link {
        1 => Some(Link::Cell),
        2 => Some(Link::Wifi),
        3 => Some(Link::Wired),
        _ => None,
    }
}

/// `Device.LOCATION_PERMISSION` and the others.
fn page(setting: Setting) -> jint {
    match setting {
        Setting::LocationPermission => 0,
        Setting::Location => 1,
        Setting::Battery => 2,
        Setting::Clock => 3,
        Setting::Notifications => 4,
    }
}
