//! How each state feels and sounds. Short, and no two alike: rising is good news, falling is not.

use auxilio_client::view::Reminder;

use super::cues::Signal;
use crate::platform::feedback::{Pulse, Tone};

/// Nothing to feel.
pub(super) const STILL: &[Pulse] = &[];
/// Nothing to hear.
pub(super) const SILENCE: &[Tone] = &[];
/// What a covert alert feels like: a message that anybody gets.
pub(super) const DISCREET: &[Pulse] = &[after(0, 60)];

const fn after(rest_ms: u16, buzz_ms: u16) -> Pulse {
    Pulse { rest_ms, buzz_ms }
}

const fn tone(hz: u16, ms: u16) -> Tone {
    Tone { hz, ms }
}

/// What is felt.
pub(super) fn vibration(signal: &Signal) -> &'static [Pulse] {
    match signal {
        Signal::Pressed => const { &[after(0, 30)] },
        Signal::Saved => const { &[after(0, 120)] },
        Signal::NotSaved => const { &[after(0, 400), after(100, 400)] },
        Signal::NoAnswer => const { &[after(0, 400), after(150, 100), after(80, 100)] },
        Signal::HandedOver => const { &[after(0, 120), after(250, 60)] },
        Signal::Received => const { &[after(0, 120), after(80, 120)] },
        Signal::Unclaimed => const { &[after(0, 400), after(150, 400), after(150, 400)] },
        Signal::Acknowledged => const { &[after(0, 80), after(80, 80), after(80, 80)] },
        Signal::Dispatched(..) => {
            const { &[after(0, 80), after(80, 80), after(80, 80), after(80, 300)] }
        }
        Signal::OnScene => const { &[after(0, 300), after(100, 80), after(80, 80)] },
        Signal::Closed => const { &[after(0, 600)] },
        Signal::Cancelled => const { &[after(0, 200), after(100, 60)] },
        Signal::Journey(Reminder::Soon) => const { &[after(0, 250), after(250, 250)] },
        Signal::Journey(Reminder::Now) => {
            const { &[after(0, 250), after(150, 250), after(150, 500)] }
        }
    }
}

/// What is heard.
pub(super) fn sound(signal: &Signal) -> &'static [Tone] {
    match signal {
        Signal::Pressed => const { &[tone(1_200, 25)] },
        Signal::Saved => const { &[tone(660, 120)] },
        Signal::NotSaved => const { &[tone(330, 180), tone(0, 60), tone(220, 300)] },
        Signal::NoAnswer => const { &[tone(440, 180), tone(0, 60), tone(330, 300)] },
        // It does not rise: nobody has said that it came through.
        Signal::HandedOver => const { &[tone(660, 120), tone(0, 80), tone(660, 120)] },
        Signal::Received => const { &[tone(660, 120), tone(880, 160)] },
        Signal::Unclaimed => {
            const { &[tone(440, 160), tone(0, 60), tone(440, 160), tone(330, 260)] }
        }
        Signal::Acknowledged => const { &[tone(660, 100), tone(880, 100), tone(990, 160)] },
        Signal::Dispatched(..) => {
            const {
                &[
                    tone(784, 110),
                    tone(988, 110),
                    tone(784, 110),
                    tone(988, 180),
                ]
            }
        }
        Signal::OnScene => const { &[tone(784, 120), tone(988, 120), tone(1_175, 260)] },
        Signal::Closed => const { &[tone(1_047, 140), tone(784, 140), tone(523, 300)] },
        Signal::Cancelled => const { &[tone(784, 120), tone(523, 240)] },
        // Like a bell at a door: a question, neither good news nor bad.
        Signal::Journey(Reminder::Soon) => const { &[tone(880, 160), tone(698, 240)] },
        Signal::Journey(Reminder::Now) => {
            const {
                &[
                    tone(880, 160),
                    tone(698, 160),
                    tone(880, 160),
                    tone(698, 260),
                ]
            }
        }
    }
}
