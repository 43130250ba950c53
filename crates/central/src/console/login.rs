//! Logging in and out.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Extension;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use super::guard;
use super::session::{
    self, BROWSER_COOKIE, BROWSER_S, LoggedIn, SESSION_COOKIE, SESSION_S, Secure, Token,
};
use super::view::login::{Notice, login_page};
use crate::operators::{self, Operator, OperatorError};
use crate::rate::{Limiter, Source};
use crate::routes::problem::Refused;
use crate::{App, clock, coordination};

/// Attempts a minute of one browser, or of all the unknown browsers of one address.
const ATTEMPTS_PER_MINUTE: u32 = 10;
/// Time that an unknown browser's attempt waits for those before it.
const STRANGER_WAIT: Duration = Duration::from_secs(5);

/// Who tries to log in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Who {
    /// A browser in which somebody has logged in before, by the hash of its token.
    Known([u8; 32]),
    Stranger(Source),
}

/// Bounds what guessing costs us. No operator's name is ever locked, and a known browser neither
/// shares a count with strangers nor waits behind them: guessing cannot keep the central out.
#[derive(Debug)]
pub(super) struct Attempts {
    limiter: Limiter<Who>,
    strangers: Semaphore,
}

impl Default for Attempts {
    fn default() -> Self {
        Self {
            limiter: Limiter::per_minute(ATTEMPTS_PER_MINUTE),
            strangers: Semaphore::new(1),
        }
    }
}

/// The login form's fields.
#[derive(Deserialize)]
pub(super) struct Credentials {
    usuario: String,
    clave: String,
}

/// `GET /consola/entrar`
pub(super) async fn page() -> Markup {
    login_page(Notice::None)
}

/// `POST /consola/entrar`
pub(super) async fn enter(
    State(app): State<Arc<App>>,
    Extension(attempts): Extension<Arc<Attempts>>,
    source: Source,
    uri: Uri,
    headers: HeaderMap,
    Form(given): Form<Credentials>,
) -> Result<Response, Refused> {
    let who = who(&app, source, &headers).await?;
    let password = Zeroizing::new(given.clave);
    let operator = match check(&app, &attempts, who, &given.usuario, password).await {
        Ok(Some(operator)) => operator,
        Ok(None) => {
            tracing::warn!("a login was refused");
            return Ok((StatusCode::UNAUTHORIZED, login_page(Notice::Wrong)).into_response());
        }
        Err(Denied::TooMany) => {
            return Ok((StatusCode::TOO_MANY_REQUESTS, login_page(Notice::TooMany)).into_response());
        }
        Err(Denied::Failed(refused)) => return Err(refused),
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

enum Denied {
    TooMany,
    Failed(Refused),
}

async fn check(
    app: &App,
    attempts: &Attempts,
    who: Who,
    name: &str,
    password: Zeroizing<String>,
) -> Result<Option<Operator>, Denied> {
    attempts
        .limiter
        .take(who, Instant::now())
        .map_err(|_| Denied::TooMany)?;
    let _turn = match who {
        Who::Known(_) => None,
        Who::Stranger(_) => Some(
            tokio::time::timeout(STRANGER_WAIT, attempts.strangers.acquire())
                .await
                .map_err(|_| Denied::TooMany)?,
        ),
    };
    operators::verify(&app.store, name, password)
        .await
        .map_err(|error| {
            Denied::Failed(match error {
                OperatorError::Store(error) => error.into(),
                OperatorError::Name
                | OperatorError::Organization
                | OperatorError::Taken
                | OperatorError::Hash => Refused::Internal,
            })
        })
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
    let first_page = if operator.role.sees_board() {
        super::PATH
    } else {
        coordination::PATH
    };
    let mut response = Redirect::to(first_page).into_response();
    let cookies = [
        session.cookie(SESSION_COOKIE, SESSION_S, secure),
        browser.cookie(BROWSER_COOKIE, BROWSER_S, secure),
    ];
    for cookie in cookies.into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// `POST /consola/salir`
pub(super) async fn leave(
    State(app): State<Arc<App>>,
    session: LoggedIn,
) -> Result<Response, Refused> {
    app.store.end_session(&session.token_hash).await?;
    let mut response = Redirect::to("/consola/entrar").into_response();
    let over = session::set_cookie(SESSION_COOKIE, "", 0, Secure::Loopback);
    response.headers_mut().append(
        header::SET_COOKIE,
        over.unwrap_or_else(|| HeaderValue::from_static("auxilio_consola=; Max-Age=0")),
    );
    Ok(response)
}
