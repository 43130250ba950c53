//! The pure core, tried in orders that no phone would wait for: the tests play disk, network and
//! clock, and look only at what the core asks for and shows.
#![cfg(test)]

mod again;
mod drills;
mod histories;
mod journeys;
mod membership;
mod phone;
mod positions;
mod press;
mod readiness;
mod receipts;
mod refusals;
mod undo;
mod watch;
mod ways_home;
