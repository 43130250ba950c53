use std::fs;
use std::path::PathBuf;

use auxilio_central::operators::{self, Role};
use auxilio_central::{Central, Settings, StartError};
use auxilio_protocol::Directory;
use auxilio_protocol::limits::DIRECTORY_BYTES_MAX;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::town::{Town, config, problem};

const PATH: &str = "/v1/directory";

async fn read(answer: Response) -> Directory {
    assert_eq!(answer.status(), StatusCode::OK);
    Directory::read(&answer.bytes().await.unwrap()).unwrap()
}

fn etag(answer: &Response) -> String {
    answer.headers()["etag"].to_str().unwrap().to_owned()
}

async fn ask_with(town: &Town, etag: &str) -> Response {
    let request = town.http.get(town.url(PATH)).header("if-none-match", etag);
    request.send().await.unwrap()
}

fn own() -> Value {
    json!({
        "districts": [ { "ubigeo": "130104", "name": "La Esperanza",
                         "sectors": [ { "id": "jerusalen", "name": "Jerusalén" } ] } ],
        "organizations": [ { "id": "lomas", "kind": "mercado", "name": "Mercado Las Lomas" } ],
        "lines": [ { "service": "police", "number": "044 272 244" } ],
    })
}

fn write(folder: &TempDir, directory: &str) -> PathBuf {
    let file = folder.path().join("directorio.json");
    fs::write(&file, directory).unwrap();
    file
}

fn with_file(file: &std::path::Path) -> Settings {
    Settings {
        directory: Some(file.to_owned()),
        ..Settings::default()
    }
}

async fn refused(directory: &str) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    let settings = with_file(&write(&folder, directory));
    told(Central::start(config(&folder, settings)).await.unwrap_err())
}

/// What is said of a directory that cannot be served, in Spanish and in English.
fn told(error: StartError) -> (String, String) {
    let StartError::Directory(error) = error else {
        return (String::new(), error.to_string());
    };
    let cause = std::error::Error::source(&error).map(ToString::to_string);
    let english = format!("{error}: {}", cause.unwrap_or_default());
    (error.words(), english)
}

#[tokio::test]
async fn a_central_begins_with_the_seed_and_invents_nothing() {
    let town = Town::start().await;
    let answer = town.get(PATH).await;
    assert_eq!(answer.headers()["content-type"], "application/json");
    assert_eq!(answer.headers()["cache-control"], "public, max-age=300");
    assert_eq!(read(answer).await, Directory::seed());
}

#[tokio::test]
async fn who_has_the_newest_is_told_so_without_a_body() {
    let town = Town::start().await;
    let first = etag(&town.get(PATH).await);
    for known in [
        first.clone(),
        format!("W/{first}"),
        format!("\"x\", {first}"),
    ] {
        let answer = ask_with(&town, &known).await;
        assert_eq!(answer.status(), StatusCode::NOT_MODIFIED, "{known}");
        assert_eq!(etag(&answer), first);
        assert!(answer.bytes().await.unwrap().is_empty());
    }
    assert_eq!(
        read(ask_with(&town, "\"x\"").await).await,
        Directory::seed()
    );
}

#[tokio::test]
async fn the_municipality_puts_its_own_in_place_of_the_seed_by_a_restart() {
    let town = Town::start().await;
    let seed = etag(&town.get(PATH).await);
    let folder = town.stop().await;
    // As Windows' editors write it.
    let file = write(&folder, &format!("\u{feff}{:#}\n", own()));
    let town = Town::start_in(folder, with_file(&file)).await;
    let answer = ask_with(&town, &seed).await;
    assert_ne!(etag(&answer), seed);
    assert_eq!(json!(read(answer).await), own());
    let described: Value = town.get("/.well-known/auxilio").await.json().await.unwrap();
    assert_eq!(described["lines"], own()["lines"]);
}

#[tokio::test]
async fn organizations_that_invite_are_listed_without_their_members() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(&folder, &own().to_string());
    let town = Town::start_in(folder, with_file(&file)).await;
    town.invite("Mototaxis Río Seco", 5, 1, false).await;
    town.invite("MERCADO LAS LOMAS", 5, 1, false).await;
    let role = Role::Coordinator {
        organization: "Comedor Virgen del Carmen".to_owned(),
    };
    operators::add(&town.store, "Lidia", &role).await.unwrap();
    let rosa = town.enrol(1).await;
    let answer = town.get(PATH).await.text().await.unwrap();
    for personal in ["Rosa", "Lidia", "999", rosa.key.id().as_str()] {
        assert!(!answer.contains(personal), "{personal}");
    }
    let listed = Directory::read(answer.as_bytes()).unwrap().organizations;
    let names: Vec<&str> = listed.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Mercado Las Lomas",
            "Comedor Virgen del Carmen",
            "Mercado Central",
            "Mototaxis Río Seco"
        ]
    );
}

#[tokio::test]
async fn a_file_that_is_half_written_is_refused_with_the_line_and_what_to_do() {
    let whole = format!("{:#}", own());
    let half: String = whole.lines().take(7).collect::<Vec<_>>().join("\n");
    let (spanish, english) = refused(&half).await;
    assert!(spanish.contains("línea 7"), "{spanish}");
    assert!(spanish.contains("Corríjalo"), "{spanish}");
    assert!(english.contains("line 7"), "{english}");

    let misspelt = whole.replace("\"130104\"", "\"La Esperanza\"");
    let (spanish, english) = refused(&misspelt).await;
    assert!(spanish.contains("línea 4"), "{spanish}");
    assert!(english.contains("six digits of INEI"), "{english}");

    let mut twice = own();
    let sector = twice["districts"][0]["sectors"][0].clone();
    twice["districts"][0]["sectors"]
        .as_array_mut()
        .unwrap()
        .push(sector);
    let (spanish, _) = refused(&twice.to_string()).await;
    assert!(spanish.contains("jerusalen"), "{spanish}");

    let mut dialled = own();
    dialled["lines"][0]["number"] = "la comisaría".into();
    let (spanish, _) = refused(&dialled.to_string()).await;
    assert!(spanish.contains("marcar"), "{spanish}");
}

#[tokio::test]
async fn a_file_that_is_not_there_is_refused_with_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let settings = with_file(&folder.path().join("no-hay.json"));
    let (spanish, _) = told(Central::start(config(&folder, settings)).await.unwrap_err());
    assert!(spanish.contains("no-hay.json"), "{spanish}");
}

fn large(sectors: usize, organizations: usize) -> String {
    let name = |n: usize| format!("Urbanización \"Ñ\" {n} \u{202e}😀");
    json!({
        "districts": [ { "ubigeo": "130102", "name": "El Porvenir",
            "sectors": (0..sectors).map(|n| json!({ "id": format!("s{n}"), "name": name(n) })).collect::<Vec<_>>() } ],
        "organizations": (0..organizations).map(|n| json!({ "id": format!("o{n}"), "kind": "comedor", "name": name(n) })).collect::<Vec<_>>(),
    })
    .to_string()
}

#[tokio::test]
async fn five_thousand_sectors_and_two_thousand_organizations_are_served() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(&folder, &large(5_000, 2_000));
    let town = Town::start_in(folder, with_file(&file)).await;
    let answer = town.get(PATH).await;
    let length: usize = answer.headers()["content-length"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!(length <= DIRECTORY_BYTES_MAX, "{length}");
    let served = read(answer).await;
    assert_eq!(served.sectors().count(), 5_000);
    assert_eq!(served.organizations.len(), 2_000);
}

#[tokio::test]
async fn a_directory_that_no_phone_would_read_is_refused() {
    for (sectors, organizations) in [(10_001, 0), (0, 5_001)] {
        let (spanish, _) = refused(&large(sectors, organizations)).await;
        assert!(spanish.contains("demasiado grande"), "{spanish}");
    }
}

#[tokio::test]
async fn who_asks_for_it_on_and_on_is_slowed_down_and_who_has_it_is_not() {
    let town = Town::start().await;
    let known = etag(&town.get(PATH).await);
    let mut refused = None;
    for _ in 0..200 {
        let answer = town.get(PATH).await;
        if answer.status() == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(answer);
            break;
        }
    }
    let refused = problem(refused.unwrap()).await;
    assert_eq!(refused["problem"]["type"], "urn:auxilio:problem:too-many");
    let answer = ask_with(&town, &known).await;
    assert_eq!(answer.status(), StatusCode::NOT_MODIFIED);
    // Nor is anybody's alert.
    let alert = crate::town::alert(crate::town::id(1)).to_string();
    assert_eq!(
        town.post("/v1/alerts", alert).await.status(),
        StatusCode::CREATED
    );
}
