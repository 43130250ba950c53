//! `GET /.well-known/auxilio`: what a central says of itself.

use serde::{Deserialize, Serialize};

use crate::key::KeySet;

/// Path of the description, below the endpoint.
pub const PATH: &str = ".well-known/auxilio";

/// What a central says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// Name of the municipality.
    pub name: String,
    /// Protocol versions it speaks.
    pub protocol: Vec<u32>,
    /// Keys that sign its receipts and status events.
    pub jwks: KeySet,
    /// Where alerts go.
    pub alerts_url: String,
    /// Where enrolments go.
    pub enrolments_url: String,
    /// The central's SMS number, where it has one.
    pub sms_gateway: Option<String>,
    /// Emergency lines of the place.
    pub lines: Vec<Line>,
}

/// One emergency line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Stable word for programs: `police`, `violence`.
    pub service: String,
    /// The number to dial.
    pub number: String,
}
