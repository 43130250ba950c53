//! One's own account: the password, and the second factor.
//!
//! Whoever changes something proves once more who they are: a browser that was left open is not
//! enough to take an account over, or to lock its operator out.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::attempts::{Attempts, Who};
use super::session::Identified;
use super::view::account::{Account, Notice, Offer, account_page};
use crate::coordination::qr;
use crate::operators;
use crate::routes::problem::Refused;
use crate::second_factor::{Policy, SecondFactor};
use crate::texts::text;
use crate::totp::Secret;
use crate::{App, clock};

/// Where the page is.
pub(super) const PATH: &str = "/consola/cuenta";

/// `GET /consola/cuenta`
pub(super) async fn page(State(app): State<Arc<App>>, session: Identified) -> Response {
    show(&app, &session, StatusCode::OK, Notice::None, None)
}

/// Fields of the form that changes the password.
#[derive(Deserialize)]
pub(super) struct NewPassword {
    clave: String,
    nueva: String,
    repetida: String,
}

/// `POST …/clave`
pub(super) async fn change_password(
    State(app): State<Arc<App>>,
    Extension(attempts): Extension<Arc<Attempts>>,
    session: Identified,
    Form(given): Form<NewPassword>,
) -> Result<Response, Refused> {
    let (chosen, repeated) = (Zeroizing::new(given.nueva), Zeroizing::new(given.repetida));
    let wrong = if !operators::is_long_enough(&chosen) {
        Some(Notice::PasswordShort)
    } else if chosen != repeated {
        Some(Notice::PasswordDiffers)
    } else {
        None
    };
    if let Some(wrong) = wrong {
        return Ok(refused(&app, &session, wrong));
    }
    if let Some(wrong) = lacks_password(&app, &attempts, &session, given.clave).await? {
        return Ok(refused(&app, &session, wrong));
    }
    let (operator, own) = (session.operator.id, &session.token_hash);
    operators::change_password(&app.store, operator, chosen, own).await?;
    app.feed.sessions_ended();
    tracing::info!(operator = operator.0, "a password was changed");
    let changed = Notice::PasswordChanged;
    Ok(show(&app, &session, StatusCode::OK, changed, None))
}

/// Fields of the form that asks for a code's secret.
#[derive(Deserialize)]
pub(super) struct Asked {
    clave: String,
    /// Only where one is in use.
    #[serde(default)]
    codigo: String,
}

/// `POST …/codigo`: shows a new secret, once. It counts when a code of it is given.
pub(super) async fn offer_code(
    State(app): State<Arc<App>>,
    Extension(attempts): Extension<Arc<Attempts>>,
    session: Identified,
    Form(given): Form<Asked>,
) -> Result<Response, Refused> {
    if let Some(wrong) = lacks_proof(&app, &attempts, &session, given).await? {
        return Ok(refused(&app, &session, wrong));
    }
    let secret = app.second_factors().offer(session.operator.id).await?;
    let offer = offer(&session, &secret)?;
    Ok(show(
        &app,
        &session,
        StatusCode::OK,
        Notice::None,
        Some(&offer),
    ))
}

/// Fields of the form that confirms a secret.
#[derive(Deserialize)]
pub(super) struct Confirmed {
    codigo: String,
}

/// `POST …/codigo/confirmar`
pub(super) async fn confirm_code(
    State(app): State<Arc<App>>,
    Extension(attempts): Extension<Arc<Attempts>>,
    mut session: Identified,
    Form(given): Form<Confirmed>,
) -> Result<Response, Refused> {
    if attempts
        .begin(Who::LoggedIn(session.token_hash))
        .await
        .is_err()
    {
        return Ok(refused(&app, &session, Notice::TooMany));
    }
    let (operator, factors) = (session.operator.id, app.second_factors());
    if !factors
        .confirm(operator, &given.codigo, clock::now())
        .await?
    {
        // It is not in use yet: whoever mistyped sees it again.
        let offered = factors.offered(operator).await?;
        let offer = (offered.map(|secret| offer(&session, &secret))).transpose()?;
        let (status, wrong) = (StatusCode::UNPROCESSABLE_ENTITY, Notice::CodeWrong);
        return Ok(show(&app, &session, status, wrong, offer.as_ref()));
    }
    // What came in by the password alone does not stay.
    app.store
        .end_other_sessions(operator, &session.token_hash)
        .await?;
    app.feed.sessions_ended();
    tracing::info!(operator = operator.0, "a second factor was set up");
    session.operator.second_factor = SecondFactor::Present;
    Ok(show(&app, &session, StatusCode::OK, Notice::CodeSet, None))
}

/// `POST …/codigo/quitar`
pub(super) async fn remove_code(
    State(app): State<Arc<App>>,
    Extension(attempts): Extension<Arc<Attempts>>,
    mut session: Identified,
    Form(given): Form<Asked>,
) -> Result<Response, Refused> {
    if app.config.second_factor == Policy::Required {
        return Ok(refused(&app, &session, Notice::Refused));
    }
    if let Some(wrong) = lacks_proof(&app, &attempts, &session, given).await? {
        return Ok(refused(&app, &session, wrong));
    }
    let operator = session.operator.id;
    app.store.drop_second_factor(operator).await?;
    tracing::info!(operator = operator.0, "a second factor was taken away");
    session.operator.second_factor = SecondFactor::Absent;
    Ok(show(
        &app,
        &session,
        StatusCode::OK,
        Notice::CodeRemoved,
        None,
    ))
}

/// What is wrong with the password, if it is not this operator's.
async fn lacks_password(
    app: &App,
    attempts: &Attempts,
    session: &Identified,
    password: String,
) -> Result<Option<Notice>, Refused> {
    if attempts
        .begin(Who::LoggedIn(session.token_hash))
        .await
        .is_err()
    {
        return Ok(Some(Notice::TooMany));
    }
    let password = Zeroizing::new(password);
    let name = &session.operator.name;
    let found = operators::verify(&app.store, name, password).await?;
    Ok(found.is_none().then_some(Notice::PasswordWrong))
}

/// What is wrong with the password or the code that is in use.
async fn lacks_proof(
    app: &App,
    attempts: &Attempts,
    session: &Identified,
    given: Asked,
) -> Result<Option<Notice>, Refused> {
    let wrong = lacks_password(app, attempts, session, given.clave).await?;
    if wrong.is_some() {
        return Ok(wrong);
    }
    let (operator, who) = (&session.operator, Who::LoggedIn(session.token_hash));
    if operator.second_factor == SecondFactor::Present && !attempts.may_try_code(who, operator.id) {
        return Ok(Some(Notice::Refused));
    }
    let factors = app.second_factors();
    let holds = factors
        .lets_in(operator, &given.codigo, clock::now())
        .await?;
    Ok((!holds).then_some(Notice::Refused))
}

fn offer(session: &Identified, secret: &Secret) -> Result<Offer, Refused> {
    let issuer = text("console-title", &[]);
    let address = secret.address(&issuer, &session.operator.name);
    let address = address.map_err(|error| {
        tracing::error!(%error, "a second factor cannot be offered");
        Refused::Internal
    })?;
    Ok(Offer {
        picture: qr::picture(&address, &text("account-code-qr", &[])),
        typed: secret.typed(),
    })
}

fn refused(app: &App, session: &Identified, why: Notice) -> Response {
    let status = match why {
        Notice::TooMany => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    show(app, session, status, why, None)
}

fn show(
    app: &App,
    session: &Identified,
    status: StatusCode,
    notice: Notice,
    offer: Option<&Offer>,
) -> Response {
    let account = Account {
        name: &session.operator.name,
        role: &session.operator.role,
        second_factor: session.operator.second_factor,
        policy: app.config.second_factor,
    };
    (status, account_page(&account, notice, offer)).into_response()
}
