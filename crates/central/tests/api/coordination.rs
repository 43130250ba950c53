use auxilio_central::operators::Role;
use auxilio_central::{Settings, clock, operators};
use reqwest::header::LOCATION;
use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::browser::Console;
use crate::town::{Device, Town, alert, id, problem};

const OWN: &str = "Mercado Central";
const OTHER: &str = "El Cortijo";

/// Every address of the console that is somebody's to see or do. `{n}` is an incident.
const CONSOLE: [(&str, &str); 9] = [
    ("GET", "/consola"),
    ("GET", "/consola/tablero"),
    ("GET", "/consola/flujo"),
    ("POST", "/consola/incidentes/{n}/visto"),
    ("POST", "/consola/incidentes/{n}/unidad"),
    ("POST", "/consola/incidentes/{n}/lugar"),
    ("POST", "/consola/incidentes/{n}/abrir"),
    ("POST", "/consola/incidentes/{n}/mensaje"),
    ("POST", "/consola/incidentes/{n}/cerrar"),
];

/// Every address of the coordinators. `{m}` is a member, `{i}` an invitation.
const COORDINATION: [(&str, &str); 9] = [
    ("GET", "/coordinacion"),
    ("GET", "/coordinacion/invitaciones"),
    ("GET", "/coordinacion/invitaciones/{i}"),
    ("POST", "/coordinacion/invitaciones"),
    ("POST", "/coordinacion/invitaciones/{i}/anular"),
    ("POST", "/coordinacion/miembros/aprobar"),
    ("POST", "/coordinacion/miembros/{m}/aprobar"),
    ("POST", "/coordinacion/miembros/{m}/retirar"),
    ("POST", "/coordinacion/miembros/{m}/reemplazar"),
];
const FORM: &str = "usos=3&horas=2&hasta=9000000000000&unidad=M3&texto=Hola&motivo=attended&organizacion=X&miembro=00000000-0000-7000-8000-000000000000";

fn of(organization: &str) -> Role {
    Role::Coordinator {
        organization: organization.to_owned(),
    }
}

/// A device that came by an invitation of that organization, and its member's id.
async fn join(town: &Town, organization: &str, seed: u8, needs_approval: bool) -> (Device, String) {
    let device = Device::new(seed);
    let invited = town.invite(organization, 1, 1, needs_approval).await;
    let answer = device.enrol(town, invited.link.token.expose()).await;
    let answer: Value = answer.json().await.unwrap();
    (device, answer["member"].as_str().unwrap().to_owned())
}

/// Makes an invitation by the page's form, and gives the address that it leads to.
async fn create(console: &Console<'_>, form: &str) -> String {
    let made = console.send("/coordinacion/invitaciones", form).await;
    assert_eq!(made.status(), StatusCode::SEE_OTHER);
    made.headers()[LOCATION].to_str().unwrap().to_owned()
}

/// What stands between two marks in a page.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let rest = page.split(before).nth(1).unwrap();
    rest.split(after).next().unwrap()
}

async fn ask(console: &Console<'_>, method: &str, path: &str) -> StatusCode {
    let sent = match method {
        "GET" => console.request(Method::GET, path),
        _ => console.post(path, FORM),
    };
    sent.send().await.unwrap().status()
}

#[tokio::test]
async fn a_coordinator_reaches_no_alert_and_no_position() {
    let town = Town::start().await;
    town.post("/v1/alerts", alert(id(1)).to_string()).await;
    let before = town.incident().await;
    let lidia = Console::log_in_as(&town, "Lidia", &of(OWN)).await;
    for (method, path) in CONSOLE {
        let path = path.replace("{n}", &before.id.0.to_string());
        let answered = ask(&lidia, method, &path).await;
        assert_eq!(answered, StatusCode::FORBIDDEN, "{method} {path}");
    }
    assert_eq!(town.incident().await, before);
    for (method, path) in COORDINATION {
        if method == "GET" && !path.contains('{') {
            let page = lidia.text(path).await;
            assert!(!page.contains("8.07392") && !page.contains("999 999 999"));
        }
    }
}

#[tokio::test]
async fn nothing_of_the_coordinators_is_shown_or_done_without_their_role() {
    let town = Town::start().await;
    let (_, member) = join(&town, OWN, 1, true).await;
    let invited = town.invite(OWN, 1, 1, false).await;
    let operator = Console::log_in_as(&town, "Omar", &Role::Operator).await;
    let stranger = Console::stranger(&town);
    for (method, path) in COORDINATION {
        let path = path
            .replace("{m}", &member)
            .replace("{i}", &invited.id.0.to_string());
        let answered = ask(&operator, method, &path).await;
        assert_eq!(answered, StatusCode::FORBIDDEN, "{method} {path}");
        let answered = ask(&stranger, method, &path).await;
        assert_eq!(answered, StatusCode::UNAUTHORIZED, "{method} {path}");
    }
    let asked = stranger.request(Method::GET, "/coordinacion");
    let led = asked.header("accept", "text/html").send().await.unwrap();
    assert_eq!(led.headers()[LOCATION], "/consola/entrar");
    let lidia = Console::log_in_as(&town, "Lidia", &of(OWN)).await;
    let page = lidia.text("/coordinacion").await;
    assert!(page.contains("data-state=\"pending\""), "{page}");
}

#[tokio::test]
async fn a_coordinator_sees_and_decides_on_one_organization_only() {
    let town = Town::start().await;
    let lidia = Console::log_in_as(&town, "Lidia", &of(OWN)).await;
    let (_, own) = join(&town, OWN, 1, true).await;
    let (_, other) = join(&town, OTHER, 2, true).await;
    let invited = town.invite(OTHER, 1, 1, false).await;
    let page = lidia.text("/coordinacion").await;
    assert!(page.contains(&own) && !page.contains(&other), "{page}");
    for path in [
        format!("/coordinacion/miembros/{other}/aprobar"),
        format!("/coordinacion/miembros/{other}/retirar"),
        format!("/coordinacion/invitaciones/{}/anular", invited.id.0),
    ] {
        let answered = lidia.send(&path, "").await.status();
        assert_eq!(answered, StatusCode::NOT_FOUND, "{path}");
    }
    let path = format!("/coordinacion/invitaciones/{}", invited.id.0);
    assert_eq!(lidia.get(&path).await.status(), StatusCode::NOT_FOUND);
    // Nor by naming another in the form, nor with everybody at once.
    create(&lidia, &format!("usos=1&horas=1&organizacion={OTHER}")).await;
    lidia
        .send("/coordinacion/miembros/aprobar", "hasta=9000000000000")
        .await;
    let supervisor = Console::log_in_as(&town, "Sonia", &Role::Supervisor).await;
    let page = supervisor.text("/coordinacion").await;
    assert!(page.contains(&own) && page.contains(&other));
    assert_eq!(page.matches("data-state=\"pending\"").count(), 1);
    let list = supervisor.text("/coordinacion/invitaciones").await;
    assert_eq!(list.matches(OTHER).count(), 2);
}

#[tokio::test]
async fn an_invitation_made_on_the_page_enrols_by_link_and_by_code() {
    let town = Town::start().await;
    let lidia = Console::log_in_as(&town, "Lidia", &of(OWN)).await;
    let made = create(&lidia, "usos=2&horas=2&aprobar=si").await;
    let page = lidia.text(&made).await;
    assert!(page.contains("<svg") && page.contains("https://wa.me/?text="));
    // It is the same after a reload: a coordinator with a weak signal needs it twice.
    assert_eq!(lidia.text(&made).await, page);
    let token = between(&page, "/unirse/", "<");
    let code = between(&page, "class=\"code\">", "<");
    let by_link = Device::new(1).enrol(&town, token).await;
    assert_eq!(by_link.status(), StatusCode::CREATED);
    let by_code = Device::new(2).enrol(&town, &code.to_uppercase()).await;
    assert_eq!(by_code.status(), StatusCode::CREATED);
    let answer: Value = by_code.json().await.unwrap();
    assert_eq!(
        (&answer["state"], &answer["organization"]),
        (&"pending".into(), &OWN.into())
    );
    let spent = Device::new(3).enrol(&town, &code.replace('-', "")).await;
    assert_eq!(spent.status(), StatusCode::CONFLICT);
    let page = lidia.text("/coordinacion").await;
    assert_eq!(page.matches("data-state=\"pending\"").count(), 2);
    lidia
        .send(
            "/coordinacion/miembros/aprobar",
            &format!("hasta={}", clock::now().unix_ms()),
        )
        .await;
    let page = lidia.text("/coordinacion").await;
    assert_eq!(page.matches("data-state=\"active\"").count(), 2);
}

#[tokio::test]
async fn whoever_came_after_the_page_was_made_is_not_approved_with_the_others() {
    let town = Town::start().await;
    let lidia = Console::log_in_as(&town, "Lidia", &of(OWN)).await;
    join(&town, OWN, 1, true).await;
    let page = lidia.text("/coordinacion").await;
    let shown_at: i64 = between(&page, "name=\"hasta\" value=\"", "\"")
        .parse()
        .unwrap();
    while clock::now().unix_ms() <= shown_at {
        tokio::task::yield_now().await;
    }
    let (_, late) = join(&town, OWN, 2, true).await;
    lidia
        .send(
            "/coordinacion/miembros/aprobar",
            &format!("hasta={shown_at}"),
        )
        .await;
    let page = lidia.text("/coordinacion").await;
    assert!(page.contains(&format!("/coordinacion/miembros/{late}/aprobar")));
    assert_eq!(page.matches("data-state=\"active\"").count(), 1);
}

#[tokio::test]
async fn a_revoked_invitation_says_so_by_link_and_by_code() {
    let town = Town::start().await;
    let lidia = Console::log_in_as(&town, "Lidia", &of(OWN)).await;
    let invited = town.invite(OWN, 5, 1, false).await;
    let path = format!("/coordinacion/invitaciones/{}", invited.id.0);
    let revoked = lidia.send(&format!("{path}/anular"), "").await;
    assert_eq!(revoked.headers()[LOCATION], path.as_str());
    let by_link = Device::new(1)
        .enrol(&town, invited.link.token.expose())
        .await;
    insta::assert_json_snapshot!("invitation_revoked", problem(by_link).await);
    let by_code = Device::new(1).enrol(&town, &invited.code.to_string()).await;
    assert_eq!(by_code.status(), StatusCode::CONFLICT);
    assert!(!lidia.text(&path).await.contains("<svg"));
}

#[tokio::test]
async fn who_guesses_codes_is_slowed_down_and_links_are_not() {
    let town = Town::start_with(Settings {
        unverified_per_minute: Some(1_000),
        ..Settings::default()
    })
    .await;
    let invited = town.invite(OWN, 5, 1, false).await;
    let right = invited.code.to_string();
    let eva = Device::new(9);
    for _ in 0..10 {
        let guessed = eva.enrol(&town, "aaaa-aaaa").await;
        assert_eq!(guessed.status(), StatusCode::NOT_FOUND);
    }
    let slowed = eva.enrol(&town, &right).await;
    assert_eq!(slowed.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(slowed.headers().contains_key("retry-after"));
    let by_link = eva.enrol(&town, invited.link.token.expose()).await;
    assert_eq!(by_link.status(), StatusCode::CREATED);
}

#[tokio::test]
async fn codes_that_are_right_are_never_slowed_down() {
    let town = Town::start().await;
    let invited = town.invite(OWN, 50, 1, true).await;
    for seed in 1..=50 {
        let joined = Device::new(seed)
            .enrol(&town, &invited.code.to_string())
            .await;
        assert_eq!(joined.status(), StatusCode::CREATED, "{seed}");
    }
}

#[tokio::test]
async fn a_form_out_of_bounds_makes_no_invitation() {
    let town = Town::start().await;
    let lidia = Console::log_in_as(&town, "Lidia", &of(OWN)).await;
    for form in [
        "usos=0&horas=1",
        "usos=201&horas=1",
        "usos=1&horas=0",
        "usos=1&horas=73",
        "usos=muchos&horas=1",
    ] {
        let refused = lidia.send("/coordinacion/invitaciones", form).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
    let supervisor = Console::log_in_as(&town, "Sonia", &Role::Supervisor).await;
    let nobody = supervisor
        .send(
            "/coordinacion/invitaciones",
            "usos=1&horas=1&organizacion=+",
        )
        .await;
    assert_eq!(nobody.status(), StatusCode::UNPROCESSABLE_ENTITY);
    create(&lidia, "usos=200&horas=72").await;
    let list = supervisor.text("/coordinacion/invitaciones").await;
    assert_eq!(list.matches("class=\"row\"").count(), 1);
}

#[tokio::test]
async fn another_sites_page_can_do_nothing_with_the_coordinators_session() {
    let town = Town::start().await;
    let lidia = Console::log_in_as(&town, "Lidia", &of(OWN)).await;
    let (_, member) = join(&town, OWN, 1, false).await;
    let path = format!("/coordinacion/miembros/{member}/retirar");
    for (name, value) in [
        ("origin", "https://malo.example"),
        ("sec-fetch-site", "cross-site"),
    ] {
        let sent = lidia.request(Method::POST, &path).header(name, value);
        assert_eq!(sent.send().await.unwrap().status(), StatusCode::FORBIDDEN);
    }
    assert!(
        lidia
            .text("/coordinacion")
            .await
            .contains("data-state=\"active\"")
    );
}

#[tokio::test]
async fn the_coordinators_pages_are_light_and_run_nothing() {
    let town = Town::start().await;
    let lidia = Console::log_in_as(&town, "Lidia", &of(OWN)).await;
    let made = create(&lidia, "usos=50&horas=24").await;
    for path in ["/coordinacion", "/coordinacion/invitaciones", &made] {
        let answer = lidia.get(path).await;
        let policy = answer.headers()["content-security-policy"]
            .to_str()
            .unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
        assert_eq!(answer.headers()["cache-control"], "no-store");
        let html = answer.text().await.unwrap();
        assert!(
            !html.contains("<script") && !html.contains("style=\""),
            "{path}"
        );
        assert!(html.len() < 20 * 1024, "{path}: {} bytes", html.len());
    }
    let style = town.get("/coordinacion/estilo.css").await;
    assert_eq!(style.headers()["cache-control"], "max-age=600");
    assert!(style.text().await.unwrap().len() < 6 * 1024);
}

#[tokio::test]
async fn each_role_begins_where_its_work_is() {
    let town = Town::start().await;
    for (name, role, first_page) in [
        ("Omar", Role::Operator, "/consola"),
        ("Sonia", Role::Supervisor, "/consola"),
        ("Lidia", of(OWN), "/coordinacion"),
    ] {
        let new = operators::add(&town.store, name, &role).await.unwrap();
        let entered = Console::stranger(&town).enter(name, &new.password).await;
        assert_eq!(entered.headers()[LOCATION], first_page, "{name}");
    }
}
