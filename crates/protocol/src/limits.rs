//! The bounds of the wire: what a peer may send, and what we send at most.

/// Largest alert body a central reads, in bytes. Beyond it the answer is 413.
pub const ALERT_BODY_BYTES_MAX: usize = 16 * 1024;
/// Largest body of updates a central reads, in bytes.
pub const UPDATES_BODY_BYTES_MAX: usize = 64 * 1024;
/// Most updates in one request.
pub const UPDATES_PER_REQUEST_MAX: usize = 64;
/// Highest sequence number of an update: at one fix every five seconds, six days of trail.
pub const SEQ_MAX: u64 = 100_000;
/// Largest enrolment body, in bytes.
pub const ENROLMENT_BODY_BYTES_MAX: usize = 16 * 1024;
/// Largest body of a self-check, in bytes.
pub const READINESS_BODY_BYTES_MAX: usize = 4 * 1024;
/// Most parts of a self-check.
pub const CHECKS_MAX: usize = 16;
/// Longest name of a part of a self-check, in characters.
pub const CHECK_NAME_CHARS_MAX: usize = 40;
/// Largest answer a phone reads from a central, in bytes; a captive portal's page may be larger.
pub const ANSWER_BYTES_MAX: usize = 64 * 1024;
/// Longest compact JWS, in bytes.
pub const JWS_BYTES_MAX: usize = 4 * 1024;
/// Longest free text that a person enters (names, barrio, organization, messages), in characters.
pub const TEXT_CHARS_MAX: usize = 500;
/// Longest telephone number, in characters (ITU-T E.164 allows 15 digits; people type spaces).
pub const PHONE_CHARS_MAX: usize = 24;
/// Most keys a central announces: the one in use, the next, and some that still verify.
pub const KEYS_MAX: usize = 8;
/// Most groups besides the first in a profile.
pub const OTHER_ORGANIZATIONS_MAX: usize = 4;
/// Longest address of another system, in bytes.
pub const POST_URL_BYTES_MAX: usize = 2_000;
/// Longest bearer token, in bytes: a signed one of today (RFC 7519) takes up to about a thousand.
pub const TOKEN_BYTES_MAX: usize = 2_048;
/// Largest message to another system, in bytes: the longest profile, every character escaped.
pub const FOREIGN_BODY_BYTES_MAX: usize = 128 * 1024;
