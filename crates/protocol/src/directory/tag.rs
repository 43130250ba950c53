//! Which edition of an answer one has (RFC 9110, section 8.8.3).

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::limits::ETAG_BYTES_MAX;

/// An entity tag, as it stands in the `ETag` and `If-None-Match` fields, quotes included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ETag(String);

/// The text is no entity tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an entity tag is a text in quotes, of at most {ETAG_BYTES_MAX} bytes (RFC 9110, 8.8.3)")]
pub struct BadETag;

impl ETag {
    /// The tag of a body: its SHA-256.
    #[must_use]
    pub fn of(body: &[u8]) -> Self {
        Self(format!(
            "\"{}\"",
            URL_SAFE_NO_PAD.encode(Sha256::digest(body))
        ))
    }

    /// Reads the tag in an `ETag` field. One that a proxy made weak (`W/"…"`) is kept as it is.
    pub fn read(field: &str) -> Result<Self, BadETag> {
        let field = field.trim();
        let is_quoted = |opaque: &str| {
            let inner = opaque
                .strip_prefix('"')
                .and_then(|rest| rest.strip_suffix('"'));
            inner.is_some_and(|inner| inner.bytes().all(|b| b.is_ascii_graphic() && b != b'"'))
        };
        (field.len() <= ETAG_BYTES_MAX && is_quoted(strong(field)))
            .then(|| Self(field.to_owned()))
            .ok_or(BadETag)
    }

    /// Whether a request with this `If-None-Match` field has this edition already. Compared weakly,
    /// as RFC 9110, section 13.1.2 wants it.
    #[must_use]
    pub fn is_among(&self, if_none_match: &str) -> bool {
        if_none_match
            .split(',')
            .map(str::trim)
            .any(|tag| tag == "*" || strong(tag) == strong(&self.0))
    }

    /// The field's value.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ETag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn strong(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_is_known_again_also_where_a_proxy_made_its_tag_weak() {
        let tag = ETag::of(b"{}");
        assert_eq!(ETag::read(tag.as_str()), Ok(tag.clone()));
        for known in [
            tag.as_str(),
            "*",
            &format!("W/{tag}"),
            &format!("\"otra\", {tag}"),
        ] {
            assert!(tag.is_among(known), "{known}");
        }
        for other in ["", "\"\"", ETag::of(b"[]").as_str()] {
            assert!(!tag.is_among(other), "{other}");
        }
    }

    #[test]
    fn what_could_not_be_sent_back_is_no_tag() {
        let longest = format!("\"{}\"", "x".repeat(ETAG_BYTES_MAX - 2));
        assert!(ETag::read(&longest).is_ok());
        let long = format!("\"{}\"", "x".repeat(ETAG_BYTES_MAX - 1));
        for bad in ["", "\"", "abc", "\"a\nb\"", "\"ñ\"", "\"a\"b\"", &long] {
            assert_eq!(ETag::read(bad), Err(BadETag), "{bad}");
        }
    }
}
