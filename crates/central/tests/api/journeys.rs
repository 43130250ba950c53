//! A way home that the central watches over.

use auxilio_central::{Settings, clock};
use auxilio_protocol::journey::JourneyAnswer;
use auxilio_protocol::limits::{ALERT_BODY_BYTES_MAX, JOURNEY_S_MAX};
use auxilio_protocol::signature::DEVICE_KEY;
use auxilio_protocol::{AlertId, JourneyState, JourneyStatus, Lane, Seq, jws};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

use crate::browser::Console;
use crate::town::{Device, Town, alert, id, problem};

fn request(device: &Device, town: &Town, id: AlertId, news: &Value) -> RequestBuilder {
    let body = Some(news.to_string().into_bytes());
    device.request(town, Method::PUT, &format!("/v1/journeys/{id}"), body)
}

async fn tell(device: &Device, town: &Town, id: AlertId, news: &Value) -> Response {
    request(device, town, id, news).send().await.unwrap()
}

fn under_way(id: AlertId, n: u64, left_s: u32) -> Value {
    json!({ "n": n, "state": "under_way", "left_s": left_s, "alert": alert(id) })
}

fn arrived(n: u64) -> Value {
    json!({ "n": n, "state": "arrived" })
}

async fn status(town: &Town, answer: Response) -> JourneyStatus {
    assert_eq!(answer.status(), StatusCode::OK);
    let answer: JourneyAnswer = answer.json().await.unwrap();
    jws::verify(&answer.journey, &town.keys().await).unwrap()
}

/// Waits until the board shows so many alerts.
async fn raised(town: &Town, count: usize) {
    while alerts(town).await < count {
        tokio::task::yield_now().await;
    }
}

async fn alerts(town: &Town) -> usize {
    let incidents = town.incidents().await;
    incidents.iter().map(|incident| incident.alerts.len()).sum()
}

#[tokio::test]
async fn the_central_raises_what_was_not_confirmed_in_time_and_the_phone_gets_its_receipt() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let answer = tell(&rosa, &town, id(1), &under_way(id(1), 1, 1)).await;
    let watched = status(&town, answer).await;
    assert_eq!(watched.state, JourneyState::UnderWay);
    assert_eq!(watched.due_at.ms_since(watched.at), 1_000);
    raised(&town, 1).await;
    let incident = town.incident().await;
    assert_eq!(incident.lane, Lane::Verified);
    assert_eq!(
        incident.alerts[0].raw,
        alert(id(1)).to_string().into_bytes()
    );
    assert!(incident.opened_at >= watched.due_at);

    let now = status(&town, tell(&rosa, &town, id(1), &arrived(2)).await).await;
    assert_eq!(now.state, JourneyState::Raised);
    let own = rosa.raise(&town, &alert(id(1))).await;
    assert_eq!(own.status(), StatusCode::OK);
    assert_eq!(town.receipt(own).await.received_at, incident.opened_at);
    let late = json!([{ "seq": 1, "cancel": { "reason": "ya_paso" } }]);
    let receipt = town.receipt(rosa.update(&town, id(1), &late).await).await;
    assert_eq!(receipt.seq, Seq(1));
    assert_eq!(alerts(&town).await, 1);
}

#[tokio::test]
async fn who_confirms_in_time_raises_nothing() {
    let town = Town::start().await;
    let (rosa, eva) = (town.enrol(1).await, town.enrol(2).await);
    tell(&rosa, &town, id(1), &under_way(id(1), 1, 1)).await;
    let home = status(&town, tell(&rosa, &town, id(1), &arrived(2)).await).await;
    assert_eq!(home.state, JourneyState::Arrived);
    // Eva's time is over after Rosa's would have been.
    tell(&eva, &town, id(2), &under_way(id(2), 1, 1)).await;
    raised(&town, 1).await;
    assert_eq!(town.incident().await.alerts[0].id, id(2));
}

#[tokio::test]
async fn what_fell_due_while_the_central_was_down_is_raised_once_at_its_start() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let answer = tell(&rosa, &town, id(1), &under_way(id(1), 1, 1)).await;
    let due_at = status(&town, answer).await.due_at;
    // As a power cut does it.
    town.serving.abort();
    assert!(town.serving.await.unwrap_err().is_cancelled());
    while clock::now() <= due_at {
        tokio::task::yield_now().await;
    }
    let town = Town::start_in(town.folder, Settings::default()).await;
    raised(&town, 1).await;
    let town = Town::start_in(town.stop().await, Settings::default()).await;
    let own = rosa.raise(&town, &alert(id(1))).await;
    assert_eq!(own.status(), StatusCode::OK);
    assert_eq!(alerts(&town).await, 1);
}

#[tokio::test]
async fn the_same_news_get_the_same_answer_to_the_byte_and_older_ones_change_nothing() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let answer = async |news: &Value| {
        let answer = tell(&rosa, &town, id(1), news).await;
        answer.bytes().await.unwrap()
    };
    let first = answer(&under_way(id(1), 2, 600)).await;
    assert_eq!(answer(&under_way(id(1), 2, 600)).await, first);
    assert_eq!(answer(&under_way(id(1), 1, 0)).await, first);
    assert_ne!(answer(&under_way(id(1), 3, 900)).await, first);
}

#[tokio::test]
async fn a_journey_that_is_a_drill_is_raised_as_one() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let mut news = under_way(id(1), 1, 0);
    news["alert"]["exercise"] = true.into();
    tell(&rosa, &town, id(1), &news).await;
    raised(&town, 1).await;
    assert_eq!(town.incident().await.lane, Lane::Drill);
}

#[tokio::test]
async fn the_console_is_told_who_did_not_arrive_and_by_when_and_where_last() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let console = Console::log_in(&town).await;
    let mut news = under_way(id(1), 1, 0);
    news["fix"] = news["alert"]["fix"].clone();
    news["fix"]["lat"] = (-8.1).into();
    let due_at = status(&town, tell(&rosa, &town, id(1), &news).await)
        .await
        .due_at;
    raised(&town, 1).await;
    let page = console.text("/consola").await;
    for told in [
        "data-mark=\"journey\"",
        &due_at.clock(),
        "-8.100000",
        "data-rings=\"yes\"",
    ] {
        assert!(page.contains(told), "{told} in {page}");
    }
    assert!(
        !page.contains("data-mark=\"presses\""),
        "nobody pressed twice"
    );
}

#[tokio::test]
async fn a_stranger_with_a_key_is_watched_over_and_one_without_is_refused() {
    let town = Town::start().await;
    let stranger = Device::new(9);
    let news = under_way(id(1), 1, 0);
    let without = tell(&stranger, &town, id(1), &news).await;
    assert_eq!(without.status(), StatusCode::UNAUTHORIZED);
    let with_key = |key: &Device| {
        request(&stranger, &town, id(1), &news).header(DEVICE_KEY, key.key.public().to_text())
    };
    let other = with_key(&Device::new(8)).send().await.unwrap();
    assert_eq!(other.status(), StatusCode::UNAUTHORIZED);
    let shown = with_key(&stranger).send().await.unwrap();
    status(&town, shown).await;
    raised(&town, 1).await;
    assert_eq!(town.incident().await.lane, Lane::Unverified);
}

#[tokio::test]
async fn nobody_else_ends_a_journey() {
    let town = Town::start().await;
    let (rosa, thief) = (town.enrol(1).await, town.enrol(2).await);
    tell(&rosa, &town, id(1), &under_way(id(1), 1, 600)).await;
    let stolen = tell(&thief, &town, id(1), &arrived(2)).await;
    assert_eq!(stolen.status(), StatusCode::CONFLICT);
    let unsigned = town
        .http
        .put(town.url(&format!("/v1/journeys/{}", id(1))))
        .body(arrived(2).to_string());
    let unsigned = unsigned.send().await.unwrap();
    assert_eq!(unsigned.status(), StatusCode::UNAUTHORIZED);
    let own = status(
        &town,
        tell(&rosa, &town, id(1), &under_way(id(1), 1, 600)).await,
    );
    assert_eq!(own.await.state, JourneyState::UnderWay);
    // Nor does anybody begin one under the id of another's alert.
    rosa.raise(&town, &alert(id(3))).await;
    let taken = tell(&thief, &town, id(3), &under_way(id(3), 1, 600)).await;
    assert_eq!(taken.status(), StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_is_no_journey_or_too_much_of_one_is_refused() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let refused = tell(&rosa, &town, id(1), &under_way(id(2), 1, 600)).await;
    insta::assert_json_snapshot!("journey_unreadable", problem(refused).await);
    let long = tell(&rosa, &town, id(1), &under_way(id(1), 1, JOURNEY_S_MAX + 1)).await;
    assert_eq!(long.status(), StatusCode::BAD_REQUEST);
    let longest = tell(&rosa, &town, id(1), &under_way(id(1), 1, JOURNEY_S_MAX)).await;
    assert_eq!(longest.status(), StatusCode::OK);
    for bytes in [ALERT_BODY_BYTES_MAX, 2 * ALERT_BODY_BYTES_MAX] {
        let mut large = under_way(id(1), 2, 600);
        large["alert"]["pad"] = "x".repeat(bytes).into();
        let refused = tell(&rosa, &town, id(1), &large).await;
        assert_eq!(refused.status(), StatusCode::PAYLOAD_TOO_LARGE);
    }
    let path = "/v1/journeys/not-an-id";
    let odd = rosa.request(&town, Method::PUT, path, Some(b"{}".to_vec()));
    assert_eq!(odd.send().await.unwrap().status(), StatusCode::BAD_REQUEST);
}
