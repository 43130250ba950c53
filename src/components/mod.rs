//! Pure pieces: properties in, events out. Each has its style beside it.

pub(crate) mod about;
pub(crate) mod action;
pub(crate) mod alarm_button;
pub(crate) mod banner;
pub(crate) mod calls;
pub(crate) mod cancel;
pub(crate) mod checks;
pub(crate) mod drill;
pub(crate) mod face;
pub(crate) mod field;
pub(crate) mod guarded;
pub(crate) mod held_back;
pub(crate) mod icon;
pub(crate) mod join;
pub(crate) mod journey;
pub(crate) mod kinds;
pub(crate) mod navigation;
pub(crate) mod notice;
pub(crate) mod other_app;
pub(crate) mod picker;
pub(crate) mod position;
pub(crate) mod proof;
pub(crate) mod retry;
pub(crate) mod senses;
pub(crate) mod step_times;
pub(crate) mod text_message;
