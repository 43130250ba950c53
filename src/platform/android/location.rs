//! Positions of `android.location`, by satellites and by networks at once, without Play services.
//! The listener is Java: `android/src/main/java/pe/gob/muniporvenir/auxilio/phone/Positions.java`.

use std::ffi::c_void;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use auxilio_client::ports::{Demand, FixSender, Locator};
use auxilio_protocol::{Fix, Source, WireTime};
use jni::JNIEnv;
use jni::objects::{GlobalRef, JClass, JDoubleArray, JString, JValue};
use jni::sys::{jboolean, jint, jlong};
use tokio::sync::watch;

use super::java::{self, Java, JavaError};
use super::names::positions as names;
use crate::platform;
use crate::platform::location::{Status, Wanted};

/// Probability that Android's circle of accuracy holds (`Location.getAccuracy`).
const CONFIDENCE: f64 = 0.68;
/// Rest between two positions while nothing happens and the app is in front.
const REST_READY: Duration = Duration::from_secs(15);
/// Rest between two positions while an alert runs: as often as the receiver measures.
const REST_ALERT: Duration = Duration::from_secs(1);
/// Wait before positions that cannot be had are asked for again: somebody may have allowed them.
const RETRY: Duration = Duration::from_secs(30);

/// The system's locator, on a thread of its own: a call into the system may take a while.
struct System {
    wishes: Sender<Wanted>,
}

pub(super) fn locator(status: watch::Sender<Status>) -> Box<dyn Locator> {
    let (wishes, wanted) = mpsc::channel();
    // Now, for the way into Java is only sure while the app starts.
    let java = Java::of_this_process();
    let work = move || {
        let listener = java.and_then(|java| Listener::register(java, status.clone()));
        match listener {
            Ok(listener) => listener.serve(&wanted),
            Err(error) => {
                tracing::warn!(%error, "no positions");
                status.send_replace(Status::Absent);
            }
        }
    };
    // Without a thread there are no positions, and no alert waits for one.
    let _ = thread::Builder::new()
        .name("auxilio-location".to_owned())
        .spawn(work);
    Box::new(System { wishes })
}

impl Locator for System {
    fn demand(&self, demand: Demand, fixes: FixSender) {
        // The thread ends early only where there are no positions.
        let _ = self.wishes.send(Wanted { demand, fixes });
    }
}

/// Where positions go. Lent to Java for as long as the process lives.
struct Sink {
    fixes: Mutex<Option<FixSender>>,
    status: watch::Sender<Status>,
}

/// The Java listener, and what it reports to.
struct Listener {
    java: Java,
    object: GlobalRef,
    sink: &'static Sink,
}

impl Listener {
    fn register(java: Java, status: watch::Sender<Status>) -> Result<Self, JavaError> {
        let sink: &'static Sink = Box::leak(Box::new(Sink {
            fixes: Mutex::new(None),
            status,
        }));
        let object = java.call("set the position listener up", |env, context| {
            // Registered rather than exported: nothing depends on the name of the library that
            // they end up in.
            names::FOUND.register(env, context, found as *mut c_void)?;
            names::STANDS.register(env, context, stands as *mut c_void)?;
            let arguments = [JValue::Object(context), JValue::Long(java::lend(sink))];
            let object = names::NEW.call(env, context, &arguments)?;
            env.new_global_ref(object)
        })?;
        Ok(Self { java, object, sink })
    }

    /// Follows what the core wants until nobody can want anything any more.
    fn serve(&self, wanted: &Receiver<Wanted>) {
        let mut demand = Demand::Off;
        let mut asked = false;
        loop {
            let in_vain = demand != Demand::Off && self.sink.status() != Status::Working;
            let news = if in_vain {
                wanted.recv_timeout(RETRY)
            } else {
                wanted.recv().map_err(RecvTimeoutError::from)
            };
            match news {
                Ok(wish) => {
                    demand = wish.demand;
                    self.sink.send_to(Some(wish.fixes));
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            self.meet(demand);
            // Once, and never over an alert: the question covers the screen until it is answered.
            // The answer brings the app back to the front, and with it the next demand.
            if demand == Demand::Ready && self.sink.status() == Status::Refused && !asked {
                asked = true;
                self.or_absent(self.ask());
            }
        }
        self.meet(Demand::Off);
        self.sink.send_to(None);
    }

    fn meet(&self, demand: Demand) {
        self.or_absent(match demand {
            Demand::Off => self.stop(),
            Demand::Ready => self.follow(REST_READY),
            Demand::Alert => self.follow(REST_ALERT),
        });
    }

    fn follow(&self, rest: Duration) -> Result<(), JavaError> {
        let rest_ms = jlong::try_from(rest.as_millis()).unwrap_or(jlong::MAX);
        self.java.call("ask for positions", |env, _| {
            let status = names::FOLLOW.call(env, &self.object, &[rest_ms.into()])?;
            self.sink.stands(status.i()?);
            Ok(())
        })
    }

    fn stop(&self) -> Result<(), JavaError> {
        self.java.call("stop the positions", |env, _| {
            names::STOP.call(env, &self.object, &[])?.v()
        })
    }

    fn ask(&self) -> Result<(), JavaError> {
        self.java
            .call("ask the person for the permission", |env, _| {
                names::ASK.call(env, &self.object, &[])?.v()
            })
    }

    fn or_absent(&self, done: Result<(), JavaError>) {
        if let Err(error) = done {
            tracing::warn!(%error, "no positions");
            self.sink.set(Status::Absent);
        }
    }
}

impl Sink {
    fn send_to(&self, fixes: Option<FixSender>) {
        *self.fixes.lock().unwrap_or_else(PoisonError::into_inner) = fixes;
    }

    fn status(&self) -> Status {
        *self.status.borrow()
    }

    fn set(&self, status: Status) {
        self.status.send_if_modified(|shown| {
            let changes = *shown != status;
            *shown = status;
            changes
        });
    }

    /// Takes the listener's word for how things stand: its `WORKING`, `REFUSED` or `ABSENT`.
    fn stands(&self, status: jint) {
        self.set(if status == names::WORKING.value {
            Status::Working
        } else if status == names::REFUSED.value {
            Status::Refused
        } else {
            Status::Absent
        });
    }

    /// Takes a position, and its provider's name.
    fn found(&self, provider: &str, position: &Measured) {
        match position.fix(provider).checked() {
            Ok(fix) => {
                self.set(Status::Working);
                let fixes = self.fixes.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(fixes) = fixes.as_ref() {
                    fixes.send(fix);
                }
            }
            Err(error) => tracing::warn!(%error, "Android gave an impossible position"),
        }
    }
}

/// A position in the listener's form. What Android does not know is not a number.
struct Measured {
    /// Latitude, longitude, accuracy in metres, altitude, speed, course.
    numbers: [f64; 6],
    /// By the phone's steady clock: a receiver's own idea of the date can be wrong by years.
    age_ms: i64,
    mock: bool,
}

impl Measured {
    fn fix(&self, provider: &str) -> Fix {
        let [lat, lon, accuracy_m, altitude_m, speed_mps, course_deg] = self.numbers;
        let known = |value: f64| value.is_finite().then_some(value);
        let now_ms = platform::now().unix_ms();
        Fix {
            lat,
            lon,
            accuracy_m: known(accuracy_m),
            confidence: known(accuracy_m).map(|_| CONFIDENCE),
            altitude_m: known(altitude_m),
            speed_mps: known(speed_mps),
            course_deg: known(course_deg),
            taken_at: WireTime::from_unix_ms(now_ms.saturating_sub(self.age_ms.max(0))),
            source: match provider {
                "gps" => Source::Gnss,
                "network" => Source::Network,
                "fused" => Source::Fused,
                _ => Source::Unknown,
            },
            mock: self.mock,
        }
    }
}

/// `Positions.found`: on the main thread, for every position.
extern "system" fn found(
    mut env: JNIEnv<'_>,
    _: JClass<'_>,
    sink: jlong,
    provider: JString<'_>,
    numbers: JDoubleArray<'_>,
    age_ms: jlong,
    mock: jboolean,
) {
    names::FOUND.entered(|| {
        let sink = sink_at(sink);
        take(&mut env, sink, &provider, &numbers, age_ms, mock != 0);
    });
}

/// `Positions.stands`: on the main thread, when somebody switches a provider on or off.
extern "system" fn stands(_: JNIEnv<'_>, _: JClass<'_>, sink: jlong, status: jint) {
    names::STANDS.entered(|| sink_at(sink).stands(status));
}

#[expect(unsafe_code, reason = "Java knows the sink only as a number")]
fn sink_at(number: jlong) -> &'static Sink {
    // SAFETY: the listener's only number is the one that `Listener::register` lent it, in a final
    // field, and that was a `Sink`.
    unsafe { java::lent(number) }
}

fn take(
    env: &mut JNIEnv<'_>,
    sink: &Sink,
    provider: &JString<'_>,
    numbers: &JDoubleArray<'_>,
    age_ms: i64,
    mock: bool,
) {
    let mut position = Measured {
        numbers: [f64::NAN; 6],
        age_ms,
        mock,
    };
    let read = env
        .get_double_array_region(numbers, 0, &mut position.numbers)
        .and_then(|()| Ok(String::from(env.get_string(provider)?)));
    match read {
        Ok(provider) => sink.found(&provider, &position),
        Err(error) => {
            // What stays thrown would end the app when this returns to Java.
            let _ = env.exception_clear();
            tracing::warn!(%error, "a position could not be read");
        }
    }
}
