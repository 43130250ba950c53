//! The part of a text message for humans: Spanish in the letters that GSM-7 and ASCII have in
//! common, each at the same place in both, so that no gateway turns one into another.

use std::fmt;

use super::Draft;
use crate::alert::{Kind, Mode};
use crate::fix::{Fix, Source};

/// First word of an alert.
const REAL: &str = "AUXILIO";
/// First word of a drill: nobody reads on before they know.
const DRILL: &str = "SIMULACRO";
/// Somebody watches the person.
const COVERT: [&str; 2] = ["NO", "LLAMAR"];
/// There is no position.
const NO_PLACE: &str = "SIN UBICACION";
/// No device measured this position.
const FALSE_PLACE: &str = "GPS-FALSO";
/// A position of this age or less is the place of now, in seconds.
const NOW_S_MAX: u64 = 119;
/// Largest radius that is written, in metres; a larger one tells nothing.
const ACCURACY_M_MAX: f64 = 999_999.0;

/// What a human reads.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Words {
    pub(super) exercise: bool,
    pub(super) kind: Kind,
    pub(super) mode: Mode,
    /// Hours and minutes of the press; empty where it was read: the token has the whole time.
    clock: String,
    pub(super) place: Option<Place>,
    /// How old the position was when this was written, in seconds.
    age_s: u64,
}

/// A position, as far as words have it.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub(super) lat: f64,
    pub(super) lon: f64,
    pub(super) accuracy_m: Option<f64>,
    pub(super) is_false: bool,
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Place(…)")
    }
}

impl Words {
    pub(super) fn of(draft: &Draft) -> Self {
        Self {
            exercise: draft.exercise,
            kind: draft.kind.clone(),
            mode: draft.mode,
            clock: draft.raised_at.clock(),
            place: draft.fix.as_ref().map(Place::of),
            age_s: (draft.fix.as_ref()).map_or(0, |fix| fix.age_s(draft.written_at)),
        }
    }

    /// Reads the words before a token. What cannot be read is left out: the token alone says which
    /// alert it is.
    pub(super) fn read(words: &[&str]) -> Self {
        let known = |kind: &Kind| *kind != Kind::Auxilio && words.contains(&&*word_of(kind));
        let coordinates = words.iter().position(|word| coordinates(word).is_some());
        let place = coordinates.and_then(|at| {
            let (lat, lon) = coordinates_at(words, at)?;
            Some(Place {
                lat,
                lon,
                accuracy_m: words.get(at + 1).and_then(|word| metres(word)),
                is_false: words.contains(&FALSE_PLACE),
            })
        });
        Self {
            exercise: words.first() == Some(&DRILL),
            kind: Kind::ALL.into_iter().find(known).unwrap_or(Kind::Auxilio),
            mode: if words.windows(COVERT.len()).any(|pair| pair == COVERT) {
                Mode::Covert
            } else {
                Mode::Open
            },
            clock: String::new(),
            place,
            age_s: 0,
        }
    }
}

impl Place {
    fn of(fix: &Fix) -> Self {
        Self {
            lat: fix.lat,
            lon: fix.lon,
            accuracy_m: fix.accuracy_m,
            is_false: fix.mock || fix.source == Source::Replay,
        }
    }
}

/// The kind as it stands in a message; none that only some other version knows.
fn word_of(kind: &Kind) -> String {
    match kind {
        Kind::Auxilio | Kind::Other(_) => String::new(),
        known => known.as_str().to_ascii_uppercase(),
    }
}

/// `-8.07392,-78.99292`: five places are a metre.
fn coordinates(word: &str) -> Option<(f64, f64)> {
    let (lat, lon) = word.split_once(',')?;
    Some((lat.parse().ok()?, lon.parse().ok()?))
}

fn coordinates_at(words: &[&str], at: usize) -> Option<(f64, f64)> {
    words.get(at).and_then(|word| coordinates(word))
}

/// `35m`
fn metres(word: &str) -> Option<f64> {
    let digits = word.strip_suffix('m')?;
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.exercise { DRILL } else { REAL })?;
        let kind = word_of(&self.kind);
        if !kind.is_empty() {
            write!(f, " {kind}")?;
        }
        if self.mode == Mode::Covert {
            write!(f, " {}", COVERT.join(" "))?;
        }
        write!(f, " {}", self.clock)?;
        let Some(place) = self.place else {
            return write!(f, " {NO_PLACE}");
        };
        write!(f, " {:.5},{:.5}", place.lat, place.lon)?;
        if let Some(accuracy_m) = place.accuracy_m.filter(|metres| *metres <= ACCURACY_M_MAX) {
            write!(f, " {:.0}m", accuracy_m.ceil())?;
        }
        if place.is_false {
            write!(f, " {FALSE_PLACE}")?;
        }
        match self.age_s {
            0..=NOW_S_MAX => Ok(()),
            age_s @ ..7_200 => write!(f, " hace {}min", age_s / 60),
            age_s @ ..172_800 => write!(f, " hace {}h", age_s / 3_600),
            age_s => write!(f, " hace {}d", (age_s / 86_400).min(999)),
        }
    }
}
