//! Requests signed by a device: HTTP Message Signatures (RFC 9421) over a Content-Digest
//! (RFC 9530).
//!
//! Signed are `@method`, `@path` and, where there is a body, `content-digest`. The parameters are
//! `created`, `keyid` (RFC 7638 thumbprint), `alg="ed25519"` and `tag="auxilio-v1"`. Structured
//! fields are read and written by the crate `sfv`; a signer may order its parameters as it likes,
//! because the signature base takes them as they came (RFC 9421, section 2.5).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sfv::{BareItem, Dictionary, InnerList, ListEntry, Parser};
use sha2::{Digest as _, Sha256};

use crate::key::{BadSignature, KeyId, PublicKey, SIGNATURE_BYTES, SigningKey};

/// Field that carries the digest of the body.
pub const CONTENT_DIGEST: &str = "content-digest";
/// Field that says what was signed.
pub const SIGNATURE_INPUT: &str = "signature-input";
/// Field that carries the signature.
pub const SIGNATURE: &str = "signature";

/// Field in which a device sends its public key along ([`PublicKey::to_text`]) where the central
/// may not know it yet. The key is named by its thumbprint, so it needs no other proof; it says
/// who asks again, not who is enrolled.
pub const DEVICE_KEY: &str = "device-key";

const LABEL: &str = "sig1";
const TAG: &str = "auxilio-v1";
const ALG: &str = "ed25519";
/// Longest signature field that is read, in bytes.
const FIELD_BYTES_MAX: usize = 2048;

/// The fields that a signed request carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureFields {
    /// Value of [`CONTENT_DIGEST`]; none on a request without a body.
    pub content_digest: Option<String>,
    /// Value of [`SIGNATURE_INPUT`].
    pub signature_input: String,
    /// Value of [`SIGNATURE`].
    pub signature: String,
}

/// Signs a request. `path` is the target's path as it will be sent, without query;
/// `created_s` are seconds since 1970 by the device's clock.
#[must_use]
pub fn sign(
    key: &SigningKey,
    method: &str,
    path: &str,
    body: Option<&[u8]>,
    created_s: i64,
) -> SignatureFields {
    let content_digest = body.map(content_digest);
    let covered = if content_digest.is_some() {
        r#"("@method" "@path" "content-digest")"#
    } else {
        r#"("@method" "@path")"#
    };
    let keyid = key.id();
    // This order, because some verifiers write the parameters anew in it before they check.
    let params =
        format!(r#"{covered};created={created_s};alg="{ALG}";keyid="{keyid}";tag="{TAG}""#);
    let base = signature_base(method, path, content_digest.as_deref(), &params);
    SignatureFields {
        content_digest,
        signature_input: format!("{LABEL}={params}"),
        signature: format!("{LABEL}=:{}:", STANDARD.encode(key.sign(base.as_bytes()))),
    }
}

/// The Content-Digest of a body (RFC 9530, section 2).
#[must_use]
pub fn content_digest(body: &[u8]) -> String {
    format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(body)))
}

/// RFC 9421, section 2.5.
fn signature_base(method: &str, path: &str, digest: Option<&str>, params: &str) -> String {
    use std::fmt::Write as _;
    let mut base = format!("\"@method\": {method}\n\"@path\": {path}\n");
    if let Some(digest) = digest {
        // Writing to a String cannot fail.
        let _ = writeln!(base, "\"content-digest\": {digest}");
    }
    base + "\"@signature-params\": " + params
}

/// A request as it arrived, with the fields that the signature is about.
#[derive(Debug, Clone, Copy)]
pub struct SignedRequest<'a> {
    /// `POST`, `GET` …
    pub method: &'a str,
    /// The target's path, without query.
    pub path: &'a str,
    /// Value of [`CONTENT_DIGEST`].
    pub content_digest: Option<&'a str>,
    /// Value of [`SIGNATURE_INPUT`].
    pub signature_input: Option<&'a str>,
    /// Value of [`SIGNATURE`].
    pub signature: Option<&'a str>,
    /// The body, if the method has one.
    pub body: Option<&'a [u8]>,
}

/// A signature that is well formed and covers what it must, not yet checked against a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedSignature {
    /// The key that it names.
    pub key_id: KeyId,
    /// When it was made, in seconds since 1970 by the device's clock.
    pub created_s: i64,
    /// The bytes that were signed.
    pub base: Vec<u8>,
    /// The signature over them.
    pub signature: [u8; SIGNATURE_BYTES],
}

impl ClaimedSignature {
    /// Whether that key signed it.
    pub fn verify(&self, key: &PublicKey) -> Result<(), BadSignature> {
        key.verify(&self.base, &self.signature)
    }
}

/// Why a request proves nothing of its sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// No signature fields.
    #[error("the request is not signed")]
    Missing,
    /// Not the structured fields of RFC 9421 and RFC 9530, or longer than we read.
    #[error("the signature fields cannot be read")]
    Malformed,
    /// No signature with our tag, or not with Ed25519.
    #[error("no signature with tag {TAG} and algorithm {ALG}")]
    OtherProfile,
    /// It leaves out something that must be signed, or signs something that we cannot rebuild.
    #[error("the signature must cover @method, @path and, with a body, content-digest: no more")]
    Coverage,
    /// The body is not the one that was signed.
    #[error("the body does not match its content-digest")]
    Digest,
}

/// Reads the signature of a request and checks the body's digest.
pub fn read(request: &SignedRequest<'_>) -> Result<ClaimedSignature, SignatureError> {
    let (Some(input), Some(signature)) = (request.signature_input, request.signature) else {
        return Err(SignatureError::Missing);
    };
    let digest = match request.body {
        Some(body) => Some(checked_digest(request.content_digest, body)?),
        None => None,
    };
    let inputs = dictionary(input)?;
    let (label, inner) = inputs
        .iter()
        .find_map(|(label, entry)| match entry {
            ListEntry::InnerList(inner) if has_our_profile(inner) => Some((label, inner)),
            _ => None,
        })
        .ok_or(SignatureError::OtherProfile)?;
    let params = sfv::FieldType::serialize(&vec![ListEntry::InnerList(inner.clone())])
        .ok_or(SignatureError::Malformed)?;
    let covered = covered_components(inner);
    let needed: &[&str] = if digest.is_some() {
        &["@method", "@path", "content-digest"]
    } else {
        &["@method", "@path"]
    };
    if covered.as_deref() != Some(needed) {
        return Err(SignatureError::Coverage);
    }
    let key_id = string_param(inner, "keyid").ok_or(SignatureError::Malformed)?;
    let created_s = match inner.params.get("created") {
        Some(BareItem::Integer(seconds)) => i64::from(*seconds),
        _ => return Err(SignatureError::Malformed),
    };
    Ok(ClaimedSignature {
        key_id: KeyId::claimed(key_id),
        created_s,
        base: signature_base(request.method, request.path, digest, &params).into_bytes(),
        signature: byte_sequence(&dictionary(signature)?, label.as_str())?,
    })
}

fn checked_digest<'a>(field: Option<&'a str>, body: &[u8]) -> Result<&'a str, SignatureError> {
    let field = field.ok_or(SignatureError::Coverage)?;
    let stated: [u8; 32] = byte_sequence(&dictionary(field)?, "sha-256")?;
    if stated == *Sha256::digest(body) {
        Ok(field)
    } else {
        Err(SignatureError::Digest)
    }
}

fn dictionary(field: &str) -> Result<Dictionary, SignatureError> {
    if field.len() > FIELD_BYTES_MAX {
        return Err(SignatureError::Malformed);
    }
    Parser::new(field)
        .parse()
        .map_err(|_| SignatureError::Malformed)
}

fn byte_sequence<const N: usize>(from: &Dictionary, key: &str) -> Result<[u8; N], SignatureError> {
    match from.get(key) {
        Some(ListEntry::Item(sfv::Item {
            bare_item: BareItem::ByteSequence(bytes),
            ..
        })) => bytes
            .as_slice()
            .try_into()
            .map_err(|_| SignatureError::Malformed),
        _ => Err(SignatureError::Malformed),
    }
}

fn string_param<'a>(inner: &'a InnerList, name: &str) -> Option<&'a str> {
    match inner.params.get(name) {
        Some(BareItem::String(text)) => Some(text.as_str()),
        _ => None,
    }
}

fn has_our_profile(inner: &InnerList) -> bool {
    string_param(inner, "tag") == Some(TAG)
        && string_param(inner, "alg").is_none_or(|alg| alg == ALG)
}

/// The covered components in the order in which they are signed; none if one has parameters.
fn covered_components(inner: &InnerList) -> Option<Vec<&str>> {
    inner
        .items
        .iter()
        .map(|item| match &item.bare_item {
            BareItem::String(name) if item.params.is_empty() => Some(name.as_str()),
            _ => None,
        })
        .collect()
}
