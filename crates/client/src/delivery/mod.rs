//! How what is in the outbox reaches the central: when to try ([`schedule`]), what an answer
//! means ([`outcome`]), and the HTTP that carries it ([`http`], [`stream`]). What is asked of the
//! central besides: `directory`.

pub(crate) mod directory;
pub mod http;
pub mod knock;
pub mod outcome;
pub mod schedule;
pub mod stream;
