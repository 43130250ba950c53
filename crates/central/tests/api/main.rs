//! The central as other programs see it: every test talks HTTP to one that really runs.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what a test cannot do without, it may fail on"
)]

mod account;
mod alerts;
mod browser;
mod console;
mod coordination;
mod description;
mod directory;
mod download;
mod durability;
mod enrolments;
mod events;
mod fifty;
mod invitations;
mod journeys;
mod limits;
mod malformed;
mod members;
mod openapi;
mod own_data;
mod put_out;
mod recovery;
mod replays;
mod reserved;
mod roles;
mod rotation;
mod take_over;
mod texts;
mod town;
mod updates;
