//! Every address of the central, and what each role gets there: one table, walked against a running
//! central. An address that is not in the table fails the test.

use std::collections::BTreeSet;

use auxilio_central::operators::{Role, Scope};
use auxilio_central::second_factor::Policy;
use auxilio_central::{Settings, addresses};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::Value;

use crate::browser::{Console, cookies};
use crate::town::{Device, Town, alert, id};

const OWN: &str = "Mercado Central";
const OTHER: &str = "El Cortijo";
/// Every field that a form of the central has, each with a value that it could have.
const FORM: &str = "usos=3&horas=2&hasta=9000000000000&unidad=M3&texto=Hola&motivo=attended\
    &organizacion=X&usuario=nadie&clave=otra&nueva=una+muy+larga&repetida=una+muy+larga\
    &codigo=000000&frase=una+dos&miembro=00000000-0000-7000-8000-000000000000";

/// What nobody who is logged in gets there, then an operator, a supervisor, a coordinator of the
/// organization that it is about, and a coordinator of another.
type Answers = [u16; 5];
const BOARD: Answers = [401, 200, 200, 403, 403];
const ACCOUNT: Answers = [401, 200, 200, 200, 200];
/// With a password that is not theirs.
const PROOF: Answers = [401, 422, 422, 422, 422];
const MEMBERS: Answers = [401, 403, 200, 200, 200];
/// Something that is somebody's own; done, it leads to another page.
const DECISION: Answers = [401, 403, 303, 303, 404];

const fn everybody(status: u16) -> Answers {
    [status; 5]
}

/// `{n}` is an incident, `{m}` a member and `{i}` an invitation of the one organization.
#[rustfmt::skip]
const PAGES: &[(&str, &str, Answers)] = &[
    ("GET", "/consola", BOARD),
    ("GET", "/consola/tablero", BOARD),
    ("GET", "/consola/flujo", BOARD),
    ("POST", "/consola/incidentes/{id}/visto", BOARD),
    ("POST", "/consola/incidentes/{id}/abrir", BOARD),
    ("POST", "/consola/incidentes/{id}/unidad", BOARD),
    ("POST", "/consola/incidentes/{id}/lugar", BOARD),
    ("POST", "/consola/incidentes/{id}/mensaje", BOARD),
    ("POST", "/consola/incidentes/{id}/cerrar", BOARD),
    ("GET", "/consola/cuenta", ACCOUNT),
    ("POST", "/consola/cuenta/clave", PROOF),
    ("POST", "/consola/cuenta/codigo", PROOF),
    ("POST", "/consola/cuenta/codigo/confirmar", PROOF),
    ("POST", "/consola/cuenta/codigo/quitar", PROOF),
    ("GET", "/coordinacion", MEMBERS),
    ("POST", "/coordinacion/miembros/aprobar", [401, 403, 303, 303, 303]),
    ("POST", "/coordinacion/miembros/{id}/aprobar", DECISION),
    ("POST", "/coordinacion/miembros/{id}/retirar", DECISION),
    // Of a member who is nobody.
    ("POST", "/coordinacion/miembros/{id}/reemplazar", [401, 403, 404, 404, 404]),
    ("GET", "/coordinacion/invitaciones", MEMBERS),
    ("POST", "/coordinacion/invitaciones", [401, 403, 303, 303, 303]),
    ("GET", "/coordinacion/invitaciones/{id}", [401, 403, 200, 200, 404]),
    ("POST", "/coordinacion/invitaciones/{id}/anular", DECISION),
    ("GET", "/coordinacion/estilo.css", everybody(200)),
    ("GET", "/consola/recursos/{name}", everybody(200)),
    ("GET", "/consola/entrar", everybody(200)),
    ("POST", "/consola/entrar", everybody(401)),
    ("POST", "/consola/salir", [401, 303, 303, 303, 303]),
];

/// Where a session opens nothing: whoever asks signs, brings an invitation, or reads what is public.
#[rustfmt::skip]
const WIRE: &[(&str, &str, u16)] = &[
    ("POST", "/v1/alerts", 400),
    ("POST", "/v1/alerts/{id}/updates", 400),
    ("GET", "/v1/alerts/{id}/events", 401),
    ("PUT", "/v1/journeys/{id}", 401),
    ("POST", "/v1/sms", 404),
    ("POST", "/v1/enrolments", 400),
    ("GET", "/v1/invitations/{given}", 404),
    ("GET", "/v1/me", 401),
    ("PATCH", "/v1/me", 401),
    ("DELETE", "/v1/me", 401),
    ("GET", "/v1/me/export", 401),
    ("PUT", "/v1/me/readiness", 401),
    ("PUT", "/v1/me/recovery", 401),
    ("GET", "/.well-known/auxilio", 200),
    ("GET", "/v1/directory", 200),
    ("GET", "/v1/openapi.json", 200),
    ("GET", "/.well-known/assetlinks.json", 404),
    ("GET", "/.well-known/apple-app-site-association", 404),
    ("GET", "/healthz", 200),
    ("GET", "/unirse/{given}", 404),
    ("GET", "/perdi-mi-telefono", 200),
    // Words that are none.
    ("POST", "/perdi-mi-telefono", 422),
    ("GET", "/app", 404),
    ("GET", "/app/auxilio.apk", 404),
];

/// Everybody who might ask.
struct Cast<'a> {
    town: &'a Town,
    askers: [Console<'a>; 5],
    /// For devices that nobody has had yet.
    seeds: std::cell::Cell<u8>,
}

impl<'a> Cast<'a> {
    async fn of(town: &'a Town) -> Self {
        let coordinator = |organization: &str| Role::Coordinator {
            organization: organization.to_owned(),
        };
        Self {
            town,
            askers: [
                Console::stranger(town),
                Console::log_in_as(town, "Omar", &Role::Operator).await,
                Console::log_in_as(town, "Sonia", &Role::Supervisor).await,
                Console::log_in_as(town, "Lidia", &coordinator(OWN)).await,
                Console::log_in_as(town, "Elsa", &coordinator(OTHER)).await,
            ],
            seeds: std::cell::Cell::new(1),
        }
    }

    /// The address with something of its own in it, so that nothing was done to it yet.
    async fn fresh(&self, path: &str) -> String {
        let seed = self.seeds.replace(self.seeds.get() + 1);
        let own = if path.starts_with("/consola/incidentes") {
            let raised = alert(id(seed)).to_string();
            self.town.post("/v1/alerts", raised).await;
            let newest = self.town.incidents().await.iter().map(|i| i.id.0).max();
            self.reach(newest.unwrap(), path).await.to_string()
        } else if path.starts_with("/coordinacion/miembros") {
            let device = Device::new(seed);
            let invited = self.town.invite(OWN, 1, 1, true).await;
            let answer = device.enrol(self.town, invited.link.token.expose()).await;
            let answer: Value = answer.json().await.unwrap();
            answer["member"].as_str().unwrap().to_owned()
        } else if path.starts_with("/coordinacion/invitaciones") {
            let invited = self.town.invite(OWN, 1, 1, false).await;
            invited.id.0.to_string()
        } else if path.starts_with("/v1/") {
            let raised = alert(id(seed)).to_string();
            self.town.post("/v1/alerts", raised).await;
            id(seed).to_string()
        } else {
            "x".to_owned()
        };
        let path = path.replace("{name}", "console.css");
        path.replace("{id}", &own).replace("{given}", &own)
    }

    /// Brings an incident to where that action applies.
    async fn reach(&self, incident: i64, path: &str) -> i64 {
        let needs_taking = ["unidad", "lugar", "cerrar"];
        if needs_taking.iter().any(|action| path.ends_with(action)) {
            self.askers[2].act(incident, "visto", "").await;
        }
        incident
    }

    /// What may not change by what is refused.
    async fn kept(&self) -> String {
        let store = &self.town.store;
        let members = store.member_page(&Scope::Everybody, 0, 200).await.unwrap();
        let states: Vec<_> = members.members.iter().map(|m| (m.id, m.state)).collect();
        let invitations = store.invitations(&Scope::Everybody, 200).await.unwrap();
        let invitations: Vec<_> = invitations.iter().map(|i| (i.id, i.revoked_at)).collect();
        format!(
            "{:?} {states:?} {invitations:?}",
            store.board().await.unwrap()
        )
    }
}

fn prepared(console: &Console<'_>, method: &str, path: &str) -> RequestBuilder {
    let script = |request: RequestBuilder| request.header("hx-request", "true");
    match method {
        "POST" => script(console.post(path, FORM)),
        other => {
            let request = console.request(other.parse::<Method>().unwrap(), path);
            request.header("origin", console.own_origin())
        }
    }
}

async fn ask(console: &Console<'_>, method: &str, path: &str) -> Response {
    prepared(console, method, path).send().await.unwrap()
}

#[tokio::test]
async fn every_address_answers_each_role_as_the_table_says() {
    let town = Town::start().await;
    let cast = Cast::of(&town).await;
    let mut wrong = Vec::new();
    for (method, path, answers) in PAGES {
        for (place, (console, expected)) in cast.askers.iter().zip(*answers).enumerate() {
            let here = cast.fresh(path).await;
            let before = cast.kept().await;
            let answer = ask(console, method, &here).await;
            let status = answer.status().as_u16();
            if status != expected {
                wrong.push(format!("{method} {path}, asker {place}: {status}"));
            }
            if matches!(status, 401 | 403 | 404) && cast.kept().await != before {
                wrong.push(format!("{method} {path}, asker {place}: refused and done"));
            }
            wrong.extend(unsafe_parts(&answer).map(|part| format!("{method} {path}: {part}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn a_session_opens_nothing_of_what_phones_use() {
    let town = Town::start().await;
    let cast = Cast::of(&town).await;
    let mut wrong = Vec::new();
    for (method, path, expected) in WIRE {
        for (place, console) in cast.askers.iter().enumerate() {
            let answer = ask(console, method, &cast.fresh(path).await).await;
            let status = answer.status().as_u16();
            if status != *expected {
                wrong.push(format!("{method} {path}, asker {place}: {status}"));
            }
            wrong.extend(unsafe_parts(&answer).map(|part| format!("{method} {path}: {part}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn every_address_is_in_the_table_with_every_method() {
    let town = Town::start().await;
    let stranger = Console::stranger(&town);
    let mut found = BTreeSet::new();
    for path in addresses() {
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            let here = path.replace("{name}", "x").replace("{id}", "x");
            let answer = ask(&stranger, method, &here.replace("{given}", "x")).await;
            if answer.status() != StatusCode::METHOD_NOT_ALLOWED {
                found.insert(format!("{method} {path}"));
            }
        }
    }
    let pages = PAGES.iter().map(|(method, path, _)| (method, path));
    let wire = WIRE.iter().map(|(method, path, _)| (method, path));
    let table: BTreeSet<String> = (pages.chain(wire))
        .map(|(method, path)| format!("{method} {path}"))
        .collect();
    let unlisted: Vec<_> = found.difference(&table).collect();
    let gone: Vec<_> = table.difference(&found).collect();
    assert!(unlisted.is_empty(), "say who may use them: {unlisted:?}");
    assert!(gone.is_empty(), "no such address: {gone:?}");
}

#[tokio::test]
async fn what_changes_something_is_done_for_the_centrals_own_pages_only() {
    let town = Town::start().await;
    let cast = Cast::of(&town).await;
    let sonia = &cast.askers[2];
    for (method, path, _) in PAGES.iter().filter(|(method, ..)| *method == "POST") {
        let here = cast.fresh(path).await;
        let before = cast.kept().await;
        for (name, value) in [
            ("origin", "https://malo.example"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("x-nothing", "neither of both"),
        ] {
            let sent = sonia.request(Method::POST, &here).header(name, value);
            let form = "application/x-www-form-urlencoded";
            let sent = sent.header("content-type", form).body(FORM);
            let status = sent.send().await.unwrap().status();
            assert_eq!(status, StatusCode::FORBIDDEN, "{method} {path} {name}");
        }
        assert_eq!(cast.kept().await, before, "{path}");
    }
}

#[tokio::test]
async fn where_everybody_needs_a_code_no_address_answers_whoever_has_none() {
    let town = Town::start_with(Settings {
        second_factor: Some(Policy::Required),
        ..Settings::default()
    })
    .await;
    let cast = Cast::of(&town).await;
    let needs_code = |answers: &Answers| answers[0] == 401;
    let open = ["/consola/cuenta", "/consola/entrar", "/consola/salir"];
    for (method, path, answers) in PAGES {
        if !needs_code(answers) || open.iter().any(|open| path.starts_with(open)) {
            continue;
        }
        for console in &cast.askers[1..] {
            let answer = ask(console, method, &cast.fresh(path).await).await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{method} {path}");
            assert_eq!(answer.headers()["hx-redirect"], "/consola/cuenta");
        }
    }
}

/// What an answer lacks that keeps a page to itself.
fn unsafe_parts(answer: &Response) -> impl Iterator<Item = String> {
    let field = |name: &str| {
        let value = answer.headers().get(name).and_then(|v| v.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let mut lacks = Vec::new();
    if field("content-type").starts_with("text/html") {
        let policy = field("content-security-policy");
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ] {
            if !policy.contains(part) || policy.contains("unsafe") {
                lacks.push(format!("{part} in {policy:?}"));
            }
        }
        for (name, value) in [
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            if field(name) != value {
                lacks.push(format!("{name}: {:?}", field(name)));
            }
        }
    }
    for cookie in cookies(answer) {
        for flag in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age="] {
            if !cookie.contains(flag) {
                lacks.push(format!("{flag} of a cookie"));
            }
        }
    }
    lacks.into_iter()
}
