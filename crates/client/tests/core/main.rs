//! The pure core, tried in orders that no phone would wait for: the tests play disk, network and
//! clock, and look only at what the core asks for and shows.
#![cfg(test)]

mod again;
mod deletions;
mod directory;
mod discreet;
mod drills;
mod histories;
mod invitation;
mod journeys;
mod membership;
mod other_systems;
mod own_data;
mod phone;
mod positions;
mod press;
mod profile_room;
mod readiness;
mod receipts;
mod recovery;
mod refusals;
mod sms;
mod succession;
mod surroundings;
mod undo;
mod watch;
mod ways_home;
