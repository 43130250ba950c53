//! Whoever lost their phone puts it out with the words on paper.

use auxilio_central::store::PutOutBy;
use auxilio_protocol::Lane;
use auxilio_protocol::recovery::{PhraseHash, RecoveryRequest};
use reqwest::{Method, Response, StatusCode};
use serde_json::json;

use crate::browser::Console;
use crate::town::{Device, Town, alert, id, problem};

const PAGE: &str = "/perdi-mi-telefono";
const WORDS: &str = "ábaco ñandú olvido célebre régimen útil";
/// As somebody types them in a hurry, with another's phone.
const TYPED: &str = "frase=Abaco+nandu++OLVIDO%2C+celebre+regimen+util";

async fn register(town: &Town, device: &Device, words: &str) -> Response {
    let phrase = PhraseHash::of(words).unwrap();
    let body = serde_json::to_vec(&RecoveryRequest { phrase }).unwrap();
    let request = device.request(town, Method::PUT, "/v1/me/recovery", Some(body));
    request.send().await.unwrap()
}

async fn lane(town: &Town, device: &Device, n: u8) -> Lane {
    let taken = device.raise(town, &alert(id(n))).await;
    town.receipt(taken).await.lane
}

#[tokio::test]
async fn the_words_put_the_device_out_at_once_once_and_say_what_to_do_next() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    let kept = register(&town, &rosa, WORDS).await;
    assert_eq!(kept.status(), StatusCode::NO_CONTENT);
    assert_eq!(lane(&town, &rosa, 1).await, Lane::Verified);
    let path = format!("/v1/alerts/{}/events", id(1));
    let mut stream = (rosa.request(&town, Method::GET, &path, None).send().await).unwrap();
    assert!(stream.chunk().await.unwrap().is_some());

    let browser = Console::stranger(&town);
    let done = browser.send(PAGE, TYPED).await;
    assert_eq!(done.status(), StatusCode::OK);
    let done = done.text().await.unwrap();
    assert!(
        done.contains("ya no es suyo") && done.contains("105"),
        "{done}"
    );

    assert_eq!(lane(&town, &rosa, 2).await, Lane::Unverified);
    while stream.chunk().await.unwrap().is_some() {}
    assert_eq!(rosa.me(&town).await.status(), StatusCode::FORBIDDEN);
    let incidents = town.incidents().await;
    let after = incidents
        .iter()
        .find(|one| one.alerts[0].id == id(2))
        .unwrap();
    assert_eq!(after.put_out().unwrap().by, PutOutBy::Phrase);
    assert_eq!(
        browser.send(PAGE, TYPED).await.status(),
        StatusCode::NOT_FOUND
    );
    // A device that was put out makes no new words for anybody.
    let late = register(&town, &rosa, WORDS).await;
    assert_eq!(late.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn new_words_take_the_place_of_the_old_ones_and_last_over_a_restart() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    register(&town, &rosa, "uno dos tres cuatro cinco seis").await;
    register(&town, &rosa, WORDS).await;
    let town = Town::start_in(town.stop().await, auxilio_central::Settings::default()).await;
    let browser = Console::stranger(&town);
    let old = browser
        .send(PAGE, "frase=uno+dos+tres+cuatro+cinco+seis")
        .await;
    assert_eq!(old.status(), StatusCode::NOT_FOUND);
    assert_eq!(lane(&town, &rosa, 1).await, Lane::Verified);
    assert_eq!(browser.send(PAGE, TYPED).await.status(), StatusCode::OK);
    assert_eq!(lane(&town, &rosa, 2).await, Lane::Unverified);
}

#[tokio::test]
async fn whoever_guesses_has_to_wait_and_nobody_else_does() {
    let town = Town::start().await;
    let rosa = town.enrol(1).await;
    register(&town, &rosa, WORDS).await;
    let browser = Console::stranger(&town);
    let guess = async |address: &str, words: &str| {
        let from = browser.post(PAGE, words).header("x-forwarded-for", address);
        from.send().await.unwrap()
    };
    for _ in 0..5 {
        let missed = guess("192.0.2.1", "frase=a+b+c+d+e+f").await;
        assert_eq!(missed.status(), StatusCode::NOT_FOUND);
    }
    let waits = guess("192.0.2.1", TYPED).await;
    assert_eq!(waits.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(waits.headers().contains_key("retry-after"));
    assert_eq!(lane(&town, &rosa, 1).await, Lane::Verified);
    assert_eq!(guess("192.0.2.2", TYPED).await.status(), StatusCode::OK);
    assert_eq!(lane(&town, &rosa, 2).await, Lane::Unverified);
}

#[tokio::test]
async fn the_page_gives_the_words_to_nobody_and_takes_them_from_no_other_page() {
    let town = Town::start().await;
    let browser = Console::stranger(&town);
    let shown = browser.get(PAGE).await;
    assert_eq!(shown.headers()["cache-control"], "no-store");
    assert_eq!(shown.headers()["referrer-policy"], "no-referrer");
    let page = shown.text().await.unwrap();
    assert!(page.contains("method=\"post\"") && page.contains("autocomplete=\"off\""));
    assert!(!page.contains("<script"));
    let elsewhere = (browser.request(Method::POST, PAGE))
        .header("origin", "https://a.pe")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(TYPED);
    let elsewhere = elsewhere.send().await.unwrap();
    assert_eq!(elsewhere.status(), StatusCode::FORBIDDEN);
    // Words in an address are not looked at.
    let asked = browser.get(&format!("{PAGE}?{TYPED}")).await;
    assert_eq!(asked.text().await.unwrap(), page);
}

#[tokio::test]
async fn only_a_members_own_device_registers_words_and_only_their_hash() {
    let town = Town::start().await;
    let stranger = register(&town, &Device::new(9), WORDS).await;
    assert_eq!(stranger.status(), StatusCode::UNAUTHORIZED);
    let rosa = town.enrol(1).await;
    let body = Some(json!({ "phrase": WORDS }).to_string().into_bytes());
    let clear = rosa.request(&town, Method::PUT, "/v1/me/recovery", body);
    insta::assert_json_snapshot!(
        "recovery_unreadable",
        problem(clear.send().await.unwrap()).await
    );
}
