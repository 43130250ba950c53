//! The app from the central itself: the page that a WhatsApp link can point to, and the file. And
//! which apps may open its links.

use auxilio_central::Settings;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_RANGE, IF_RANGE, RANGE};
use serde_json::{Value, json};

use crate::town::Town;

const CERTIFICATE: &str = "14:6D:E9:83:C5:73:06:50:D8:EE:B9:95:2F:34:FC:64:\
                           16:A0:83:42:E6:1D:BE:A8:8A:04:96:B2:3F:CF:44:E5";
/// SHA-256 of `app()`, by Python's hashlib.
const SHA256: &str = "2fadeb03b6d797daf4d2a3fdfdbe5662d50eaa343fc153b249894a336bf0ebba";

/// As many bytes as several reads take.
fn app() -> Vec<u8> {
    (0..200_000_u32).flat_map(u32::to_le_bytes).collect()
}

/// A central that offers a file of that name.
async fn offering(name: &str, content: &[u8]) -> Town {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, content).unwrap();
    let settings = Settings {
        app: Some(file),
        ..Settings::default()
    };
    Town::start_in(folder, settings).await
}

async fn page(town: &Town) -> String {
    let page = town.get("/app").await;
    assert_eq!(page.status(), StatusCode::OK);
    page.text().await.unwrap()
}

#[tokio::test]
async fn the_page_tells_size_version_and_checksum_of_the_file_that_it_gives() {
    let town = offering("auxilio-1.2.0.apk", &app()).await;
    let shown = page(&town).await;
    for part in [
        "El Porvenir",
        "Versión 1.2.0",
        "0.8 MB",
        "Android 7.0",
        "href=\"/app/auxilio.apk\"",
        SHA256,
    ] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(!shown.contains("<script") && !shown.contains("style=\""));
    let given = town.get("/app/auxilio.apk").await;
    assert_eq!(given.status(), StatusCode::OK);
    let headers = given.headers().clone();
    assert_eq!(
        headers["content-type"],
        "application/vnd.android.package-archive"
    );
    assert_eq!(
        headers["content-disposition"],
        "attachment; filename=\"auxilio-1.2.0.apk\""
    );
    assert_eq!(headers["content-length"], "800000");
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert_eq!(headers["etag"], format!("\"{SHA256}\""));
    assert!(given.bytes().await.unwrap() == app());
}

#[tokio::test]
async fn a_download_that_broke_off_goes_on_where_it_was() {
    let town = offering("auxilio.apk", &app()).await;
    let ask = |range: &str, begun: &str| {
        let request = town.http.get(town.url("/app/auxilio.apk"));
        request.header(RANGE, range).header(IF_RANGE, begun).send()
    };
    let tag = format!("\"{SHA256}\"");
    let rest = ask("bytes=799990-", &tag).await.unwrap();
    assert_eq!(rest.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(rest.headers()[CONTENT_RANGE], "bytes 799990-799999/800000");
    assert!(rest.bytes().await.unwrap() == app()[799_990..]);
    let of_another = ask("bytes=799990-", "\"of another version\"")
        .await
        .unwrap();
    assert_eq!(of_another.status(), StatusCode::OK);
    assert!(of_another.bytes().await.unwrap() == app());
    let beyond = ask("bytes=800000-", &tag).await.unwrap();
    assert_eq!(beyond.status(), StatusCode::RANGE_NOT_SATISFIABLE);
}

#[tokio::test]
async fn a_new_version_in_the_files_place_is_told_with_its_own_checksum() {
    let town = offering("auxilio.apk", b"the first").await;
    let first = page(&town).await;
    assert!(!first.contains("Versión"), "no name tells one: {first}");
    let next = town.folder.path().join("next");
    std::fs::write(&next, b"another one").unwrap();
    std::fs::rename(&next, town.folder.path().join("auxilio.apk")).unwrap();
    let second = page(&town).await;
    let checksum = |page: &str| {
        let rest = page.split("data-sha256=\"").nth(1).unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    assert_ne!(checksum(&first), checksum(&second));
    let given = town.get("/app/auxilio.apk").await;
    assert_eq!(
        given.headers()["etag"],
        format!("\"{}\"", checksum(&second))
    );
    assert_eq!(given.bytes().await.unwrap(), "another one");
}

#[tokio::test]
async fn a_central_without_the_app_says_that_it_is_not_here() {
    let town = Town::start().await;
    let shown = town.get("/app").await;
    assert_eq!(shown.status(), StatusCode::NOT_FOUND);
    let shown = shown.text().await.unwrap();
    assert!(shown.contains("data-state=\"not-here\""), "{shown}");
    let file = town.get("/app/auxilio.apk").await;
    assert_eq!(file.status(), StatusCode::NOT_FOUND);
    let lost = offering("auxilio.apk", b"").await;
    std::fs::remove_file(lost.folder.path().join("auxilio.apk")).unwrap();
    let shown = lost.get("/app").await;
    assert_eq!(shown.status(), StatusCode::SERVICE_UNAVAILABLE);
    let file = lost.get("/app/auxilio.apk").await;
    assert_eq!(file.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn too_many_downloads_at_once_wait_and_alerts_do_not() {
    // More than sockets hold: none of these ends before it is read.
    let town = offering("auxilio.apk", &vec![7; 64 << 20]).await;
    let mut under_way = Vec::new();
    for _ in 0..32 {
        let download = town.get("/app/auxilio.apk").await;
        assert_eq!(download.status(), StatusCode::OK);
        under_way.push(download);
    }
    let waits = town.get("/app/auxilio.apk").await;
    assert_eq!(waits.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(waits.headers().contains_key("retry-after"));
    let alert = crate::town::alert(crate::town::id(1)).to_string();
    let raised = town.post("/v1/alerts", alert).await;
    assert_eq!(raised.status(), StatusCode::CREATED);
    under_way.pop().unwrap().bytes().await.unwrap();
    let next = town.get("/app/auxilio.apk").await;
    assert_eq!(next.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_invitation_leads_to_the_page_where_the_app_is() {
    let town = offering("auxilio.apk", b"the app").await;
    let token = town.invitation(1, 1).await;
    let invitation = town.get(&format!("/unirse/{token}")).await;
    let invitation = invitation.text().await.unwrap();
    assert!(invitation.contains("href=\"/app\""), "{invitation}");
}

#[tokio::test]
async fn a_host_says_which_apps_may_open_its_links_and_only_if_it_was_told() {
    let android = "/.well-known/assetlinks.json";
    let apple = "/.well-known/apple-app-site-association";
    let silent = Town::start().await;
    for path in [android, apple] {
        assert_eq!(silent.get(path).await.status(), StatusCode::NOT_FOUND);
    }
    let app = format!("pe.gob.muniporvenir.auxilio={CERTIFICATE}");
    let town = Town::start_with(Settings {
        android_apps: Some(vec![app.parse().unwrap()]),
        apple_apps: Some(vec![
            "ABCDE12345.pe.gob.muniporvenir.auxilio".parse().unwrap(),
        ]),
        ..Settings::default()
    })
    .await;
    let answer = town.get(android).await;
    assert_eq!(answer.headers()["content-type"], "application/json");
    let told: Value = answer.json().await.unwrap();
    let expected = json!([{
        "relation": ["delegate_permission/common.handle_all_urls"],
        "target": {
            "namespace": "android_app",
            "package_name": "pe.gob.muniporvenir.auxilio",
            "sha256_cert_fingerprints": [CERTIFICATE],
        },
    }]);
    assert_eq!(told, expected);
    let answer = town.get(apple).await;
    assert_eq!(answer.headers()["content-type"], "application/json");
    let told: Value = answer.json().await.unwrap();
    let details = &told["applinks"]["details"][0];
    assert_eq!(
        details["appIDs"],
        json!(["ABCDE12345.pe.gob.muniporvenir.auxilio"])
    );
    assert_eq!(details["components"], json!([{ "/": "/unirse/*" }]));
}
