//! What runs while nothing happens: how often the system lets a thread of the program run.
//!
//! All windows are open at the same time, under one another, so that the machine's noise is the
//! same for all. The web engine's own processes are left out: both windows have the same.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::Result;
use auxilio_testkit::{Central, Desktop, Phone, Window};
use tokio::time::sleep;

use crate::figure::Figure;
use crate::proc;
use crate::subject::Subject;

/// Until every window is at rest: a fix was asked for, the central answered, all is painted.
const SETTLING: Duration = Duration::from_secs(20);
/// Between two counts: a thread that ends meanwhile is counted until then.
const STEP: Duration = Duration::from_secs(5);
const STEPS_PER_MINUTE: usize = 12;

pub(crate) async fn measure(rounds: usize) -> Result<Vec<Figure>> {
    let central = Central::start().await?;
    let (member, stranger) = (Phone::new()?.enrolled_by(&central.invite()?), Phone::new()?);
    let desktop = Desktop::start().await?;
    let empty = Window::of_program(&desktop, &Subject::Empty.program()?)?;
    let alone = stranger.open(&desktop)?;
    let warm = member.open(&desktop)?;
    central.wait_for_members(1).await?;
    sleep(SETTLING).await;
    let windows = [&empty, &alone, &warm];
    let mut per_min: [Vec<f64>; 3] = Default::default();
    for _ in 0..rounds {
        for (values, count) in per_min.iter_mut().zip(one_minute(windows).await?) {
            values.push(count);
        }
    }
    let [empty, alone, warm] = &per_min;
    let unit = "switches to its threads a minute";
    let goal = Some(0.0);
    Ok(vec![
        Figure::beyond("app_wakeups_beyond_per_min", unit, goal, alone, empty),
        Figure::beside("app_wakeups_per_min", unit, alone, empty),
        // The connection that is kept warm has its own.
        Figure::beyond("app_wakeups_warm_beyond_per_min", unit, None, warm, empty),
        Figure::beside("app_wakeups_warm_per_min", unit, warm, empty),
    ])
}

async fn one_minute(windows: [&Window<'_>; 3]) -> Result<[f64; 3]> {
    let ids = windows.map(Window::process_id);
    let before = counts(ids)?;
    let mut after = before.clone();
    for _ in 0..STEPS_PER_MINUTE {
        sleep(STEP).await;
        for (after, now) in after.iter_mut().zip(counts(ids)?) {
            after.extend(now);
        }
    }
    let mut woken = [0.0; 3];
    for ((woken, before), after) in woken.iter_mut().zip(&before).zip(&after) {
        let count = sum(after).saturating_sub(sum(before));
        *woken = f64::from(u32::try_from(count)?);
    }
    Ok(woken)
}

fn counts(ids: [u32; 3]) -> Result<Vec<BTreeMap<u32, u64>>> {
    ids.into_iter().map(proc::switches).collect()
}

fn sum(switches: &BTreeMap<u32, u64>) -> u64 {
    switches.values().sum()
}
