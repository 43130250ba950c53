//! Positions of Core Location: while the app is in front, and behind it for as long as an alert or
//! a way home is under way.
#![expect(
    unsafe_code,
    reason = "Core Location's methods are declared unsafe, all of them; each block says why it is not"
)]

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use auxilio_client::ports::{Demand, FixSender, Locator};
use auxilio_protocol::{Fix, Source, WireTime};
use dispatch2::{DispatchQueue, MainThreadBound};
use objc2::rc::Retained;
use objc2::runtime::ProtocolObject;
use objc2::{DefinedClass as _, MainThreadMarker, MainThreadOnly, define_class, msg_send};
use objc2_core_location::{
    CLAccuracyAuthorization, CLAuthorizationStatus, CLError, CLLocation, CLLocationManager,
    CLLocationManagerDelegate, kCLLocationAccuracyBest, kCLLocationAccuracyHundredMeters,
};
use objc2_foundation::{NSArray, NSError, NSObject, NSObjectProtocol, ns_string};
use tokio::sync::watch;

use super::{entered, notices};
use crate::platform::location::{self, Status, Wanted};

/// The system's locator. Core Location answers on the thread that made its manager and that has a
/// run loop: the main one. Nothing of it is touched from any other.
struct System {
    session: Arc<MainThreadBound<Session>>,
}

pub(super) fn locator(status: watch::Sender<Status>) -> Box<dyn Locator> {
    let Some(main_thread) = MainThreadMarker::new() else {
        tracing::warn!("no positions: the app was not started on the main thread");
        return location::absent(&status);
    };
    let session = MainThreadBound::new(Session::new(main_thread, status), main_thread);
    Box::new(System {
        session: Arc::new(session),
    })
}

impl Locator for System {
    fn demand(&self, demand: Demand, fixes: FixSender) {
        let session = Arc::clone(&self.session);
        let want = move || {
            if let Some(main_thread) = MainThreadMarker::new() {
                session.get(main_thread).want(Wanted { demand, fixes });
            }
        };
        DispatchQueue::main().exec_async(|| entered(want));
    }
}

/// Core Location's manager, and its delegate, which it does not keep alive itself.
struct Session {
    manager: Retained<CLLocationManager>,
    delegate: Retained<Delegate>,
}

impl Session {
    fn new(main_thread: MainThreadMarker, status: watch::Sender<Status>) -> Self {
        let delegate = Delegate::new(main_thread, status);
        // SAFETY: on the main thread, which has a run loop.
        let manager = unsafe { CLLocationManager::new() };
        // SAFETY: the reference is a weak one, and the session keeps both.
        unsafe { manager.setDelegate(Some(ProtocolObject::from_ref(&*delegate))) };
        // SAFETY: a plain setting. Somebody who hides and does not move must stay found.
        unsafe { manager.setPausesLocationUpdatesAutomatically(false) };
        Self { manager, delegate }
    }

    fn want(&self, wanted: Wanted) {
        self.delegate.ivars().wanted.replace(Some(wanted));
        self.delegate.ivars().meet(&self.manager);
    }
}

/// What the delegate knows.
struct Follower {
    wanted: RefCell<Option<Wanted>>,
    status: watch::Sender<Status>,
    /// The person was asked for the exact place since the app started.
    asked_for_exact: Cell<bool>,
    /// An alert has run since the app started, and nothing was asked because of it.
    has_followed: Cell<bool>,
}

define_class!(
    // SAFETY: NSObject asks nothing of what is made from it, and there is no Drop.
    #[unsafe(super(NSObject))]
    #[thread_kind = MainThreadOnly]
    #[name = "AuxilioLocationDelegate"]
    #[ivars = Follower]
    struct Delegate;

    // SAFETY: NSObjectProtocol asks nothing.
    unsafe impl NSObjectProtocol for Delegate {}

    // SAFETY: the methods have the signatures of the protocol.
    unsafe impl CLLocationManagerDelegate for Delegate {
        #[unsafe(method(locationManager:didUpdateLocations:))]
        fn found(&self, _: &CLLocationManager, locations: &NSArray<CLLocation>) {
            entered(|| self.ivars().found(locations));
        }

        #[unsafe(method(locationManager:didFailWithError:))]
        fn failed(&self, _: &CLLocationManager, error: &NSError) {
            entered(|| self.ivars().failed(error));
        }

        #[unsafe(method(locationManagerDidChangeAuthorization:))]
        fn allowed_or_not(&self, manager: &CLLocationManager) {
            entered(|| self.ivars().meet(manager));
        }
    }
);

impl Delegate {
    fn new(main_thread: MainThreadMarker, status: watch::Sender<Status>) -> Retained<Self> {
        let this = Self::alloc(main_thread).set_ivars(Follower {
            wanted: RefCell::new(None),
            status,
            asked_for_exact: Cell::new(false),
            has_followed: Cell::new(false),
        });
        // SAFETY: NSObject's own `init`.
        unsafe { msg_send![super(this), init] }
    }
}

impl Follower {
    /// Follows what the core wants, as far as the person allows it. The system's questions cover
    /// the screen until they are answered: they are asked while nothing happens, never over an
    /// alert.
    fn meet(&self, manager: &CLLocationManager) {
        let demand = self.wanted.borrow().as_ref().map(|wanted| wanted.demand);
        let demand = demand.unwrap_or(Demand::Off);
        if demand == Demand::Off {
            return stop(manager);
        }
        let calm = demand == Demand::Ready;
        self.has_followed
            .set(self.has_followed.get() || demand == Demand::Alert);
        let authorization = authorization(manager);
        // After a first alert the person knows what for: the app may be behind, or ended, next time.
        if calm && self.has_followed.take() {
            notices::ask();
            if authorization == CLAuthorizationStatus::AuthorizedWhenInUse {
                ask_for_always(manager);
            }
        }
        match authorization {
            CLAuthorizationStatus::AuthorizedAlways
            | CLAuthorizationStatus::AuthorizedWhenInUse => {
                self.status.send_replace(Status::Working);
                // A rough place still comes, with a radius of kilometres that says so.
                if is_rough(manager) && calm && !self.asked_for_exact.replace(true) {
                    ask_for_exact(manager);
                }
                if let Some(last) = follow(manager, demand) {
                    self.take(&last);
                }
            }
            CLAuthorizationStatus::NotDetermined if calm => ask(manager),
            CLAuthorizationStatus::NotDetermined => {}
            _ => {
                self.status.send_replace(Status::Refused);
            }
        }
    }

    fn found(&self, locations: &NSArray<CLLocation>) {
        // In the order in which they were measured.
        for location in locations {
            self.take(&location);
        }
    }

    fn take(&self, location: &CLLocation) {
        let Some(fix) = read(location) else {
            return;
        };
        match fix.checked() {
            Ok(fix) => {
                if let Some(wanted) = self.wanted.borrow().as_ref() {
                    wanted.fixes.send(fix);
                }
            }
            Err(error) => tracing::warn!(%error, "Core Location gave an impossible position"),
        }
    }

    /// Core Location goes on trying by itself, except where the person said no.
    fn failed(&self, error: &NSError) {
        if error.code() == CLError::Denied.0 {
            self.status.send_replace(Status::Refused);
        } else {
            tracing::info!(code = error.code(), "no position for now");
        }
    }
}

fn authorization(manager: &CLLocationManager) -> CLAuthorizationStatus {
    // SAFETY: reads a property, there since iOS 14.
    unsafe { manager.authorizationStatus() }
}

/// Whether the person allows only a place that is rough by kilometres.
fn is_rough(manager: &CLLocationManager) -> bool {
    // SAFETY: reads a property, there since iOS 14.
    let accuracy = unsafe { manager.accuracyAuthorization() };
    accuracy == CLAccuracyAuthorization::ReducedAccuracy
}

/// Shows the system's question, with the reason from `[permissions]` in Dioxus.toml.
fn ask(manager: &CLLocationManager) {
    // SAFETY: takes nothing and returns at once; the answer comes to the delegate.
    unsafe { manager.requestWhenInUseAuthorization() };
}

/// Shows the system's question whether the position may be had behind as well, once in the app's
/// life. With it iOS wakes the app, even one that was ended, when the phone moves.
fn ask_for_always(manager: &CLLocationManager) {
    // SAFETY: as above.
    unsafe { manager.requestAlwaysAuthorization() };
}

/// Shows the system's question for the exact place until the app is left, with the reason of this
/// name in `[ios.plist]` in Dioxus.toml.
fn ask_for_exact(manager: &CLLocationManager) {
    // SAFETY: returns at once; a name without a reason shows nothing.
    unsafe {
        manager.requestTemporaryFullAccuracyAuthorizationWithPurposeKey(ns_string!("auxilio"));
    }
}

/// Has positions come, and gives the last one that is known.
#[expect(
    clippy::multiple_unsafe_ops_per_block,
    reason = "constants, settings and a property, safe for one and the same reason"
)]
fn follow(manager: &CLLocationManager, demand: Demand) -> Option<Retained<CLLocation>> {
    // SAFETY: the constants are Core Location's; the methods take and give plain values.
    unsafe {
        manager.setDesiredAccuracy(if demand == Demand::Alert {
            kCLLocationAccuracyBest
        } else {
            kCLLocationAccuracyHundredMeters
        });
        // What begins in front goes on behind: the core says when it is enough. Needs the mode
        // `location` in Info.plist, without which iOS ends the app here.
        manager.setAllowsBackgroundLocationUpdates(true);
        manager.startUpdatingLocation();
        manager.location()
    }
}

#[expect(
    clippy::multiple_unsafe_ops_per_block,
    reason = "two settings, safe for one and the same reason"
)]
fn stop(manager: &CLLocationManager) {
    // SAFETY: take plain values, and do nothing where nothing runs.
    unsafe {
        manager.stopUpdatingLocation();
        manager.setAllowsBackgroundLocationUpdates(false);
    }
}

#[expect(
    clippy::multiple_unsafe_ops_per_block,
    reason = "only properties of one object, safe for one and the same reason"
)]
#[expect(
    clippy::cast_possible_truncation,
    reason = "a time beyond what a number can hold is held at its end"
)]
fn read(location: &CLLocation) -> Option<Fix> {
    // What Core Location does not know is negative.
    let known = |value: f64| (value >= 0.0).then_some(value);
    // SAFETY: reads properties of a location, which never changes; all are there since iOS 15.
    unsafe {
        let place = location.coordinate();
        let source = location.sourceInformation();
        // Without a radius the coordinates mean nothing.
        let accuracy_m = known(location.horizontalAccuracy())?;
        Some(Fix {
            lat: place.latitude,
            lon: place.longitude,
            accuracy_m: Some(accuracy_m),
            // Apple does not say how sure the circle is.
            confidence: None,
            altitude_m: known(location.verticalAccuracy()).map(|_| location.ellipsoidalAltitude()),
            speed_mps: known(location.speed()),
            course_deg: known(location.course()),
            taken_at: WireTime::from_unix_ms(
                (location.timestamp().timeIntervalSince1970() * 1_000.0) as i64,
            ),
            source: Source::Fused,
            mock: source.is_some_and(|source| source.isSimulatedBySoftware()),
        })
    }
}
