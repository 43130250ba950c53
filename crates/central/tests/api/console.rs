use auxilio_central::incident::Phase;
use auxilio_central::operators;
use auxilio_protocol::State;
use reqwest::header::LOCATION;
use reqwest::{Method, StatusCode};

use crate::browser::{Console, cookies};
use crate::town::{Town, alert, id};

const ACTIONS: [(&str, &str); 5] = [
    ("visto", ""),
    ("unidad", "unidad=M%C3%B3vil+3&minutos=4"),
    ("lugar", ""),
    ("mensaje", "texto=Ya+vamos"),
    ("cerrar", "motivo=attended"),
];

#[tokio::test]
async fn nothing_of_the_console_is_shown_or_done_without_a_login() {
    let town = Town::start().await;
    town.post("/v1/alerts", alert(id(1)).to_string()).await;
    let stranger = Console::stranger(&town);
    for path in ["/consola", "/consola/tablero", "/consola/flujo"] {
        let answer = stranger.request(Method::GET, path).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{path}");
        let asked = stranger
            .request(Method::GET, path)
            .header("accept", "text/html");
        let answer = asked.send().await.unwrap();
        assert_eq!(answer.headers()[LOCATION], "/consola/entrar", "{path}");
    }
    let number = town.incident().await.id.0;
    for (action, form) in ACTIONS {
        assert_eq!(
            stranger.act(number, action, form).await,
            StatusCode::UNAUTHORIZED,
            "{action}"
        );
    }
    let answer = stranger.post("/consola/salir", "").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(town.incident().await.phase, Phase::Open);
}

#[tokio::test]
async fn a_login_gives_cookies_that_no_script_reads_and_a_wrong_password_gives_none() {
    let town = Town::start().await;
    let first = operators::ensure_first(&town.store).await.unwrap().unwrap();
    let console = Console::stranger(&town);
    let refused = console.enter("central", "otra").await;
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    assert!(cookies(&refused).is_empty());
    let taken = console.enter("central", &first.password).await;
    let given = cookies(&taken);
    assert_eq!(given.len(), 2);
    for cookie in given {
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
            "{cookie}"
        );
    }
}

#[tokio::test]
async fn who_guesses_is_slowed_and_a_known_browser_still_gets_in() {
    let town = Town::start().await;
    let first = operators::ensure_first(&town.store).await.unwrap().unwrap();
    let stranger = Console::stranger(&town);
    let taken = stranger.enter("central", &first.password).await;
    let browser = cookies(&taken)
        .into_iter()
        .find(|c| c.starts_with("auxilio_equipo"))
        .unwrap();
    let mut known = Console::stranger(&town);
    known.cookie = browser.split(';').next().unwrap().to_owned();
    let mut answered = Vec::new();
    for _ in 0..12 {
        answered.push(stranger.enter("central", "otra").await.status());
    }
    assert_eq!(answered.last(), Some(&StatusCode::TOO_MANY_REQUESTS));
    assert_eq!(
        known.enter("central", &first.password).await.status(),
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn another_sites_page_can_do_nothing_with_the_operators_session() {
    let town = Town::start().await;
    town.post("/v1/alerts", alert(id(1)).to_string()).await;
    let console = Console::log_in(&town).await;
    let path = format!("/consola/incidentes/{}/visto", town.incident().await.id.0);
    for (name, value) in [
        ("origin", "https://malo.example"),
        ("sec-fetch-site", "cross-site"),
    ] {
        let sent = console
            .request(Method::POST, &path)
            .header(name, value)
            .send()
            .await
            .unwrap();
        assert_eq!(sent.status(), StatusCode::FORBIDDEN, "{name}");
    }
    let sent = console.request(Method::POST, &path).send().await.unwrap();
    assert_eq!(sent.status(), StatusCode::FORBIDDEN);
    assert_eq!(town.incident().await.phase, Phase::Open);
}

#[tokio::test]
async fn each_action_moves_the_incident_and_is_told_to_the_phone() {
    let town = Town::start().await;
    town.post("/v1/alerts", alert(id(1)).to_string()).await;
    let console = Console::log_in(&town).await;
    let number = town.incident().await.id.0;
    assert!(
        console
            .page()
            .await
            .contains(&format!("id=\"incidente-{number}\""))
    );
    for (action, form) in ACTIONS {
        assert_eq!(
            console.act(number, action, form).await,
            StatusCode::OK,
            "{action}"
        );
    }
    let incident = town.incident().await;
    assert_eq!(incident.phase, Phase::Closed);
    let told: Vec<State> = incident.events.iter().map(|event| event.state).collect();
    let expected = [
        State::Acknowledged,
        State::Dispatched,
        State::OnScene,
        State::Message,
        State::Closed,
    ];
    assert_eq!(
        told.iter()
            .filter(|state| **state != State::Received)
            .copied()
            .collect::<Vec<_>>(),
        expected
    );
    assert_eq!(console.act(number, "visto", "").await, StatusCode::CONFLICT);
    assert_eq!(
        console.act(number + 1, "visto", "").await,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_form_that_says_nothing_useful_changes_nothing() {
    let town = Town::start().await;
    town.post("/v1/alerts", alert(id(1)).to_string()).await;
    let console = Console::log_in(&town).await;
    let number = town.incident().await.id.0;
    console.act(number, "visto", "").await;
    for (action, form) in [
        ("unidad", "unidad=+"),
        ("unidad", "unidad=M3&minutos=muchos"),
        ("mensaje", "texto="),
        ("cerrar", "motivo=porque"),
    ] {
        assert_eq!(
            console.act(number, action, form).await,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{form}"
        );
    }
    assert_eq!(town.incident().await.phase, Phase::Acknowledged);
}

#[tokio::test]
async fn the_stream_tells_what_came_and_ends_with_the_session() {
    let town = Town::start().await;
    let console = Console::log_in(&town).await;
    let mut stream = console
        .request(Method::GET, "/consola/flujo")
        .send()
        .await
        .unwrap();
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    town.post("/v1/alerts", alert(id(1)).to_string()).await;
    let number = town.incident().await.id.0;
    let mut told = String::new();
    let expected = [
        "event: incidente",
        "event: latido",
        &format!("id=\"incidente-{number}\""),
    ];
    while !expected.iter().all(|part| told.contains(part)) {
        told += std::str::from_utf8(&stream.chunk().await.unwrap().unwrap()).unwrap();
    }
    console.post("/consola/salir", "").send().await.unwrap();
    town.post("/v1/alerts", alert(id(2)).to_string()).await;
    let mut rest = String::new();
    while let Some(chunk) = stream.chunk().await.unwrap() {
        rest += std::str::from_utf8(&chunk).unwrap();
    }
    assert!(
        rest.contains("event: fin") && !rest.contains("event: incidente"),
        "{rest}"
    );
}

#[tokio::test]
async fn a_stream_that_reconnects_gets_only_what_it_missed() {
    let town = Town::start().await;
    let console = Console::log_in(&town).await;
    town.post("/v1/alerts", alert(id(1)).to_string()).await;
    let first = town.incident().await;
    town.post("/v1/alerts", alert(id(2)).to_string()).await;
    let asked = console.request(Method::GET, "/consola/flujo?desde=0");
    let mut stream = asked
        .header("last-event-id", first.changed.0.to_string())
        .send()
        .await
        .unwrap();
    let mut told = String::new();
    while !told.contains("event: incidente") || !told.ends_with("\n\n") {
        told += std::str::from_utf8(&stream.chunk().await.unwrap().unwrap()).unwrap();
    }
    assert!(
        !told.contains(&format!("id=\"incidente-{}\"", first.id.0)),
        "{told}"
    );
}

#[tokio::test]
async fn pages_run_no_script_but_their_own_and_need_no_other_host() {
    let town = Town::start().await;
    let console = Console::log_in(&town).await;
    let answer = console
        .request(Method::GET, "/consola")
        .send()
        .await
        .unwrap();
    let policy = answer.headers()["content-security-policy"]
        .to_str()
        .unwrap();
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("unsafe"),
        "{policy}"
    );
    let html = answer.text().await.unwrap();
    assert!(!html.contains("style=\"") && !html.contains("<style"));
    for name in html
        .split("/consola/recursos/")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
    {
        let asset = town.get(&format!("/consola/recursos/{name}")).await;
        assert_eq!(asset.status(), StatusCode::OK, "{name}");
    }
}
