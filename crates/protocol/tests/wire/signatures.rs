//! Signed requests, held against another implementation of RFC 9421 (the crate httpsig) and
//! against forgers.

use auxilio_protocol::key::all_hold;
use auxilio_protocol::signature::{
    SignatureError, SignatureFields, SignedRequest, content_digest, read, sign,
};
use httpsig::prelude::message_component::{HttpMessageComponent, HttpMessageComponentId};
use httpsig::prelude::{
    AlgorithmName, HttpSignatureBase, HttpSignatureHeaders, HttpSignatureParams, PublicKey,
    SecretKey,
};

use crate::key;

const PATH: &str = "/v1/alerts";
const BODY: &[u8] = br#"{"id":"019ac9f2-7d3e-7cc1-b1f5-0c6de3a0f001"}"#;
const CREATED_S: i64 = 1_795_479_172;

fn request(fields: &SignatureFields) -> SignedRequest<'_> {
    SignedRequest {
        method: "POST",
        path: PATH,
        content_digest: fields.content_digest.as_deref(),
        signature_input: Some(&fields.signature_input),
        signature: Some(&fields.signature),
        body: Some(BODY),
    }
}

#[test]
fn the_fields_of_a_signed_request() {
    let fields = sign(&key(2), "POST", PATH, Some(BODY), CREATED_S);
    insta::assert_debug_snapshot!(fields);
}

#[test]
fn what_we_sign_another_implementation_verifies() {
    let fields = sign(&key(2), "POST", PATH, Some(BODY), CREATED_S);
    let digest = content_digest(BODY);
    let lines = [
        r#""@method": POST"#.to_owned(),
        format!(r#""@path": {PATH}"#),
        format!(r#""content-digest": {digest}"#),
    ];
    let components: Vec<HttpMessageComponent> = lines
        .iter()
        .map(|line| line.as_str().try_into().unwrap())
        .collect();
    let headers =
        HttpSignatureHeaders::try_parse(&fields.signature, &fields.signature_input).unwrap();
    let headers = headers.get("sig1").unwrap();
    let public =
        PublicKey::from_bytes(&AlgorithmName::Ed25519, key(2).public().as_bytes()).unwrap();
    HttpSignatureBase::try_new(&components, headers.signature_params())
        .unwrap()
        .verify_signature_headers(&public, headers)
        .unwrap();
}

#[test]
fn what_another_implementation_signs_we_verify() {
    let digest = content_digest(BODY);
    let ids = ["@method", "@path", "content-digest"]
        .map(|name| HttpMessageComponentId::try_from(name).unwrap());
    let mut params = HttpSignatureParams::try_new(&ids).unwrap();
    params
        .set_created(CREATED_S.unsigned_abs())
        .set_alg(&AlgorithmName::Ed25519)
        .set_keyid(key(2).id().as_str())
        .set_tag("auxilio-v1");
    let lines = [
        r#""@method": POST"#.to_owned(),
        format!(r#""@path": {PATH}"#),
        format!(r#""content-digest": {digest}"#),
    ];
    let components: Vec<HttpMessageComponent> = lines
        .iter()
        .map(|line| line.as_str().try_into().unwrap())
        .collect();
    let secret = SecretKey::from_bytes(&AlgorithmName::Ed25519, &[2; 32]).unwrap();
    let headers = HttpSignatureBase::try_new(&components, &params)
        .unwrap()
        .build_signature_headers(&secret, Some("otra"))
        .unwrap();
    let fields = SignatureFields {
        content_digest: Some(digest),
        signature_input: headers.signature_input_header_value(),
        signature: headers.signature_header_value(),
    };
    let claimed = read(&request(&fields)).unwrap();
    assert_eq!(claimed.key_id, *key(2).id());
    claimed.verify(&key(2).public()).unwrap();
}

#[test]
fn a_signature_holds_only_for_its_method_path_body_and_key() {
    let fields = sign(&key(2), "POST", PATH, Some(BODY), CREATED_S);
    let good = request(&fields);
    read(&good).unwrap().verify(&key(2).public()).unwrap();
    assert!(read(&good).unwrap().verify(&key(3).public()).is_err());
    for other in [
        SignedRequest {
            method: "PUT",
            ..good
        },
        SignedRequest {
            path: "/v1/me",
            ..good
        },
    ] {
        assert!(read(&other).unwrap().verify(&key(2).public()).is_err());
    }
    let other_body = SignedRequest {
        body: Some(b"{}"),
        ..good
    };
    assert_eq!(read(&other_body), Err(SignatureError::Digest));
}

#[test]
fn a_request_without_a_body_needs_no_digest() {
    let fields = sign(&key(2), "GET", "/v1/me", None, CREATED_S);
    assert_eq!(fields.content_digest, None);
    let request = SignedRequest {
        method: "GET",
        path: "/v1/me",
        body: None,
        ..request(&fields)
    };
    let claimed = read(&request).unwrap();
    assert_eq!(claimed.created_s, CREATED_S);
    claimed.verify(&key(2).public()).unwrap();
}

#[test]
fn a_signature_that_leaves_something_out_proves_nothing() {
    let fields = sign(&key(2), "GET", PATH, None, CREATED_S);
    let digest = content_digest(BODY);
    let with_body = SignedRequest {
        content_digest: Some(&digest),
        ..request(&fields)
    };
    assert_eq!(read(&with_body), Err(SignatureError::Coverage));
}

#[test]
fn other_tags_and_unreadable_fields_prove_nothing() {
    let fields = sign(&key(2), "POST", PATH, Some(BODY), CREATED_S);
    let input = |from: &str, to: &str| fields.signature_input.replace(from, to);
    for (changed, error) in [
        (input("auxilio-v1", "otro"), SignatureError::OtherProfile),
        (
            input("ed25519", "hmac-sha256"),
            SignatureError::OtherProfile,
        ),
        (input("created=", "creado="), SignatureError::Malformed),
        ("(((".to_owned(), SignatureError::Malformed),
        (fields.signature_input.repeat(40), SignatureError::Malformed),
    ] {
        let request = SignedRequest {
            signature_input: Some(&changed),
            ..request(&fields)
        };
        assert_eq!(read(&request), Err(error), "{changed}");
    }
    let unsigned = SignedRequest {
        signature: None,
        ..request(&fields)
    };
    assert_eq!(read(&unsigned), Err(SignatureError::Missing));
}

#[test]
fn one_bad_signature_among_many_is_noticed() {
    let keys: Vec<_> = (1..=64).map(key).collect();
    let publics: Vec<_> = keys
        .iter()
        .map(auxilio_protocol::SigningKey::public)
        .collect();
    let mut signatures: Vec<_> = keys.iter().map(|key| key.sign(BODY)).collect();
    let claim = |signatures: &[[u8; 64]]| {
        let claimed: Vec<_> = signatures
            .iter()
            .zip(&publics)
            .map(|(s, public)| (BODY, s, public))
            .collect();
        all_hold(&claimed)
    };
    assert!(claim(&signatures));
    signatures[40][3] ^= 1;
    assert!(!claim(&signatures));
}
