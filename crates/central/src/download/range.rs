//! Which part of a file is asked for (RFC 9110, 14): one range of bytes; of several, everything is
//! sent, as the standard allows.

use axum::http::{HeaderMap, header};

/// What to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Everything,
    /// From the first to the last byte, both included.
    Part {
        first: u64,
        last: u64,
    },
    /// A part that the file does not have.
    Nothing,
}

/// The part of a file of so many bytes that these headers ask for. What was begun from another
/// version (`If-Range`) is sent anew.
pub(super) fn asked(headers: &HeaderMap, tag: &str, bytes: u64) -> Asked {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(range) = text(header::RANGE).and_then(|range| range.strip_prefix("bytes=")) else {
        return Asked::Everything;
    };
    if text(header::IF_RANGE).is_some_and(|begun| begun != tag) {
        return Asked::Everything;
    }
    let Some((first, last)) = range.trim().split_once('-') else {
        return Asked::Everything;
    };
    let end = bytes.saturating_sub(1);
    let part = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) if first <= last => (first, last.min(end)),
        (Ok(first), Err(_)) if last.is_empty() => (first, end),
        // The last so many bytes.
        (Err(_), Ok(0)) if first.is_empty() => return Asked::Nothing,
        (Err(_), Ok(count)) if first.is_empty() => (bytes.saturating_sub(count), end),
        _ => return Asked::Everything,
    };
    match part {
        (first, last) if first < bytes => Asked::Part { first, last },
        _ => Asked::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(range: &str, bytes: u64) -> Asked {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, range.parse().unwrap());
        asked(&headers, "\"a\"", bytes)
    }

    #[test]
    fn the_part_that_is_asked_for_is_the_one_that_is_there() {
        let part = |first, last| Asked::Part { first, last };
        for (range, answer) in [
            ("bytes=0-9", part(0, 9)),
            ("bytes=90-", part(90, 99)),
            ("bytes=90-500", part(90, 99)),
            ("bytes=-10", part(90, 99)),
            ("bytes=-500", part(0, 99)),
            ("bytes=100-", Asked::Nothing),
            ("bytes=-0", Asked::Nothing),
            ("bytes=9-0", Asked::Everything),
            ("bytes=0-1,5-6", Asked::Everything),
            ("bytes=a-b", Asked::Everything),
            ("lines=0-9", Asked::Everything),
            ("bytes=0-99999999999999999999", Asked::Everything),
        ] {
            assert_eq!(of(range, 100), answer, "{range}");
        }
        assert_eq!(of("bytes=0-", 0), Asked::Nothing);
    }

    #[test]
    fn what_was_begun_from_another_version_is_sent_anew() {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, "bytes=5-".parse().unwrap());
        headers.insert(header::IF_RANGE, "\"old\"".parse().unwrap());
        assert_eq!(asked(&headers, "\"new\"", 10), Asked::Everything);
        headers.insert(header::IF_RANGE, "\"new\"".parse().unwrap());
        assert_eq!(
            asked(&headers, "\"new\"", 10),
            Asked::Part { first: 5, last: 9 }
        );
    }
}
