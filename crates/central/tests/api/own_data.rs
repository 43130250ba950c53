use auxilio_central::incident::Action;
use auxilio_central::operators::Role;
use auxilio_protocol::limits::{EXPORT_BYTES_MAX, PROFILE_BODY_BYTES_MAX};
use auxilio_protocol::own_data::{DataPart, Deletion, DeletionAnswer, Export};
use auxilio_protocol::{Lane, jws};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::browser::Console;
use crate::town::{Device, Town, alert, id, problem};

const OWN: &str = "Mercado Central";

async fn change(town: &Town, device: &Device, body: &Value) -> Response {
    let body = Some(body.to_string().into_bytes());
    let request = device.request(town, Method::PATCH, "/v1/me", body);
    request.send().await.unwrap()
}

async fn export(town: &Town, device: &Device) -> Response {
    let request = device.request(town, Method::GET, "/v1/me/export", None);
    request.send().await.unwrap()
}

async fn delete(town: &Town, device: &Device) -> Response {
    let request = device.request(town, Method::DELETE, "/v1/me", None);
    request.send().await.unwrap()
}

fn profile(version: u64, name: &str) -> Value {
    json!({ "profile": {
        "version": version, "name": name, "phone": "+51 999 999 999",
        "contact": { "name": "Ana Quispe", "phone": "944 000 111" },
        "medical": { "blood": "O+", "notes": "alergia a la penicilina" },
    } })
}

/// What the central keeps of a member, as the member sees it.
async fn kept(town: &Town, device: &Device) -> Export {
    export(town, device).await.json().await.unwrap()
}

async fn lane(town: &Town, device: &Device, n: u8) -> Lane {
    let answer = device.raise(town, &alert(id(n))).await;
    town.receipt(answer).await.lane
}

#[tokio::test]
async fn a_changed_profile_is_kept_once_and_an_older_one_changes_nothing() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    for (version, name, answered, then) in [
        (4, "Rosa Ñáñez", 4, "Rosa Ñáñez"),
        (4, "Rosa Ñáñez", 4, "Rosa Ñáñez"),
        (2, "Rosita", 4, "Rosa Ñáñez"),
        (5, "Rosa María", 5, "Rosa María"),
    ] {
        let answer = change(&town, &rosa, &profile(version, name)).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let answer: Value = answer.json().await.unwrap();
        assert_eq!(answer, json!({ "version": answered }));
        let now = kept(&town, &rosa).await.profile;
        assert_eq!(now.name.as_deref(), Some(then));
        assert!(now.contact.is_some() && now.medical.is_some());
    }
}

#[tokio::test]
async fn what_is_no_profile_or_too_large_changes_nothing() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    for odd in [
        json!({}),
        json!([]),
        json!({ "profile": { "version": -1 } }),
    ] {
        let refused = change(&town, &rosa, &odd).await;
        assert_eq!(refused.status(), StatusCode::BAD_REQUEST, "{odd}");
    }
    let refused = change(&town, &rosa, &json!({})).await;
    insta::assert_json_snapshot!("profile_unreadable", problem(refused).await);
    let large = profile(9, &"x".repeat(PROFILE_BODY_BYTES_MAX));
    let refused = change(&town, &rosa, &large).await;
    assert_eq!(refused.status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(
        kept(&town, &rosa).await.profile.name.as_deref(),
        Some("Rosa")
    );
}

#[tokio::test]
async fn a_copy_has_what_the_member_sent_and_nothing_of_others() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let eva = town.enrol(2).await;
    eva.raise(&town, &alert(id(9))).await;
    let sent = alert(id(1));
    rosa.raise(&town, &sent).await;
    let text = json!([{ "seq": 1, "text": "voy por la avenida" }]);
    rosa.update(&town, id(1), &text).await;
    let console = Console::log_in(&town).await;
    let own = town.incidents().await;
    let own = own.iter().find(|one| one.alerts[0].id == id(1)).unwrap();
    console.act(own.id.0, "visto", "").await;

    let answer = export(&town, &rosa).await;
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let body = answer.text().await.unwrap();
    assert!(body.len() <= EXPORT_BYTES_MAX);
    let copy: Export = serde_json::from_str(&body).unwrap();
    assert_eq!(copy.profile.phone.as_deref(), Some("+51 999 999 999"));
    assert_eq!(copy.organization.as_deref(), Some(OWN));
    assert_eq!((copy.alerts.len(), copy.alerts_left_out), (1, 0));
    let alert = &copy.alerts[0];
    assert_eq!(alert.body, sent.to_string(), "byte for byte");
    assert_eq!(
        (alert.receipt.lane, alert.receipt.seq.0),
        (Lane::Verified, 1)
    );
    assert_eq!((alert.updates.len(), alert.status.len()), (1, 1));
    assert!(!body.contains(&id(9).to_string()));
}

#[tokio::test]
async fn a_deletion_ends_the_membership_at_once_and_proves_it() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    assert_eq!(lane(&town, &rosa, 1).await, Lane::Verified);
    let answer = delete(&town, &rosa).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let answer: DeletionAnswer = answer.json().await.unwrap();
    let proof: Deletion = jws::verify(&answer.deletion, &town.keys().await).unwrap();
    assert_eq!(proof.deleted, Deletion::DELETED);
    assert_eq!(proof.kept, Deletion::KEPT);

    assert_eq!(lane(&town, &rosa, 2).await, Lane::Unverified);
    let me = rosa.me(&town).await;
    assert_eq!(me.status(), StatusCode::UNAUTHORIZED);
    let refused = change(&town, &rosa, &profile(9, "Rosa")).await;
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    let refused = export(&town, &rosa).await;
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    // What had become an incident stays one.
    assert_eq!(town.incidents().await.len(), 2);
}

#[tokio::test]
async fn whoever_asks_again_for_a_deletion_gets_the_same_proof_also_after_a_restart() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let first = delete(&town, &rosa).await.text().await.unwrap();
    assert_eq!(delete(&town, &rosa).await.text().await.unwrap(), first);
    let town = Town::start_in(town.stop().await, auxilio_central::Settings::default()).await;
    assert_eq!(delete(&town, &rosa).await.text().await.unwrap(), first);
    assert_eq!(lane(&town, &rosa, 1).await, Lane::Unverified);
}

#[tokio::test]
async fn a_way_home_is_in_the_copy_and_ends_with_the_membership() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let news = |left_s: u32, of: u8| {
        let alert = alert(id(of));
        json!({ "n": 1, "state": "under_way", "left_s": left_s, "alert": alert })
    };
    let tell = async |device: &Device, of: u8, left_s: u32| {
        let body = Some(news(left_s, of).to_string().into_bytes());
        let path = format!("/v1/journeys/{}", id(of));
        let request = device.request(&town, Method::PUT, &path, body);
        assert_eq!(request.send().await.unwrap().status(), StatusCode::OK);
    };
    tell(&rosa, 1, 1).await;
    let copy = kept(&town, &rosa).await;
    assert_eq!(copy.journeys[0].alert, alert(id(1)).to_string());
    let answer: DeletionAnswer = delete(&town, &rosa).await.json().await.unwrap();
    let proof: Deletion = jws::verify(&answer.deletion, &town.keys().await).unwrap();
    assert!(proof.deleted.contains(&DataPart::Journeys));
    // Another's time is over after hers would have been.
    let eva = town.enrol(2).await;
    tell(&eva, 2, 1).await;
    while town.incidents().await.is_empty() {
        tokio::task::yield_now().await;
    }
    let ids: Vec<_> = town
        .incident()
        .await
        .alerts
        .iter()
        .map(|one| one.id)
        .collect();
    assert_eq!(ids, [id(2)]);
}

#[tokio::test]
async fn who_had_everything_deleted_may_join_again() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    delete(&town, &rosa).await;
    let token = town.invitation(1, 1).await;
    assert_eq!(
        rosa.enrol(&town, &token).await.status(),
        StatusCode::CREATED
    );
    assert_eq!(lane(&town, &rosa, 1).await, Lane::Verified);
    delete(&town, &rosa).await;
    assert_eq!(lane(&town, &rosa, 2).await, Lane::Unverified);
}

#[tokio::test]
async fn an_open_stream_of_a_deleted_member_ends() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    rosa.raise(&town, &alert(id(1))).await;
    let path = format!("/v1/alerts/{}/events", id(1));
    let stream = rosa.request(&town, Method::GET, &path, None);
    let mut stream = stream.send().await.unwrap();
    assert!(stream.chunk().await.unwrap().is_some());
    delete(&town, &rosa).await;
    while stream.chunk().await.unwrap().is_some() {}
}

#[tokio::test]
async fn only_the_own_device_changes_copies_and_deletes() {
    let town = Town::start().await;
    let stranger = Device::new(9);
    let rosa = town.enrol(1).await;
    let body = profile(9, "Eva");
    for refused in [
        change(&town, &stranger, &body).await,
        export(&town, &stranger).await,
        delete(&town, &stranger).await,
        town.get("/v1/me/export").await,
        town.http.delete(town.url("/v1/me")).send().await.unwrap(),
    ] {
        assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    }
    // A signature for one method says nothing for another.
    let signed = rosa.request(&town, Method::GET, "/v1/me", None);
    let mut moved = signed.build().unwrap();
    *moved.method_mut() = Method::DELETE;
    let moved = town.http.execute(moved).await.unwrap();
    assert_eq!(moved.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(lane(&town, &rosa, 1).await, Lane::Verified);
}

/// Lidia's browser: she coordinates the market.
async fn coordinator(town: &Town) -> Console<'_> {
    let role = Role::Coordinator {
        organization: OWN.to_owned(),
    };
    Console::log_in_as(town, "Lidia", &role).await
}

#[tokio::test]
async fn a_phone_that_was_put_out_changes_copies_and_deletes_nothing() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let member = kept(&town, &rosa).await.member;
    let lidia = coordinator(&town).await;
    let path = format!("/coordinacion/miembros/{member}/retirar");
    lidia.send(&path, "").await;
    for refused in [
        change(&town, &rosa, &profile(9, "Rosa")).await,
        export(&town, &rosa).await,
        delete(&town, &rosa).await,
    ] {
        assert_eq!(refused.status(), StatusCode::FORBIDDEN);
        let refused = problem(refused).await;
        let kind = &refused["problem"]["type"];
        assert_eq!(kind, "urn:auxilio:problem:member-revoked");
    }
}

#[tokio::test]
async fn a_coordinator_sees_neither_contact_nor_health_nor_a_copy_and_no_deleted_member() {
    let town = Town::start().await;
    let lidia = coordinator(&town).await;
    let rosa = town.enrol(1).await;
    change(&town, &rosa, &profile(4, "Rosa Ñáñez")).await;
    let page = lidia.text("/coordinacion").await;
    assert!(page.contains("Rosa Ñáñez"));
    for hidden in [
        "Ana Quispe",
        "944 000 111",
        "O+",
        "penicilina",
        "999 999 999",
    ] {
        assert!(!page.contains(hidden), "{hidden}");
    }
    for (method, path) in [
        (Method::GET, "/v1/me"),
        (Method::GET, "/v1/me/export"),
        (Method::DELETE, "/v1/me"),
    ] {
        let refused = lidia.request(method, path).send().await.unwrap();
        assert_eq!(refused.status(), StatusCode::UNAUTHORIZED, "{path}");
    }
    delete(&town, &rosa).await;
    assert!(!lidia.text("/coordinacion").await.contains("Rosa"));
}

#[tokio::test]
async fn a_device_that_asks_for_its_data_without_end_has_to_wait() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let mut last = StatusCode::OK;
    for round in 0..11 {
        let body = profile(round, "Rosa");
        for answer in [
            change(&town, &rosa, &body).await,
            export(&town, &rosa).await,
            rosa.me(&town).await,
        ] {
            last = answer.status();
        }
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let waits = delete(&town, &rosa).await;
    assert_eq!(waits.status(), StatusCode::TOO_MANY_REQUESTS);
}

/// What a copy says of an alert that was cancelled by a PIN, and then worked on.
async fn copied_after(duress: bool) -> Value {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let mut raised = alert(id(1));
    raised["mode"] = "covert".into();
    rosa.raise(&town, &raised).await;
    town.act(Action::Acknowledge).await;
    let at = "2026-11-23T19:13:00-05:00";
    let updates = json!([
        { "seq": 1, "at": at, "cancel": { "reason": "ya_paso" } },
        { "seq": 2, "at": at, "duress": duress },
    ]);
    rosa.update(&town, id(1), &updates).await;
    town.act(Action::Dispatch {
        unit: "Móvil 7".to_owned(),
        eta_s: Some(300),
    })
    .await;
    let copy: Value = export(&town, &rosa).await.json().await.unwrap();
    let mut alert = copy["alerts"][0].clone();
    let told = |list: &Value, what: &str| {
        let items = list.as_array().unwrap().iter();
        items.map(|item| item[what].clone()).collect::<Vec<_>>()
    };
    json!({
        "updates": told(&alert["updates"].take(), "body"),
        "status": told(&alert["status"].take(), "state"),
    })
}

#[tokio::test]
async fn a_copy_tells_neither_which_pin_was_typed_nor_what_was_done_since() {
    let forced = copied_after(true).await;
    assert_eq!(forced, copied_after(false).await);
    assert_eq!(forced["status"], json!(["acknowledged"]));
    assert_eq!(forced["updates"].as_array().unwrap().len(), 1);
    assert!(!forced.to_string().contains("duress"));
}
