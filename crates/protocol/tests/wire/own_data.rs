//! A member's own data, as it stands on the wire.

use auxilio_protocol::enrolment::{Consent, MemberState};
use auxilio_protocol::jws::{self, JwsError};
use auxilio_protocol::limits::{EXPORT_BYTES_MAX, JWS_BYTES_MAX};
use auxilio_protocol::own_data::{
    DataPart, Deletion, DeletionAnswer, Export, ExportedAlert, ExportedJourney, ExportedStatus,
    ExportedUpdate, ProfileAnswer, ProfileChange,
};
use auxilio_protocol::profile::{Contact, Medical};
use auxilio_protocol::{KeySet, Lane, MemberId, Profile, Receipt, Seq, State};
use insta::assert_json_snapshot;

use crate::{alert, fix, key};

fn member() -> MemberId {
    "019ac9f2-7d3e-7cc1-b1f5-0c6de3a0f0aa".parse().unwrap()
}

fn profile() -> Profile {
    Profile {
        contact: Some(Contact {
            name: Some("Ana".to_owned()),
            phone: Some("944 000 111".to_owned()),
        }),
        medical: Some(Medical {
            blood: Some("O+".to_owned()),
            notes: Some("alergia a la penicilina".to_owned()),
        }),
        ..alert().profile.unwrap()
    }
}

fn deletion() -> Deletion {
    Deletion {
        member: member(),
        at: fix().taken_at,
        deleted: Deletion::DELETED.into(),
        kept: Deletion::KEPT.into(),
    }
}

fn export() -> Export {
    let received_at = fix().taken_at;
    Export {
        at: received_at,
        member: member(),
        state: MemberState::Active,
        organization: Some("El Cortijo".to_owned()),
        enrolled_at: received_at,
        profile: profile(),
        consent: Consent {
            text: "2026-11".to_owned(),
            at: received_at,
        },
        readiness: None,
        alerts: vec![ExportedAlert {
            id: alert().id,
            receipt: Receipt {
                alert: alert().id,
                seq: Seq(1),
                received_at,
                lane: Lane::Verified,
            },
            body: r#"{"id":"019ac9f2-7d3e-7cc1-b1f5-0c6de3a0f001"}"#.to_owned(),
            updates: vec![ExportedUpdate {
                seq: Seq(1),
                received_at,
                body: r#"{"seq":1,"text":"…"}"#.to_owned(),
            }],
            updates_left_out: 0,
            status: vec![ExportedStatus {
                n: 2,
                at: received_at,
                state: State::Dispatched,
                by: Some("Móvil 4".to_owned()),
                eta_s: Some(240),
                text: None,
            }],
        }],
        alerts_left_out: 3,
        journeys: vec![ExportedJourney {
            id: alert().id,
            at: received_at,
            due_at: received_at,
            fix: Some(fix()),
            alert: r#"{"id":"019ac9f2-7d3e-7cc1-b1f5-0c6de3a0f001"}"#.to_owned(),
        }],
    }
}

#[test]
fn a_changed_profile_and_its_answer() {
    let change = ProfileChange { profile: profile() };
    assert_json_snapshot!("profile_change", change);
    assert_json_snapshot!("profile_answer", ProfileAnswer { version: 3 });
}

#[test]
fn a_copy_of_everything() {
    assert_json_snapshot!("export", export());
    let text = serde_json::to_string(&export()).unwrap();
    assert_eq!(serde_json::from_str::<Export>(&text).unwrap(), export());
    const { assert!(EXPORT_BYTES_MAX >= 512 * 1024) };
}

#[test]
fn a_deletion_and_its_proof() {
    assert_json_snapshot!("deletion", deletion());
    let answer = DeletionAnswer {
        deletion: jws::sign(&key(1), &deletion()),
    };
    assert!(answer.deletion.len() < JWS_BYTES_MAX);
    assert_json_snapshot!("deletion_answer", answer);
}

#[test]
fn only_the_centrals_word_proves_a_deletion() {
    let keys = KeySet::new([key(1).public()]);
    let token = jws::sign(&key(1), &deletion());
    assert_eq!(jws::verify::<Deletion>(&token, &keys), Ok(deletion()));
    let forged = jws::sign(&key(9), &deletion());
    assert_eq!(
        jws::verify::<Deletion>(&forged, &keys),
        Err(JwsError::UnknownKey)
    );
    let another_kind = jws::verify::<Receipt>(&token, &keys);
    assert_eq!(another_kind, Err(JwsError::OtherKind));
}

#[test]
fn a_part_that_a_later_version_names_is_still_read() {
    let read: Vec<DataPart> = serde_json::from_str(r#"["profile","fingerprints"]"#).unwrap();
    assert_eq!(read, [DataPart::Profile, DataPart::Other]);
}

#[test]
fn nothing_personal_of_it_stands_in_debug() {
    let change = ProfileChange { profile: profile() };
    let shown = format!("{:?} {:?} {change:?}", export(), export().alerts);
    let step = format!("{:?}", export().alerts[0].status);
    let update = format!("{:?}", export().alerts[0].updates);
    for personal in [
        "Rosa",
        "Ana",
        "944",
        "penicilina",
        "O+",
        "Cortijo",
        "Móvil",
        "text",
    ] {
        for shown in [&shown, &step, &update] {
            assert!(!shown.contains(personal), "{personal} in {shown}");
        }
    }
}
