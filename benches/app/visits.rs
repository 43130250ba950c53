//! Visits to a window: opened, left alone for a while, pressed, closed.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use auxilio_testkit::Desktop;
use auxilio_testkit::wait::PATIENCE;
use tokio::time::sleep;

use crate::figure::{Figure, percentile};
use crate::proc;
use crate::subject::{Subject, UsedPhone};

/// Visits to each window in a round.
const VISITS: usize = 4;
/// Until a window is at rest.
const REST: Duration = Duration::from_secs(10);
/// A screen that has not changed for so long is finished.
const STILL: Duration = Duration::from_millis(500);
/// Between two looks at the screen: well below one of its frames.
const GLANCE: Duration = Duration::from_micros(500);

/// What one window's visits showed, one value each.
#[derive(Default)]
struct Seen {
    start_ms: Vec<f64>,
    press_ms: Vec<f64>,
    /// Once a round.
    memory_mib: Vec<f64>,
}

pub(crate) async fn measure(rounds: usize) -> Result<Vec<Figure>> {
    let desktop = Desktop::start().await?;
    let phone = UsedPhone::new(&desktop).await?;
    let [mut empty, mut app] = [Seen::default(), Seen::default()];
    // The first visits warm everything up and do not count.
    for subject in Subject::ALL {
        visit(&desktop, &phone, subject, &mut Seen::default(), false).await?;
    }
    for number in 0..rounds * VISITS {
        for subject in Subject::ALL {
            let seen = match subject {
                Subject::Empty => &mut empty,
                Subject::App => &mut app,
            };
            visit(&desktop, &phone, subject, seen, number % VISITS == 0).await?;
        }
    }
    let p99 = |seen: &Seen| Vec::from_iter(percentile(&seen.start_ms, 99));
    Ok(vec![
        Figure::ratio("app_start_ratio", Some(1.3), &app.start_ms, &empty.start_ms),
        Figure::beside("app_start_p50_ms", "ms", &app.start_ms, &empty.start_ms),
        Figure::beside("app_start_p99_ms", "ms", &p99(&app), &p99(&empty)),
        Figure::ratio("app_press_ratio", None, &app.press_ms, &empty.press_ms),
        Figure::beside(
            "app_press_feedback_ms",
            "ms",
            &app.press_ms,
            &empty.press_ms,
        ),
        Figure::ratio(
            "app_memory_ratio",
            Some(1.3),
            &app.memory_mib,
            &empty.memory_mib,
        ),
        Figure::beside("app_memory_mib", "MiB", &app.memory_mib, &empty.memory_mib),
    ])
}

async fn visit(
    desktop: &Desktop,
    phone: &UsedPhone,
    subject: Subject,
    seen: &mut Seen,
    with_memory: bool,
) -> Result<()> {
    phone.restore()?;
    let start = Instant::now();
    let window = phone.open(desktop, subject)?;
    let button = window.button(&subject.button()).await?;
    seen.start_ms.push(ms(start.elapsed()));
    if with_memory {
        sleep(REST).await;
        let family = proc::family(window.process_id())?;
        seen.memory_mib.push(proc::mib(proc::pss_bytes(&family)?));
    }
    let before = still_screen(desktop).await?;
    let (pressed, changed) = tokio::join!(
        async {
            let at = Instant::now();
            button.press().await.map(|()| at)
        },
        first_change(desktop, &before),
    );
    seen.press_ms
        .push(ms(changed?.saturating_duration_since(pressed?)));
    // It was a real press.
    window.wait_for(&subject.answer()).await?;
    window.close().await
}

async fn still_screen(desktop: &Desktop) -> Result<Vec<u8>> {
    let deadline = Instant::now() + PATIENCE;
    let mut last = desktop.frame()?;
    while Instant::now() < deadline {
        sleep(STILL).await;
        let now = desktop.frame()?;
        if now == last {
            return Ok(now);
        }
        last = now;
    }
    bail!("the screen is never still")
}

/// When the screen first shows something else.
async fn first_change(desktop: &Desktop, before: &[u8]) -> Result<Instant> {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        if desktop.frame()? != before {
            return Ok(Instant::now());
        }
        sleep(GLANCE).await;
    }
    bail!("nothing changed on the screen after the press")
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
