//! The page at `/unirse/{token or short code}`, for who opens an invitation's link where the app
//! does not: who invites, and how to go on in the app. It needs no script and no login, asks for
//! nothing and holds no personal data.

mod view;

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

use self::view::{Invites, Stands, page};
use crate::invitations::{ShortCode, typed_address};
use crate::rate::Source;
use crate::routes::Addresses;
use crate::routes::invitations::look_up;
use crate::routes::problem::Refused;
use crate::{App, console};

/// The page. Its address is a secret: by these headers it goes to nobody else and stays in no
/// cache.
pub(crate) fn router() -> Addresses {
    console::guarded(Addresses::new().route("/unirse/{given}", get(show)))
}

async fn show(
    State(app): State<Arc<App>>,
    source: Source,
    given: Result<Path<String>, PathRejection>,
) -> Result<Response, Refused> {
    let given = given.map_or_else(|_| String::new(), |Path(given)| given);
    let central = typed_address(&app.endpoint);
    let (status, stands) = match look_up(&app, source, &given).await {
        Ok((token, found)) => {
            let host = central.trim_start_matches("http://");
            let invites = Invites {
                organization: found.organization,
                opens: format!("auxilio://unirse?c={host}&t={}", token.expose()),
                code: found
                    .salt
                    .map(|salt| ShortCode::of(&app.key, &salt).to_string()),
                central,
                app_page: app.app_page(),
            };
            (StatusCode::OK, Stands::Holds(invites))
        }
        Err(Refused::Invitation(why)) => (Refused::Invitation(why).status(), Stands::Refused(why)),
        Err(Refused::TooMany { retry_after_s }) => {
            let page = page(&app.config.municipality, &Stands::Waits);
            let wait = [(header::RETRY_AFTER, retry_after_s.to_string())];
            return Ok((StatusCode::TOO_MANY_REQUESTS, wait, page).into_response());
        }
        Err(refused) => return Err(refused),
    };
    Ok((status, page(&app.config.municipality, &stands)).into_response())
}
