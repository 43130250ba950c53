//! One file for each screen. They choose components and words; the rules are the core's.

pub(crate) mod alert;
pub(crate) mod central;
pub(crate) mod check;
pub(crate) mod data;
pub(crate) mod discreet;
pub(crate) mod enrol;
pub(crate) mod history;
pub(crate) mod journey;
pub(crate) mod profile;
pub(crate) mod recovery;
