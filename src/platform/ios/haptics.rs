//! Patterns of the haptic motor (Core Haptics), on a thread of their own: the engine blocks while it
//! starts. iOS lets the motor run only while the app is in front.
#![expect(
    unsafe_code,
    reason = "Core Haptics' methods are declared unsafe, all of them; each block says why it is not"
)]

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use objc2::AnyThread as _;
use objc2::rc::{Retained, autoreleasepool};
use objc2_core_haptics::{
    CHHapticDeviceCapability as _, CHHapticEngine, CHHapticEvent, CHHapticEventParameter,
    CHHapticEventParameterIDHapticIntensity, CHHapticEventTypeHapticContinuous, CHHapticPattern,
    CHHapticPatternPlayer as _,
};
use objc2_foundation::{NSArray, NSError};

use super::entered;
use crate::platform::feedback::{Pulse, Stroke, strokes};

/// As strong as the motor can.
const FULL: f32 = 1.0;
/// `CHHapticTimeImmediate`.
const AT_ONCE: f64 = 0.0;

/// The way to the motor's thread.
pub(super) struct Motor(Sender<Vec<Pulse>>);

impl Motor {
    /// The motor, if this phone has one that plays patterns.
    pub(super) fn open() -> Option<Self> {
        if !has_patterns() {
            return None;
        }
        let (pulses, wanted) = mpsc::channel();
        let thread = thread::Builder::new().name("auxilio-haptics".to_owned());
        thread.spawn(move || serve(&wanted)).ok()?;
        Some(Self(pulses))
    }

    /// Plays them. Returns at once.
    pub(super) fn play(&self, pulses: &[Pulse]) {
        // The thread ends only with the process.
        let _ = self.0.send(pulses.to_vec());
    }
}

fn has_patterns() -> bool {
    // SAFETY: asks the class what the phone has, there since iOS 13.
    let capabilities = unsafe { CHHapticEngine::capabilitiesForHardware() };
    // SAFETY: reads a property.
    unsafe { capabilities.supportsHaptics() }
}

fn serve(wanted: &Receiver<Vec<Pulse>>) {
    let mut engine = None;
    while let Ok(pulses) = wanted.recv() {
        entered(|| {
            autoreleasepool(|_| {
                if let Err(error) = play(&mut engine, &pulses) {
                    // A new one next time: the system takes engines away as it likes.
                    engine = None;
                    tracing::info!(code = error.code(), "a pattern was not felt");
                }
            });
        });
    }
}

fn play(
    engine: &mut Option<Retained<CHHapticEngine>>,
    pulses: &[Pulse],
) -> Result<(), Retained<NSError>> {
    let engine = match engine {
        Some(engine) => engine,
        None => engine.insert(start()?),
    };
    let events: Vec<_> = strokes(pulses).into_iter().map(event).collect();
    let events = NSArray::from_retained_slice(&events);
    // SAFETY: blocks this thread until the motor runs; where it runs already it does nothing.
    unsafe { engine.startAndReturnError()? };
    // SAFETY: the events are whole, and there are no parameters that change.
    let pattern = unsafe {
        CHHapticPattern::initWithEvents_parameters_error(
            CHHapticPattern::alloc(),
            &events,
            &NSArray::new(),
        )?
    };
    // SAFETY: the engine keeps the player for as long as it plays.
    let player = unsafe { engine.createPlayerWithPattern_error(&pattern)? };
    // SAFETY: a plain number; returns at once.
    unsafe { player.startAtTime_error(AT_ONCE) }
}

fn start() -> Result<Retained<CHHapticEngine>, Retained<NSError>> {
    // SAFETY: `alloc` gives what `init` takes.
    let engine = unsafe { CHHapticEngine::initAndReturnError(CHHapticEngine::alloc())? };
    // SAFETY: a plain setting: sound goes another way, and needs no session of this one.
    unsafe { engine.setPlaysHapticsOnly(true) };
    // SAFETY: a plain setting: the motor sleeps by itself between two patterns.
    unsafe { engine.setAutoShutdownEnabled(true) };
    Ok(engine)
}

fn event(stroke: Stroke) -> Retained<CHHapticEvent> {
    // SAFETY: the name is a constant of Core Haptics, and the value within its range, 0 to 1.
    let strength = unsafe {
        CHHapticEventParameter::initWithParameterID_value(
            CHHapticEventParameter::alloc(),
            CHHapticEventParameterIDHapticIntensity,
            FULL,
        )
    };
    // SAFETY: the kind is a constant of Core Haptics; times are in seconds.
    unsafe {
        CHHapticEvent::initWithEventType_parameters_relativeTime_duration(
            CHHapticEvent::alloc(),
            CHHapticEventTypeHapticContinuous,
            &NSArray::from_retained_slice(&[strength]),
            stroke.at_s,
            stroke.lasts_s,
        )
    }
}
