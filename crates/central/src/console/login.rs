//! Logging in and out.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::attempts::{Attempts, Who};
use super::guard;
use super::session::{
    self, BROWSER_COOKIE, BROWSER_S, Identified, SESSION_COOKIE, SESSION_S, Secure, Token,
};
use super::view::login::{Notice, login_page};
use crate::operators::{self, Operator, Role};
use crate::rate::Source;
use crate::routes::problem::Refused;
use crate::second_factor::SecondFactor;
use crate::{App, clock, coordination};

/// The login form's fields.
#[derive(Deserialize)]
pub(super) struct Credentials {
    usuario: String,
    clave: String,
    /// Only of whoever has a second factor.
    #[serde(default)]
    codigo: String,
}

/// `GET /consola/entrar`
pub(super) async fn page() -> Markup {
    login_page(Notice::None)
}

/// `POST /consola/entrar`. Whichever of the three was wrong, the answer is the same.
pub(super) async fn enter(
    State(app): State<Arc<App>>,
    Extension(attempts): Extension<Arc<Attempts>>,
    source: Source,
    uri: Uri,
    headers: HeaderMap,
    Form(given): Form<Credentials>,
) -> Result<Response, Refused> {
    let who = who(&app, source, &headers).await?;
    let Ok(_turn) = attempts.begin(who).await else {
        return Ok((StatusCode::TOO_MANY_REQUESTS, login_page(Notice::TooMany)).into_response());
    };
    let Some(operator) = check(&app, &attempts, who, given).await? else {
        tracing::warn!("a login was refused");
        return Ok((StatusCode::UNAUTHORIZED, login_page(Notice::Wrong)).into_response());
    };
    let secure = if guard::is_loopback(&headers, &uri) {
        Secure::Loopback
    } else {
        Secure::Required
    };
    begin(&app, &operator, secure).await
}

async fn who(app: &App, source: Source, headers: &HeaderMap) -> Result<Who, Refused> {
    if let Some(browser) = session::cookie_hash(headers, BROWSER_COOKIE)
        && app.store.knows_browser(&browser, clock::now()).await?
    {
        return Ok(Who::Known(browser));
    }
    Ok(Who::Stranger(source))
}

/// The operator whose password and, where there is one, whose code that is.
async fn check(
    app: &App,
    attempts: &Attempts,
    who: Who,
    given: Credentials,
) -> Result<Option<Operator>, Refused> {
    let password = Zeroizing::new(given.clave);
    let Some(operator) = operators::verify(&app.store, &given.usuario, password).await? else {
        return Ok(None);
    };
    if operator.second_factor == SecondFactor::Present && !attempts.may_try_code(who, operator.id) {
        tracing::warn!(
            operator = operator.id.0,
            "too many codes with the right password"
        );
        return Ok(None);
    }
    let factors = app.second_factors();
    let is_in = factors
        .lets_in(&operator, &given.codigo, clock::now())
        .await?;
    Ok(is_in.then_some(operator))
}

async fn begin(app: &App, operator: &Operator, secure: Secure) -> Result<Response, Refused> {
    let token = || Token::generate().map_err(|_| Refused::Internal);
    let (session, browser) = (token()?, token()?);
    let now = clock::now();
    let until = |seconds: i64| now.plus_ms(seconds.saturating_mul(1000));
    app.store
        .begin_session(
            operator.id,
            (session.hash, until(SESSION_S)),
            (browser.hash, until(BROWSER_S)),
            now,
        )
        .await?;
    let mut response = Redirect::to(first_page(&operator.role)).into_response();
    let cookies = [
        session.cookie(SESSION_COOKIE, SESSION_S, secure),
        browser.cookie(BROWSER_COOKIE, BROWSER_S, secure),
    ];
    for cookie in cookies.into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Where somebody's work is.
pub(super) fn first_page(role: &Role) -> &'static str {
    if role.sees_board() {
        super::PATH
    } else {
        coordination::PATH
    }
}

/// `POST /consola/salir`
pub(super) async fn leave(
    State(app): State<Arc<App>>,
    session: Identified,
) -> Result<Response, Refused> {
    app.store.end_session(&session.token_hash).await?;
    app.feed.sessions_ended();
    let mut response = Redirect::to("/consola/entrar").into_response();
    let over = session::set_cookie(SESSION_COOKIE, "", 0, Secure::Loopback);
    response.headers_mut().append(
        header::SET_COOKIE,
        over.unwrap_or_else(|| HeaderValue::from_static("auxilio_consola=; Max-Age=0")),
    );
    Ok(response)
}
