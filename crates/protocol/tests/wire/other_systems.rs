//! Messages for systems that do not speak this protocol, held against what those expect.

use std::io::Write as _;
use std::process::{Command, Stdio};

use auxilio_protocol::cap::{About, Earlier, Message};
use auxilio_protocol::destination::DestinationError;
use auxilio_protocol::endpoint::EndpointError;
use auxilio_protocol::limits::{
    FOREIGN_BODY_BYTES_MAX, OTHER_ORGANIZATIONS_MAX, PHONE_CHARS_MAX, POST_URL_BYTES_MAX,
    TEXT_CHARS_MAX,
};
use auxilio_protocol::profile::{Barrio, Contact, Medical, Organization, OrganizationKind};
use auxilio_protocol::update::Cancel;
use auxilio_protocol::{
    Alert, CancelReason, Change, Destination, Form, Kind, Mode, OtherSystem, Profile, Seq, Update,
    webhook,
};
use insta::assert_snapshot;

use crate::{alert, fix};

/// The standard's own schema.
const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/wire/oasis/CAP-v1.2.xsd");

fn message<'a>(alert: &'a Alert, about: About<'a>) -> Message<'a> {
    Message {
        alert: alert.id,
        number: 0,
        sent: alert.raised_at,
        about,
        addressee: "alertas.example",
        exercise: alert.exercise,
        mode: alert.mode,
        kind: &alert.kind,
        raised_at: alert.raised_at,
        urgent: false,
        fix: alert.fix.as_ref(),
        profile: alert.profile.as_ref(),
        device: alert.device.as_ref(),
        text: None,
        duress: false,
    }
}

fn xml(message: &Message<'_>) -> String {
    String::from_utf8(message.to_xml()).unwrap()
}

/// Holds a message against the schema, with libxml2.
fn assert_valid(xml: &str) {
    let mut xmllint = Command::new("xmllint")
        .args(["--noout", "--nonet", "--schema", SCHEMA, "-"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("xmllint is not installed: `apt-get install libxml2-utils`");
    let mut input = xmllint.stdin.take().unwrap();
    input.write_all(xml.as_bytes()).unwrap();
    drop(input);
    let said = xmllint.wait_with_output().unwrap();
    let errors = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(said.status.success(), "{errors}\n{xml}");
}

#[test]
fn a_cap_alert() {
    let alert = alert();
    let message = xml(&message(&alert, About::Alert));
    assert_valid(&message);
    assert_snapshot!(message);
}

#[test]
fn a_cap_cancellation_of_a_drill() {
    let alert = Alert {
        exercise: true,
        mode: Mode::Covert,
        kind: Kind::Medica,
        ..alert()
    };
    let earlier = [0, 4].map(|number| Earlier {
        number,
        sent: alert.raised_at.plus_ms(number.cast_signed() * 1_000),
    });
    let reason = CancelReason::FalsaAlarma;
    let message = xml(&Message {
        number: 5,
        sent: alert.raised_at.plus_ms(9_000),
        urgent: true,
        text: Some("Ya llegó mi hermana"),
        ..message(&alert, About::Cancel(&earlier, &reason))
    });
    assert_valid(&message);
    assert_snapshot!(message);
}

/// Whatever people are called, and whatever is missing.
#[test]
fn every_cap_message_holds_to_the_schema_of_the_standard() {
    let odd = "Rosa \"la <China>\" & 'Cía' ]]> \u{202e}😀\u{0}\u{8}\u{1b}\u{fffe}\u{7f}";
    let named = Alert {
        profile: Some(Profile {
            name: Some(odd.to_owned()),
            ..Profile::default()
        }),
        kind: Kind::Other(odd.to_owned()),
        ..alert()
    };
    let bare = Alert {
        fix: None,
        profile: None,
        device: None,
        kind: Kind::Other(String::new()),
        ..alert()
    };
    let earlier = [Earlier {
        number: 0,
        sent: bare.raised_at,
    }];
    let reason = CancelReason::Other(odd.to_owned());
    for alert in [&named, &bare] {
        for about in [
            About::Alert,
            About::Update(&earlier),
            About::Cancel(&earlier, &reason),
        ] {
            assert_valid(&xml(&message(alert, about)));
        }
    }
    let name = xml(&message(&named, About::Alert));
    assert!(name.contains("&lt;China&gt;") && name.contains("&amp;"));
    assert!(name.contains("\u{202e}😀") && !name.contains(['\u{0}', '\u{8}', '\u{fffe}']));
    for kind in Kind::ALL {
        assert_valid(&xml(&message(&Alert { kind, ..alert() }, About::Alert)));
    }
}

#[test]
fn cap_times_have_peru_s_offset_and_circles_are_in_kilometres() {
    let alert = alert();
    let xml = xml(&message(&alert, About::Alert));
    assert!(xml.contains("<sent>2026-11-23T19:12:52-05:00</sent>"));
    assert!(xml.contains("<circle>-8.073920,-78.992920 0.014</circle>"));
    assert!(!xml.contains("00Z<") && !xml.contains("+00:00"));
}

#[test]
fn who_must_not_be_called_has_no_contact_and_is_marked() {
    let covert = Alert {
        mode: Mode::Covert,
        ..alert()
    };
    let xml = xml(&message(&covert, About::Alert));
    assert!(!xml.contains("<contact>"));
    assert!(xml.contains("<code>auxilio:covert</code>"));
    assert!(xml.contains("<valueName>phone_do_not_call</valueName>"));
}

#[test]
fn only_a_drill_is_an_exercise() {
    for (exercise, status) in [(true, "Exercise"), (false, "Actual")] {
        let alert = Alert {
            exercise,
            ..alert()
        };
        let xml = xml(&message(&alert, About::Alert));
        assert!(xml.contains(&format!("<status>{status}</status>")));
    }
}

#[test]
fn the_longest_profile_makes_no_message_beyond_its_limit() {
    let long = || Some("&".repeat(TEXT_CHARS_MAX));
    let organization = || Organization {
        id: long(),
        kind: OrganizationKind::JuntaVecinal,
        name: long().unwrap(),
        unit: long(),
    };
    let alert = Alert {
        profile: Some(Profile {
            version: u64::MAX,
            name: long(),
            phone: Some("9".repeat(PHONE_CHARS_MAX)),
            barrio: Some(Barrio {
                district: long().unwrap(),
                sector: long(),
            }),
            organization: Some(organization()),
            other_organizations: (0..OTHER_ORGANIZATIONS_MAX)
                .map(|_| organization())
                .collect(),
            contact: Some(Contact {
                name: long(),
                phone: Some("9".repeat(PHONE_CHARS_MAX)),
            }),
            medical: Some(Medical {
                blood: long(),
                notes: long(),
            }),
        }),
        ..alert()
    };
    assert!(xml(&message(&alert, About::Alert)).len() <= FOREIGN_BODY_BYTES_MAX);
    let json = webhook::alert(&serde_json::to_vec(&alert).unwrap()).unwrap();
    assert!(json.len() <= FOREIGN_BODY_BYTES_MAX);
}

#[test]
fn webhook_messages() {
    let alert = alert();
    let body = webhook::alert(&serde_json::to_vec(&alert).unwrap()).unwrap();
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    insta::assert_json_snapshot!("webhook_alert", body);
    assert_eq!(webhook::alert(b"no json"), None);

    let changes = [
        Change::Kind(Kind::Robo),
        Change::Fix(fix()),
        Change::Cancel(Cancel {
            reason: CancelReason::YaPaso,
        }),
    ];
    let updates: Vec<Update> = (3..)
        .zip(changes)
        .map(|(seq, change)| Update {
            seq: Seq(seq),
            at: fix().taken_at,
            change,
        })
        .collect();
    let body = webhook::updates(alert.id, true, &updates);
    let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
    insta::assert_json_snapshot!("webhook_updates", body);
}

#[test]
fn a_webhook_carries_the_alert_to_the_byte() {
    let body = serde_json::to_vec(&alert()).unwrap();
    let message = webhook::alert(&body).unwrap();
    assert!(message.windows(body.len()).any(|window| window == body));
}

#[test]
fn links_say_where_alerts_go_and_carry_no_token() {
    let other = |form, url: &str| {
        Destination::Other(OtherSystem {
            form,
            url: url.parse().unwrap(),
        })
    };
    let central = Destination::Central("https://central.example/".parse().unwrap());
    for (link, destination) in [
        ("https://central.example", &central),
        (" auxilio://central?c=central.example ", &central),
        (
            "auxilio://destino?kind=webhook&url=https%3A%2F%2Fotro.example%2Fa%3Fb%3D1&token=x",
            &other(Form::Webhook, "https://otro.example/a?b=1"),
        ),
        (
            "auxilio://destino?url=http://127.0.0.1:9/cap&kind=cap",
            &other(Form::Cap, "http://127.0.0.1:9/cap"),
        ),
    ] {
        assert_eq!(
            link.parse::<Destination>().as_ref(),
            Ok(destination),
            "{link}"
        );
    }
}

#[test]
fn what_names_no_place_for_alerts_says_why() {
    let long = format!(
        "auxilio://destino?kind=cap&url=https://a.example/{}",
        "x".repeat(POST_URL_BYTES_MAX)
    );
    for (link, error) in [
        ("hola", DestinationError::Link),
        (
            "auxilio://unirse?c=central.example&t=abc",
            DestinationError::NotADestination,
        ),
        (
            "auxilio://destino?kind=cap",
            DestinationError::NotADestination,
        ),
        (
            "auxilio://destino?kind=fax&url=https://a.example",
            DestinationError::Kind,
        ),
        (
            "auxilio://destino?kind=cap&url=http://a.example",
            DestinationError::Address(EndpointError::Insecure),
        ),
        (
            "auxilio://destino?kind=cap&url=https://u:p@a.example",
            DestinationError::Address(EndpointError::Credentials),
        ),
        (
            long.as_str(),
            DestinationError::Address(EndpointError::TooLong),
        ),
    ] {
        assert_eq!(link.parse::<Destination>(), Err(error), "{link}");
    }
}

#[test]
fn an_address_shows_its_host_and_no_more_in_debug() {
    let link = "auxilio://destino?kind=webhook&url=https://otro.example/secreto?clave=1";
    let shown = format!("{:?}", link.parse::<Destination>().unwrap());
    assert!(
        shown.contains("otro.example") && !shown.contains("secreto"),
        "{shown}"
    );
}
