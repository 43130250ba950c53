//! Text messages (SMS): the way to a central that needs no data.
//!
//! One message of GSM-7, at most [`SMS_SEPTETS_MAX`](crate::limits::SMS_SEPTETS_MAX) septets: first
//! what a human reads, then a token that a gateway's central reads back to the same alert.
//!
//! ```text
//! AUXILIO ROBO 19:12 -8.07392,-78.99292 35m hace 12min A1…
//! ```
//!
//! - [`words`]: the part for humans, made and read.
//! - [`token`]: the alert's id, its times and the proof of who wrote it.
//! - [`gateway`]: how a gateway hands a message to its central.

pub mod gateway;
mod number;
pub mod token;
pub mod words;

pub use number::{Number, NumberError};

use std::fmt;

use crate::alert::{Kind, Mode};
use crate::fix::{Fix, Source};
use crate::id::AlertId;
use crate::key::{PublicKey, SigningKey};
use crate::lenient::ReadAlert;
use crate::time::WireTime;

use self::token::{Token, Untagged};
use self::words::Words;

/// A position older than this at the press is only the last one known, in seconds.
const FIX_FRESH_S_MAX: u64 = 30;

/// What a text message says of an alert.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Which alert.
    pub id: AlertId,
    /// What is happening.
    pub kind: Kind,
    /// Whether the central may call back.
    pub mode: Mode,
    /// A drill.
    pub exercise: bool,
    /// When the button was pressed, by the phone's clock.
    pub raised_at: WireTime,
    /// Where the person was last.
    pub fix: Option<Fix>,
    /// When the message is written, by the phone's clock: a human reads the position's age.
    pub written_at: WireTime,
}

impl Draft {
    /// The message, with a proof for that central that this device wrote it.
    #[must_use]
    pub fn to_text(&self, device: &SigningKey, central: &PublicKey) -> String {
        let words = Words::of(self).to_string();
        let untagged = Untagged {
            id: self.id,
            raised_at: self.raised_at,
            taken_at: self.fix.as_ref().map(|fix| fix.taken_at),
        };
        let token = Token::by(device, central, untagged, &words);
        format!("{words} {token}")
    }
}

/// A message that has a token: an alert, and who claims to have written it.
/// `Debug` shows only which alert it is.
#[derive(Clone, PartialEq)]
pub struct Received {
    /// What it says, as far as it can be read. It names nobody: who wrote it is known by the key.
    pub alert: ReadAlert,
    /// The token, whose proof has yet to be checked.
    pub token: Token,
    /// The words that the proof is about.
    pub words: String,
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Received({}, …)", self.alert.id)
    }
}

impl Received {
    /// Reads a message. None if there is no token in it: then it is what some human wrote, and no
    /// part of it may be taken for anything else.
    ///
    /// What follows the token, such as a gateway's or a network's own line, is passed over.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut before = Vec::new();
        let mut found = None;
        for word in text.split_ascii_whitespace() {
            if let Ok(token) = word.parse::<Token>() {
                found = Some(token);
                break;
            }
            before.push(word);
        }
        let token = found?;
        let words = Words::read(&before);
        let untagged = token.untagged();
        let fix = words.place.zip(untagged.taken_at).map(|(place, at)| Fix {
            lat: place.lat,
            lon: place.lon,
            accuracy_m: place.accuracy_m,
            confidence: None,
            altitude_m: None,
            speed_mps: None,
            course_deg: None,
            taken_at: at,
            source: if is_old(at, untagged.raised_at) {
                Source::LastKnown
            } else {
                Source::Unknown
            },
            mock: place.is_false,
        });
        Some(Self {
            alert: ReadAlert {
                id: untagged.id,
                kind: words.kind,
                mode: words.mode,
                exercise: words.exercise,
                raised_at: Some(untagged.raised_at),
                fix: fix.and_then(|fix| fix.checked().ok()),
                profile: None,
                device: None,
                odd: Vec::new(),
            },
            token,
            words: before.join(" "),
        })
    }

    /// Whether the device of that key wrote these words for the central of this one.
    #[must_use]
    pub fn is_by(&self, device: &PublicKey, central: &SigningKey) -> bool {
        self.token.is_by(device, central, &self.words)
    }
}

fn is_old(taken_at: WireTime, raised_at: WireTime) -> bool {
    crate::time::whole_seconds(raised_at.ms_since(taken_at)) > FIX_FRESH_S_MAX
}
