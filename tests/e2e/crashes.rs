//! Killed at the worst moment, on either side: nothing is lost, nothing is doubled.

use anyhow::Result;
use auxilio_protocol::WireTime;
use auxilio_testkit::{Central, Desktop, Network, Path, Phone};

use crate::{LAT, LON, said};

/// Kills the app once guardado is shown, while the path is so, and starts it again.
async fn killed_after_saving(path: Path) -> Result<()> {
    let network = Network::start().await?;
    let central = Central::behind(&network).await?;
    let desktop = Desktop::start().await?;
    let phone = Phone::new()?.enrolled_by(&central.invite()?).at(LAT, LON);
    let window = phone.open(&desktop)?;
    central.wait_for_members(1).await?;
    network.set(path);
    window.press(&said("alarm-name")).await?;
    window.wait_for(&said("stage-saved")).await?;
    window.kill();

    network.set(Path::Open);
    let window = phone.open(&desktop)?;
    window.wait_for(&said("stage-received")).await?;
    assert_eq!(central.alerts().await?.len(), 1);
    assert_eq!(central.incidents().await?, ["open"]);
    Ok(())
}

#[tokio::test]
async fn an_app_killed_after_guardado_delivers_when_it_is_started_again() -> Result<()> {
    killed_after_saving(Path::Refused).await
}

#[tokio::test]
async fn an_app_killed_before_it_heard_the_answer_delivers_exactly_once() -> Result<()> {
    killed_after_saving(Path::AnswersLost).await
}

#[tokio::test]
async fn a_central_killed_between_its_commit_and_its_answer_answers_the_retry_the_same()
-> Result<()> {
    let network = Network::start().await?;
    let mut central = Central::behind(&network).await?;
    let phone = Phone::new()?.with("--endpoint", central.url()).at(LAT, LON);
    network.set(Path::AnswersLost);
    let mut tap = phone.tap()?;
    let committed = central.wait_for_alerts(1).await?;
    central.kill();
    central.restart().await?;
    network.set(Path::Open);

    let received = tap.wait_for("state", "recibido").await?;
    let at = WireTime::from_unix_ms(committed[0].received_at_ms).to_string();
    assert_eq!(received["received_at"], at);
    assert_eq!(tap.ended().await?.0, 0);
    assert_eq!(central.alerts().await?, committed);
    Ok(())
}
