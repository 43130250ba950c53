//! Who is watched or was forced, and whose identity is reserved, as operators' browsers are told.

use std::collections::HashMap;
use std::io;
use std::sync::{LazyLock, Mutex};
use std::thread::ThreadId;

use auxilio_central::incident::Phase;
use auxilio_central::operators::Role;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::browser::Console;
use crate::town::{Device, Town, alert, id};

const REASON: &str = "motivo=attended&razon=La+vio+el+serenazgo+en+su+puerta";

fn of_kind(n: u8, kind: &str, mode: &str) -> Value {
    let mut alert = alert(id(n));
    alert["kind"] = kind.into();
    alert["mode"] = mode.into();
    alert
}

/// A town where somebody raised that, and its incident's number.
async fn raised(kind: &str, mode: &str) -> (Town, Device, i64) {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    rosa.raise(&town, &of_kind(1, kind, mode)).await;
    let number = town.incident().await.id.0;
    (town, rosa, number)
}

fn cancelled_under_duress() -> Value {
    json!([{ "seq": 1, "cancel": { "reason": "ya_paso" } }, { "seq": 2, "duress": true }])
}

/// Name, telephone and exact place of [`alert`].
fn tells_who(html: &str) -> bool {
    ["Rosa", "999 999 999", "8.07392"]
        .iter()
        .any(|secret| html.contains(secret))
}

/// The first card that a fresh stream of that console tells.
async fn first_card(console: &Console<'_>) -> String {
    let request = console.request(Method::GET, "/consola/flujo?desde=0");
    let mut stream = request.send().await.unwrap();
    let mut told = String::new();
    while !told.contains("</article>") {
        told += std::str::from_utf8(&stream.chunk().await.unwrap().unwrap()).unwrap();
    }
    told
}

#[tokio::test]
async fn whoever_is_watched_cannot_be_written_to_by_any_page() {
    for (mode, updates) in [
        ("covert", json!([])),
        ("open", json!([{ "seq": 1, "duress": true }])),
    ] {
        let (town, rosa, number) = raised("robo", mode).await;
        rosa.update(&town, id(1), &updates).await;
        let console = Console::log_in(&town).await;
        let path = format!("/consola/incidentes/{number}/mensaje");
        let refused = console.send(&path, "texto=Ya+vamos").await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let words = refused.text().await.unwrap();
        assert!(words.contains("No llame ni escriba"), "{words}");
        assert!(town.incident().await.events.is_empty());
    }
}

#[tokio::test]
async fn a_cancel_under_duress_rings_again_wherever_the_incident_was() {
    for (actions, phase) in [
        (vec![], Phase::Open),
        (vec![("visto", "")], Phase::Acknowledged),
        (vec![("visto", ""), ("lugar", "")], Phase::OnScene),
        (
            vec![("visto", ""), ("cerrar", "motivo=false_alarm")],
            Phase::Open,
        ),
    ] {
        let (town, rosa, number) = raised("robo", "open").await;
        let console = Console::log_in(&town).await;
        for (action, form) in actions {
            assert_eq!(console.act(number, action, form).await, StatusCode::OK);
        }
        let answer = rosa.update(&town, id(1), &cancelled_under_duress()).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(town.incident().await.phase, phase);
        let page = console.page().await;
        assert!(page.contains("data-rings=\"yes\""), "{phase:?}: {page}");
        assert!(page.contains("BAJO AMENAZA") && page.contains("data-group=\"abiertos\""));
    }
}

#[tokio::test]
async fn duress_is_known_in_whatever_order_it_comes_and_never_taken_back() {
    let (cancel, forced, proved) = (
        json!({ "cancel": { "reason": "ya_paso" } }),
        json!({ "duress": true }),
        json!({ "duress": false }),
    );
    for order in [
        [&forced, &cancel, &proved],
        [&cancel, &forced, &proved],
        [&proved, &cancel, &forced],
    ] {
        let (town, rosa, _) = raised("robo", "covert").await;
        for (seq, change) in (1..).zip(order) {
            let mut update = change.clone();
            update["seq"] = json!(seq);
            rosa.update(&town, id(1), &json!([update])).await;
        }
        let marks = town.incident().await.alerts.remove(0).marks;
        assert!(marks.duress && marks.proved && marks.cancelled.is_some());
    }
    // Before the alert itself.
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    rosa.update(&town, id(1), &cancelled_under_duress()).await;
    rosa.raise(&town, &of_kind(1, "robo", "open")).await;
    assert!(town.incident().await.alerts[0].marks.duress);
}

#[tokio::test]
async fn a_duress_is_taken_by_a_touch_on_a_card_that_showed_it() {
    let (town, rosa, number) = raised("robo", "open").await;
    let console = Console::log_in(&town).await;
    rosa.update(&town, id(1), &cancelled_under_duress()).await;
    // A touch on a card from before it was known.
    assert_eq!(console.act(number, "visto", "").await, StatusCode::OK);
    assert!(console.page().await.contains("data-rings=\"yes\""));
    let taken = console.act(number, "visto", "amenaza=si").await;
    assert_eq!(taken, StatusCode::OK);
    assert!(console.page().await.contains("data-rings=\"no\""));
    // Whoever is forced again is known already.
    let again = json!([{ "seq": 3, "duress": true }]);
    rosa.update(&town, id(1), &again).await;
    assert!(console.page().await.contains("data-rings=\"no\""));
    let told = town.incident().await.events;
    assert_eq!(told.len(), 1, "one acknowledgement for the phone: {told:?}");
}

#[tokio::test]
async fn an_incident_under_duress_is_not_ended_by_accident() {
    let (town, rosa, number) = raised("robo", "open").await;
    let console = Console::log_in(&town).await;
    console.act(number, "visto", "").await;
    rosa.update(&town, id(1), &cancelled_under_duress()).await;
    for form in [
        "motivo=false_alarm",
        "motivo=attended&razon=",
        "motivo=attended&razon=ya",
    ] {
        let path = format!("/consola/incidentes/{number}/cerrar");
        let refused = console.send(&path, form).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        let words = refused.text().await.unwrap();
        assert!(words.contains("la obligaron a cancelar"), "{words}");
    }
    assert_ne!(town.incident().await.phase, Phase::Closed);
    assert_eq!(console.act(number, "cerrar", REASON).await, StatusCode::OK);
    assert_eq!(town.incident().await.phase, Phase::Closed);
    console.act(number, "abrir", "").await;
    let page = console.page().await;
    assert!(page.contains("La vio el serenazgo en su puerta"), "{page}");
}

#[tokio::test]
async fn nothing_that_tells_who_or_where_reaches_a_browser_that_has_not_opened_it() {
    for (kind, mode) in [("violencia", "open"), ("robo", "covert")] {
        let (town, _, number) = raised(kind, mode).await;
        let rita = Console::log_in_as(&town, "Rita", &Role::Operator).await;
        let omar = Console::log_in_as(&town, "Omar", &Role::Supervisor).await;
        for path in ["/consola", "/consola/tablero"] {
            assert!(!tells_who(&rita.text(path).await), "{kind} {mode} {path}");
        }
        assert!(!tells_who(&first_card(&rita).await), "{kind} {mode}");
        assert_eq!(rita.act(number, "abrir", "").await, StatusCode::OK);
        assert!(tells_who(&rita.page().await) && tells_who(&first_card(&rita).await));
        let others = omar.page().await;
        assert!(!tells_who(&others), "{kind} {mode}");
        assert!(others.contains("Abierta por: <bdi>Rita</bdi>"), "{others}");
    }
}

#[tokio::test]
async fn work_on_a_reserved_incident_opens_it_and_is_kept_the_same_way() {
    let (town, _, number) = raised("violencia", "open").await;
    let rita = Console::log_in_as(&town, "Rita", &Role::Operator).await;
    let omar = Console::log_in_as(&town, "Omar", &Role::Operator).await;
    let path = format!("/consola/incidentes/{number}/visto");
    let card = rita.post(&path, "").header("hx-request", "true");
    assert!(tells_who(&card.send().await.unwrap().text().await.unwrap()));
    let page = omar.page().await;
    assert!(!tells_who(&page) && page.contains("Abierta por: <bdi>Rita</bdi>"));
    omar.act(number, "unidad", "unidad=M3").await;
    assert!(tells_who(&omar.page().await));
    // Each is kept once, however often they touch.
    rita.act(number, "abrir", "").await;
    assert_eq!(town.incident().await.notes.len(), 2);
    // The end folds it for both; whoever looks again is kept again.
    rita.act(number, "cerrar", "motivo=attended").await;
    assert!(!tells_who(&rita.page().await) && !tells_who(&omar.page().await));
    omar.act(number, "abrir", "").await;
    assert!(tells_who(&omar.page().await) && !tells_who(&rita.page().await));
    assert_eq!(town.incident().await.notes.len(), 3);
}

#[tokio::test]
async fn what_is_not_reserved_needs_no_opening_and_keeps_none() {
    let town = Town::start().await;
    town.post("/v1/alerts", alert(id(1)).to_string()).await;
    let console = Console::log_in(&town).await;
    assert!(tells_who(&console.page().await));
    let number = town.incident().await.id.0;
    assert_eq!(console.act(number, "abrir", "").await, StatusCode::OK);
    let nothing = console.act(number + 1, "abrir", "").await;
    assert_eq!(nothing, StatusCode::NOT_FOUND);
    assert!(town.incident().await.notes.is_empty());
}

#[tokio::test]
async fn what_was_violence_once_stays_reserved_whatever_it_is_called_later() {
    let (town, rosa, _) = raised("robo", "open").await;
    let console = Console::log_in(&town).await;
    let renamed = json!([{ "seq": 1, "kind": "violencia" }, { "seq": 2, "kind": "medica" }]);
    rosa.update(&town, id(1), &renamed).await;
    let page = console.page().await;
    assert!(
        page.contains("data-kind=\"medica\"") && !tells_who(&page),
        "{page}"
    );
}

/// What centrals write to their logs, of the threads that listen. One subscriber for the whole
/// process: one for a thread misses events that another thread, which had none, came by first.
static LOGS: LazyLock<Mutex<HashMap<ThreadId, Vec<u8>>>> = LazyLock::new(|| {
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(|| Log)
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    Mutex::default()
});

struct Log;

impl io::Write for Log {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut logs = LOGS.lock().unwrap();
        if let Some(log) = logs.get_mut(&std::thread::current().id()) {
            log.extend_from_slice(line);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_tells_that_somebody_opened_it_and_nothing_of_the_person() {
    // The central of a test runs on the test's own thread.
    let here = std::thread::current().id();
    LOGS.lock().unwrap().insert(here, Vec::new());
    let (town, _, number) = raised("violencia", "covert").await;
    let rita = Console::log_in_as(&town, "Rita", &Role::Operator).await;
    rita.act(number, "abrir", "").await;
    let told = LOGS.lock().unwrap().remove(&here).unwrap();
    let told = String::from_utf8(told).unwrap();
    let opening = told.lines().find(|line| line.contains("was opened"));
    let opening = opening.unwrap();
    assert!(opening.contains(&format!("incident={number}")), "{opening}");
    assert!(
        !tells_who(opening) && !opening.contains("Rita"),
        "{opening}"
    );
}
