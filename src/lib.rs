//! The app: what a person sees and touches, and what the system under it gives.
//!
//! # Layout
//! - [`app`]: the frame: the button, outside every error boundary, and around it everything else.
//! - `bridge`: the one place where the core's pictures become signals and touches become commands.
//! - `route` and `screens`: one file per screen. They hold no rules.
//! - `components`: properties in, events out; each with its style beside it.
//! - [`platform`]: what the system gives: key, position, folders.
//! - `export`: what a person takes along, as a file.
//! - [`feedback`]: what is felt and heard of an alert. `warning`: what would weaken one.
//! - [`municipality`]: what the municipality of this build chose.
//! - `lines`: the numbers to call; [`links`]: what the system hands over; [`qr`]: codes in photos.
//! - [`options`]: the command line that the window and the headless tap share.
//! - [`running`]: the process' one core, also for a press from outside the app.
//! - [`tap`]: the headless tap, without its process.
//! - [`texts`]: every text that a person reads; `wording`: which of them says what the core shows.
//!
//! No renderer is named here, so that components are tested without a window.

#![expect(
    unused_qualifications,
    reason = "rsx! of dioxus 0.7 writes event handlers as qualified paths"
)]

#[macro_use]
pub mod texts;

pub mod app;
mod bridge;
#[cfg(test)]
mod cast;
mod components;
mod export;
pub mod faces;
pub mod feedback;
mod lines;
pub mod links;
pub mod municipality;
pub mod options;
pub mod platform;
pub mod qr;
mod route;
pub mod running;
mod screens;
pub mod tap;
mod warning;
mod wording;
