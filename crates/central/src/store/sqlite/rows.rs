//! Words and numbers as they stand in columns.

use auxilio_protocol::{Lane, PublicKey, State, WireTime};

use crate::incident::{CloseCode, Phase};
use crate::store::{Membership, StoreError};

pub(super) fn lane_word(lane: Lane) -> &'static str {
    match lane {
        Lane::Verified => "verified",
        Lane::Unverified => "unverified",
        Lane::Drill => "drill",
    }
}

pub(super) fn lane(word: &str) -> Result<Lane, StoreError> {
    [Lane::Verified, Lane::Unverified, Lane::Drill]
        .into_iter()
        .find(|lane| lane_word(*lane) == word)
        .ok_or(StoreError::Unexpected("lane"))
}

pub(super) fn phase(word: &str) -> Result<Phase, StoreError> {
    Phase::ALL
        .into_iter()
        .find(|phase| phase.as_str() == word)
        .ok_or(StoreError::Unexpected("phase"))
}

pub(super) fn close_code(word: &str) -> Result<CloseCode, StoreError> {
    CloseCode::ALL
        .into_iter()
        .find(|code| code.as_str() == word)
        .ok_or(StoreError::Unexpected("closing code"))
}

pub(super) fn state_word(state: State) -> &'static str {
    match state {
        State::Received => "received",
        State::Unclaimed => "unclaimed",
        State::Acknowledged => "acknowledged",
        State::Dispatched => "dispatched",
        State::OnScene => "on_scene",
        State::Message => "message",
        State::Closed => "closed",
    }
}

pub(super) fn state(word: &str) -> Result<State, StoreError> {
    [
        State::Received,
        State::Unclaimed,
        State::Acknowledged,
        State::Dispatched,
        State::OnScene,
        State::Message,
        State::Closed,
    ]
    .into_iter()
    .find(|state| state_word(*state) == word)
    .ok_or(StoreError::Unexpected("state"))
}

pub(super) fn time(unix_ms: i64) -> WireTime {
    WireTime::from_unix_ms(unix_ms)
}

/// A count or sequence number that is never negative.
pub(super) fn natural(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Unexpected("negative number"))
}

pub(super) fn id_bytes(bytes: &[u8]) -> Result<[u8; 16], StoreError> {
    bytes.try_into().map_err(|_| StoreError::Unexpected("id"))
}

pub(super) fn membership(word: &str) -> Result<Membership, StoreError> {
    Membership::ALL
        .into_iter()
        .find(|state| state.as_str() == word)
        .ok_or(StoreError::Unexpected("membership"))
}

pub(super) fn key(bytes: &[u8]) -> Result<PublicKey, StoreError> {
    let bytes = bytes.try_into().ok();
    bytes
        .and_then(|bytes| PublicKey::from_bytes(bytes).ok())
        .ok_or(StoreError::Unexpected("key"))
}
