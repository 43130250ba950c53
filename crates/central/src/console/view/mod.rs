//! What the console looks like. Pure: everything comes in as an argument, markup goes out, and
//! every value is escaped on its way (maud does it).

mod actions;
pub(super) mod board;
pub(super) mod card;
mod extras;
mod history;
mod icons;
pub(super) mod login;
mod page;
mod place;
mod texts;
pub(crate) mod words;
