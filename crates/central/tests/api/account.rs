//! An operator's own account: password, second factor, sessions.

use std::time::Duration;

use auxilio_central::operators::{self, NewOperator, Role};
use auxilio_central::second_factor::Policy;
use auxilio_central::{Settings, clock};
use reqwest::header::LOCATION;
use reqwest::{Method, StatusCode};
use totp_rs::{Builder, Secret};

use crate::browser::{Console, cookies};
use crate::town::{Town, alert, id};

const ACCOUNT: &str = "/consola/cuenta";
/// Most time between the end of a session and the end of its streams.
const STREAM_ENDS_WITHIN: Duration = Duration::from_secs(5);

fn required() -> Settings {
    Settings {
        second_factor: Some(Policy::Required),
        ..Settings::default()
    }
}

async fn rosa(town: &Town) -> NewOperator {
    operators::add(&town.store, "Rosa", &Role::Operator)
        .await
        .unwrap()
}

/// The code that a telephone shows now, or so many steps later.
fn code(secret: &str, steps: u64) -> String {
    let secret = Secret::try_from_base32(secret.replace(' ', "")).unwrap();
    let now_s = u64::try_from(clock::now().unix_ms() / 1000).unwrap();
    let telephone = Builder::new().with_secret(secret).build().unwrap();
    telephone.generate(now_s + steps * 30).to_string()
}

/// The secret that the page shows, as people type it.
async fn offered(console: &Console<'_>, password: &str) -> String {
    let path = format!("{ACCOUNT}/codigo");
    let page = console.send(&path, &format!("clave={password}")).await;
    assert_eq!(page.status(), StatusCode::OK);
    let page = page.text().await.unwrap();
    assert!(page.contains("<svg class=\"qr\""), "{page}");
    let rest = page.split("data-field=\"secret\">").nth(1).unwrap();
    rest.split('<').next().unwrap().to_owned()
}

/// Sets a second factor up with the code of now, and gives its secret.
async fn set_up(console: &Console<'_>, password: &str) -> String {
    let secret = offered(console, password).await;
    let form = format!("codigo={}", code(&secret, 0));
    let path = format!("{ACCOUNT}/codigo/confirmar");
    let set = console.send(&path, &form).await;
    assert_eq!(set.status(), StatusCode::OK);
    secret
}

#[tokio::test]
async fn a_code_is_asked_for_once_it_is_set_up_and_no_answer_tells_which_was_wrong() {
    let town = Town::start().await;
    let rosa = rosa(&town).await;
    let console = Console::log_in_with(&town, &rosa).await;
    let secret = set_up(&console, &rosa.password).await;
    let right = code(&secret, 1);
    let mut wrong = Vec::new();
    for (name, password, code) in [
        ("Rosa", rosa.password.as_str(), ""),
        ("Rosa", &rosa.password, "000000"),
        ("Rosa", "otra", &right),
        ("Nadie", "otra", &right),
    ] {
        let form = format!("usuario={name}&clave={password}&codigo={code}");
        let stranger = Console::stranger(&town);
        let answer = stranger.send("/consola/entrar", &form).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{form}");
        wrong.push(answer.text().await.unwrap());
    }
    assert!(wrong.iter().all(|page| *page == wrong[0]));
    // A code that was tried beside a wrong password is not used up; one that let in is.
    let entered = Console::stranger(&town).enter_with(&rosa, &right).await;
    assert_eq!(entered.status(), StatusCode::SEE_OTHER);
    let again = Console::stranger(&town).enter_with(&rosa, &right).await;
    assert_eq!(again.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_secret_is_shown_once_and_counts_after_a_code_of_it() {
    let town = Town::start().await;
    let rosa = rosa(&town).await;
    let console = Console::log_in_with(&town, &rosa).await;
    let secret = offered(&console, &rosa.password).await;
    assert!(!console.text(ACCOUNT).await.contains(&secret));
    let confirm = format!("{ACCOUNT}/codigo/confirmar");
    let mistyped = console.send(&confirm, "codigo=000000").await;
    assert_eq!(mistyped.status(), StatusCode::UNPROCESSABLE_ENTITY);
    // Whoever mistyped may try again with the same one.
    assert!(mistyped.text().await.unwrap().contains(&secret));
    let entered = Console::stranger(&town).enter("Rosa", &rosa.password).await;
    assert_eq!(entered.status(), StatusCode::SEE_OTHER, "no code yet");
    let form = format!("codigo={}", code(&secret, 0));
    let set = console.send(&confirm, &form).await.text().await.unwrap();
    assert!(set.contains("data-second-factor=\"present\"") && !set.contains(&secret));
}

#[tokio::test]
async fn a_browser_that_was_left_open_takes_no_account_over() {
    let town = Town::start().await;
    let rosa = rosa(&town).await;
    let console = Console::log_in_with(&town, &rosa).await;
    for (path, form) in [
        (
            "/clave",
            "clave=otra&nueva=una+muy+larga&repetida=una+muy+larga",
        ),
        ("/codigo", "clave=otra"),
        ("/codigo/quitar", "clave=otra&codigo=000000"),
    ] {
        let refused = console.send(&format!("{ACCOUNT}{path}"), form).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{path}");
    }
    set_up(&console, &rosa.password).await;
    // With a code in use, the password alone changes it no more.
    for path in ["/codigo", "/codigo/quitar"] {
        let form = format!("clave={}&codigo=000000", *rosa.password);
        let refused = console.send(&format!("{ACCOUNT}{path}"), &form).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{path}");
    }
    let page = console.text(ACCOUNT).await;
    assert!(page.contains("data-second-factor=\"present\""), "{page}");
}

#[tokio::test]
async fn a_second_factor_is_taken_away_with_password_and_code() {
    let town = Town::start().await;
    let rosa = rosa(&town).await;
    let console = Console::log_in_with(&town, &rosa).await;
    let secret = set_up(&console, &rosa.password).await;
    let form = format!("clave={}&codigo={}", *rosa.password, code(&secret, 1));
    let path = format!("{ACCOUNT}/codigo/quitar");
    let removed = console.send(&path, &form).await.text().await.unwrap();
    assert!(
        removed.contains("data-second-factor=\"absent\""),
        "{removed}"
    );
    let entered = Console::stranger(&town).enter("Rosa", &rosa.password).await;
    assert_eq!(entered.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn where_everybody_needs_a_code_whoever_has_none_sees_nothing_else() {
    let town = Town::start_with(required()).await;
    town.post("/v1/alerts", alert(id(1)).to_string()).await;
    let rosa = rosa(&town).await;
    let console = Console::log_in_with(&town, &rosa).await;
    for path in ["/consola", "/consola/tablero", "/consola/flujo"] {
        let asked = console.request(Method::GET, path);
        let led = asked.header("accept", "text/html").send().await.unwrap();
        assert_eq!(led.headers()[LOCATION], ACCOUNT, "{path}");
        let script = console.get(path).await;
        assert_eq!(script.status(), StatusCode::FORBIDDEN, "{path}");
        assert_eq!(script.headers()["hx-redirect"], ACCOUNT, "{path}");
    }
    let page = console.text(ACCOUNT).await;
    assert!(
        page.contains("data-notice=\"account-code-required\""),
        "{page}"
    );
    let secret = set_up(&console, &rosa.password).await;
    assert!(console.page().await.contains("data-incident"));
    // Nor is it taken away again.
    let form = format!("clave={}&codigo={}", *rosa.password, code(&secret, 1));
    let path = format!("{ACCOUNT}/codigo/quitar");
    let refused = console.send(&path, &form).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_new_password_ends_every_other_session_and_keeps_this_one() {
    let town = Town::start().await;
    let rosa = rosa(&town).await;
    let console = Console::log_in_with(&town, &rosa).await;
    let elsewhere = Console::log_in_with(&town, &rosa).await;
    let path = format!("{ACCOUNT}/clave");
    for (new, repeated, told) in [
        ("corta", "corta", "account-password-short"),
        (
            "una muy larga",
            "otra muy larga",
            "account-password-differs",
        ),
    ] {
        let form = format!("clave={}&nueva={new}&repetida={repeated}", *rosa.password);
        let refused = console.send(&path, &form).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().await.unwrap().contains(told));
    }
    let form = "&nueva=una+muy+larga&repetida=una+muy+larga";
    let form = format!("clave={}{form}", *rosa.password);
    assert_eq!(console.send(&path, &form).await.status(), StatusCode::OK);
    assert_eq!(console.get("/consola").await.status(), StatusCode::OK);
    let ended = elsewhere.get("/consola").await;
    assert_eq!(ended.status(), StatusCode::UNAUTHORIZED);
    let stranger = Console::stranger(&town);
    let old = stranger.enter("Rosa", &rosa.password).await;
    assert_eq!(old.status(), StatusCode::UNAUTHORIZED);
    let new = stranger.enter("Rosa", "una+muy+larga").await;
    assert_eq!(new.status(), StatusCode::SEE_OTHER);
}

/// Reads a stream to its end, and what came in the meantime.
async fn rest_of(mut stream: reqwest::Response) -> String {
    let mut told = String::new();
    let all = async {
        while let Some(chunk) = stream.chunk().await.unwrap() {
            told += std::str::from_utf8(&chunk).unwrap();
        }
    };
    tokio::time::timeout(STREAM_ENDS_WITHIN, all).await.unwrap();
    told
}

#[tokio::test]
async fn a_consoles_stream_ends_with_its_session_whoever_ends_it() {
    let town = Town::start().await;
    let rosa = rosa(&town).await;
    let keeping = Console::log_in_with(&town, &rosa).await;
    let open = async || {
        let console = Console::log_in_with(&town, &rosa).await;
        let stream = console.get("/consola/flujo").await;
        assert_eq!(stream.status(), StatusCode::OK);
        (console, stream)
    };
    let (leaving, stream) = open().await;
    leaving.post("/consola/salir", "").send().await.unwrap();
    assert!(rest_of(stream).await.contains("event: fin"));

    let (_, stream) = open().await;
    set_up(&keeping, &rosa.password).await;
    assert!(rest_of(stream).await.contains("event: fin"));

    // By the command line, which is another process.
    let stream = keeping.get("/consola/flujo").await;
    operators::reset(&town.store, "Rosa").await.unwrap();
    assert!(rest_of(stream).await.contains("event: fin"));
}

#[tokio::test]
async fn whoever_lost_the_telephone_is_let_in_again_by_a_reset() {
    let town = Town::start_with(required()).await;
    let rosa = rosa(&town).await;
    let console = Console::log_in_with(&town, &rosa).await;
    set_up(&console, &rosa.password).await;
    let fresh = operators::reset(&town.store, "Rosa").await.unwrap();
    let mut again = Console::stranger(&town);
    let entered = again.enter("Rosa", &fresh.password).await;
    assert_eq!(entered.status(), StatusCode::SEE_OTHER);
    again.keep(&entered);
    // And led to set up another.
    let asked = again.request(Method::GET, "/consola");
    let led = asked.header("accept", "text/html").send().await.unwrap();
    assert_eq!(led.headers()[LOCATION], ACCOUNT);
    set_up(&again, &fresh.password).await;
}

#[tokio::test]
async fn whoever_guesses_codes_with_a_stolen_password_does_not_lock_the_operator_out() {
    let town = Town::start().await;
    let rosa = rosa(&town).await;
    let mut own = Console::log_in_with(&town, &rosa).await;
    let secret = set_up(&own, &rosa.password).await;
    let thief = Console::stranger(&town);
    for _ in 0..12 {
        thief.enter_with(&rosa, "000000").await;
    }
    // The thief does not even get in with the right one; the operator's own browser does.
    let right = code(&secret, 1);
    assert_ne!(
        thief.enter_with(&rosa, &right).await.status(),
        StatusCode::SEE_OTHER
    );
    own.post("/consola/salir", "").send().await.unwrap();
    let entered = own.enter_with(&rosa, &right).await;
    assert_eq!(entered.status(), StatusCode::SEE_OTHER);
    own.keep(&entered);
    assert_eq!(own.get("/consola").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn cookies_that_came_through_a_proxy_with_tls_never_go_without_it() {
    let town = Town::start().await;
    let rosa = rosa(&town).await;
    let form = format!("usuario=Rosa&clave={}", *rosa.password);
    let stranger = Console::stranger(&town);
    let request = stranger.post("/consola/entrar", &form);
    let request = request.header("x-forwarded-proto", "https");
    let given = cookies(&request.send().await.unwrap());
    assert_eq!(given.len(), 2);
    assert!(
        given.iter().all(|cookie| cookie.contains("; Secure")),
        "{given:?}"
    );
}
