//! Who is asking: the session cookie, and the one by which a browser is known again.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::account;
use crate::operators::Operator;
use crate::routes::problem::Refused;
use crate::{App, clock};

/// How long a session lasts: a shift of 24 h and the time to hand it over.
pub(super) const SESSION_S: i64 = 26 * 3600;
/// How long a browser is known after a login.
pub(super) const BROWSER_S: i64 = 180 * 24 * 3600;

pub(super) const SESSION_COOKIE: &str = "auxilio_consola";
pub(super) const BROWSER_COOKIE: &str = "auxilio_equipo";

/// Somebody who is logged in and may see alerts. Whoever asks for this never serves a coordinator.
pub(super) struct Session {
    pub(super) operator: Operator,
    pub(super) token_hash: [u8; 32],
}

impl FromRequestParts<Arc<App>> for Session {
    type Rejection = NotLoggedIn;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, NotLoggedIn> {
        let LoggedIn {
            operator,
            token_hash,
        } = LoggedIn::from_request_parts(parts, app).await?;
        if operator.role.sees_board() {
            Ok(Self {
                operator,
                token_hash,
            })
        } else {
            Err(NotLoggedIn::Forbidden)
        }
    }
}

/// Somebody who is logged in with all the proof that this central asks for, whatever they may do.
pub(crate) struct LoggedIn {
    pub(crate) operator: Operator,
    pub(super) token_hash: [u8; 32],
}

impl FromRequestParts<Arc<App>> for LoggedIn {
    type Rejection = NotLoggedIn;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, NotLoggedIn> {
        let Identified {
            operator,
            token_hash,
        } = Identified::from_request_parts(parts, app).await?;
        if app.lacks_second_factor(&operator) {
            return Err(if asks_for_page(&parts.headers) {
                NotLoggedIn::LacksCodePage
            } else {
                NotLoggedIn::LacksCode
            });
        }
        Ok(Self {
            operator,
            token_hash,
        })
    }
}

/// Somebody who is logged in, though a second factor that everybody needs may be missing: enough to
/// set one up, and to leave.
pub(super) struct Identified {
    pub(super) operator: Operator,
    pub(super) token_hash: [u8; 32],
}

impl FromRequestParts<Arc<App>> for Identified {
    type Rejection = NotLoggedIn;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, NotLoggedIn> {
        let refused = if asks_for_page(&parts.headers) {
            NotLoggedIn::Page
        } else {
            NotLoggedIn::Script
        };
        let Some(token_hash) = cookie_hash(&parts.headers, SESSION_COOKIE) else {
            return Err(refused);
        };
        match app.store.session(&token_hash, clock::now()).await {
            Ok(Some(operator)) => Ok(Self {
                operator,
                token_hash,
            }),
            Ok(None) => Err(refused),
            Err(error) => Err(NotLoggedIn::Store(error.into())),
        }
    }
}

/// Whether it is a browser that asks, and not a page's script.
fn asks_for_page(headers: &HeaderMap) -> bool {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html")) && !headers.contains_key("hx-request")
}

/// No session: a page leads to the login, a script's request learns of it. Or a session of
/// somebody who may not do this.
pub(crate) enum NotLoggedIn {
    Page,
    Script,
    Forbidden,
    /// The password alone, where everybody needs a code: their account is all that there is.
    LacksCodePage,
    LacksCode,
    Store(Refused),
}

impl IntoResponse for NotLoggedIn {
    fn into_response(self) -> Response {
        match self {
            Self::Page => Redirect::to("/consola/entrar").into_response(),
            Self::Script => elsewhere(Refused::Unauthorized.into_response(), "/consola/entrar"),
            Self::Forbidden => StatusCode::FORBIDDEN.into_response(),
            Self::LacksCodePage => Redirect::to(account::PATH).into_response(),
            Self::LacksCode => elsewhere(StatusCode::FORBIDDEN.into_response(), account::PATH),
            Self::Store(refused) => refused.into_response(),
        }
    }
}

/// A refusal that tells a script where its page has to go.
fn elsewhere(mut refusal: Response, page: &'static str) -> Response {
    let page = HeaderValue::from_static(page);
    refusal.headers_mut().insert("hx-redirect", page);
    refusal
}

/// A token for a cookie, and the hash under which it is kept.
pub(super) struct Token {
    pub(super) text: Zeroizing<String>,
    pub(super) hash: [u8; 32],
}

impl Token {
    pub(super) fn generate() -> Result<Self, StatusCode> {
        let mut random = Zeroizing::new([0_u8; 32]);
        getrandom::fill(random.as_mut_slice()).map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
        let text = Zeroizing::new(URL_SAFE_NO_PAD.encode(random.as_slice()));
        let hash = Sha256::digest(text.as_bytes()).into();
        Ok(Self { text, hash })
    }

    /// The `Set-Cookie` that gives it to the browser.
    pub(super) fn cookie(&self, name: &str, max_age_s: i64, secure: Secure) -> Option<HeaderValue> {
        set_cookie(name, &self.text, max_age_s, secure)
    }
}

/// Whether the browser may send the cookie only over TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Secure {
    Required,
    /// On this machine only.
    Loopback,
}

pub(super) fn set_cookie(
    name: &str,
    value: &str,
    max_age_s: i64,
    secure: Secure,
) -> Option<HeaderValue> {
    let secure = match secure {
        Secure::Required => "; Secure",
        Secure::Loopback => "",
    };
    let cookie =
        format!("{name}={value}; Path=/; Max-Age={max_age_s}; HttpOnly; SameSite=Strict{secure}");
    HeaderValue::from_str(&cookie).ok()
}

/// The hash of the token in that cookie.
pub(super) fn cookie_hash(headers: &HeaderMap, name: &str) -> Option<[u8; 32]> {
    let fields = headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|field| field.to_str().ok());
    let token = fields
        .flat_map(|field| field.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, token)| (key == name).then_some(token))?;
    Some(Sha256::digest(token.as_bytes()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_again_by_its_hash_among_other_cookies() {
        let token = Token::generate().unwrap();
        let other = Token::generate().unwrap();
        assert_ne!(token.hash, other.hash);
        let mut headers = HeaderMap::new();
        let sent = format!(
            "a=b; {SESSION_COOKIE}={}; x{SESSION_COOKIE}=no",
            *token.text
        );
        headers.insert(header::COOKIE, HeaderValue::from_str(&sent).unwrap());
        assert_eq!(cookie_hash(&headers, SESSION_COOKIE), Some(token.hash));
        assert_eq!(cookie_hash(&headers, BROWSER_COOKIE), None);
    }

    #[test]
    fn scripts_and_other_sites_never_get_the_cookie() {
        let token = Token::generate().unwrap();
        let cookie = token
            .cookie(SESSION_COOKIE, SESSION_S, Secure::Required)
            .unwrap();
        let cookie = cookie.to_str().unwrap();
        for flag in ["; HttpOnly", "; SameSite=Strict", "; Secure", "; Path=/"] {
            assert!(cookie.contains(flag), "{cookie}");
        }
        let local = token
            .cookie(SESSION_COOKIE, SESSION_S, Secure::Loopback)
            .unwrap();
        assert!(!local.to_str().unwrap().contains("; Secure"));
    }
}
