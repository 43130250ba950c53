//! What a central says is believed only if it says it.

use auxilio_protocol::jws::{self, JwsError};
use auxilio_protocol::{KeySet, Lane, PublicKey, Receipt, Seq, State, Status};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::{alert, fix, key};

fn receipt() -> Receipt {
    Receipt {
        alert: alert().id,
        seq: Seq(0),
        received_at: fix().taken_at,
        lane: Lane::Verified,
    }
}

fn keys() -> KeySet {
    KeySet::new([key(1).public()])
}

#[test]
fn the_key_s_name_is_the_thumbprint_of_rfc_8037() {
    // RFC 8037, appendix A.2 and A.3.
    let key: PublicKey = serde_json::from_str(
        r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#,
    )
    .unwrap();
    assert_eq!(
        key.id().as_str(),
        "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
    );
}

#[test]
fn a_receipt_changed_in_any_place_is_not_one() {
    let token = jws::sign(&key(1), &receipt());
    for index in 0..token.len() {
        let mut bytes = token.clone().into_bytes();
        bytes[index] = if bytes[index] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(bytes).unwrap();
        assert!(
            jws::verify::<Receipt>(&changed, &keys()).is_err(),
            "byte {index}"
        );
    }
}

#[test]
fn a_receipt_by_another_key_is_not_one() {
    let token = jws::sign(&key(9), &receipt());
    assert_eq!(
        jws::verify::<Receipt>(&token, &keys()),
        Err(JwsError::UnknownKey)
    );
    assert_eq!(
        jws::verify::<Receipt>(&token, &KeySet::default()),
        Err(JwsError::UnknownKey)
    );
}

#[test]
fn a_status_is_not_a_receipt() {
    let status = Status {
        alert: alert().id,
        n: 1,
        at: fix().taken_at,
        state: State::Closed,
        by: None,
        eta_s: None,
        text: None,
    };
    let token = jws::sign(&key(1), &status);
    assert_eq!(
        jws::verify::<Receipt>(&token, &keys()),
        Err(JwsError::OtherKind)
    );
}

#[test]
fn no_other_algorithm_is_known() {
    let token = jws::sign(&key(1), &receipt());
    let (_, rest) = token.split_once('.').unwrap();
    for alg in ["none", "HS256", "ES256"] {
        let header = format!(
            r#"{{"alg":"{alg}","kid":"{}","typ":"auxilio-receipt+jws"}}"#,
            key(1).id()
        );
        let forged = format!("{}.{rest}", URL_SAFE_NO_PAD.encode(header));
        assert_eq!(
            jws::verify::<Receipt>(&forged, &keys()),
            Err(JwsError::OtherKind)
        );
    }
}

#[test]
fn keys_under_which_anything_verifies_are_refused() {
    let mut identity = [0; 32];
    identity[0] = 1;
    assert!(PublicKey::from_bytes(&identity).is_err());
    assert!(PublicKey::from_bytes(&[0; 32]).is_err());
}

#[test]
fn keys_of_other_kinds_in_a_set_are_passed_over() {
    let set: KeySet = serde_json::from_str(&format!(
        r#"{{"keys":[{{"kty":"RSA","n":"…","e":"AQAB"}},{}]}}"#,
        serde_json::to_string(&key(1).public()).unwrap()
    ))
    .unwrap();
    assert_eq!(set, keys());
}
