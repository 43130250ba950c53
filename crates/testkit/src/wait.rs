//! Waiting for something to be so: the thing itself is asked again and again until a deadline.

use std::time::Duration;

use anyhow::{Result, bail};
use tokio::time::{Instant, sleep};

/// How long anything may take on a busy machine before a test fails.
pub const PATIENCE: Duration = Duration::from_secs(40);
/// Between two looks.
pub(crate) const GLANCE: Duration = Duration::from_millis(50);

/// Looks until there is something to see. `what` is told if there never is.
pub async fn until<T>(what: &str, look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    until_each(GLANCE, what, look).await
}

/// The same with another rest between two looks.
pub(crate) async fn until_each<T>(
    glance: Duration,
    what: &str,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(seen) = look().await? {
            return Ok(seen);
        }
        if Instant::now() > deadline {
            bail!("not within {} s: {what}", PATIENCE.as_secs());
        }
        sleep(glance).await;
    }
}
