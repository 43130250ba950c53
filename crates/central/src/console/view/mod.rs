//! What the console looks like. Pure: everything comes in as an argument, markup goes out, and
//! every value is escaped on its way (maud does it).

pub(super) mod account;
mod actions;
pub(super) mod board;
pub(super) mod card;
mod care;
mod extras;
mod history;
mod icons;
pub(super) mod login;
mod marks;
mod page;
mod place;
mod put_out;
mod reserved;
mod texts;
pub(crate) mod words;
