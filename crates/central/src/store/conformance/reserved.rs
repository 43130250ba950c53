//! What is reserved, and who was forced: what every store keeps of it.

use auxilio_protocol::{Seq, lenient};

use super::*;
use crate::incident::{NotNow, Threat};
use crate::store::{IncidentId, IncidentView, Note, UpdateBatch, UpdatesFiled};

const OMAR: OperatorId = OperatorId(2);

/// A covert alert of Ana's, and its incident.
async fn covert(store: &Store) -> (Arrival, IncidentId) {
    let mut arrival = arrival(1, proven("ana"));
    let id = arrival.id;
    arrival.body = Bytes::from(format!("{{\"id\":\"{id}\",\"mode\":\"covert\"}}"));
    file(store, std::slice::from_ref(&arrival)).await;
    let incident = store.board().await.unwrap().incidents[0].id;
    (arrival, incident)
}

async fn update(store: &Store, alert: &Arrival, updates: &str) -> Seq {
    let batch = UpdateBatch {
        id: alert.id,
        sender: alert.sender.clone(),
        now: time(5),
        updates: lenient::read_updates(updates.as_bytes()).unwrap(),
    };
    match store.file_updates(&batch).await.unwrap() {
        UpdatesFiled::Taken { receipt, .. } => receipt.seq,
        other => panic!("{other:?}"),
    }
}

async fn shown(store: &Store, id: IncidentId) -> IncidentView {
    store.incident(id).await.unwrap().unwrap()
}

#[tokio::test]
async fn an_opening_is_kept_once_for_each_operator_and_moves_the_board() {
    let (_folder, store) = store().await;
    let (_, id) = covert(&store).await;
    let before = shown(&store, id).await.changed;
    let opened = store.open_reserved(id, ROSA, time(1)).await.unwrap();
    assert_eq!(opened.unwrap().opened, [id]);
    assert!(shown(&store, id).await.changed > before);
    assert_eq!(store.open_reserved(id, ROSA, time(2)).await.unwrap(), None);
    let worked = store.act(id, &Action::Acknowledge, OMAR, time(3)).await;
    assert_eq!(worked.unwrap().opened, [id]);
    let notes = shown(&store, id).await.notes;
    let kept: Vec<_> = notes.iter().map(|n| (n.operator, n.at, &n.note)).collect();
    let opened = Note::Opened;
    assert_eq!(kept, [(ROSA, time(1), &opened), (OMAR, time(3), &opened)]);
    let nothing = store.open_reserved(IncidentId(99), ROSA, time(4)).await;
    assert!(matches!(nothing, Err(ActError::NotFound)));
}

#[tokio::test]
async fn nothing_is_written_to_whoever_is_watched() {
    let (_folder, store) = store().await;
    let (_, id) = covert(&store).await;
    let words = Action::Message {
        text: "Ya vamos".to_owned(),
    };
    let refused = store.act(id, &words, ROSA, time(1)).await;
    assert!(matches!(refused, Err(ActError::NotNow(NotNow::Watched))));
    assert!(shown(&store, id).await.events.is_empty());
}

#[tokio::test]
async fn who_was_forced_is_known_for_good_and_opens_again_what_was_ended() {
    let (_folder, store) = store().await;
    let (alert, id) = covert(&store).await;
    store
        .act(id, &Action::Acknowledge, ROSA, time(1))
        .await
        .unwrap();
    let end = |reason: Option<&str>| Action::Close {
        code: CloseCode::FalseAlarm,
        reason: reason.map(str::to_owned),
    };
    store.act(id, &end(None), ROSA, time(2)).await.unwrap();
    // With a press, which an incident that is over would send back.
    let forced = r#"[{"seq":1,"urgent":true},{"seq":2,"duress":true}]"#;
    assert_eq!(update(&store, &alert, forced).await, Seq(2));
    let again = shown(&store, id).await;
    assert_eq!((again.phase, again.closed), (Phase::Open, None));
    assert_eq!(again.threat(), Threat::ForcedAnew);

    store
        .act(id, &Action::TakeForced, ROSA, time(6))
        .await
        .unwrap();
    update(&store, &alert, r#"[{"seq":3,"duress":false}]"#).await;
    update(&store, &alert, r#"[{"seq":4,"duress":true}]"#).await;
    assert_eq!(shown(&store, id).await.threat(), Threat::Forced);
    let refused = store.act(id, &end(None), ROSA, time(7)).await;
    assert!(matches!(
        refused,
        Err(ActError::NotNow(NotNow::Unexplained))
    ));
    let safe = "La vio el serenazgo";
    store
        .act(id, &end(Some(safe)), ROSA, time(8))
        .await
        .unwrap();
    let ended = shown(&store, id).await;
    assert_eq!(ended.closed, Some((time(8), CloseCode::FalseAlarm)));
    let explained = Note::Explained(safe.to_owned());
    assert!(ended.notes.iter().any(|noted| noted.note == explained));
}
