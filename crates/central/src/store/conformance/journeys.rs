//! Journeys, with the time in the test's hands.

use auxilio_protocol::journey::{Course, JourneyNews};
use auxilio_protocol::limits::JOURNEYS_RUNNING_MAX;
use auxilio_protocol::{Fix, JourneyState, JourneyStatus};
use serde_json::json;

use super::*;
use crate::store::{JourneyFiled, JourneyTold};

const MEMBER: fn(KeyId) -> Sender = Sender::Proven;
const STRANGER: fn(KeyId) -> Sender = Sender::Claimed;

fn told(n: u64, course: Course, at_ms: i64) -> JourneyTold {
    JourneyTold {
        id: arrival(1, Sender::Anonymous).id,
        sender: KeyId::claimed("ana"),
        skew_s: 0,
        news: JourneyNews { n, course },
        now: time(at_ms),
    }
}

fn under_way(n: u64, left_s: u32, at_ms: i64) -> JourneyTold {
    let alert = arrival(1, Sender::Anonymous).body.to_vec();
    let course = Course::UnderWay {
        left_s,
        fix: None,
        alert,
    };
    told(n, course, at_ms)
}

async fn tell(store: &Store, told: &JourneyTold) -> JourneyStatus {
    match store.tell_journey(told).await.unwrap() {
        JourneyFiled::Known { status, .. } => status,
        JourneyFiled::Refused(why) => panic!("{why:?}"),
    }
}

async fn raise(store: &Store, at_ms: i64, sender_of: fn(KeyId) -> Sender) -> bool {
    store
        .raise_due_journeys(time(at_ms), UNCLAIMED_AFTER, sender_of)
        .await
        .unwrap()
        .is_some()
}

#[tokio::test]
async fn what_is_not_confirmed_in_time_is_raised_once_and_not_before() {
    let (_folder, store) = store().await;
    let status = tell(&store, &under_way(1, 60, 0)).await;
    assert_eq!(
        (status.state, status.due_at),
        (JourneyState::UnderWay, time(60_000))
    );
    assert_eq!(store.next_journey_due().await.unwrap(), Some(time(60_000)));
    assert!(!raise(&store, 59_999, MEMBER).await);
    assert!(raise(&store, 60_000, MEMBER).await);
    assert!(!raise(&store, 90_000, MEMBER).await);
    assert_eq!(store.next_journey_due().await.unwrap(), None);
    let [incident] = store.board().await.unwrap().incidents.try_into().unwrap();
    assert_eq!(
        (incident.lane, incident.opened_at),
        (Lane::Verified, time(60_000))
    );
    assert_eq!(incident.alerts.len(), 1);
    assert_eq!(incident.alerts[0].journey_due_at, Some(time(60_000)));
    // The phone itself sends the same alert: it is there.
    let own = file(&store, &[arrival(1, proven("ana"))]).await;
    assert!(
        matches!(&own[..], [Filed::Repeat(receipt)] if receipt.received_at == time(60_000)),
        "{own:?}"
    );
}

#[tokio::test]
async fn an_arrival_in_time_raises_nothing_and_nothing_begins_it_anew() {
    let (_folder, store) = store().await;
    tell(&store, &under_way(1, 60, 0)).await;
    let status = tell(&store, &told(2, Course::Arrived, 59_999)).await;
    assert_eq!(status.state, JourneyState::Arrived);
    assert!(!raise(&store, 90_000, MEMBER).await);
    assert!(store.board().await.unwrap().incidents.is_empty());
    // An attempt of before that comes late begins nothing anew.
    let late = tell(&store, &under_way(1, 60, 70_000)).await;
    assert_eq!(late, status);
    assert!(!raise(&store, 900_000, MEMBER).await);
}

#[tokio::test]
async fn an_arrival_after_the_time_changes_nothing_for_the_incident() {
    let (_folder, store) = store().await;
    tell(&store, &under_way(1, 60, 0)).await;
    raise(&store, 60_000, MEMBER).await;
    let status = tell(&store, &told(2, Course::Arrived, 60_001)).await;
    assert_eq!(status.state, JourneyState::Raised);
    assert_eq!(store.board().await.unwrap().incidents.len(), 1);
}

#[tokio::test]
async fn an_extension_counts_and_older_or_repeated_news_do_not() {
    let (_folder, store) = store().await;
    let first = tell(&store, &under_way(1, 60, 0)).await;
    // The same again, later: it is answered the same, and gives no more time.
    assert_eq!(tell(&store, &under_way(1, 60, 30_000)).await, first);
    let extended = tell(&store, &under_way(3, 600, 50_000)).await;
    assert_eq!(extended.due_at, time(650_000));
    assert_eq!(tell(&store, &under_way(2, 60, 51_000)).await, extended);
    assert!(!raise(&store, 649_999, MEMBER).await);
    assert!(raise(&store, 650_000, MEMBER).await);
}

#[tokio::test]
async fn another_device_neither_ends_nor_takes_a_journey() {
    let (_folder, store) = store().await;
    tell(&store, &under_way(1, 60, 0)).await;
    let mut thief = told(2, Course::Arrived, 1);
    thief.sender = KeyId::claimed("eva");
    let refused = JourneyFiled::Refused(Refusal::AnotherDevice);
    assert_eq!(store.tell_journey(&thief).await.unwrap(), refused);
    assert!(raise(&store, 60_000, MEMBER).await);
    assert_eq!(store.tell_journey(&thief).await.unwrap(), refused);
}

#[tokio::test]
async fn who_is_no_member_is_watched_over_too_and_raised_unverified() {
    let (_folder, store) = store().await;
    tell(&store, &under_way(1, 60, 0)).await;
    assert!(raise(&store, 60_000, STRANGER).await);
    let claimed = Sender::Claimed(KeyId::claimed("ana"));
    let [incident] = store.board().await.unwrap().incidents.try_into().unwrap();
    assert_eq!(incident.lane, Lane::Unverified);
    assert_eq!(incident.alerts[0].sender, claimed);
    // The phone's own repeat of it.
    let own = file(&store, &[arrival(1, claimed)]).await;
    assert!(matches!(&own[..], [Filed::Repeat(_)]), "{own:?}");
}

#[tokio::test]
async fn the_last_place_is_the_one_told_on_the_way_until_the_alert_tells_another() {
    let (_folder, store) = store().await;
    let id = arrival(1, Sender::Anonymous).id;
    let fix = |lat: f64| -> Fix {
        let json = json!({ "lat": lat, "lon": -78.99, "source": "gnss",
                           "taken_at": "2026-11-23T19:13:00.000-05:00" });
        serde_json::from_value(json).unwrap()
    };
    let at = |n, lat: Option<f64>| {
        let course = Course::UnderWay {
            left_s: 60,
            fix: lat.map(fix),
            alert: json!({ "id": id, "fix": fix(-8.0) }).to_string().into(),
        };
        told(n, course, 0)
    };
    tell(&store, &at(1, Some(-8.1))).await;
    tell(&store, &at(2, Some(-8.2))).await;
    // Nothing new is known of the place: the last one stays the last.
    tell(&store, &at(3, None)).await;
    raise(&store, 60_000, MEMBER).await;
    let seen = async || {
        let mut board = store.board().await.unwrap();
        let alert = board.incidents.remove(0).alerts.remove(0);
        let lat = |fix: Option<Fix>| fix.unwrap().lat.to_string();
        (lat(alert.first_fix), lat(alert.latest_fix))
    };
    assert_eq!(seen().await, ("-8".to_owned(), "-8.2".to_owned()));
    let update = json!([{ "seq": 1, "fix": fix(-8.3) }]).to_string();
    let batch = crate::store::UpdateBatch {
        id,
        sender: proven("ana"),
        updates: auxilio_protocol::lenient::read_updates(update.as_bytes()).unwrap(),
        now: time(61_000),
    };
    store.file_updates(&batch).await.unwrap();
    assert_eq!(seen().await, ("-8".to_owned(), "-8.3".to_owned()));
}

#[tokio::test]
async fn a_journey_joins_the_incident_that_its_device_has_open() {
    let (_folder, store) = store().await;
    file(&store, &[arrival(9, proven("ana"))]).await;
    tell(&store, &under_way(1, 60, 0)).await;
    raise(&store, 60_000, MEMBER).await;
    let [incident] = store.board().await.unwrap().incidents.try_into().unwrap();
    assert_eq!(incident.alerts.len(), 2);
}

#[tokio::test]
async fn an_alert_that_came_before_its_journey_gets_its_mark() {
    let (_folder, store) = store().await;
    file(&store, &[arrival(1, proven("ana"))]).await;
    let before = store.board().await.unwrap();
    let JourneyFiled::Known { status, board } =
        store.tell_journey(&under_way(1, 0, 5)).await.unwrap()
    else {
        panic!("refused");
    };
    assert_eq!((status.state, status.at), (JourneyState::Raised, time(0)));
    assert!(board > Some(before.board));
    assert!(!raise(&store, 90_000, MEMBER).await);
    let [incident] = store.board().await.unwrap().incidents.try_into().unwrap();
    assert_eq!(incident.alerts.len(), 1);
    assert_eq!(incident.alerts[0].journey_due_at, Some(time(5)));
}

#[tokio::test]
async fn the_phones_clock_error_is_kept_for_ages_and_not_the_time_on_the_way() {
    let (_folder, store) = store().await;
    let mut told = under_way(1, 3_600, 0);
    told.skew_s = -7_200;
    tell(&store, &told).await;
    raise(&store, 3_600_000, MEMBER).await;
    let alert = store
        .board()
        .await
        .unwrap()
        .incidents
        .remove(0)
        .alerts
        .remove(0);
    let error_ms = alert.signed_at.unwrap().ms_since(alert.received_at);
    assert_eq!(error_ms, -7_200_000);
}

#[tokio::test]
async fn one_device_has_so_many_journeys_and_no_more() {
    let (_folder, store) = store().await;
    let numbered = |number: usize| {
        let id = arrival(u16::try_from(number).unwrap(), Sender::Anonymous).id;
        let alert = json!({ "id": id }).to_string().into_bytes();
        let course = Course::UnderWay {
            left_s: 60,
            fix: None,
            alert,
        };
        JourneyTold {
            id,
            ..told(1, course, 0)
        }
    };
    for number in 0..JOURNEYS_RUNNING_MAX {
        tell(&store, &numbered(number)).await;
    }
    let more = numbered(JOURNEYS_RUNNING_MAX);
    let refused = JourneyFiled::Refused(Refusal::TooMany);
    assert_eq!(store.tell_journey(&more).await.unwrap(), refused);
    // One that runs can still be told of; and once one has ended there is room.
    let ends = JourneyTold {
        news: JourneyNews {
            n: 2,
            course: Course::Arrived,
        },
        ..numbered(0)
    };
    tell(&store, &ends).await;
    tell(&store, &more).await;
}
