//! Keeps the core at work while the app is not in front, as far as iOS lets it: a little time when
//! the app is left, wake-ups afterwards, and a try when there is a network again.
//!
//! What to do is decided by [`upkeep`](crate::platform::upkeep), which is tested without a phone.
#![expect(
    unsafe_code,
    reason = "constants and notifications of UIKit; each block says why it is right"
)]

use std::cell::Cell;
use std::ptr::NonNull;
use std::sync::Arc;
use std::thread;

use auxilio_client::view::Storage;
use auxilio_client::{Client, View};
use block2::RcBlock;
use dispatch2::{DispatchQueue, MainThreadBound};
use objc2::MainThreadMarker;
use objc2::rc::Retained;
use objc2_core_location::CLLocationManager;
use objc2_foundation::{NSNotification, NSNotificationCenter, NSNotificationName, ns_string};
use objc2_ui_kit::{
    UIApplication, UIApplicationDidBecomeActiveNotification,
    UIApplicationWillResignActiveNotification, UIBackgroundTaskIdentifier,
};
use tokio::sync::{mpsc, watch};

use super::cover::Curtain;
use super::{entered, network, notices, tasks};
use crate::platform::upkeep::{Act, Stay, Upkeep, Way, Ways};

/// What the phone says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    /// The app came to the front, or left it.
    Front(bool),
    /// The time after leaving is over.
    Expired,
}

/// Begins. Called where the app starts, before `UIKit` does: later, iOS takes no work for later.
pub(super) fn attend(client: &Client) {
    let Some(main_thread) = MainThreadMarker::new() else {
        return tracing::error!("the app was not started on the main thread: nothing wakes it");
    };
    tasks::register();
    let (tell, said) = mpsc::unbounded_channel();
    let phone = Phone::new(main_thread, tell);
    phone.watch_the_front();
    let attendant = Attendant {
        client: client.clone(),
        phone,
        stay: Stay::default(),
        upkeep: None,
        ways: Ways::default(),
    };
    let work = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        runtime.block_on(attendant.follow(said, network::ways()));
        std::io::Result::Ok(())
    };
    let thread = thread::Builder::new().name("auxilio-upkeep".to_owned());
    if let Err(error) = thread.spawn(work) {
        tracing::error!(%error, "nothing keeps the app at work while it is behind");
    }
}

struct Attendant {
    client: Client,
    phone: Phone,
    stay: Stay,
    /// None until the outbox is open. Wake-ups outlive the app: those of an earlier run may be there.
    upkeep: Option<Upkeep>,
    ways: Ways,
}

impl Attendant {
    /// Until the core ends.
    async fn follow(
        mut self,
        mut said: mpsc::UnboundedReceiver<Said>,
        mut ways: watch::Receiver<Option<Way>>,
    ) {
        let mut views = self.client.views();
        self.picture(&views.borrow_and_update().clone());
        loop {
            tokio::select! {
                changed = views.changed() => {
                    if changed.is_err() {
                        return;
                    }
                    let view = views.borrow_and_update().clone();
                    self.picture(&view);
                }
                Some(said) = said.recv() => self.hear(said),
                Ok(()) = ways.changed() => {
                    let way = *ways.borrow_and_update();
                    if way.is_some_and(|way| self.ways.is_worth_a_try(way)) {
                        self.client.retry();
                    }
                }
            }
        }
    }

    fn picture(&mut self, view: &View) {
        let upkeep = Upkeep::of(view);
        if view.storage != Storage::Opening && self.upkeep != Some(upkeep) {
            self.upkeep = Some(upkeep);
            self.phone.watch_the_way(upkeep);
            tasks::plan(upkeep);
        }
        let act = self.stay.need(upkeep);
        self.carry_out(act);
    }

    fn hear(&mut self, said: Said) {
        let act = match said {
            Said::Front(front) => self.stay.front(front),
            Said::Expired => self.stay.expired(),
        };
        self.carry_out(act);
    }

    fn carry_out(&self, act: Option<Act>) {
        match act {
            Some(Act::Begin) => self.phone.later(Held::begin),
            Some(Act::End) => self
                .phone
                .later(|held, main_thread, _| held.end(main_thread)),
            None => {}
        }
    }
}

/// What is held of the phone; its main thread's, all of it.
struct Held {
    /// Wakes the app when the phone has moved a few hundred metres, even one that was ended.
    moves: Retained<CLLocationManager>,
    time: Cell<Option<UIBackgroundTaskIdentifier>>,
    curtain: Curtain,
}

/// The way to it. Cheap to clone.
#[derive(Clone)]
struct Phone {
    held: Arc<MainThreadBound<Held>>,
    tell: mpsc::UnboundedSender<Said>,
}

impl Phone {
    fn new(main_thread: MainThreadMarker, tell: mpsc::UnboundedSender<Said>) -> Self {
        let held = Held {
            // SAFETY: on the main thread, which has a run loop.
            moves: unsafe { CLLocationManager::new() },
            time: Cell::new(None),
            curtain: Curtain::default(),
        };
        Self {
            held: Arc::new(MainThreadBound::new(held, main_thread)),
            tell,
        }
    }

    fn later(&self, work: impl FnOnce(&Held, MainThreadMarker, &Self) + Send + 'static) {
        let phone = self.clone();
        DispatchQueue::main().exec_async(move || phone.now(work));
    }

    fn now(&self, work: impl FnOnce(&Held, MainThreadMarker, &Self)) {
        if let Some(main_thread) = MainThreadMarker::new() {
            entered(|| work(self.held.get(main_thread), main_thread, self));
        }
    }

    fn watch_the_way(&self, upkeep: Upkeep) {
        self.later(move |held, _, _| held.watch_the_way(upkeep != Upkeep::Rest));
    }

    fn watch_the_front(&self) {
        // SAFETY: constants of UIKit, there since iOS 4.
        let (left, came) = unsafe {
            (
                UIApplicationWillResignActiveNotification,
                UIApplicationDidBecomeActiveNotification,
            )
        };
        self.when(left, |held, main_thread, phone| {
            held.curtain.draw(main_thread);
            phone.say(Said::Front(false));
        });
        self.when(came, |held, _, phone| {
            held.curtain.open();
            // The screen says how things are; what stood there before is old.
            notices::clear();
            phone.say(Said::Front(true));
        });
    }

    /// Does this whenever `UIKit` says that, for as long as the process lives.
    fn when(
        &self,
        name: &NSNotificationName,
        work: impl Fn(&Held, MainThreadMarker, &Self) + Copy + 'static,
    ) {
        let phone = self.clone();
        let told = RcBlock::new(move |_: NonNull<NSNotification>| phone.now(work));
        // SAFETY: UIKit posts it on the main thread, where the block then runs, for there is no
        // queue; the centre copies the block, and keeps the observer.
        unsafe {
            NSNotificationCenter::defaultCenter().addObserverForName_object_queue_usingBlock(
                Some(name),
                None,
                None,
                &told,
            )
        };
    }

    fn say(&self, said: Said) {
        // The other side ends only with the core.
        let _ = self.tell.send(said);
    }
}

impl Held {
    fn begin(&self, main_thread: MainThreadMarker, phone: &Phone) {
        self.end(main_thread);
        let phone = phone.clone();
        // The time is given back before this returns: else iOS ends the app.
        let expired = RcBlock::new(move || {
            phone.now(|held, main_thread, phone| {
                held.end(main_thread);
                phone.say(Said::Expired);
            });
        });
        let time = UIApplication::sharedApplication(main_thread)
            .beginBackgroundTaskWithName_expirationHandler(
                Some(ns_string!("auxilio")),
                Some(&expired),
            );
        self.time.set(Some(time));
    }

    fn end(&self, main_thread: MainThreadMarker) {
        if let Some(time) = self.time.take() {
            UIApplication::sharedApplication(main_thread).endBackgroundTask(time);
        }
    }

    fn watch_the_way(&self, on: bool) {
        if on {
            // SAFETY: takes nothing; without leave to always have the position it does nothing.
            unsafe { self.moves.startMonitoringSignificantLocationChanges() };
        } else {
            // SAFETY: takes nothing, and does nothing where nothing runs.
            unsafe { self.moves.stopMonitoringSignificantLocationChanges() };
        }
    }
}
