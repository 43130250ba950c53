//! What the coordinators' pages look like. Pure: everything comes in as an argument, markup goes
//! out, and every value is escaped on its way (maud does it).

pub(super) mod frame;
pub(super) mod invitation;
pub(super) mod invitations;
pub(super) mod members;
#[cfg(test)]
mod tests;
