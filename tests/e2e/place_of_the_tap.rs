//! The place of an alert is where the press was, never where the phone found its network again.

use anyhow::Result;
use auxilio_testkit::{Central, Desktop, Network, Path, Phone};
use serde_json::Value;

use crate::said;

/// A track that leaves El Porvenir northwards, a point a second.
fn track() -> String {
    let points = (0..120).map(|second| {
        let (minute, second, north) = (second / 60, second % 60, f64::from(second) * 0.001);
        format!(
            r#"<trkpt lat="{}" lon="-78.99"><time>2026-11-23T19:{minute:02}:{second:02}Z</time></trkpt>"#,
            -8.07 + north
        )
    });
    format!(
        r#"<?xml version="1.0"?><gpx version="1.1" creator="e2e"
        xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>{}</trkseg></trk></gpx>"#,
        points.collect::<String>()
    )
}

#[tokio::test]
async fn an_alert_of_a_moving_phone_without_network_keeps_the_place_of_its_tap() -> Result<()> {
    let network = Network::start().await?;
    let central = Central::behind(&network).await?;
    network.set(Path::Refused);
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.with("--endpoint", central.url());
    let file = phone.folder().join("track.gpx");
    std::fs::write(&file, track())?;
    let phone = phone.with("--gpx", file);
    let window = phone.open(&desktop)?;
    window.press(&said("alarm-name")).await?;
    window.wait_for(&said("stage-saved")).await?;
    // Meanwhile it moves on.
    network.wait_for_visits(4).await?;
    network.set(Path::Open);

    let alert = central.wait_for_alerts(1).await?[0].json()?;
    let later = central.wait_for_update("fix").await?;
    let lat = |fix: &Value| fix["lat"].as_f64().unwrap();
    assert_eq!(alert["fix"]["source"], "replay");
    assert!(alert["fix"]["taken_at"].as_str() <= alert["raised_at"].as_str());
    assert!(lat(&alert["fix"]) < lat(&later["fix"]), "{alert} {later}");
    Ok(())
}
