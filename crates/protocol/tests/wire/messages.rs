//! Every message as it stands on the wire.

use auxilio_protocol::description::{Description, Line};
use auxilio_protocol::enrolment::{
    Consent, EnrolmentAnswer, EnrolmentRequest, InvitationToken, MemberState,
};
use auxilio_protocol::invitation::{self, CONSENT_TEXT, ConsentAsked, InvitationInfo};
use auxilio_protocol::member::{Check, MemberAnswer, Readiness};
use auxilio_protocol::problem::{Problem, ProblemKind};
use auxilio_protocol::receipt::ReceiptAnswer;
use auxilio_protocol::update::Cancel;
use auxilio_protocol::{
    CancelReason, Change, KeySet, Kind, Lane, Receipt, Seq, State, Status, Update, limits,
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
fn what_an_invitation_says_of_itself() {
    let token = InvitationToken::new("Zm9vYmFy").unwrap();
    assert_eq!(invitation::path(&token), "v1/invitations/Zm9vYmFy");
    assert_json_snapshot!(
        "invitation",
        InvitationInfo {
            municipality: "Municipalidad Distrital de El Porvenir".to_owned(),
            organization: "El Cortijo".to_owned(),
            expires_at: fix().taken_at,
            needs_approval: true,
            consent: ConsentAsked {
                text: CONSENT_TEXT.to_owned(),
            },
        }
    );
}

#[test]
fn what_a_member_asks_and_tells_of_itself() {
    assert_json_snapshot!(
        "member",
        MemberAnswer {
            member: "019ac9f2-7d3e-7cc1-b1f5-0c6de3a0f0aa".parse().unwrap(),
            state: MemberState::Pending,
            organization: Some("El Cortijo".to_owned()),
            jwks: KeySet::new([key(1).public()]),
        }
    );
    assert_json_snapshot!("readiness", readiness());
}

fn readiness() -> Readiness {
    let check = |name: &str, ok| Check {
        name: name.to_owned(),
        ok,
    };
    Readiness {
        at: fix().taken_at,
        checks: vec![check("location", true), check("notifications", false)],
    }
}

#[test]
fn a_self_check_is_green_only_if_every_part_of_it_is() {
    assert!(!readiness().is_ready());
    let mut all = readiness();
    all.checks.retain(|check| check.ok);
    assert!(all.is_ready());
    all.checks.clear();
    assert!(!all.is_ready(), "nothing was looked at");
}

#[test]
fn a_self_check_is_bounded() {
    let mut long = readiness();
    long.checks[0].name = "ñ".repeat(limits::CHECK_NAME_CHARS_MAX);
    assert!(long.is_within_limits());
    long.checks[0].name.push('x');
    assert!(!long.is_within_limits());
    let mut many = readiness();
    many.checks = vec![many.checks.remove(0); limits::CHECKS_MAX];
    assert!(many.is_within_limits());
    many.checks.push(readiness().checks.remove(0));
    assert!(!many.is_within_limits());
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
        ProblemKind::AlertClosed,
        ProblemKind::InvitationSpent,
        ProblemKind::InvitationExpired,
        ProblemKind::InvitationRevoked,
        ProblemKind::MemberRevoked,
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
    let member = MemberAnswer {
        member: "019ac9f2-7d3e-7cc1-b1f5-0c6de3a0f0aa".parse().unwrap(),
        state: MemberState::Active,
        organization: Some("El Cortijo".to_owned()),
        jwks: KeySet::default(),
    };
    let shown = format!("{:?} {member:?} {:?}", alert(), readiness());
    for personal in [
        "Rosa",
        "+51987654321",
        "rio-seco",
        "Cortijo",
        "1234-5A",
        "8.07",
        "78.99",
        "notifications",
    ] {
        assert!(!shown.contains(personal), "{personal} in {shown}");
    }
}
