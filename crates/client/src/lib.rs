//! The phone's core, without a screen: a press becomes an alert on disk, the alert reaches the
//! central, and what the central says of it comes back.
//!
//! # Layout
//! - [`alert`]: one alert's life, as a pure state machine.
//! - [`outbox`]: what is on disk, sealed.
//! - [`delivery`]: when to try again (pure), and how (HTTP).
//! - [`core`]: the pure machine over all alerts, settings and the last position: one closed
//!   [`core::Event`] in, [`core::Effect`]s out.
//! - [`client`]: the one loop that feeds the machine and carries its effects out, and the handle
//!   that screens hold.
//! - [`token`]: what another system may want to know of whoever sends it alerts.
//! - [`view`]: what a screen may show. [`ports`]: what the platform fills.
//!
//! Nothing here knows Dioxus, the central's code or a system's API.
#![forbid(unsafe_code)]

pub mod alert;
pub mod client;
mod clock;
pub mod core;
pub mod delivery;
mod driver;
pub mod moment;
mod network;
mod opening;
pub mod outbox;
pub mod ports;
pub mod settings;
pub mod token;
pub mod view;

pub use client::{Client, ClientConfig, Intent, Raised};
pub use token::{Token, TokenChange};
pub use view::View;
