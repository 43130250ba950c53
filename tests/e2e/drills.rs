//! A drill goes the whole way and is never taken for a real alert, nor a real one for a drill.

use anyhow::Result;
use auxilio_testkit::{Central, Desktop, Phone};

use crate::{LAT, LON, said};

#[tokio::test]
async fn a_drill_is_marked_all_the_way_and_a_press_during_it_is_real() -> Result<()> {
    let central = Central::start().await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    window.press(&said("drill-start-name")).await?;
    window.wait_for(&said("drill")).await?;
    window.wait_for(&said("stage-received")).await?;
    let alerts = central.wait_for_alerts(1).await?;
    assert_eq!(alerts[0].lane, "drill");
    assert_eq!(alerts[0].json()?["exercise"], true);

    window.press(&said("alarm-name")).await?;
    let alerts = central.wait_for_alerts(2).await?;
    assert_eq!(alerts[1].lane, "verified");
    assert_eq!(alerts[1].json()?["exercise"], false);
    assert_ne!(alerts[0].incident, alerts[1].incident);
    window.press(&said("undo")).await?;

    // The drill is still there, and ends with one touch.
    window.press(&said("drill-end")).await?;
    window.wait_for(&said("meaning-drill-ended")).await?;
    Ok(())
}
