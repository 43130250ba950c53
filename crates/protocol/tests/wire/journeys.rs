//! Journeys as they stand on the wire.

use auxilio_protocol::journey::{Course, JourneyAnswer, JourneyNews, NotAJourney};
use auxilio_protocol::limits::{ALERT_BODY_BYTES_MAX, JOURNEY_N_MAX, JOURNEY_S_MAX};
use auxilio_protocol::{JourneyState, JourneyStatus, jws};
use insta::assert_json_snapshot;
use serde_json::{Value, json};

use crate::{alert, fix, key};

fn under_way() -> JourneyNews {
    JourneyNews {
        n: 2,
        course: Course::UnderWay {
            left_s: 1_800,
            fix: Some(fix()),
            alert: serde_json::to_vec(&alert()).unwrap(),
        },
    }
}

fn status() -> JourneyStatus {
    JourneyStatus {
        journey: alert().id,
        n: 2,
        state: JourneyState::UnderWay,
        due_at: "2026-11-23T22:40:00-05:00".parse().unwrap(),
        at: "2026-11-23T22:10:00-05:00".parse().unwrap(),
    }
}

fn read(body: &Value) -> Result<JourneyNews, NotAJourney> {
    JourneyNews::read(body.to_string().as_bytes(), alert().id).map(|(news, _)| news)
}

#[test]
fn a_journey_and_its_answer() {
    let arrived = JourneyNews {
        n: 3,
        course: Course::Arrived,
    };
    let as_json = |news: &JourneyNews| serde_json::from_slice::<Value>(&news.to_body()).unwrap();
    assert_json_snapshot!("journey_under_way", as_json(&under_way()));
    assert_json_snapshot!("journey_arrived", as_json(&arrived));
    assert_json_snapshot!("journey_status", status());
    let answer = JourneyAnswer {
        journey: jws::sign(&key(1), &status()),
    };
    assert_json_snapshot!("journey_answer", answer);
}

#[test]
fn the_alert_in_a_journey_comes_out_byte_for_byte() {
    // Spaces, an order of fields, an escape and a number that no writer of ours would choose.
    let odd = format!(
        r#"{{ "profile": {{"name": "\u00d1a\u00f1ez"}},  "id":"{}", "pad": 1.50 }}"#,
        alert().id
    );
    let news = JourneyNews {
        n: 1,
        course: Course::UnderWay {
            left_s: 1,
            fix: None,
            alert: odd.clone().into_bytes(),
        },
    };
    let (read, as_read) = JourneyNews::read(&news.to_body(), alert().id).unwrap();
    assert_eq!(read, news);
    let profile = as_read.unwrap().profile.unwrap();
    assert_eq!(profile.name.as_deref(), Some("Ñañez"));
}

#[test]
fn a_position_that_cannot_be_read_is_none_and_the_time_counts() {
    let mut body: Value = serde_json::from_slice(&under_way().to_body()).unwrap();
    body["fix"] = json!({ "lat": 900 });
    let news = read(&body).unwrap();
    let Course::UnderWay { left_s, fix, .. } = news.course else {
        panic!("under way");
    };
    assert_eq!((left_s, fix), (1_800, None));
}

#[test]
fn what_is_no_journey_is_told() {
    let whole: Value = serde_json::from_slice(&under_way().to_body()).unwrap();
    for (field, odd) in [
        ("n", json!(0)),
        ("n", json!(JOURNEY_N_MAX + 1)),
        ("n", json!(-1)),
        ("state", json!("raised")),
        ("left_s", Value::Null),
        ("left_s", json!(JOURNEY_S_MAX + 1)),
        ("left_s", json!(-1)),
        ("alert", Value::Null),
        ("alert", json!("no object")),
        (
            "alert",
            json!({ "id": "019ac9f2-7d3e-7cc1-b1f5-0c6de3a0f0ff" }),
        ),
    ] {
        let mut body = whole.clone();
        body[field] = odd.clone();
        assert_eq!(read(&body), Err(NotAJourney::Unreadable), "{field}: {odd}");
    }
    let mut large = whole.clone();
    large["alert"]["pad"] = "x".repeat(ALERT_BODY_BYTES_MAX).into();
    assert_eq!(read(&large), Err(NotAJourney::AlertTooLarge));
    for limit in [("n", JOURNEY_N_MAX), ("left_s", JOURNEY_S_MAX.into())] {
        let mut body = whole.clone();
        body[limit.0] = limit.1.into();
        assert!(read(&body).is_ok(), "{limit:?}");
    }
}

#[test]
fn an_answer_to_a_journey_is_no_receipt() {
    let token = jws::sign(&key(1), &status());
    let keys = auxilio_protocol::KeySet::new([key(1).public()]);
    assert_eq!(jws::verify::<JourneyStatus>(&token, &keys), Ok(status()));
    assert!(jws::verify::<auxilio_protocol::Receipt>(&token, &keys).is_err());
}

#[test]
fn nothing_personal_of_a_journey_stands_in_debug() {
    let shown = format!("{:?}", under_way());
    for personal in ["Rosa", "8.07", "51987654321"] {
        assert!(!shown.contains(personal), "{shown}");
    }
}
