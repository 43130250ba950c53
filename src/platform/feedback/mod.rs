//! What can be felt and heard: vibration, short sounds, a voice.

use std::f64::consts::TAU;

use crate::texts::Language;

/// Samples of sound a second, in one channel.
pub const SAMPLES_PER_SECOND: u32 = 22_050;
/// How loud a tone is at most, of [`i16::MAX`].
const LOUDNESS: f64 = 0.6;
/// How long a tone swells and fades, in milliseconds: without it each would begin with a crack.
const SWELL_MS: u32 = 8;

/// A part of a vibration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pulse {
    /// The pause before it, in milliseconds.
    pub rest_ms: u16,
    /// How long it is felt, in milliseconds.
    pub buzz_ms: u16,
}

/// A pulse on the clock of its pattern, in seconds, as systems that plan whole patterns want it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// When it begins, from the pattern's beginning.
    pub at_s: f64,
    /// How long it is felt.
    pub lasts_s: f64,
}

/// The pulses of a pattern one after another.
#[must_use]
pub fn strokes(pulses: &[Pulse]) -> Vec<Stroke> {
    let seconds = |ms: u32| f64::from(ms) / 1_000.0;
    let mut at_ms = 0_u32;
    let stroke = |pulse: &Pulse| {
        at_ms += u32::from(pulse.rest_ms);
        let stroke = Stroke {
            at_s: seconds(at_ms),
            lasts_s: seconds(pulse.buzz_ms.into()),
        };
        at_ms += u32::from(pulse.buzz_ms);
        stroke
    };
    pulses.iter().map(stroke).collect()
}

/// A part of a sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tone {
    /// Its pitch; 0 is silence.
    pub hz: u16,
    /// How long it is heard, in milliseconds.
    pub ms: u16,
}

/// Whether the system can speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// It can.
    Present,
    /// It cannot: what would be said stands on the screen alone.
    Absent,
}

/// What the system gives of it. Calls return at once, and what it lacks does nothing.
pub trait Feedback: Send {
    /// Vibrates.
    fn vibrate(&self, pulses: &[Pulse]);
    /// Plays a sound, in the place of the one before it.
    fn sound(&self, tones: &[Tone]);
    /// Says a phrase, in the place of the one before it.
    fn speak(&self, phrase: &str, language: Language);
    /// Whether it can speak.
    fn voice(&self) -> Voice;
    /// Shows this in the system's notifications while the app is not in front, in the place of what
    /// it showed before. By default there is no such thing.
    fn notify(&self, _words: &str) {}
}

/// What the system gives of it. Called where the app starts, on its first thread.
#[must_use]
pub fn open() -> Box<dyn Feedback> {
    super::system::feedback()
}

/// A sound as samples, [`SAMPLES_PER_SECOND`] of them.
#[must_use]
pub fn samples(tones: &[Tone]) -> Vec<i16> {
    tones.iter().flat_map(|tone| wave(*tone)).collect()
}

/// A sound as a WAVE file (Microsoft's RIFF specification): one channel of 16-bit samples.
#[must_use]
pub fn wav(tones: &[Tone]) -> Vec<u8> {
    const SAMPLE_BYTES: u16 = 2;
    let samples = samples(tones);
    let bytes: Vec<u8> = samples.into_iter().flat_map(i16::to_le_bytes).collect();
    // No sound here comes near four gigabytes.
    let data_len = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let mut file = Vec::with_capacity(bytes.len() + 44);
    file.extend(b"RIFF");
    file.extend(data_len.saturating_add(36).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    // PCM, one channel.
    file.extend([1_u16, 1].map(u16::to_le_bytes).concat());
    file.extend(SAMPLES_PER_SECOND.to_le_bytes());
    file.extend((SAMPLES_PER_SECOND * u32::from(SAMPLE_BYTES)).to_le_bytes());
    file.extend([SAMPLE_BYTES, 16].map(u16::to_le_bytes).concat());
    file.extend(b"data");
    file.extend(data_len.to_le_bytes());
    file.extend(bytes);
    file
}

/// A system of which nothing is felt or heard.
#[cfg(any(
    target_os = "android",
    target_os = "ios",
    all(test, target_os = "linux")
))]
pub(super) struct Nothing;

#[cfg(any(
    target_os = "android",
    target_os = "ios",
    all(test, target_os = "linux")
))]
impl Feedback for Nothing {
    fn vibrate(&self, _: &[Pulse]) {}
    fn sound(&self, _: &[Tone]) {}
    fn speak(&self, _: &str, _: Language) {}
    fn voice(&self) -> Voice {
        Voice::Absent
    }
}

fn wave(tone: Tone) -> impl Iterator<Item = i16> {
    let count = u32::from(tone.ms) * SAMPLES_PER_SECOND / 1_000;
    let swell = f64::from(SWELL_MS * SAMPLES_PER_SECOND / 1_000);
    (0..count).map(move |index| {
        let turn = f64::from(index) * f64::from(tone.hz) / f64::from(SAMPLES_PER_SECOND);
        let from_edge = f64::from(index.min(count - index));
        let loudness = LOUDNESS * (from_edge / swell).min(1.0);
        level((turn * TAU).sin() * loudness)
    })
}

/// A level between -1 and 1 as a sample.
#[expect(
    clippy::cast_possible_truncation,
    reason = "within a sample's range by the clamp before it"
)]
fn level(level: f64) -> i16 {
    (level.clamp(-1.0, 1.0) * f64::from(i16::MAX)) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sound_lasts_as_long_as_its_tones_and_begins_and_ends_in_silence() {
        let tones = [Tone { hz: 880, ms: 100 }, Tone { hz: 0, ms: 50 }];
        let samples = samples(&tones);
        assert_eq!(samples.len(), 2_205 + 1_102);
        assert_eq!(samples[0], 0);
        assert!(samples[2_204].abs() < 1_000, "{}", samples[2_204]);
        assert!(samples[..2_205].iter().any(|level| *level > 15_000));
        assert!(samples[2_205..].iter().all(|level| *level == 0));
    }

    #[test]
    fn a_file_of_a_sound_says_what_it_holds() {
        let file = wav(&[Tone { hz: 440, ms: 10 }]);
        assert_eq!((&file[..4], &file[8..16]), (&b"RIFF"[..], &b"WAVEfmt "[..]));
        let number = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap());
        assert_eq!(number(4) as usize, file.len() - 8);
        assert_eq!(number(24), SAMPLES_PER_SECOND);
        assert_eq!(number(28), 2 * SAMPLES_PER_SECOND);
        assert_eq!(number(40), 2 * 220);
        assert_eq!(file.len(), 44 + 2 * 220);
    }

    #[test]
    fn the_pulses_of_a_pattern_follow_one_another() {
        let pulse = |rest_ms, buzz_ms| Pulse { rest_ms, buzz_ms };
        let strokes = strokes(&[pulse(0, 400), pulse(150, 100), pulse(80, 100)]);
        let times: Vec<_> = strokes.iter().map(|s| (s.at_s, s.lasts_s)).collect();
        assert_eq!(times, [(0.0, 0.4), (0.55, 0.1), (0.73, 0.1)]);
    }

    #[test]
    fn a_tone_crosses_zero_twice_for_each_of_its_waves() {
        let samples = samples(&[Tone { hz: 440, ms: 1_000 }]);
        let crossings = samples
            .windows(2)
            .filter(|pair| pair[0] < 0 && pair[1] >= 0);
        assert!((438..=441).contains(&crossings.count()));
    }
}
