//! The page at `/perdi-mi-telefono`: whoever does not have their phone any more puts it out with the
//! words that they wrote on paper, from any browser. It needs no script and no login, and nothing
//! of it stands in an address or in a log.

mod tries;
mod view;

use std::sync::Arc;
use std::time::Instant;

use auxilio_protocol::recovery::PhraseHash;
use axum::Extension;
use axum::extract::{Form, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use maud::Markup;
use serde::Deserialize;

use self::tries::Tries;
use self::view::{Said, page};
use crate::keys::Keys;
use crate::rate::Source;
use crate::routes::Addresses;
use crate::routes::problem::Refused;
use crate::{App, console, invitations};

/// Where the page is.
const PATH: &str = "/perdi-mi-telefono";

pub(crate) fn router() -> Addresses {
    let tries = Extension(Arc::new(Tries::default()));
    let routes = Addresses::new().route(PATH, get(ask).post(say));
    console::guarded(routes.behind(|router| router.layer(tries)))
}

/// What the words are looked up by: a hash that only this central can make of their hash.
pub(crate) fn keyed(keys: &Keys, phrase: &PhraseHash) -> [u8; 32] {
    invitations::derive(keys.for_invitations(), "recovery", phrase.as_bytes())
}

async fn ask(State(app): State<Arc<App>>) -> Markup {
    page(&app.config.municipality, Said::Nothing)
}

/// The words as they were typed.
#[derive(Deserialize)]
struct Typed {
    frase: String,
}

async fn say(
    State(app): State<Arc<App>>,
    Extension(tries): Extension<Arc<Tries>>,
    source: Source,
    Form(typed): Form<Typed>,
) -> Result<Response, Refused> {
    let show = |said| page(&app.config.municipality, said);
    let Ok(phrase) = PhraseHash::of(&typed.frase) else {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, show(Said::NoPhrase)).into_response());
    };
    if let Err(wait) = tries.allow(source, Instant::now()) {
        let wait = [(header::RETRY_AFTER, wait.retry_after_s.to_string())];
        return Ok((StatusCode::TOO_MANY_REQUESTS, wait, show(Said::Waits)).into_response());
    }
    let hash = keyed(&app.keys, &phrase);
    let Some(board) = app.roster.say_phrase(&app.store, hash).await? else {
        tries.missed(source, Instant::now());
        return Ok((StatusCode::NOT_FOUND, show(Said::Unknown)).into_response());
    };
    if let Some(board) = board {
        app.feed.board_changed(board);
    }
    Ok(show(Said::PutOut).into_response())
}
