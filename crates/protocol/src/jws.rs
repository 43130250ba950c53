//! What a central says of an alert: a compact JWS (RFC 7515) with EdDSA (RFC 8037).
//!
//! Only this one algorithm is known, and every kind of statement names its own `typ`, so neither
//! a weaker algorithm nor a status event can pass for a receipt.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::key::{KeyId, KeySet, SIGNATURE_BYTES, SigningKey};
use crate::limits::JWS_BYTES_MAX;

/// A statement that travels as a JWS.
pub trait Claims: Serialize + DeserializeOwned {
    /// The `typ` of its header (RFC 8725, section 3.11).
    const TYP: &'static str;
}

#[derive(Serialize, Deserialize)]
struct Header {
    alg: String,
    kid: KeyId,
    typ: String,
}

/// Why a statement is not believed.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum JwsError {
    /// Longer than any statement of this protocol.
    #[error("the signed statement is longer than {JWS_BYTES_MAX} bytes")]
    TooLong,
    /// Not three base64url parts, or not the JSON that they should hold.
    #[error("not a compact JWS of this protocol")]
    Malformed,
    /// Another algorithm than EdDSA, or a statement of another kind.
    #[error("signed as something else than expected")]
    OtherKind,
    /// Signed by a key that is not the central's.
    #[error("signed by a key that is not known")]
    UnknownKey,
    /// The signature does not hold.
    #[error("the signature does not hold")]
    BadSignature,
}

/// Signs a statement.
#[must_use]
pub fn sign<T: Claims>(key: &SigningKey, claims: &T) -> String {
    let header = Header {
        alg: "EdDSA".to_owned(),
        kid: key.id().clone(),
        typ: T::TYP.to_owned(),
    };
    let mut token = String::with_capacity(512);
    encode_json(&header, &mut token);
    token.push('.');
    encode_json(claims, &mut token);
    let signature = key.sign(token.as_bytes());
    token.push('.');
    URL_SAFE_NO_PAD.encode_string(signature, &mut token);
    token
}

/// Appends the base64url of the value's JSON. The types that come here are plain structs of
/// strings and numbers, whose serialisation has no error.
fn encode_json(value: &impl Serialize, into: &mut String) {
    let json = serde_json::to_vec(value).unwrap_or_default();
    URL_SAFE_NO_PAD.encode_string(json, into);
}

/// The statement, if one of these keys signed it.
pub fn verify<T: Claims>(token: &str, keys: &KeySet) -> Result<T, JwsError> {
    if token.len() > JWS_BYTES_MAX {
        return Err(JwsError::TooLong);
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(JwsError::Malformed)?;
    let (header, claims) = signed.split_once('.').ok_or(JwsError::Malformed)?;
    let header: Header = decode_json(header)?;
    if header.alg != "EdDSA" || header.typ != T::TYP {
        return Err(JwsError::OtherKind);
    }
    let key = keys.find(&header.kid).ok_or(JwsError::UnknownKey)?;
    let signature: [u8; SIGNATURE_BYTES] = URL_SAFE_NO_PAD
        .decode(signature)
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(JwsError::Malformed)?;
    key.verify(signed.as_bytes(), &signature)
        .map_err(|_| JwsError::BadSignature)?;
    decode_json(claims)
}

fn decode_json<T: DeserializeOwned>(part: &str) -> Result<T, JwsError> {
    let json = URL_SAFE_NO_PAD
        .decode(part)
        .map_err(|_| JwsError::Malformed)?;
    serde_json::from_slice(&json).map_err(|_| JwsError::Malformed)
}
