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
/// Largest body about a journey, in bytes: an alert and what is said around it.
pub const JOURNEY_BODY_BYTES_MAX: usize = ALERT_BODY_BYTES_MAX + 4 * 1024;
/// Longest time that a journey may have left, in seconds: twelve hours.
pub const JOURNEY_S_MAX: u32 = 12 * 3600;
/// Highest number of a journey's news: at one position a minute, almost two years.
pub const JOURNEY_N_MAX: u64 = 1_000_000;
/// Most journeys of one device that a central watches at the same time. A phone has one, and may
/// still owe the end of some.
pub const JOURNEYS_RUNNING_MAX: usize = 4;
/// Largest answer a phone reads from a central, in bytes; a captive portal's page may be larger.
pub const ANSWER_BYTES_MAX: usize = 64 * 1024;
/// Longest compact JWS, in bytes.
pub const JWS_BYTES_MAX: usize = 4 * 1024;
/// Longest free text that a person enters (names, barrio, organization, messages), in characters.
pub const TEXT_CHARS_MAX: usize = 500;
/// Longest telephone number, in characters (ITU-T E.164 allows 15 digits; people type spaces).
pub const PHONE_CHARS_MAX: usize = 24;
/// Words of a recovery phrase, 11 bits each: 66 bits, which nobody guesses over the network.
pub const RECOVERY_WORDS: usize = 6;
/// Longest recovery phrase that is looked at, in characters.
pub const RECOVERY_PHRASE_CHARS_MAX: usize = 200;
/// Largest body of a recovery request, in bytes.
pub const RECOVERY_BODY_BYTES_MAX: usize = 1024;
/// Most keys a central announces: the one in use, the next, and some that still verify.
pub const KEYS_MAX: usize = 8;
/// Most hand-overs between a central's keys that it publishes and a client reads: whoever slept
/// through more enrols again.
pub const HANDOVERS_MAX: usize = 8;
/// Most groups besides the first in a profile.
pub const OTHER_ORGANIZATIONS_MAX: usize = 4;
/// Largest directory, in bytes: 10,000 entries with names of 80. A phone reads no more of that
/// answer, which is the only one above [`ANSWER_BYTES_MAX`].
pub const DIRECTORY_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Most districts in a directory.
pub const DIRECTORY_DISTRICTS_MAX: usize = 64;
/// Most sectors in a directory, those of all its districts together.
pub const DIRECTORY_SECTORS_MAX: usize = 10_000;
/// Most organizations in a directory.
pub const DIRECTORY_ORGANIZATIONS_MAX: usize = 5_000;
/// Most emergency lines in a directory.
pub const DIRECTORY_LINES_MAX: usize = 16;
/// Longest id of an entry of a directory, in characters. Its names are free text, so that one that
/// is chosen is never cut in a profile.
pub const DIRECTORY_ID_CHARS_MAX: usize = 64;
/// Longest entity tag of an answer, in bytes.
pub const ETAG_BYTES_MAX: usize = 128;
/// Largest profile, in bytes of JSON: with everything else that an alert says, it stays within
/// [`ALERT_BODY_BYTES_MAX`].
pub const PROFILE_BYTES_MAX: usize = 13 * 1024;
/// Largest body of a changed profile, in bytes.
pub const PROFILE_BODY_BYTES_MAX: usize = 16 * 1024;
/// Largest copy of a member's own data that a central gives out, in bytes.
pub const EXPORT_BYTES_MAX: usize = 1024 * 1024;
/// Longest address of another system, in bytes.
pub const POST_URL_BYTES_MAX: usize = 2_000;
/// Longest bearer token, in bytes: a signed one of today (RFC 7519) takes up to about a thousand.
pub const TOKEN_BYTES_MAX: usize = 2_048;
/// Largest message to another system, in bytes: the longest profile, every character escaped.
pub const FOREIGN_BODY_BYTES_MAX: usize = 128 * 1024;
/// Longest text message in one part, in septets of GSM-7 (3GPP TS 23.038, section 6.1.2.1.1).
pub const SMS_SEPTETS_MAX: usize = 160;
/// Largest body with which a gateway brings a text message, in bytes: ten parts, every character
/// escaped.
pub const SMS_BODY_BYTES_MAX: usize = 16 * 1024;
/// Longest text message that a central keeps, in characters: ten parts in one.
pub const SMS_CHARS_MAX: usize = 1_530;
