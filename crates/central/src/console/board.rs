//! The board, and what operators do on it.

use std::collections::BTreeMap;
use std::sync::Arc;

use auxilio_protocol::limits::TEXT_CHARS_MAX;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::session::Session;
use super::view::board::{board, board_page};
use super::view::card::{Reader, card};
use super::view::words::say;
use crate::incident::{Action, CloseCode, NotNow};
use crate::routes::problem::Refused;
use crate::store::{ActError, IncidentId, OperatorId};
use crate::{App, clock};

/// Longest name of a unit, in characters.
pub(super) const UNIT_CHARS_MAX: usize = 40;
/// Shortest reason for ending an incident under duress, in characters: a word is none.
pub(super) const REASON_CHARS_MIN: usize = 10;
/// Longest one, in characters.
pub(super) const REASON_CHARS_MAX: usize = 200;
/// Longest time of arrival, in minutes.
pub(super) const ETA_MINUTES_MAX: u32 = 180;

/// `GET /consola`
pub(super) async fn page(
    State(app): State<Arc<App>>,
    session: Session,
) -> Result<Response, Refused> {
    let (shown, names) = (app.store.board().await?, app.store.operator_names().await?);
    let operator = &session.operator;
    let reader = reader(operator.id, &names);
    let page = board_page(&app.config.municipality, &operator.name, &shown, &reader);
    Ok(page.into_response())
}

/// `GET /consola/tablero`: the board alone, to be fetched again after the stream was down.
pub(super) async fn fragment(
    State(app): State<Arc<App>>,
    session: Session,
) -> Result<Response, Refused> {
    let (shown, names) = (app.store.board().await?, app.store.operator_names().await?);
    Ok(board(&shown, &reader(session.operator.id, &names)).into_response())
}

/// Somebody who reads cards now.
pub(super) fn reader(operator: OperatorId, names: &BTreeMap<OperatorId, String>) -> Reader<'_> {
    Reader {
        operator,
        names,
        now: clock::now(),
    }
}

/// Fields of the form that takes an incident.
#[derive(Deserialize)]
pub(super) struct Taking {
    /// There only if the card said that the person was forced.
    amenaza: Option<String>,
}

/// `POST …/visto`
pub(super) async fn acknowledge(
    app: State<Arc<App>>,
    session: Session,
    id: Path<i64>,
    headers: HeaderMap,
    Form(form): Form<Taking>,
) -> Result<Response, Refused> {
    let action = match form.amenaza {
        Some(_) => Action::TakeForced,
        None => Action::Acknowledge,
    };
    act(app, session, id, &headers, &action).await
}

/// `POST …/abrir`: shows what is reserved to whoever asks, and keeps that they did.
pub(super) async fn open(
    State(app): State<Arc<App>>,
    session: Session,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let (id, operator) = (IncidentId(id), session.operator.id);
    let opened = app.open_reserved(id, operator).await;
    answer(&app, opened, id, operator, &headers).await
}

/// Fields of the form that sends a unit.
#[derive(Deserialize)]
pub(super) struct Unit {
    unidad: String,
    #[serde(default)]
    minutos: String,
}

/// `POST …/unidad`
pub(super) async fn dispatch(
    app: State<Arc<App>>,
    session: Session,
    id: Path<i64>,
    headers: HeaderMap,
    Form(form): Form<Unit>,
) -> Result<Response, Refused> {
    let minutes = form.minutos.trim();
    let eta_s = match minutes.parse::<u32>() {
        Ok(minutes) if minutes <= ETA_MINUTES_MAX => Some(minutes * 60),
        Err(_) if minutes.is_empty() => None,
        Ok(_) | Err(_) => return Ok(StatusCode::UNPROCESSABLE_ENTITY.into_response()),
    };
    let Some(unit) = words(&form.unidad, UNIT_CHARS_MAX) else {
        return Ok(StatusCode::UNPROCESSABLE_ENTITY.into_response());
    };
    act(
        app,
        session,
        id,
        &headers,
        &Action::Dispatch { unit, eta_s },
    )
    .await
}

/// `POST …/lugar`
pub(super) async fn on_scene(
    app: State<Arc<App>>,
    session: Session,
    id: Path<i64>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    act(app, session, id, &headers, &Action::OnScene).await
}

/// Fields of the form that writes to the person.
#[derive(Deserialize)]
pub(super) struct Words {
    texto: String,
}

/// `POST …/mensaje`
pub(super) async fn message(
    app: State<Arc<App>>,
    session: Session,
    id: Path<i64>,
    headers: HeaderMap,
    Form(form): Form<Words>,
) -> Result<Response, Refused> {
    let Some(text) = words(&form.texto, TEXT_CHARS_MAX) else {
        return Ok(StatusCode::UNPROCESSABLE_ENTITY.into_response());
    };
    act(app, session, id, &headers, &Action::Message { text }).await
}

/// Fields of the form that ends an incident.
#[derive(Deserialize)]
pub(super) struct Ending {
    motivo: String,
    /// How the person is known to be safe, where they were forced to cancel.
    #[serde(default)]
    razon: String,
}

/// `POST …/cerrar`
pub(super) async fn close(
    app: State<Arc<App>>,
    session: Session,
    id: Path<i64>,
    headers: HeaderMap,
    Form(form): Form<Ending>,
) -> Result<Response, Refused> {
    let Some(code) = CloseCode::ALL
        .into_iter()
        .find(|code| code.as_str() == form.motivo)
    else {
        return Ok(StatusCode::UNPROCESSABLE_ENTITY.into_response());
    };
    let reason = words(&form.razon, REASON_CHARS_MAX)
        .filter(|reason| reason.chars().count() >= REASON_CHARS_MIN);
    let action = Action::Close { code, reason };
    act(app, session, id, &headers, &action).await
}

/// What somebody typed, if it is something and not too long.
fn words(typed: &str, chars_max: usize) -> Option<String> {
    let typed: String = typed.trim().chars().filter(|c| !c.is_control()).collect();
    (!typed.is_empty() && typed.chars().count() <= chars_max).then_some(typed)
}

async fn act(
    State(app): State<Arc<App>>,
    session: Session,
    Path(id): Path<i64>,
    headers: &HeaderMap,
    action: &Action,
) -> Result<Response, Refused> {
    let (id, operator) = (IncidentId(id), session.operator.id);
    let done = app.act(id, action, operator).await;
    answer(&app, done, id, operator, headers).await
}

/// Answers with the incident as it is after what was done: its card to the page's script, the whole
/// board to a browser without. What would harm the person is refused in words.
async fn answer(
    app: &App,
    done: Result<(), ActError>,
    id: IncidentId,
    operator: OperatorId,
    headers: &HeaderMap,
) -> Result<Response, Refused> {
    let status = match done {
        Ok(()) => StatusCode::OK,
        // Another operator was faster: the card shows what they did.
        Err(ActError::NotNow(NotNow::Phase(_))) => StatusCode::CONFLICT,
        Err(ActError::NotNow(NotNow::Watched)) => return Ok(refused("reserved-refused-message")),
        Err(ActError::NotNow(NotNow::Unexplained)) => {
            return Ok(refused("reserved-refused-close"));
        }
        Err(ActError::NotFound) => return Err(Refused::NotFound),
        Err(ActError::Store(error)) => return Err(error.into()),
    };
    if !headers.contains_key("hx-request") {
        return Ok(Redirect::to(super::PATH).into_response());
    }
    let incident = app.store.incident(id).await?.ok_or(Refused::NotFound)?;
    let names = app.store.operator_names().await?;
    let card = card(&incident, &reader(operator, &names));
    Ok((status, card).into_response())
}

/// Words alone: the page's script shows them over the page, and a browser without it as they are.
fn refused(words: &str) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, say(words)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_trimmed_and_bounded() {
        assert_eq!(words("  Móvil 3\u{7} ", 40).as_deref(), Some("Móvil 3"));
        assert_eq!(words(" \n ", 40), None);
        assert_eq!(words(&"ñ".repeat(41), 40), None);
    }
}
