//! What travels between a phone and a municipal central, and nothing else.
//!
//! This crate alone knows the wire: its types are the only ones that serialise for it, so app and
//! central cannot disagree. It does no I/O and reads no clock, no randomness and no platform;
//! times and keys come in as arguments. It checks for `wasm32` too.
//!
//! # Layout
//! - Messages: [`alert`], [`fix`], [`profile`], [`update`], [`receipt`], [`status`],
//!   [`invitation`], [`enrolment`], [`member`], [`own_data`], [`journey`], [`description`],
//!   [`directory`], [`problem`].
//! - Reading what others wrote: [`lenient`]. A central refuses no alert because part of it is odd.
//! - Trust: [`key`] (Ed25519 and its JWK), [`jws`] (what a central says), [`signature`] (what a
//!   device sends).
//! - Where to: [`endpoint`], [`destination`]. How much: [`limits`].
//! - Where there is no data: [`sms`].
//! - For systems that do not speak this protocol: [`cap`], [`webhook`].
#![forbid(unsafe_code)]

pub mod alert;
pub mod cap;
pub mod description;
pub mod destination;
pub mod directory;
pub mod endpoint;
pub mod enrolment;
pub mod fix;
pub mod id;
pub mod invitation;
pub mod journey;
pub mod jws;
pub mod key;
pub mod lenient;
pub mod limits;
pub mod member;
pub mod own_data;
pub mod padding;
pub mod problem;
pub mod profile;
pub mod receipt;
pub mod recovery;
pub mod signature;
pub mod sms;
pub mod status;
pub mod succession;
pub mod time;
pub mod update;
pub mod webhook;

pub use alert::{Alert, Device, Kind, Mode};
pub use destination::{Destination, Form, OtherSystem};
pub use directory::Directory;
pub use endpoint::Endpoint;
pub use fix::{Fix, Source};
pub use id::{AlertId, MemberId, Seq};
pub use journey::{JourneyState, JourneyStatus};
pub use key::{KeyId, KeySet, PublicKey, SigningKey};
pub use profile::Profile;
pub use receipt::{Lane, Receipt};
pub use status::{State, Status};
pub use time::WireTime;
pub use update::{CancelReason, Change, Update};
