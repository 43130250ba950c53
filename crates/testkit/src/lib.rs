//! Real parts under a test's control: a central, a window, a browser, a network that fails.
//!
//! Everything here starts what a municipality and a member would start, and looks at it as they
//! would: the window through the accessibility tree, the console in Chromium, the central through
//! its answers and the rows of its database. Whatever is started ends with its test.
//!
//! # Layout
//! - [`Central`], [`rows`]: the municipal central and what is durable in it.
//! - [`Desktop`], [`Phone`], [`Window`]: a screen and a session of their own, a person's folder,
//!   the app in it. [`Tap`]: the app without a screen.
//! - [`Browser`]: an operator's; [`Authenticator`]: the telephone beside it; [`Axe`]: what an accessibility engine says of its page.
//! - [`Device`]: a member's that speaks the wire itself.
//! - [`Receiver`]: a system that does not speak our protocol.
//! - [`Network`], [`Disk`]: what fails. [`wait`]: until something is so, and no longer.
#![forbid(unsafe_code)]

mod accessibility;
mod authenticator;
mod axe;
mod browser;
mod central;
mod desktop;
mod device;
mod disk;
mod network;
mod phone;
mod process;
mod programs;
mod receiver;
pub mod rows;
mod tap;
mod voice;
pub mod wait;
mod window;

pub use authenticator::Authenticator;
pub use axe::Axe;
pub use browser::{Browser, Motion, Sight};
pub use central::{Central, Login};
pub use desktop::Desktop;
pub use device::{Answer, Device, new_alert_id};
pub use disk::{Disk, rot};
pub use network::{Network, PORTAL_PAGE, PORTAL_REDIRECT, Path};
pub use phone::{Appearance, Phone};
pub use receiver::{Receiver, Request};
pub use tap::Tap;
pub use voice::Voice;
pub use window::{Button, Window};
