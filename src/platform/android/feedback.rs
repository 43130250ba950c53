//! Vibration, sound and voice, by way of
//! `android/src/main/java/pe/gob/muniporvenir/auxilio/phone/Feedback.java`.

use jni::objects::{GlobalRef, JValue};
use jni::sys::{jint, jlong};

use super::java::{Java, JavaError};
use super::names::feedback as names;
use crate::platform::feedback::{
    Feedback, Nothing, Pulse, SAMPLES_PER_SECOND, Tone, Voice, samples,
};
use crate::texts::Language;

/// The Java object that does it.
struct Phone {
    java: Java,
    object: GlobalRef,
    voice: Voice,
}

pub(super) fn feedback() -> Box<dyn Feedback> {
    match Java::of_this_process().and_then(Phone::new) {
        Ok(phone) => Box::new(phone),
        Err(error) => {
            tracing::warn!(%error, "nothing will be felt or heard");
            Box::new(Nothing)
        }
    }
}

impl Phone {
    fn new(java: Java) -> Result<Self, JavaError> {
        let (object, has_voice) = java.call("set the feedback up", |env, context| {
            let object = names::NEW.call(env, context, &[JValue::Object(context)])?;
            let has_voice = names::HAS_VOICE.call(env, &object, &[])?.z()?;
            Ok((env.new_global_ref(object)?, has_voice))
        })?;
        let voice = if has_voice {
            Voice::Present
        } else {
            Voice::Absent
        };
        Ok(Self {
            java,
            object,
            voice,
        })
    }
}

impl Feedback for Phone {
    fn vibrate(&self, pulses: &[Pulse]) {
        let timings: Vec<jlong> = pulses
            .iter()
            .flat_map(|pulse| [pulse.rest_ms.into(), pulse.buzz_ms.into()])
            .collect();
        done(self.java.call("vibrate", |env, _| {
            let array = env.new_long_array(length(&timings))?;
            env.set_long_array_region(&array, 0, &timings)?;
            let timings = [JValue::Object(&array)];
            names::VIBRATE.call(env, &self.object, &timings)?.v()
        }));
    }

    fn sound(&self, tones: &[Tone]) {
        let samples = samples(tones);
        let per_second = jint::try_from(SAMPLES_PER_SECOND).unwrap_or(jint::MAX);
        done(self.java.call("play a sound", |env, _| {
            let array = env.new_short_array(length(&samples))?;
            env.set_short_array_region(&array, 0, &samples)?;
            let arguments = [JValue::Object(&array), JValue::Int(per_second)];
            names::PLAY.call(env, &self.object, &arguments)?.v()
        }));
    }

    fn speak(&self, phrase: &str, language: Language) {
        done(self.java.call("speak", |env, _| {
            let phrase = env.new_string(phrase)?;
            let language = env.new_string(language.spoken())?;
            let arguments = [JValue::Object(&phrase), JValue::Object(&language)];
            names::SPEAK.call(env, &self.object, &arguments)?.v()
        }));
    }

    fn voice(&self) -> Voice {
        self.voice
    }
}

/// The length of a Java array. A sound of more than a day would be cut off.
fn length<T>(items: &[T]) -> jint {
    jint::try_from(items.len()).unwrap_or(jint::MAX)
}

fn done(done: Result<(), JavaError>) {
    if let Err(error) = done {
        tracing::warn!(%error, "the phone was not felt or heard");
    }
}
