//! The phone's core, without a screen: a press becomes an alert on disk, the alert reaches the
//! central, and what the central says of it comes back.
//!
//! # Layout
//! - [`alert`]: one alert's life, as a pure state machine.
//! - [`journey`]: a way home that the central watches over, pure as well.
//! - [`outbox`]: what is on disk, sealed.
//! - [`delivery`]: when to try again (pure), and how (HTTP).
//! - [`core`]: the pure machine over all alerts, settings and the last position: one closed
//!   [`core::Event`] in, [`core::Effect`]s out.
//! - [`client`]: the one loop that feeds the machine and carries its effects out, and the handle
//!   that screens hold.
//! - [`directory`]: the places and groups that a central gave; [`lookup`]: finding one by its name.
//! - [`own_data`], [`copy`], [`profile`]: the member's own data, and how much room they take.
//! - [`token`]: what another system may want to know of whoever sends it alerts.
//! - [`discreet`]: what stands before the app, and what opens it.
//! - [`view`]: what a screen may show. [`ports`]: what the platform fills; [`condition`]: what it
//!   says of the device. [`preferences`]: how the person wants to be told.
//!
//! Nothing here knows Dioxus, the central's code or a system's API.
#![forbid(unsafe_code)]

pub mod alert;
pub mod client;
mod clock;
pub mod condition;
pub mod copy;
pub mod core;
pub mod delivery;
pub mod directory;
pub mod discreet;
mod driver;
mod inbox;
pub mod journey;
pub mod lookup;
pub mod moment;
mod network;
mod opening;
pub mod outbox;
pub mod own_data;
pub mod ports;
pub mod preferences;
pub mod profile;
pub mod recovery;
pub mod settings;
pub mod token;
pub mod view;

pub use client::{Client, ClientConfig, DefaultCentral, Intent, Raised};
pub use copy::OwnCopy;
pub use token::{Token, TokenChange};
pub use view::View;
