//! One id is one alert, however often and from wherever it comes.

use anyhow::Result;
use auxilio_protocol::problem::{self, ProblemKind};
use auxilio_testkit::{Central, Device, new_alert_id};
use serde_json::json;

#[tokio::test]
async fn two_deliveries_at_the_same_moment_make_one_incident() -> Result<()> {
    let central = Central::start().await?;
    let device = Device::member(&central).await?;
    let keys = device.keys().await?;
    let body = json!({ "id": new_alert_id()?, "kind": "robo" }).to_string();
    let (one, other) = tokio::try_join!(device.alert(body.clone()), device.alert(body))?;
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 201]);
    assert_eq!(one.receipt(&keys)?, other.receipt(&keys)?);
    assert_eq!(central.alerts().await?.len(), 1);
    assert_eq!(central.incidents().await?, ["open"]);
    Ok(())
}

#[tokio::test]
async fn another_device_cannot_use_the_id_and_changes_nothing() -> Result<()> {
    let central = Central::start().await?;
    let owner = Device::member(&central).await?;
    let others = [Device::member(&central).await?, Device::stranger(&central)?];
    let id = new_alert_id()?;
    owner
        .alert(json!({ "id": id, "kind": "medica" }).to_string())
        .await?;
    let before = (central.alerts().await?, central.incidents().await?);
    for other in others {
        let answer = other
            .alert(json!({ "id": id, "kind": "robo" }).to_string())
            .await?;
        assert_eq!(answer.status, 409);
        assert_eq!(answer.content_type, problem::CONTENT_TYPE);
        assert_eq!(answer.problem()?, ProblemKind::IdOfAnotherDevice);
    }
    assert_eq!(
        (central.alerts().await?, central.incidents().await?),
        before
    );
    Ok(())
}
