//! A member's own data, in every store.

use auxilio_protocol::journey::{Course, JourneyNews};
use auxilio_protocol::member::{Check, Readiness};
use auxilio_protocol::own_data::Export;
use auxilio_protocol::{AlertId, KeyId, MemberId, Profile, Seq, SigningKey, WireTime, lenient};
use bytes::Bytes;

use super::{Arrival, OperatorId, Sender, UNCLAIMED_AFTER, file, store, time};
use crate::incident::Action;
use crate::store::{InvitationHash, JourneyTold, NewInvitation, NewMember, Store, UpdateBatch};

const ROOM: usize = 256 * 1024;

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

fn profile(version: u64, name: &str) -> Profile {
    Profile {
        version,
        name: Some(name.to_owned()),
        ..Profile::default()
    }
}

/// A member with that key, for the first time.
async fn enrol(store: &Store, seed: u8) -> MemberId {
    enrol_as(store, seed, MemberId::new(1, [seed; 10])).await
}

async fn enrol_as(store: &Store, seed: u8, id: MemberId) -> MemberId {
    let invitation = NewInvitation {
        salt: [seed; 16],
        token_hash: [seed; 32],
        code_hash: [seed; 32],
        organization: "Mercado".to_owned(),
        uses: 9,
        needs_approval: false,
        by: None,
        now: time(0),
        expires_at: time(1_000_000),
    };
    // Whoever enrols again finds the invitation there.
    let _ = store.invite(&invitation).await;
    let new = NewMember {
        id,
        key: key(seed).public(),
        profile: profile(1, "Rosa"),
        consent: ("2026-11".to_owned(), time(0)),
        invitation: InvitationHash::Token([seed; 32]),
        now: time(1),
    };
    store.enrol(&new).await.unwrap().unwrap().member
}

async fn export(store: &Store, id: &KeyId, bytes_max: usize) -> Option<Export> {
    store.export(id, time(9), bytes_max).await.unwrap()
}

#[tokio::test]
async fn a_profile_is_kept_unless_a_newer_one_is_there() {
    let (_folder, store) = store().await;
    let rosa = enrol(&store, 1).await;
    let keep = async |version, name| {
        store
            .set_profile(rosa, &profile(version, name))
            .await
            .unwrap()
    };
    let name = async || {
        let id = key(1).id().clone();
        export(&store, &id, ROOM)
            .await
            .unwrap()
            .profile
            .name
            .unwrap()
    };
    for (version, told, answered, kept) in [
        (3, "Rosa Ñáñez", 3, "Rosa Ñáñez"),
        (3, "Rosa Ñáñez", 3, "Rosa Ñáñez"),
        (2, "Rosita", 3, "Rosa Ñáñez"),
        (3, "Rosa María", 3, "Rosa María"),
        (u64::MAX, "Rosa", u64::MAX, "Rosa"),
    ] {
        assert_eq!(keep(version, told).await, Some(answered));
        assert_eq!(name().await, kept);
    }
    let nobody = MemberId::new(99, [9; 10]);
    let kept = store.set_profile(nobody, &profile(1, "Eva")).await;
    assert_eq!(kept.unwrap(), None);
}

#[tokio::test]
async fn a_deletion_takes_the_member_and_leaves_the_incident() {
    let (_folder, store) = store().await;
    let rosa = enrol(&store, 1).await;
    let id = key(1).id().clone();
    let readiness = Readiness {
        at: time(1),
        checks: vec![Check {
            name: "location".to_owned(),
            ok: true,
        }],
    };
    store
        .set_readiness(rosa, &readiness, time(1))
        .await
        .unwrap();
    file(&store, &[super::arrival(1, Sender::Proven(id.clone()))]).await;
    assert_eq!(store.deleted_member(&id).await.unwrap(), None);

    let deleted = store.delete_member(rosa, time(5)).await.unwrap().unwrap();
    assert_eq!((deleted.member, deleted.at), (rosa, time(5)));
    assert_eq!(store.delete_member(rosa, time(6)).await.unwrap(), None);
    assert_eq!(store.deleted_member(&id).await.unwrap(), Some(deleted));
    assert_eq!(store.member_of(&id).await.unwrap(), None);
    assert_eq!(export(&store, &id, ROOM).await, None);
    assert!(store.active_keys().await.unwrap().is_empty());
    assert_eq!(store.board().await.unwrap().incidents.len(), 1);

    // Who comes back is another member, and can go again.
    let again = enrol_as(&store, 1, MemberId::new(2, [1; 10])).await;
    assert_ne!(again, rosa);
    store.delete_member(again, time(8)).await.unwrap().unwrap();
    let last = store.deleted_member(&id).await.unwrap().unwrap();
    assert_eq!((last.member, last.at), (again, time(8)));
}

/// The device of the first key sets out, with so many seconds left.
async fn set_out(store: &Store, n: u16, left_s: u32) -> AlertId {
    let alert = super::arrival(n, Sender::Anonymous);
    let told = JourneyTold {
        id: alert.id,
        sender: key(1).id().clone(),
        skew_s: 0,
        news: JourneyNews {
            n: 1,
            course: Course::UnderWay {
                left_s,
                fix: None,
                alert: alert.body.to_vec(),
            },
        },
        now: time(0),
    };
    store.tell_journey(&told).await.unwrap();
    alert.id
}

#[tokio::test]
async fn a_copy_has_the_ways_home_that_run() {
    let (_folder, store) = store().await;
    enrol(&store, 1).await;
    let on_the_way = set_out(&store, 1, 60).await;
    let copy = export(&store, key(1).id(), ROOM).await.unwrap();
    let [journey] = copy.journeys.as_slice() else {
        panic!("{copy:?}")
    };
    assert_eq!((journey.id, journey.due_at), (on_the_way, time(60_000)));
    assert!(journey.alert.contains(&on_the_way.to_string()));
    enrol(&store, 2).await;
    let hers = export(&store, key(2).id(), ROOM).await.unwrap();
    assert!(hers.journeys.is_empty());
}

#[tokio::test]
async fn a_deletion_ends_the_ways_home_that_are_not_due_and_no_other() {
    let (_folder, store) = store().await;
    let rosa = enrol(&store, 1).await;
    let due = set_out(&store, 1, 1).await;
    set_out(&store, 2, 60).await;
    store.delete_member(rosa, time(1_000)).await.unwrap();
    assert_eq!(store.next_journey_due().await.unwrap(), Some(time(1_000)));
    for at_ms in [1_000, 60_000] {
        store
            .raise_due_journeys(time(at_ms), UNCLAIMED_AFTER, Sender::Claimed)
            .await
            .unwrap();
    }
    let [incident] = store.board().await.unwrap().incidents.try_into().unwrap();
    assert_eq!(incident.alerts[0].id, due);
    // It is an incident like any: the next deletion leaves what its card says.
    let again = enrol_as(&store, 1, MemberId::new(2, [1; 10])).await;
    store.delete_member(again, time(70_000)).await.unwrap();
    let [incident] = store.board().await.unwrap().incidents.try_into().unwrap();
    assert_eq!(incident.alerts[0].journey_due_at, Some(time(1_000)));
}

#[tokio::test]
async fn a_membership_that_somebody_ended_is_not_deleted_by_the_device() {
    let (_folder, store) = store().await;
    let rosa = enrol(&store, 1).await;
    let everybody = crate::operators::Scope::Everybody;
    let rosa_the_operator = OperatorId(1);
    crate::operators::ensure_first(&store).await.unwrap();
    store
        .revoke(&everybody, rosa, rosa_the_operator, time(2))
        .await
        .unwrap();
    assert_eq!(store.delete_member(rosa, time(3)).await.unwrap(), None);
    assert_eq!(export(&store, key(1).id(), ROOM).await, None);
}

fn alert_with(n: u16, sender: Sender, pad: &str) -> Arrival {
    let plain = super::arrival(n, sender);
    let body = serde_json::json!({ "id": plain.id, "pad": pad });
    Arrival {
        body: Bytes::from(body.to_string()),
        ..plain
    }
}

async fn update(store: &Store, id: AlertId, sender: &Sender, count: u64, text: &str) {
    for first in (1..=count).step_by(50) {
        let seqs = first..=count.min(first + 49);
        let updates = seqs.map(|seq| serde_json::json!({ "seq": seq, "text": text }));
        let json = updates.collect::<serde_json::Value>().to_string();
        let batch = UpdateBatch {
            id,
            sender: sender.clone(),
            updates: lenient::read_updates(json.as_bytes()).unwrap(),
            now: time(2),
        };
        store.file_updates(&batch).await.unwrap();
    }
}

#[tokio::test]
async fn a_copy_has_ones_own_and_nothing_of_others() {
    let (_folder, store) = store().await;
    enrol(&store, 1).await;
    enrol(&store, 2).await;
    let id = key(1).id().clone();
    let own = Sender::Proven(id.clone());
    let own_alert = alert_with(1, own.clone(), "mine");
    let batch = [
        own_alert.clone(),
        alert_with(2, Sender::Proven(key(2).id().clone()), "hers"),
        alert_with(3, Sender::Claimed(id.clone()), "anybody's"),
        alert_with(4, Sender::Anonymous, "nobody's"),
    ];
    file(&store, &batch).await;
    update(&store, own_alert.id, &own, 2, "voy por la avenida").await;
    let incident = store.board().await.unwrap().incidents;
    let incident = incident.iter().find(|one| one.alerts[0].id == own_alert.id);
    crate::operators::ensure_first(&store).await.unwrap();
    let sent = Action::Dispatch {
        unit: "Móvil 4".to_owned(),
        eta_s: Some(240),
    };
    for action in [Action::Acknowledge, sent] {
        store
            .act(incident.unwrap().id, &action, OperatorId(1), time(3))
            .await
            .unwrap();
    }
    let copy = export(&store, &id, ROOM).await.unwrap();
    let [alert] = copy.alerts.as_slice() else {
        panic!("{copy:?}")
    };
    assert_eq!(alert.body.as_bytes(), own_alert.body.as_ref());
    assert_eq!((alert.receipt.seq, alert.updates.len()), (Seq(2), 2));
    assert!(alert.updates[1].body.contains("avenida"));
    assert_eq!(alert.status[1].by.as_deref(), Some("Móvil 4"));
    assert_eq!((copy.alerts_left_out, alert.updates_left_out), (0, 0));
    assert_eq!(copy.consent.text, "2026-11");
    let text = serde_json::to_string(&copy).unwrap();
    for others in ["hers", "anybody's", "nobody's"] {
        assert!(!text.contains(others), "{others}");
    }
}

#[tokio::test]
async fn a_copy_has_the_newest_and_says_what_there_was_no_room_for() {
    let (_folder, store) = store().await;
    enrol(&store, 1).await;
    let id = key(1).id().clone();
    let own = Sender::Proven(id.clone());
    // Quotation marks and backslashes: whatever is a text in a text takes twice the room.
    let pad = "\"\\".repeat(3_500);
    let alerts: Vec<Arrival> = (0..20).map(|n| alert_with(n, own.clone(), &pad)).collect();
    for alert in &alerts {
        store
            .file_alerts(std::slice::from_ref(alert), time(0), UNCLAIMED_AFTER)
            .await
            .unwrap();
    }
    let newest = alerts.last().unwrap().id;
    let whole = export(&store, &id, 16 * ROOM).await.unwrap();
    assert_eq!((whole.alerts.len(), whole.alerts_left_out), (20, 0));
    for room in [ROOM, ROOM / 2] {
        let cut = export(&store, &id, room).await.unwrap();
        assert!(serde_json::to_string(&cut).unwrap().len() <= room);
        assert_eq!(cut.alerts[0].id, newest);
        assert!(cut.alerts_left_out > 0);
        let all = u64::try_from(cut.alerts.len()).unwrap() + cut.alerts_left_out;
        assert_eq!(all, 20);
    }
    // A long trail of the newest alert: its last updates are there.
    update(&store, newest, &own, 900, &"\"".repeat(400)).await;
    let cut = export(&store, &id, ROOM).await.unwrap();
    assert!(serde_json::to_string(&cut).unwrap().len() <= ROOM);
    let trail = &cut.alerts[0];
    assert_eq!(trail.updates.last().unwrap().seq, Seq(900));
    let kept = u64::try_from(trail.updates.len()).unwrap();
    assert_eq!(kept + trail.updates_left_out, 900);
    assert!(trail.updates_left_out > 0);
    assert_eq!(cut.at, WireTime::from_unix_ms(time(9).unix_ms()));
}
