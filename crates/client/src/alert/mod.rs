//! One alert's life, from the press until an operator closes it. Pure.

pub mod handover;
pub mod life;
pub(crate) mod sms;
pub mod trail;

pub use life::{Durability, Life};
