//! What a central makes of a message that is not as it should be.

use auxilio_protocol::lenient::{Unreadable, read_alert, read_updates};
use auxilio_protocol::{Kind, Mode};
use serde_json::{Value, json};

const ID: &str = "019ac9f2-7d3e-7cc1-b1f5-0c6de3a0f001";

fn read(alert: &Value) -> Result<auxilio_protocol::lenient::ReadAlert, Unreadable> {
    read_alert(alert.to_string().as_bytes())
}

#[test]
fn an_id_alone_is_an_alert() {
    let alert = read(&json!({ "id": ID })).unwrap();
    assert_eq!(
        (alert.kind, alert.mode, alert.exercise),
        (Kind::Auxilio, Mode::Open, false)
    );
    assert!(alert.odd.is_empty());
}

#[test]
fn every_field_of_a_wrong_type_is_named_and_the_rest_is_read() {
    let alert = read(&json!({
        "id": ID, "kind": 7, "mode": [], "exercise": "no", "raised_at": "ayer",
        "fix": "mi casa", "profile": { "name": "Rosa" }, "device": 3, "color": "rojo",
    }))
    .unwrap();
    assert_eq!(
        alert.odd,
        ["kind", "mode", "exercise", "raised_at", "fix", "device"]
    );
    assert_eq!(alert.profile.unwrap().name.as_deref(), Some("Rosa"));
}

#[test]
fn an_unreadable_mode_is_taken_as_the_one_that_harms_nobody() {
    assert_eq!(
        read(&json!({ "id": ID, "mode": "secreto" })).unwrap().mode,
        Mode::Covert
    );
}

#[test]
fn only_a_plain_true_makes_a_drill() {
    for exercise in [
        json!("true"),
        json!(1),
        json!(null),
        json!(false),
        json!({}),
    ] {
        assert!(
            !read(&json!({ "id": ID, "exercise": exercise }))
                .unwrap()
                .exercise
        );
    }
    assert!(
        read(&json!({ "id": ID, "exercise": true }))
            .unwrap()
            .exercise
    );
}

#[test]
fn a_kind_from_the_future_is_kept() {
    let kind = read(&json!({ "id": ID, "kind": "inundacion" }))
        .unwrap()
        .kind;
    assert_eq!(kind, Kind::Other("inundacion".to_owned()));
}

#[test]
fn a_place_outside_the_world_is_odd_and_not_a_place() {
    for fix in [
        json!({ "lat": 91, "lon": 0 }),
        json!({ "lat": 0, "lon": -181 }),
        json!({ "lat": 0, "lon": 0, "accuracy_m": -1 }),
        json!({ "lat": 0, "lon": 0, "confidence": 1.1 }),
        json!({ "lat": 0, "lon": 0, "course_deg": 361 }),
    ] {
        let mut fix = fix;
        fix["taken_at"] = json!("2026-11-23T19:12:40-05:00");
        fix["source"] = json!("gnss");
        let alert = read(&json!({ "id": ID, "fix": fix })).unwrap();
        assert_eq!((alert.fix, alert.odd), (None, vec!["fix"]));
    }
}

#[test]
fn only_what_has_no_readable_id_is_refused() {
    assert_eq!(read_alert(b"{"), Err(Unreadable::NotJson));
    assert_eq!(read(&json!([])), Err(Unreadable::NotAnObject));
    for id in [json!(null), json!(1), json!("uno"), json!("")] {
        assert_eq!(read(&json!({ "id": id })), Err(Unreadable::NoId));
    }
}

#[test]
fn an_update_of_an_unknown_sort_keeps_its_number_and_its_bytes() {
    let body = json!([{ "seq": 1, "at": null, "photo": "…" }]).to_string();
    let updates = read_updates(body.as_bytes()).unwrap();
    assert_eq!((updates[0].seq.0, updates[0].change.clone()), (1, None));
    assert_eq!(updates[0].raw["photo"], "…");
}

#[test]
fn updates_without_a_number_or_too_many_are_refused() {
    for bad in [
        json!({}),
        json!([{}]),
        json!([{ "seq": 0 }]),
        json!([{ "seq": -1 }]),
        json!([1]),
    ] {
        assert_eq!(
            read_updates(bad.to_string().as_bytes()),
            Err(Unreadable::NotUpdates)
        );
    }
    let many: Vec<Value> = (1..=65)
        .map(|seq| json!({ "seq": seq, "urgent": true }))
        .collect();
    assert_eq!(
        read_updates(json!(many).to_string().as_bytes()),
        Err(Unreadable::TooManyUpdates)
    );
}
