//! Every message as it stands on the wire.

use auxilio_protocol::description::{Description, Line};
use auxilio_protocol::enrolment::{
    Consent, EnrolmentAnswer, EnrolmentRequest, InvitationToken, MemberState,
};
use auxilio_protocol::problem::{Problem, ProblemKind};
use auxilio_protocol::receipt::ReceiptAnswer;
use auxilio_protocol::update::Cancel;
use auxilio_protocol::{
    CancelReason, Change, KeySet, Kind, Lane, Receipt, Seq, State, Status, Update,
};
use insta::assert_json_snapshot;

use crate::{alert, fix, key};

#[test]
fn an_alert() {
    assert_json_snapshot!(alert());
}

#[test]
fn updates() {
    let changes = [
        Change::Fix(fix()),
        Change::Kind(Kind::Robo),
        Change::Cancel(Cancel {
            reason: CancelReason::FalsaAlarma,
        }),
        Change::Duress(true),
        Change::Urgent(true),
        Change::Text("Están en la esquina".to_owned()),
        Change::BatteryPercent(9),
    ];
    let at = fix().taken_at;
    let updates: Vec<Update> = (1..)
        .zip(changes)
        .map(|(seq, change)| Update {
            seq: Seq(seq),
            at,
            change,
        })
        .collect();
    assert_json_snapshot!(updates);
}

#[test]
fn a_receipt_and_its_answer() {
    let receipt = Receipt {
        alert: alert().id,
        seq: Seq(2),
        received_at: "2026-11-23T19:12:52.700-05:00".parse().unwrap(),
        lane: Lane::Verified,
    };
    assert_json_snapshot!("receipt", receipt);
    let answer = ReceiptAnswer {
        receipt: auxilio_protocol::jws::sign(&key(1), &receipt),
    };
    assert_json_snapshot!("receipt_answer", answer);
}

#[test]
fn a_status() {
    assert_json_snapshot!(Status {
        alert: alert().id,
        n: 3,
        at: "2026-11-23T19:13:20-05:00".parse().unwrap(),
        state: State::Dispatched,
        by: Some("Móvil 4".to_owned()),
        eta_s: Some(240),
        text: None,
    });
}

#[test]
fn an_enrolment_and_its_answer() {
    let public_key = key(2).public();
    assert_json_snapshot!(
        "enrolment_request",
        EnrolmentRequest {
            invitation: InvitationToken::new("Zm9vYmFy").unwrap(),
            public_key: public_key.into(),
            profile: alert().profile.unwrap(),
            consent: Consent {
                text: "2026-11".to_owned(),
                at: fix().taken_at
            },
        }
    );
    assert_json_snapshot!(
        "enrolment_answer",
        EnrolmentAnswer {
            member: "019ac9f2-7d3e-7cc1-b1f5-0c6de3a0f0aa".parse().unwrap(),
            state: MemberState::Active,
            jwks: KeySet::new([key(1).public()]),
            organization: Some("El Cortijo".to_owned()),
        }
    );
}

#[test]
fn a_central_s_description() {
    assert_json_snapshot!(Description {
        name: "Municipalidad Distrital de El Porvenir".to_owned(),
        protocol: vec![1],
        jwks: KeySet::new([key(1).public()]),
        alerts_url: "https://central.example/v1/alerts".to_owned(),
        enrolments_url: "https://central.example/v1/enrolments".to_owned(),
        sms_gateway: None,
        lines: vec![Line {
            service: "police".to_owned(),
            number: "105".to_owned()
        }],
    });
}

#[test]
fn problems() {
    let kinds = [
        ProblemKind::Unreadable,
        ProblemKind::Unauthorized,
        ProblemKind::NotFound,
        ProblemKind::IdOfAnotherDevice,
        ProblemKind::InvitationSpent,
        ProblemKind::TooLarge,
        ProblemKind::TooMany,
        ProblemKind::TooSlow,
        ProblemKind::NotDurable,
        ProblemKind::Other,
    ];
    let problems = kinds.map(|kind| Problem {
        kind,
        title: "…".to_owned(),
        status: 400,
        detail: None,
    });
    assert_json_snapshot!(problems);
}

#[test]
fn a_later_version_s_problem_is_still_a_problem() {
    let json = r#"{"type":"urn:auxilio:problem:from-the-future","title":"…","status":418}"#;
    assert_eq!(
        serde_json::from_str::<Problem>(json).unwrap().kind,
        ProblemKind::Other
    );
}

#[test]
fn nothing_personal_stands_in_debug() {
    let shown = format!("{:?}", alert());
    for personal in [
        "Rosa",
        "+51987654321",
        "rio-seco",
        "Cortijo",
        "1234-5A",
        "8.07",
        "78.99",
    ] {
        assert!(!shown.contains(personal), "{personal} in {shown}");
    }
}
