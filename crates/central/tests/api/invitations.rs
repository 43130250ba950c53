//! What an invitation says of itself: to the app as JSON, to everybody as a page.

use auxilio_central::operators::Role;
use auxilio_central::{Invited, Settings, clock};
use auxilio_protocol::invitation::{CONSENT_TEXT, InvitationInfo};
use reqwest::StatusCode;
use serde_json::Value;

use crate::browser::Console;
use crate::town::{Device, Town, alert, id, problem};

const OWN: &str = "Mercado Central";

fn asked(given: &str) -> String {
    format!("/v1/invitations/{given}")
}

async fn revoke(town: &Town, invited: &Invited) {
    let sonia = Console::log_in_as(town, "Sonia", &Role::Supervisor).await;
    let path = format!("/coordinacion/invitaciones/{}/anular", invited.id.0);
    let revoked = sonia.send(&path, "").await;
    assert_eq!(revoked.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_invitation_tells_who_invites_by_link_and_by_code_and_is_not_used_up() {
    let town = Town::start().await;
    let invited = town.invite(OWN, 1, 1, true).await;
    let token = invited.link.token.expose();
    for given in [token, &invited.code.to_string().to_uppercase()] {
        for _ in 0..3 {
            let told = town.get(&asked(given)).await;
            assert_eq!(told.headers()["cache-control"], "no-store");
            let told: InvitationInfo = told.json().await.unwrap();
            assert_eq!(told.municipality, "Municipalidad Distrital de El Porvenir");
            assert_eq!(told.organization, OWN);
            assert!(told.needs_approval);
            assert_eq!(told.consent.text, CONSENT_TEXT);
            let left_ms = told.expires_at.ms_since(clock::now());
            assert!((1..=3_600_000).contains(&left_ms), "{left_ms}");
        }
    }
    let joined = Device::new(1).enrol(&town, token).await;
    assert_eq!(joined.status(), StatusCode::CREATED);
}

#[tokio::test]
async fn an_invitation_holds_nobodys_data() {
    let town = Town::start().await;
    let invited = town.invite(OWN, 5, 1, false).await;
    let token = invited.link.token.expose();
    Device::new(1).enrol(&town, token).await;
    let told: Value = town.get(&asked(token)).await.json().await.unwrap();
    let mut fields: Vec<&str> = told
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    fields.sort_unstable();
    let known = [
        "consent",
        "expires_at",
        "municipality",
        "needs_approval",
        "organization",
    ];
    assert_eq!(fields, known);
    let page = town.get(&format!("/unirse/{token}")).await;
    assert!(!page.text().await.unwrap().contains("Rosa"));
}

#[tokio::test]
async fn an_invitations_links_carry_a_host_and_a_secret_and_open_nothing_after_use() {
    let town = Town::start().await;
    let invited = town.invite(OWN, 1, 1, false).await;
    let (token, host) = (invited.link.token.expose().to_owned(), town.address);
    assert_eq!(
        invited.link.to_string(),
        town.url(&format!("/unirse/{token}"))
    );
    let page = async || {
        let shown = town.get(&format!("/unirse/{token}")).await;
        (shown.status(), shown.text().await.unwrap())
    };
    let (_, before) = page().await;
    let opens = before.split("href=\"auxilio://").nth(1).unwrap();
    let opens = opens.split('"').next().unwrap();
    assert!(
        opens == format!("unirse?c=http://{host}&amp;t={token}")
            || opens == format!("unirse?c={host}&amp;t={token}"),
        "{opens}"
    );
    let joined = Device::new(1).enrol(&town, &token).await;
    assert_eq!(joined.status(), StatusCode::CREATED);
    let (status, after) = page().await;
    assert_eq!(status, StatusCode::CONFLICT);
    let code = invited.code.to_string();
    for secret in [token.as_str(), &code, "auxilio://"] {
        assert!(!after.contains(secret), "{after}");
    }
    for given in [&token, &code] {
        let other = problem(Device::new(2).enrol(&town, given).await).await;
        let spent = "urn:auxilio:problem:invitation-spent";
        assert_eq!(other["problem"]["type"], spent);
        assert_eq!(
            problem(town.get(&asked(given)).await).await["problem"]["type"],
            spent
        );
    }
}

#[tokio::test]
async fn each_invitation_that_does_not_hold_is_refused_as_its_enrolment_is() {
    let town = Town::start().await;
    let used = town.invite(OWN, 1, 1, false).await;
    Device::new(1).enrol(&town, used.link.token.expose()).await;
    let expired = town.invite(OWN, 1, 0, false).await;
    let revoked = town.invite(OWN, 1, 1, false).await;
    revoke(&town, &revoked).await;
    let given = [used, expired, revoked].map(|invited| invited.link.token.expose().to_owned());
    for given in given.into_iter().chain(["nobody-made-this".to_owned()]) {
        let enrolled = problem(Device::new(2).enrol(&town, &given).await).await;
        let asked = problem(town.get(&asked(&given)).await).await;
        assert_eq!(asked, enrolled);
    }
    for forged in ["a%20b", "%ff", &"a".repeat(129)] {
        let asked = town.get(&asked(forged)).await;
        assert_eq!(asked.status(), StatusCode::NOT_FOUND, "{forged}");
        let told = problem(asked).await;
        assert_eq!(told["problem"]["type"], "urn:auxilio:problem:not-found");
    }
}

#[tokio::test]
async fn asking_for_codes_counts_as_guessing_them() {
    let town = Town::start().await;
    let invited = town.invite(OWN, 5, 1, false).await;
    let right = invited.code.to_string();
    for _ in 0..10 {
        let guessed = town.get(&asked("aaaa-aaaa")).await;
        assert_eq!(guessed.status(), StatusCode::NOT_FOUND);
    }
    let slowed = town.get(&asked(&right)).await;
    assert_eq!(slowed.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(slowed.headers().contains_key("retry-after"));
    let enrolled = Device::new(1).enrol(&town, &right).await;
    assert_eq!(enrolled.status(), StatusCode::TOO_MANY_REQUESTS);
    let page = town.get(&format!("/unirse/{right}")).await;
    assert_eq!(page.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(page.text().await.unwrap().contains("data-state=\"waits\""));
}

#[tokio::test]
async fn who_asks_on_and_on_has_to_wait_and_an_alert_from_there_does_not() {
    let town = Town::start().await;
    let token = town.invitation(1, 1).await;
    let mut tries = 0;
    let slowed = loop {
        let told = town.get(&asked(&token)).await;
        tries += 1;
        if told.status() != StatusCode::OK || tries == 200 {
            break told;
        }
    };
    assert!(tries > 120, "{tries}");
    assert_eq!(slowed.status(), StatusCode::TOO_MANY_REQUESTS);
    let raised = town.post("/v1/alerts", alert(id(1)).to_string()).await;
    assert_eq!(raised.status(), StatusCode::CREATED);
}

#[tokio::test]
async fn many_addresses_that_guess_together_wait_together_and_links_do_not() {
    let town = Town::start().await;
    let invited = town.invite(OWN, 5, 1, false).await;
    let (code, token) = (invited.code.to_string(), invited.link.token.expose());
    let mut tries = 0;
    let slowed = loop {
        let address = format!("192.0.2.{}", tries % 250);
        let guessed = town.get_from(&address, &asked("aaaa-aaaa")).await.status();
        tries += 1;
        if guessed == StatusCode::TOO_MANY_REQUESTS || tries == 400 {
            break guessed;
        }
    };
    // A bucket refills while it is being emptied, so the last try is not always the same.
    assert_eq!(slowed, StatusCode::TOO_MANY_REQUESTS);
    assert!(tries > 250, "{tries}: no address was over by itself");
    let fresh = "198.51.100.7";
    for _ in 0..3 {
        town.get_from(fresh, &asked("bbbb-bbbb")).await;
    }
    let waits = town.get_from(fresh, &asked(&code)).await;
    assert_eq!(waits.status(), StatusCode::TOO_MANY_REQUESTS);
    let by_link = town.get_from(fresh, &asked(token)).await;
    assert_eq!(by_link.status(), StatusCode::OK);
    let joined = Device::new(1).enrol(&town, token).await;
    assert_eq!(joined.status(), StatusCode::CREATED);
}

#[tokio::test]
async fn the_page_of_an_invitation_opens_it_in_the_app_and_tells_nobody_its_address() {
    let town = Town::start().await;
    let invited = town.invite(OWN, 1, 1, false).await;
    let token = invited.link.token.expose();
    let page = town.get(&format!("/unirse/{token}")).await;
    assert_eq!(page.status(), StatusCode::OK);
    let headers = page.headers().clone();
    assert_eq!(headers["referrer-policy"], "no-referrer");
    assert_eq!(headers["cache-control"], "no-store");
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
    let page = page.text().await.unwrap();
    let host = format!("127.0.0.1:{}", town.address.port());
    assert!(
        page.contains(&format!("auxilio://unirse?c={host}&amp;t={token}")),
        "{page}"
    );
    for part in [
        OWN,
        "El Porvenir",
        "noindex",
        &invited.code.to_string(),
        &host,
        "Pídala a quien le invitó",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(
        !page.contains("<script") && !page.contains("style=\""),
        "{page}"
    );
}

#[tokio::test]
async fn where_the_app_can_be_had_is_only_what_the_central_was_told() {
    let address = "https://play.example/details?id=pe.auxilio";
    let town = Town::start_with(Settings {
        app_page: Some(address.parse().unwrap()),
        ..Settings::default()
    })
    .await;
    let token = town.invitation(1, 1).await;
    let page = town.get(&format!("/unirse/{token}")).await;
    let page = page.text().await.unwrap();
    assert!(page.contains(&format!("href=\"{address}\"")), "{page}");
    assert!(!page.contains("Pídala a quien le invitó"));
}

#[tokio::test]
async fn the_page_of_an_invitation_that_does_not_hold_says_why_and_opens_nothing() {
    let town = Town::start().await;
    let used = town.invite(OWN, 1, 1, false).await;
    Device::new(1).enrol(&town, used.link.token.expose()).await;
    let expired = town.invite(OWN, 1, 0, false).await;
    let revoked = town.invite(OWN, 1, 1, false).await;
    revoke(&town, &revoked).await;
    let token = |invited: &Invited| invited.link.token.expose().to_owned();
    for (given, status, state) in [
        (token(&used), StatusCode::CONFLICT, "used"),
        (token(&expired), StatusCode::CONFLICT, "expired"),
        (token(&revoked), StatusCode::CONFLICT, "revoked"),
        (
            "nobody-made-this".to_owned(),
            StatusCode::NOT_FOUND,
            "unknown",
        ),
        ("<script>".to_owned(), StatusCode::NOT_FOUND, "unknown"),
    ] {
        let page = town.get(&format!("/unirse/{given}")).await;
        assert_eq!(page.status(), status, "{state}");
        let page = page.text().await.unwrap();
        assert!(page.contains(&format!("data-state=\"{state}\"")), "{page}");
        assert!(
            !page.contains("auxilio://") && !page.contains(OWN),
            "{page}"
        );
    }
}
