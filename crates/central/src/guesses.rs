//! Short codes that were none: a code can be typed, so it could be guessed too. Who tries some
//! that are none has to wait before the next, as with passwords, and so does everybody with a code
//! once too many addresses together have tried. A link's token cannot be guessed and is never
//! counted: however many guess, links go on being answered.

use std::time::Instant;

use crate::rate::{Limiter, Source, TooMany};
use crate::store::InvitationHash;

/// Codes that one address may try in vain in a minute, and at once.
const PER_SOURCE_PER_MINUTE: u32 = 10;
/// Codes that all addresses together may try in vain in a minute, and at once. In the 60 days that
/// an invitation lasts at most these are 26 million of the 2^40 codes there are.
const TOGETHER_PER_MINUTE: u32 = 300;

/// What was tried in vain lately.
#[derive(Debug)]
pub(crate) struct Guesses {
    by_source: Limiter<Source>,
    together: Limiter<()>,
}

impl Default for Guesses {
    fn default() -> Self {
        Self {
            by_source: Limiter::per_minute(PER_SOURCE_PER_MINUTE),
            together: Limiter::per_minute(TOGETHER_PER_MINUTE),
        }
    }
}

impl Guesses {
    /// Whether that may be looked up now.
    pub(crate) fn allow(
        &self,
        source: Source,
        given: InvitationHash,
        now: Instant,
    ) -> Result<(), TooMany> {
        if let InvitationHash::Token(_) = given {
            return Ok(());
        }
        self.by_source.check(&source, now)?;
        self.together.check(&(), now)
    }

    /// There is no such invitation. Whether that was one try too many shows with the next.
    pub(crate) fn missed(&self, source: Source, given: InvitationHash, now: Instant) {
        if let InvitationHash::Code(_) = given {
            let _ = self.by_source.take(source, now);
            let _ = self.together.take((), now);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    const CODE: InvitationHash = InvitationHash::Code([1; 32]);
    const TOKEN: InvitationHash = InvitationHash::Token([1; 32]);

    fn source(number: u32) -> Source {
        std::net::IpAddr::from(Ipv4Addr::from(number)).into()
    }

    #[test]
    fn one_address_that_guesses_waits_and_the_others_do_not() {
        let (guesses, now) = (Guesses::default(), Instant::now());
        for _ in 0..PER_SOURCE_PER_MINUTE {
            assert_eq!(guesses.allow(source(1), CODE, now), Ok(()));
            guesses.missed(source(1), CODE, now);
        }
        assert!(guesses.allow(source(1), CODE, now).is_err());
        assert_eq!(guesses.allow(source(2), CODE, now), Ok(()));
    }

    #[test]
    fn many_addresses_that_guess_together_wait_together_and_links_never_do() {
        let (guesses, now) = (Guesses::default(), Instant::now());
        for number in 0..TOGETHER_PER_MINUTE {
            assert_eq!(guesses.allow(source(number), CODE, now), Ok(()));
            guesses.missed(source(number), CODE, now);
            guesses.missed(source(number), TOKEN, now);
        }
        let waits = guesses.allow(source(7_000), CODE, now).unwrap_err();
        assert_eq!(waits.retry_after_s, 1);
        assert_eq!(guesses.allow(source(7_000), TOKEN, now), Ok(()));
    }
}
