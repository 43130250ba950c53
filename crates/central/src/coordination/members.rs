//! Who joined, and whether they are let in.

use std::sync::Arc;

use auxilio_protocol::{MemberId, WireTime};
use axum::extract::{Form, Path, Query, State};
use axum::response::Redirect;
use maud::Markup;
use serde::Deserialize;

use super::view::frame::Reader;
use super::view::members::members_page;
use super::{Coordinator, PATH};
use crate::routes::problem::Refused;
use crate::store::Waiting;
use crate::{App, clock};

/// Members on one page.
const MEMBERS_PER_PAGE: u32 = 100;
/// The last page that is looked for.
const PAGES_MAX: u32 = 1_000;

/// Which page of the list.
#[derive(Deserialize)]
pub(super) struct Which {
    #[serde(default)]
    pagina: u32,
}

/// `GET /coordinacion`
pub(super) async fn page(
    State(app): State<Arc<App>>,
    coordinator: Coordinator,
    Query(which): Query<Which>,
) -> Result<Markup, Refused> {
    let number = which.pagina.clamp(1, PAGES_MAX);
    let from = (number - 1) * MEMBERS_PER_PAGE;
    let now = clock::now();
    let found = app
        .store
        .member_page(&coordinator.scope, from, MEMBERS_PER_PAGE)
        .await?;
    let more = u64::from(from + MEMBERS_PER_PAGE) < found.all;
    let reader = Reader::of(&coordinator);
    Ok(members_page(&reader, &found, number, more, now))
}

/// `POST …/miembros/{id}/aprobar`
pub(super) async fn approve(
    State(app): State<Arc<App>>,
    coordinator: Coordinator,
    Path(id): Path<String>,
) -> Result<Redirect, Refused> {
    let id = own_member(&app, &coordinator, &id).await?;
    let who = Waiting::One(id);
    app.roster
        .approve(&app.store, coordinator.scope, who, coordinator.id)
        .await?;
    Ok(Redirect::to(PATH))
}

/// The time of the page that showed who waits.
#[derive(Deserialize)]
pub(super) struct Shown {
    hasta: i64,
}

/// `POST …/miembros/aprobar`: everybody whom the page counted.
pub(super) async fn approve_all(
    State(app): State<Arc<App>>,
    coordinator: Coordinator,
    Form(shown): Form<Shown>,
) -> Result<Redirect, Refused> {
    let who = Waiting::Since(WireTime::from_unix_ms(shown.hasta));
    app.roster
        .approve(&app.store, coordinator.scope, who, coordinator.id)
        .await?;
    Ok(Redirect::to(PATH))
}

/// `POST …/miembros/{id}/retirar`
pub(super) async fn revoke(
    State(app): State<Arc<App>>,
    coordinator: Coordinator,
    Path(id): Path<String>,
) -> Result<Redirect, Refused> {
    let id = own_member(&app, &coordinator, &id).await?;
    let board = app
        .roster
        .revoke(&app.store, coordinator.scope, id, coordinator.id)
        .await?;
    if let Some(board) = board {
        app.feed.board_changed(board);
    }
    Ok(Redirect::to(PATH))
}

/// Whose new phone it is.
#[derive(Deserialize)]
pub(super) struct Whose {
    miembro: String,
}

/// `POST …/miembros/{id}/reemplazar`: who waits is that member, with another phone.
pub(super) async fn take_over(
    State(app): State<Arc<App>>,
    coordinator: Coordinator,
    Path(id): Path<String>,
    Form(whose): Form<Whose>,
) -> Result<Redirect, Refused> {
    let waiting = own_member(&app, &coordinator, &id).await?;
    let member = own_member(&app, &coordinator, &whose.miembro).await?;
    let board = app
        .roster
        .take_over(
            &app.store,
            coordinator.scope,
            waiting,
            member,
            coordinator.id,
        )
        .await?;
    if let Some(board) = board.ok_or(Refused::NotFound)? {
        app.feed.board_changed(board);
    }
    Ok(Redirect::to(PATH))
}

/// The member of that id, if it is one whom this coordinator sees.
async fn own_member(app: &App, coordinator: &Coordinator, id: &str) -> Result<MemberId, Refused> {
    let id: MemberId = id.parse().map_err(|_| Refused::NotFound)?;
    if app.store.has_member(&coordinator.scope, id).await? {
        Ok(id)
    } else {
        Err(Refused::NotFound)
    }
}
