//! Links as they come out of a chat, and addresses as people type them.

use auxilio_protocol::Endpoint;
use auxilio_protocol::endpoint::EndpointError;
use auxilio_protocol::enrolment::{InvitationError, InvitationLink};

fn link(text: &str) -> Result<InvitationLink, InvitationError> {
    text.parse()
}

#[test]
fn both_forms_of_a_link_mean_the_same_invitation() {
    let web = link("  https://central.example/unirse/abc-DEF_9\n").unwrap();
    let app = link("auxilio://unirse?c=central.example&t=abc-DEF_9").unwrap();
    assert_eq!(web, app);
    assert_eq!(web.to_string(), "https://central.example/unirse/abc-DEF_9");
    assert_eq!(web.token.expose(), "abc-DEF_9");
}

#[test]
fn on_this_machine_a_link_may_be_plain() {
    let web = link("http://127.0.0.1:8787/unirse/abc").unwrap();
    assert_eq!(
        link("auxilio://unirse?c=127.0.0.1:8787&t=abc").unwrap(),
        web
    );
}

#[test]
fn what_is_no_invitation_is_told_from_a_bad_code() {
    assert!(matches!(link("hola"), Err(InvitationError::Link(_))));
    assert!(matches!(
        link("https://central.example/"),
        Err(InvitationError::NotAnInvitation)
    ));
    assert!(matches!(
        link("auxilio://unirse?c=a.example"),
        Err(InvitationError::NotAnInvitation)
    ));
    for code in ["", "a b", "a/b", "ñ", &"a".repeat(129)] {
        let text = format!("https://central.example/unirse/{code}");
        assert!(matches!(link(&text), Err(InvitationError::Token)), "{text}");
    }
    let plain = link("http://central.example/unirse/abc");
    assert!(matches!(
        plain,
        Err(InvitationError::Endpoint(EndpointError::Insecure))
    ));
}

#[test]
fn an_address_is_secure_or_on_this_machine() {
    let endpoint = |text: &str| text.parse::<Endpoint>();
    assert_eq!(
        endpoint("https://central.example/auxilio")
            .unwrap()
            .join("v1/alerts")
            .as_str(),
        "https://central.example/auxilio/v1/alerts"
    );
    assert_eq!(
        endpoint("http://central.example"),
        Err(EndpointError::Insecure)
    );
    assert_eq!(endpoint("ftp://127.0.0.1"), Err(EndpointError::Insecure));
    assert_eq!(
        endpoint("https://rosa:clave@central.example"),
        Err(EndpointError::Credentials)
    );
    assert!(matches!(
        endpoint("central"),
        Err(EndpointError::Address(_))
    ));
    for local in [
        "http://localhost:1",
        "http://127.0.0.1",
        "http://[::1]:8787",
    ] {
        endpoint(local).unwrap();
    }
}

#[test]
fn an_invitation_s_code_stays_out_of_debug() {
    let shown = format!(
        "{:?}",
        link("https://central.example/unirse/SECRETO").unwrap()
    );
    assert!(!shown.contains("SECRETO"), "{shown}");
}

#[test]
fn a_code_is_typed_in_any_case_for_the_central_that_is_known() {
    let central = "https://central.example".parse().unwrap();
    let typed = InvitationLink::typed(" K7Q2 - 9xmd ", Some(&central)).unwrap();
    assert_eq!(typed.endpoint, central);
    assert_eq!(typed.token.expose(), "K7Q2-9xmd");
    assert!(matches!(
        InvitationLink::typed("k7q2-9xmd", None),
        Err(InvitationError::CodeWithoutCentral)
    ));
    assert!(matches!(
        InvitationLink::typed("¿código?", Some(&central)),
        Err(InvitationError::Token)
    ));
    let link = "https://otra.example/unirse/abc";
    let pasted = InvitationLink::typed(link, Some(&central)).unwrap();
    assert_eq!(pasted.endpoint.host(), "otra.example");
}
