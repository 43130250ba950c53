//! What every store must do. Another store passes the same suite.

mod own_data;
mod reserved;

use std::time::Duration;

use auxilio_protocol::{AlertId, KeyId, Lane, State, WireTime};
use bytes::Bytes;
use tempfile::TempDir;

use super::{ActError, Arrival, BoardSeq, Filed, OperatorId, Refusal, Sender, Store};
use crate::incident::{Action, CloseCode, NotNow, Phase};

mod journeys;

const UNCLAIMED_AFTER: Duration = Duration::from_secs(20);
const ROSA: OperatorId = OperatorId(1);

async fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("central.db"))
        .await
        .unwrap();
    (folder, store)
}

fn time(ms: i64) -> WireTime {
    WireTime::from_unix_ms(1_790_000_000_000 + ms)
}

fn proven(key: &str) -> Sender {
    Sender::Proven(KeyId::claimed(key))
}

fn arrival(n: u16, sender: Sender) -> Arrival {
    let mut random = [0; 10];
    random[..2].copy_from_slice(&n.to_be_bytes());
    let id = AlertId::new(1_790_000_000_000, random);
    Arrival {
        id,
        sender,
        exercise: false,
        signed_at_s: None,
        body: Bytes::from(format!("{{\"id\":\"{id}\"}}")),
        text: None,
    }
}

async fn file(store: &Store, arrivals: &[Arrival]) -> Vec<Filed> {
    store
        .file_alerts(arrivals, time(0), UNCLAIMED_AFTER)
        .await
        .unwrap()
        .0
}

#[tokio::test]
async fn a_batch_of_any_size_is_filed_whole_and_in_its_order() {
    for size in [1, 7, 8, 9, 64, 201] {
        let (_folder, store) = store().await;
        let batch: Vec<Arrival> = (0..size).map(|n| arrival(n, Sender::Anonymous)).collect();
        let filed = file(&store, &batch).await;
        for (arrival, filed) in batch.iter().zip(&filed) {
            assert!(matches!(filed, Filed::New(receipt) if receipt.alert == arrival.id));
        }
        let again = file(&store, &batch).await;
        for (first, again) in filed.into_iter().zip(again) {
            let Filed::New(receipt) = first else { panic!() };
            assert_eq!(again, Filed::Repeat(receipt));
        }
    }
}

#[tokio::test]
async fn within_one_batch_an_id_is_whose_it_is_just_as_between_two() {
    let (_folder, store) = store().await;
    let batch = [
        arrival(1, Sender::Anonymous),
        arrival(1, proven("ana")),
        arrival(1, proven("eva")),
        arrival(1, proven("ana")),
        arrival(1, Sender::Claimed(KeyId::claimed("ana"))),
    ];
    let filed = file(&store, &batch).await;
    let refused = Filed::Refused(Refusal::AnotherDevice);
    assert!(matches!(&filed[0], Filed::New(receipt) if receipt.lane == Lane::Unverified));
    assert!(matches!(&filed[1], Filed::New(receipt) if receipt.lane == Lane::Verified));
    assert_eq!(filed[2], refused);
    assert!(matches!(&filed[3], Filed::Repeat(receipt) if receipt.lane == Lane::Verified));
    assert_eq!(filed[4], refused);
}

#[tokio::test]
async fn a_press_after_the_end_opens_another_incident() {
    let (_folder, store) = store().await;
    file(&store, &[arrival(1, proven("ana"))]).await;
    let first = store.board().await.unwrap().incidents[0].id;
    store
        .act(first, &Action::Acknowledge, ROSA, time(1))
        .await
        .unwrap();
    let close = Action::Close {
        code: CloseCode::FalseAlarm,
        reason: None,
    };
    store.act(first, &close, ROSA, time(2)).await.unwrap();
    file(&store, &[arrival(2, proven("ana"))]).await;
    let incidents = store.board().await.unwrap().incidents;
    assert_eq!(incidents.len(), 2);
    assert_eq!(incidents[0].phase, Phase::Open);
    assert_eq!(incidents[1].closed, Some((time(2), CloseCode::FalseAlarm)));
}

#[tokio::test]
async fn an_action_that_is_not_possible_changes_nothing() {
    let (_folder, store) = store().await;
    file(&store, &[arrival(1, proven("ana"))]).await;
    let before = store.board().await.unwrap();
    let id = before.incidents[0].id;
    let refused = store
        .act(id, &Action::OnScene, ROSA, time(1))
        .await
        .unwrap_err();
    assert!(matches!(
        refused,
        ActError::NotNow(NotNow::Phase(Phase::Open))
    ));
    assert_eq!(store.board().await.unwrap(), before);
}

#[tokio::test]
async fn an_action_is_told_to_every_alert_of_its_incident() {
    let (_folder, store) = store().await;
    file(
        &store,
        &[arrival(1, proven("ana")), arrival(2, proven("ana"))],
    )
    .await;
    let incident = store.board().await.unwrap().incidents.remove(0);
    let words = Action::Message {
        text: "Ya vamos".to_owned(),
    };
    let changed = store.act(incident.id, &words, ROSA, time(1)).await.unwrap();
    assert_eq!(
        changed.alerts,
        [incident.alerts[0].row, incident.alerts[1].row]
    );
    for row in changed.alerts {
        let news = store.status_after(row, 1).await.unwrap();
        assert_eq!((news[0].n, news[0].state), (2, State::Message));
        assert_eq!(news[0].text.as_deref(), Some("Ya vamos"));
    }
}

#[tokio::test]
async fn the_board_is_replayed_from_any_point_without_a_loss() {
    let (_folder, store) = store().await;
    let batch: Vec<Arrival> = (0..450).map(|n| arrival(n, Sender::Anonymous)).collect();
    file(&store, &batch).await;
    let mut since = BoardSeq(0);
    let mut seen = Vec::new();
    loop {
        let changes = store.changes_since(since).await.unwrap();
        seen.extend(changes.incidents.iter().map(|incident| incident.id));
        since = changes.through;
        if changes.through == changes.board {
            break;
        }
    }
    assert_eq!(seen.len(), 450);
    let touched = seen[17];
    store
        .act(touched, &Action::Acknowledge, ROSA, time(1))
        .await
        .unwrap();
    let changes = store.changes_since(since).await.unwrap();
    assert_eq!(changes.incidents.len(), 1);
    assert_eq!(changes.incidents[0].id, touched);
}

#[tokio::test]
async fn verified_incidents_stand_above_a_flood_of_unverified_ones() {
    let (_folder, store) = store().await;
    let flood: Vec<Arrival> = (0..450).map(|n| arrival(n, Sender::Anonymous)).collect();
    file(&store, &flood).await;
    file(&store, &[arrival(999, proven("ana"))]).await;
    assert_eq!(
        store.board().await.unwrap().incidents[0].lane,
        Lane::Verified
    );
}

#[tokio::test]
async fn an_incident_holds_so_many_presses_and_no_more() {
    let (_folder, store) = store().await;
    let presses: Vec<Arrival> = (0..40).map(|n| arrival(n, proven("ana"))).collect();
    file(&store, &presses).await;
    let sizes: Vec<usize> = store
        .board()
        .await
        .unwrap()
        .incidents
        .iter()
        .map(|i| i.alerts.len())
        .collect();
    assert_eq!(sizes, [32, 8]);
}

#[tokio::test]
async fn nobody_is_told_twice_or_too_early_that_nobody_came() {
    let (_folder, store) = store().await;
    file(
        &store,
        &[arrival(1, proven("ana")), arrival(2, proven("eva"))],
    )
    .await;
    let [ana, eva] = store.board().await.unwrap().incidents.try_into().unwrap();
    store
        .act(ana.id, &Action::Acknowledge, ROSA, time(1))
        .await
        .unwrap();
    assert_eq!(store.tell_unclaimed(time(19_999)).await.unwrap(), None);
    let told = store.tell_unclaimed(time(20_000)).await.unwrap().unwrap();
    assert_eq!(told.alerts, [eva.alerts[0].row]);
    assert_eq!(store.tell_unclaimed(time(90_000)).await.unwrap(), None);
    let news = store.status_after(eva.alerts[0].row, 1).await.unwrap();
    assert_eq!(news[0].state, State::Unclaimed);
}
