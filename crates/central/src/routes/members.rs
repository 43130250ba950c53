//! `GET /v1/me`, `PUT /v1/me/readiness` and `PUT /v1/me/recovery`: what a member's device asks and tells of itself.

use std::sync::Arc;
use std::time::Instant;

use auxilio_protocol::limits::{READINESS_BODY_BYTES_MAX, RECOVERY_BODY_BYTES_MAX};
use auxilio_protocol::member::{MemberAnswer, Readiness};
use auxilio_protocol::recovery::RecoveryRequest;
use auxilio_protocol::signature::ClaimedSignature;
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::routing::{MethodRouter, get, put};

use super::problem::Refused;
use super::request::{read_body, read_signature};
use crate::rate::Source;
use crate::store::{DeletedMember, Member};
use crate::{App, clock, recovery};

pub(super) fn route() -> MethodRouter<Arc<App>> {
    get(tell)
}

pub(super) fn readiness_route() -> MethodRouter<Arc<App>> {
    put(keep_readiness)
}

pub(super) fn recovery_route() -> MethodRouter<Arc<App>> {
    put(keep_recovery)
}

async fn tell(
    State(app): State<Arc<App>>,
    source: Source,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Json<MemberAnswer>, Refused> {
    let claim =
        read_signature("GET", uri.path(), &headers, None).map_err(|_| Refused::Unauthorized)?;
    let member = own_member(&app, source, &claim).await?;
    Ok(Json(MemberAnswer {
        member: member.id,
        state: member.state.told().ok_or(Refused::MemberRevoked)?,
        organization: member.organization,
        jwks: app.jwks(),
    }))
}

async fn keep_recovery(
    State(app): State<Arc<App>>,
    source: Source,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Refused> {
    let body = read_body(body, RECOVERY_BODY_BYTES_MAX).await?;
    let claim = read_signature("PUT", uri.path(), &headers, Some(&body))
        .map_err(|_| Refused::Unauthorized)?;
    let member = own_member(&app, source, &claim).await?;
    member.state.told().ok_or(Refused::MemberRevoked)?;
    let request: RecoveryRequest =
        serde_json::from_slice(&body).map_err(|_| Refused::UnreadableRecovery)?;
    let hash = recovery::keyed(&app.keys, &request.phrase);
    app.store
        .set_recovery(member.id, &hash, clock::now())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn keep_readiness(
    State(app): State<Arc<App>>,
    source: Source,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Refused> {
    let body = read_body(body, READINESS_BODY_BYTES_MAX).await?;
    let claim = read_signature("PUT", uri.path(), &headers, Some(&body))
        .map_err(|_| Refused::Unauthorized)?;
    let member = own_member(&app, source, &claim).await?;
    member.state.told().ok_or(Refused::MemberRevoked)?;
    let readiness: Readiness =
        serde_json::from_slice(&body).map_err(|_| Refused::UnreadableReadiness)?;
    if !readiness.is_within_limits() {
        return Err(Refused::UnreadableReadiness);
    }
    app.store
        .set_readiness(member.id, &readiness, clock::now())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whose device signed.
pub(super) enum Proven {
    /// A member's: also one's who waits, and one's who is none any more.
    Member(Member),
    /// That of somebody who had everything deleted.
    Deleted(DeletedMember),
}

/// The member whose device signed: also one who waits, and one who is none any more.
pub(super) async fn own_member(
    app: &App,
    source: Source,
    claim: &ClaimedSignature,
) -> Result<Member, Refused> {
    match proven(app, source, claim).await? {
        Proven::Member(member) => Ok(member),
        Proven::Deleted(_) => Err(Refused::Unauthorized),
    }
}

/// Who signed, if the key is or was a member's.
pub(super) async fn proven(
    app: &App,
    source: Source,
    claim: &ClaimedSignature,
) -> Result<Proven, Refused> {
    // Whoever proves nothing costs the database nothing but this.
    if app.roster.find(&claim.key_id).is_none() {
        app.unproven.take(source, Instant::now())?;
    }
    let proven = if let Some(member) = app.store.member_of(&claim.key_id).await? {
        Proven::Member(member)
    } else {
        let deleted = app.store.deleted_member(&claim.key_id).await?;
        Proven::Deleted(deleted.ok_or(Refused::Unauthorized)?)
    };
    let key = match &proven {
        Proven::Member(member) => &member.key,
        Proven::Deleted(deleted) => &deleted.key,
    };
    claim.verify(key).map_err(|_| Refused::Unauthorized)?;
    app.member_requests
        .take(claim.key_id.clone(), Instant::now())?;
    Ok(proven)
}
