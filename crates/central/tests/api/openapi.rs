//! The description of the wire, held to the addresses that there are and to what goes over them.

use auxilio_central::addresses;
use auxilio_protocol::recovery::{PhraseHash, RecoveryRequest};
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::town::{Device, Town, alert, id};

/// Addresses for people's browsers, for app shops and for whoever watches the machine.
const ELSEWHERE: [&str; 8] = [
    "/consola",
    "/coordinacion",
    "/unirse/",
    "/perdi-mi-telefono",
    "/app",
    "/healthz",
    "/.well-known/assetlinks.json",
    "/.well-known/apple-app-site-association",
];

async fn document(town: &Town) -> Value {
    town.get("/v1/openapi.json").await.json().await.unwrap()
}

/// What is wrong with a value, by one of the document's schemas.
fn faults(document: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "components": document["components"],
        "allOf": [schema],
    });
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&whole)
        .unwrap();
    let faults = validator.iter_errors(value);
    faults
        .map(|fault| format!("{}: {fault}", fault.instance_path))
        .collect()
}

/// Holds a request and its answer to what the document says of that address.
async fn hold(
    document: &Value,
    method: &str,
    path: &str,
    sent: Option<&Value>,
    answer: Response,
) -> Value {
    let operation = &document["paths"][path][method];
    assert!(operation.is_object(), "{method} {path} is not described");
    if let Some(sent) = sent {
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
        assert_eq!(faults(document, schema, sent), [""; 0], "{method} {path}");
    }
    let status = answer.status().as_u16().to_string();
    let content_type = answer.headers().get("content-type").cloned();
    let told = &operation["responses"][&status];
    assert!(told.is_object(), "{method} {path} answered {status}");
    let body = answer.text().await.unwrap();
    let Some(content_type) = content_type.filter(|_| !body.is_empty()) else {
        return Value::Null;
    };
    let content_type = content_type
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let schema = &told["content"][&content_type]["schema"];
    assert!(
        schema.is_object(),
        "{method} {path} answered {status} as {content_type}"
    );
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(
        faults(document, schema, &body),
        [""; 0],
        "{method} {path} {body}"
    );
    body
}

#[tokio::test]
async fn every_address_of_the_wire_is_described_and_no_other() {
    let town = Town::start().await;
    let document = document(&town).await;
    let described = document["paths"].as_object().unwrap();
    let mut there: Vec<String> = addresses();
    there.retain(|path| !ELSEWHERE.iter().any(|other| path.starts_with(other)));
    let mut described: Vec<String> = described.keys().cloned().collect();
    there.sort();
    described.sort();
    assert_eq!(there, described);
}

#[tokio::test]
async fn what_a_phone_sends_and_gets_is_what_the_description_says() {
    let town = Town::start().await;
    let document = document(&town).await;
    let device = Device::new(1);
    let token = town.invitation(1, 1).await;
    let path = format!("/v1/invitations/{token}");
    let invited = town.get(&path).await;
    hold(&document, "get", "/v1/invitations/{given}", None, invited).await;
    let enrolment = device.enrolment(&token);
    let enrolled = device.enrol(&town, &token).await;
    hold(
        &document,
        "post",
        "/v1/enrolments",
        Some(&enrolment),
        enrolled,
    )
    .await;
    let (raised, path) = (alert(id(1)), "/v1/alerts");
    for _ in 0..2 {
        let answer = device.raise(&town, &raised).await;
        hold(&document, "post", path, Some(&raised), answer).await;
    }
    let updates = json!([
        { "seq": 1, "at": "2026-11-23T19:12:55-05:00", "kind": "robo" },
        { "seq": 2, "at": "2026-11-23T19:12:56-05:00", "cancel": { "reason": "ya_paso" } },
        { "seq": 3, "at": "2026-11-23T19:12:56-05:00", "duress": true },
    ]);
    let answer = device.update(&town, id(1), &updates).await;
    hold(
        &document,
        "post",
        "/v1/alerts/{id}/updates",
        Some(&updates),
        answer,
    )
    .await;
    let early = device.update(&town, id(9), &updates).await;
    hold(
        &document,
        "post",
        "/v1/alerts/{id}/updates",
        Some(&updates),
        early,
    )
    .await;
}

#[tokio::test]
async fn what_a_member_asks_and_tells_of_itself_is_what_the_description_says() {
    let town = Town::start().await;
    let document = document(&town).await;
    let device = town.enrol(1).await;
    hold(&document, "get", "/v1/me", None, device.me(&town).await).await;
    let ready =
        json!({ "at": "2026-11-23T19:12:52-05:00", "checks": [{ "name": "clock", "ok": true }] });
    let told = device.tell_readiness(&town, &ready).await;
    hold(&document, "put", "/v1/me/readiness", Some(&ready), told).await;
    let words = PhraseHash::of("uno dos tres cuatro cinco seis").unwrap();
    let recovery = serde_json::to_value(RecoveryRequest { phrase: words }).unwrap();
    let body = Some(recovery.to_string().into_bytes());
    let request = device.request(&town, Method::PUT, "/v1/me/recovery", body);
    let kept = request.send().await.unwrap();
    hold(&document, "put", "/v1/me/recovery", Some(&recovery), kept).await;
    let change = json!({ "profile": { "version": 4, "name": "Rosa" } });
    let body = Some(change.to_string().into_bytes());
    let changed = device
        .request(&town, Method::PATCH, "/v1/me", body)
        .send()
        .await;
    hold(
        &document,
        "patch",
        "/v1/me",
        Some(&change),
        changed.unwrap(),
    )
    .await;
    for path in ["/.well-known/auxilio", "/v1/directory", "/v1/openapi.json"] {
        hold(&document, "get", path, None, town.get(path).await).await;
    }
    let signed = |method: Method, path| device.request(&town, method, path, None).send();
    let copy = signed(Method::GET, "/v1/me/export").await.unwrap();
    hold(&document, "get", "/v1/me/export", None, copy).await;
    let deleted = signed(Method::DELETE, "/v1/me").await.unwrap();
    hold(&document, "delete", "/v1/me", None, deleted).await;
    let gone = signed(Method::GET, "/v1/me").await.unwrap();
    let problem = hold(&document, "get", "/v1/me", None, gone).await;
    assert!(problem["type"].is_string());
}
