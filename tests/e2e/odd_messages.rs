//! What is wrong is answered as the protocol says; what can be read is never refused.

use anyhow::Result;
use auxilio_protocol::problem::{self, ProblemKind};
use auxilio_testkit::{Browser, Central, Device, new_alert_id};
use serde_json::{Value, json};

const YEAR_S: i64 = 365 * 24 * 60 * 60;

#[tokio::test]
async fn what_is_no_alert_is_refused_and_not_kept() -> Result<()> {
    let central = Central::start().await?;
    let device = Device::member(&central).await?;
    let unreadable: [&[u8]; 8] = [
        b"",
        b"auxilio",
        b"{\"id\":",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b"{}",
        b"{\"id\":\"7\"}",
    ];
    for body in unreadable {
        let answer = device.alert(body).await?;
        assert_eq!(answer.status, 400, "{}", body.escape_ascii());
        assert_eq!(answer.content_type, problem::CONTENT_TYPE);
        assert_eq!(answer.problem()?, ProblemKind::Unreadable);
    }
    assert_eq!(central.alerts().await?, []);
    Ok(())
}

#[tokio::test]
async fn ten_megabytes_are_too_much_and_harm_nobody() -> Result<()> {
    let central = Central::start().await?;
    let device = Device::member(&central).await?;
    let huge = json!({ "id": new_alert_id()?, "kind": "x".repeat(10_000_000) }).to_string();
    let answer = device.alert(huge.clone()).await?;
    assert_eq!(answer.status, 413);
    assert_eq!(answer.problem()?, ProblemKind::TooLarge);
    let answer = device.update(new_alert_id()?, huge).await?;
    assert_eq!(answer.status, 413);
    assert_eq!(central.alerts().await?, []);
    assert_eq!(
        device
            .alert(json!({ "id": new_alert_id()? }).to_string())
            .await?
            .status,
        201
    );
    Ok(())
}

/// Alerts that are odd in every way that still lets one read an id.
fn odd_alerts() -> Result<Vec<Value>> {
    let fix = |lat: f64, lon: f64| {
        json!({ "lat": lat, "lon": lon, "accuracy_m": -3, "source": "gnss",
                "taken_at": "2026-11-23T19:12:40.000-05:00" })
    };
    Ok(vec![
        json!({ "id": new_alert_id()? }),
        json!({ "id": new_alert_id()?, "kind": 7, "mode": [], "exercise": "no", "raised_at": 3,
                "fix": "aquí", "profile": [1], "device": false }),
        json!({ "id": new_alert_id()?, "kind": "sismo", "color": "rojo", "más": { "a": [1, 2] } }),
        json!({ "id": new_alert_id()?, "kind": "robo", "fix": null, "profile": null }),
        json!({ "id": new_alert_id()?, "fix": fix(91.0, -79.0) }),
        json!({ "id": new_alert_id()?, "fix": fix(-8.0, 1e300) }),
        json!({ "id": new_alert_id()?, "raised_at": "2025-11-23T19:12:52-05:00" }),
        json!({ "id": new_alert_id()?, "raised_at": "9999-12-31T23:59:59+14:00" }),
        json!({ "id": new_alert_id()?, "profile": { "name": "Ñ\u{202e}\u{0}<script>".repeat(40) } }),
    ])
}

#[tokio::test]
async fn a_readable_alert_is_never_refused_and_kept_as_it_came() -> Result<()> {
    let central = Central::start().await?;
    let member = Device::member(&central).await?;
    let keys = member.keys().await?;
    let sent: Vec<String> = odd_alerts()?.iter().map(Value::to_string).collect();
    for body in &sent {
        let answer = member.alert(body.as_bytes()).await?;
        assert_eq!(answer.status, 201, "{body}");
        answer.receipt(&keys)?;
    }
    let kept = central.alerts().await?;
    let kept: Vec<&[u8]> = kept.iter().map(|alert| alert.body.as_slice()).collect();
    assert_eq!(kept, sent.iter().map(String::as_bytes).collect::<Vec<_>>());
    Ok(())
}

#[tokio::test]
async fn a_clock_a_year_off_is_no_reason_to_distrust_a_member() -> Result<()> {
    let central = Central::start().await?;
    let mut device = Device::member(&central).await?;
    for off_s in [-YEAR_S, YEAR_S] {
        device.clock_off_s = off_s;
        let answer = device
            .alert(json!({ "id": new_alert_id()? }).to_string())
            .await?;
        assert_eq!(answer.status, 201);
    }
    let lanes: Vec<String> = central
        .alerts()
        .await?
        .into_iter()
        .map(|row| row.lane)
        .collect();
    assert_eq!(lanes, ["verified", "verified"]);
    Ok(())
}

#[tokio::test]
async fn the_console_says_what_it_could_not_read_and_runs_nothing_of_it() -> Result<()> {
    let central = Central::start().await?;
    let device = Device::stranger(&central)?;
    for alert in odd_alerts()? {
        device.alert(alert.to_string()).await?;
    }
    let browser = Browser::start().await?;
    browser.log_in(&central).await?;
    browser
        .wait_for("[data-lane=unverified] [data-mark=odd]")
        .await?;
    let shown = browser
        .value_of("document.querySelectorAll('[data-rings=yes]').length")
        .await?;
    assert_eq!(shown, odd_alerts()?.len());
    assert_eq!(
        browser
            .value_of("document.querySelectorAll('article script').length")
            .await?,
        0
    );
    Ok(())
}
