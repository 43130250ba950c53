//! `PATCH /v1/me`, `DELETE /v1/me` and `GET /v1/me/export`: a member's own data (Ley 29733).

use std::sync::Arc;

use auxilio_protocol::jws;
use auxilio_protocol::limits::{EXPORT_BYTES_MAX, PROFILE_BODY_BYTES_MAX};
use auxilio_protocol::own_data::{Deletion, DeletionAnswer, Export, ProfileAnswer, ProfileChange};
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Uri, header};
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get, patch};

use super::members::{Proven, own_member, proven};
use super::problem::Refused;
use super::request::{read_body, read_signature};
use crate::rate::Source;
use crate::store::DeletedMember;
use crate::{App, clock};

pub(super) fn route() -> MethodRouter<Arc<App>> {
    patch(keep_profile).delete(delete)
}

pub(super) fn export_route() -> MethodRouter<Arc<App>> {
    get(export)
}

async fn keep_profile(
    State(app): State<Arc<App>>,
    source: Source,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<ProfileAnswer>, Refused> {
    let body = read_body(body, PROFILE_BODY_BYTES_MAX).await?;
    let claim = read_signature("PATCH", uri.path(), &headers, Some(&body))
        .map_err(|_| Refused::Unauthorized)?;
    let member = own_member(&app, source, &claim).await?;
    member.state.told().ok_or(Refused::MemberRevoked)?;
    let change: ProfileChange =
        serde_json::from_slice(&body).map_err(|_| Refused::UnreadableProfile)?;
    let version = app.store.set_profile(member.id, &change.profile).await?;
    // It may have been deleted meanwhile.
    let version = version.ok_or(Refused::Unauthorized)?;
    Ok(Json(ProfileAnswer { version }))
}

async fn export(
    State(app): State<Arc<App>>,
    source: Source,
    uri: Uri,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Refused> {
    let claim =
        read_signature("GET", uri.path(), &headers, None).map_err(|_| Refused::Unauthorized)?;
    let member = own_member(&app, source, &claim).await?;
    member.state.told().ok_or(Refused::MemberRevoked)?;
    let everything: Option<Export> = app
        .store
        .export(&claim.key_id, clock::now(), EXPORT_BYTES_MAX)
        .await?;
    let everything = everything.ok_or(Refused::Unauthorized)?;
    // It is nobody else's, and stays in no cache.
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(everything)))
}

/// Ends the membership. Whoever asks again, because the answer was lost, gets the same one.
async fn delete(
    State(app): State<Arc<App>>,
    source: Source,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Json<DeletionAnswer>, Refused> {
    let claim =
        read_signature("DELETE", uri.path(), &headers, None).map_err(|_| Refused::Unauthorized)?;
    let deleted = match proven(&app, source, &claim).await? {
        Proven::Member(member) => {
            member.state.told().ok_or(Refused::MemberRevoked)?;
            let deleted = app.roster.delete(&app.store, member.id).await?;
            // Two requests at the same moment: the other one has done it.
            match deleted {
                Some(deleted) => deleted,
                None => app
                    .store
                    .deleted_member(&claim.key_id)
                    .await?
                    .ok_or(Refused::MemberRevoked)?,
            }
        }
        Proven::Deleted(deleted) => deleted,
    };
    Ok(Json(DeletionAnswer {
        deletion: jws::sign(&app.key, &statement(&deleted)),
    }))
}

fn statement(deleted: &DeletedMember) -> Deletion {
    Deletion {
        member: deleted.member,
        at: deleted.at,
        deleted: Deletion::DELETED.into(),
        kept: Deletion::KEPT.into(),
    }
}
