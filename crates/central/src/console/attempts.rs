//! How often somebody may try a password or a code.

use std::time::{Duration, Instant};

use tokio::sync::{Semaphore, SemaphorePermit};

use crate::rate::{Limiter, Source, TooMany};
use crate::store::OperatorId;

/// Attempts a minute of one browser, or of all the unknown browsers of one address.
const ATTEMPTS_PER_MINUTE: u32 = 10;
/// Codes that unknown browsers may try an hour for one operator whose password they know. Three of a
/// million hold at a time: whoever tries for a month gets in with a chance of one in fifty.
const CODES_PER_HOUR: u32 = 10;
/// The same of all known browsers together, apart, so that a stranger with a stolen password does
/// not lock its operator out of the central's own computers.
const CODES_OF_KNOWN_PER_HOUR: u32 = 60;
/// Time that an unknown browser's attempt waits for those before it.
const STRANGER_WAIT: Duration = Duration::from_secs(5);

/// Who tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Who {
    /// A browser in which somebody has logged in before, by the hash of its token.
    Known([u8; 32]),
    /// Somebody who is logged in, by the hash of the session's token.
    LoggedIn([u8; 32]),
    /// A browser in which nobody has.
    Stranger(Source),
}

/// Bounds what guessing costs us. No operator's name is ever locked, and a known browser neither
/// shares a count with strangers nor waits behind them: guessing cannot keep the central out.
#[derive(Debug)]
pub(super) struct Attempts {
    limiter: Limiter<Who>,
    strangers: Semaphore,
    codes: Limiter<OperatorId>,
    codes_of_known: Limiter<OperatorId>,
}

impl Default for Attempts {
    fn default() -> Self {
        Self {
            limiter: Limiter::per_minute(ATTEMPTS_PER_MINUTE),
            strangers: Semaphore::new(1),
            codes: Limiter::per_hour(CODES_PER_HOUR),
            codes_of_known: Limiter::per_hour(CODES_OF_KNOWN_PER_HOUR),
        }
    }
}

impl Attempts {
    /// Counts an attempt. A stranger waits for those before, and holds the turn as long as what is
    /// given back.
    pub(super) async fn begin(&self, who: Who) -> Result<Option<SemaphorePermit<'_>>, TooMany> {
        self.limiter.take(who, Instant::now())?;
        match who {
            Who::Known(_) | Who::LoggedIn(_) => Ok(None),
            Who::Stranger(_) => {
                let turn = tokio::time::timeout(STRANGER_WAIT, self.strangers.acquire()).await;
                let late = TooMany {
                    retry_after_s: STRANGER_WAIT.as_secs(),
                };
                turn.map_err(|_| late)?.map(Some).map_err(|_| late)
            }
        }
    }

    /// Whether a code of that operator's may still be tried from there; counts it. Only somebody who
    /// knows the password comes so far.
    pub(super) fn may_try_code(&self, who: Who, operator: OperatorId) -> bool {
        let codes = match who {
            Who::Known(_) | Who::LoggedIn(_) => &self.codes_of_known,
            Who::Stranger(_) => &self.codes,
        };
        codes.take(operator, Instant::now()).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[tokio::test]
    async fn strangers_share_a_count_by_address_and_wait_and_a_known_browser_does_neither() {
        let attempts = Attempts::default();
        let stranger = |n: u8| Who::Stranger(Source::from(std::net::IpAddr::from([10, 0, 0, n])));
        for _ in 0..ATTEMPTS_PER_MINUTE {
            assert!(attempts.begin(stranger(1)).await.unwrap().is_some());
        }
        assert!(attempts.begin(stranger(1)).await.is_err());
        let held = attempts.begin(stranger(2)).await.unwrap();
        for known in [Who::Known([1; 32]), Who::LoggedIn([1; 32])] {
            assert!(attempts.begin(known).await.unwrap().is_none());
        }
        drop(held);
    }

    #[test]
    fn whoever_stole_a_password_tries_few_codes_and_locks_no_known_browser_out() {
        let attempts = Attempts::default();
        let thief = Who::Stranger(Source::from(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST)));
        let rosa = OperatorId(1);
        for _ in 0..CODES_PER_HOUR {
            assert!(attempts.may_try_code(thief, rosa));
        }
        assert!(!attempts.may_try_code(thief, rosa));
        assert!(attempts.may_try_code(thief, OperatorId(2)));
        for browser in 0..CODES_OF_KNOWN_PER_HOUR {
            let known = Who::Known([u8::try_from(browser).unwrap(); 32]);
            assert!(attempts.may_try_code(known, rosa));
        }
        assert!(
            !attempts.may_try_code(Who::Known([99; 32]), rosa),
            "however many browsers"
        );
    }
}
