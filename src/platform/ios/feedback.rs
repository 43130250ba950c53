//! The haptic motor, sounds, the voice and the notifications of iOS. Patterns of the motor have a
//! file of their own ([`super::haptics`]), and so do notifications ([`super::notices`]).
#![expect(
    unsafe_code,
    reason = "AVFAudio's methods are declared unsafe, all of them; each block says why it is not"
)]

use std::cell::RefCell;
use std::sync::Arc;
use std::time::Duration;

use dispatch2::{DispatchQueue, DispatchTime, MainThreadBound};
use objc2::rc::Retained;
use objc2::{AnyThread as _, MainThreadMarker};
use objc2_avf_audio::{
    AVAudioPlayer, AVSpeechBoundary, AVSpeechSynthesisVoice, AVSpeechSynthesizer, AVSpeechUtterance,
};
use objc2_foundation::{NSData, NSString};
use objc2_ui_kit::UIImpactFeedbackGenerator;

use super::haptics::Motor;
use super::{entered, notices};
use crate::platform::feedback::{Feedback, Nothing, Pulse, Tone, Voice, wav};
use crate::texts::Language;

/// A motor without patterns taps and does not buzz: so often while a pulse lasts, in milliseconds.
const TAP_MS: u16 = 60;

/// Everything is the main thread's: the generator must be, and the others then need no lock.
struct Phone {
    senses: Arc<MainThreadBound<Senses>>,
    /// None on phones that play no patterns: those only tap.
    motor: Option<Motor>,
}

struct Senses {
    taps: Retained<UIImpactFeedbackGenerator>,
    voice: Retained<AVSpeechSynthesizer>,
    playing: RefCell<Option<Retained<AVAudioPlayer>>>,
}

pub(super) fn feedback() -> Box<dyn Feedback> {
    let Some(main_thread) = MainThreadMarker::new() else {
        tracing::warn!("nothing will be felt or heard: not started on the main thread");
        return Box::new(Nothing);
    };
    let senses = Senses {
        taps: UIImpactFeedbackGenerator::new(main_thread),
        // SAFETY: makes an object that speaks nothing yet.
        voice: unsafe { AVSpeechSynthesizer::new() },
        playing: RefCell::new(None),
    };
    Box::new(Phone {
        senses: Arc::new(MainThreadBound::new(senses, main_thread)),
        motor: Motor::open(),
    })
}

impl Phone {
    fn later(&self, delay_ms: u32, work: impl FnOnce(&Senses) + Send + 'static) {
        let senses = Arc::clone(&self.senses);
        let work = move || {
            if let Some(main_thread) = MainThreadMarker::new() {
                entered(|| work(senses.get(main_thread)));
            }
        };
        let delay = Duration::from_millis(delay_ms.into());
        // Only a delay of centuries has no time.
        let when = DispatchTime::try_from(delay).unwrap_or(DispatchTime::NOW);
        if DispatchQueue::main().after(when, work).is_err() {
            tracing::warn!("the phone was not felt or heard");
        }
    }
}

impl Phone {
    /// The pulses as taps: all that the motor does without Core Haptics.
    fn tap(&self, pulses: &[Pulse]) {
        let mut at_ms = 0;
        for pulse in pulses {
            at_ms += u32::from(pulse.rest_ms);
            for tap in 0..pulse.buzz_ms.div_ceil(TAP_MS) {
                let after_ms = at_ms + u32::from(tap * TAP_MS);
                self.later(after_ms, |senses| senses.taps.impactOccurred());
            }
            at_ms += u32::from(pulse.buzz_ms);
        }
    }
}

impl Feedback for Phone {
    fn vibrate(&self, pulses: &[Pulse]) {
        match &self.motor {
            Some(motor) => motor.play(pulses),
            None => self.tap(pulses),
        }
    }

    fn sound(&self, tones: &[Tone]) {
        let wav = wav(tones);
        self.later(0, move |senses| senses.play(&wav));
    }

    fn speak(&self, phrase: &str, language: Language) {
        let phrase = phrase.to_owned();
        self.later(0, move |senses| senses.speak(&phrase, language.spoken()));
    }

    fn voice(&self) -> Voice {
        Voice::Present
    }

    fn notify(&self, words: &str) {
        notices::show(words);
    }
}

impl Senses {
    fn play(&self, wav: &[u8]) {
        let data = NSData::with_bytes(wav);
        // SAFETY: the data is a whole file of a kind that it knows by its beginning.
        let player = unsafe { AVAudioPlayer::initWithData_error(AVAudioPlayer::alloc(), &data) };
        match player {
            Ok(player) => {
                // SAFETY: takes nothing, returns at once.
                unsafe { player.play() };
                // Kept, for it is silent once it is gone; the one before it ends here.
                self.playing.replace(Some(player));
            }
            Err(error) => tracing::warn!(code = error.code(), "a sound was not played"),
        }
    }

    #[expect(
        clippy::multiple_unsafe_ops_per_block,
        reason = "one phrase and its voice, safe for one and the same reason"
    )]
    fn speak(&self, phrase: &str, language: &str) {
        // SAFETY: plain strings; a language without a voice gives none, and then the phone's own
        // speaks.
        unsafe {
            self.voice
                .stopSpeakingAtBoundary(AVSpeechBoundary::Immediate);
            let utterance =
                AVSpeechUtterance::speechUtteranceWithString(&NSString::from_str(phrase));
            let language = NSString::from_str(language);
            let voice = AVSpeechSynthesisVoice::voiceWithLanguage(Some(&language));
            utterance.setVoice(voice.as_deref());
            self.voice.speakUtterance(&utterance);
        }
    }
}
