//! Words that were nobody's. They have 66 bits, so that nobody comes to somebody's by trying; this
//! keeps whoever tries all the same from having the central look for nothing.

use std::time::Instant;

use crate::rate::{Limiter, Source, TooMany};

/// Phrases that one address may try in vain in a minute, and at once: slips of somebody in a hurry.
const PER_SOURCE_PER_MINUTE: u32 = 5;
/// Phrases that all addresses together may try in vain in a minute. Beyond it an address that has
/// failed within the last minute waits, and one that has not goes on: nobody can lock the page for
/// whoever has lost a phone.
const TOGETHER_PER_MINUTE: u32 = 120;

/// What was tried in vain lately.
#[derive(Debug)]
pub(super) struct Tries {
    by_source: Limiter<Source>,
    lately: Limiter<Source>,
    together: Limiter<()>,
}

impl Default for Tries {
    fn default() -> Self {
        Self {
            by_source: Limiter::per_minute(PER_SOURCE_PER_MINUTE),
            lately: Limiter::per_minute(1),
            together: Limiter::per_minute(TOGETHER_PER_MINUTE),
        }
    }
}

impl Tries {
    /// Whether that may be looked up now.
    pub(super) fn allow(&self, source: Source, now: Instant) -> Result<(), TooMany> {
        self.by_source.check(&source, now)?;
        self.together
            .check(&(), now)
            .or_else(|_| self.lately.check(&source, now))
    }

    /// The words were nobody's. Whether that was one too many shows with the next.
    pub(super) fn missed(&self, source: Source, now: Instant) {
        let _ = self.by_source.take(source, now);
        let _ = self.lately.take(source, now);
        let _ = self.together.take((), now);
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    fn source(number: u32) -> Source {
        std::net::IpAddr::from(Ipv4Addr::from(number)).into()
    }

    #[test]
    fn one_address_that_guesses_waits_and_the_others_do_not() {
        let (tries, now) = (Tries::default(), Instant::now());
        for _ in 0..PER_SOURCE_PER_MINUTE {
            assert_eq!(tries.allow(source(1), now), Ok(()));
            tries.missed(source(1), now);
        }
        assert!(tries.allow(source(1), now).is_err());
        assert_eq!(tries.allow(source(2), now), Ok(()));
    }

    #[test]
    fn many_that_guess_together_wait_and_whoever_has_not_failed_does_not() {
        let (tries, now) = (Tries::default(), Instant::now());
        for number in 0..TOGETHER_PER_MINUTE {
            assert_eq!(tries.allow(source(number), now), Ok(()));
            tries.missed(source(number), now);
        }
        assert!(tries.allow(source(3), now).is_err(), "it has failed once");
        assert_eq!(tries.allow(source(7_000), now), Ok(()), "it has not");
    }
}
