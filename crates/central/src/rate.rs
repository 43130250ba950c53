//! How often one source may ask: a token bucket each, all of them in bounded memory.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Sources remembered at once. Beyond it the ones that have rested are forgotten first.
const SOURCES_MAX: usize = 10_000;
const MINUTE: Duration = Duration::from_mins(1);
const HOUR: Duration = Duration::from_hours(1);

/// A network address as far as one subscriber has it: all of an IPv4 address, the first 64 bits
/// of an IPv6 one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Source(IpAddr);

impl From<IpAddr> for Source {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX)).into(),
            v4 @ IpAddr::V4(_) => v4,
        })
    }
}

/// Not now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooMany {
    /// Seconds until one more is allowed.
    pub(crate) retry_after_s: u64,
}

/// Allows each source so many requests in a time, and as many at once.
#[derive(Debug)]
pub(crate) struct Limiter<K> {
    count: u32,
    time: Duration,
    /// When each source's bucket will be full again: that one time is the whole state.
    full_at: Mutex<HashMap<K, Instant>>,
}

impl<K: Eq + Hash> Limiter<K> {
    pub(crate) fn per_minute(per_minute: u32) -> Self {
        Self::per(per_minute, MINUTE)
    }

    pub(crate) fn per_hour(per_hour: u32) -> Self {
        Self::per(per_hour, HOUR)
    }

    fn per(count: u32, time: Duration) -> Self {
        Self {
            count: count.max(1),
            time,
            full_at: Mutex::default(),
        }
    }

    /// Takes one from the source's bucket.
    pub(crate) fn take(&self, source: K, now: Instant) -> Result<(), TooMany> {
        let mut full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if full_at.len() >= SOURCES_MAX {
            full_at.retain(|_, at| *at > now);
            if full_at.len() >= SOURCES_MAX {
                full_at.clear();
            }
        }
        let at = full_at.entry(source).or_insert(now);
        *at = self.after_one_more(*at, now)?;
        Ok(())
    }

    /// What [`Self::take`] would answer, without taking any.
    pub(crate) fn check(&self, source: &K, now: Instant) -> Result<(), TooMany> {
        let full_at = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        let at = full_at.get(source).copied().unwrap_or(now);
        self.after_one_more(at, now).map(|_| ())
    }

    fn after_one_more(&self, full_at: Instant, now: Instant) -> Result<Instant, TooMany> {
        let next = full_at.max(now) + self.time / self.count;
        let over = next
            .saturating_duration_since(now)
            .saturating_sub(self.time);
        if over.is_zero() {
            return Ok(next);
        }
        Err(TooMany {
            retry_after_s: over.as_secs() + 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_gets_its_burst_then_has_to_wait_and_others_do_not() {
        let limiter = Limiter::per_minute(3);
        let start = Instant::now();
        for _ in 0..3 {
            assert_eq!(limiter.take("a", start), Ok(()));
        }
        let refused = limiter.take("a", start).unwrap_err();
        assert_eq!(refused.retry_after_s, 21);
        assert_eq!(limiter.take("b", start), Ok(()));
        assert_eq!(limiter.take("a", start + Duration::from_secs(21)), Ok(()));
        assert!(limiter.take("a", start + Duration::from_secs(21)).is_err());
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let limiter = Limiter::per_minute(1);
        let start = Instant::now();
        for source in 0..SOURCES_MAX + 5 {
            let _ = limiter.take(source, start);
        }
        assert!(limiter.full_at.lock().unwrap().len() <= SOURCES_MAX);
    }

    #[test]
    fn a_subscriber_is_one_source_whatever_its_address() {
        let one: IpAddr = "2001:db8:0:1::5".parse().unwrap();
        let other: IpAddr = "2001:db8:0:1:ffff::1".parse().unwrap();
        assert_eq!(Source::from(one), Source::from(other));
        let mapped: IpAddr = "::ffff:192.0.2.1".parse().unwrap();
        assert_eq!(
            Source::from(mapped),
            Source::from("192.0.2.1".parse::<IpAddr>().unwrap())
        );
    }
}
