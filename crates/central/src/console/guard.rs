//! What every request to the console passes through.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

/// Nothing but this origin's own files; no inline script or style, so that what a hostile name
/// might smuggle in could not run. `data:` is the empty picture in the tab of light pages.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 7] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

pub(super) async fn secure_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Lets a request that changes something through only if the console's own page sent it: by Fetch
/// Metadata where the browser gives it, else by Origin (OWASP, CSRF prevention).
pub(super) async fn same_origin(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD);
    if safe || is_same_origin(request.headers(), request.uri()) {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

fn is_same_origin(headers: &HeaderMap, uri: &Uri) -> bool {
    let field = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = field("sec-fetch-site") {
        return site == "same-origin";
    }
    let origin = field("origin").and_then(|origin| origin.split_once("://"));
    match (origin, host(headers, uri)) {
        (Some((_, origin)), Some(host)) => origin == host,
        _ => false,
    }
}

/// The host and port that the browser asked.
fn host<'a>(headers: &'a HeaderMap, uri: &'a Uri) -> Option<&'a str> {
    uri.authority()
        .map(axum::http::uri::Authority::as_str)
        .or_else(|| headers.get(header::HOST)?.to_str().ok())
}

/// Whether the browser is on this machine, where there is no TLS and a `Secure` cookie is not
/// kept by every browser.
pub(super) fn is_loopback(headers: &HeaderMap, uri: &Uri) -> bool {
    let proxied = headers.contains_key("x-forwarded-proto") || headers.contains_key("forwarded");
    let name = host(headers, uri).map(|host| match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    });
    !proxied && matches!(name, Some("localhost" | "127.0.0.1" | "::1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(fields: &[(&'static str, &'static str)]) -> HeaderMap {
        fields
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect()
    }

    #[test]
    fn only_the_consoles_own_page_may_change_something() {
        let uri = Uri::from_static("/consola/salir");
        for (fields, expected) in [
            (vec![("sec-fetch-site", "same-origin")], true),
            (
                vec![
                    ("sec-fetch-site", "cross-site"),
                    ("origin", "https://a.pe"),
                    ("host", "a.pe"),
                ],
                false,
            ),
            (vec![("sec-fetch-site", "same-site")], false),
            (
                vec![
                    ("origin", "http://10.0.0.5:8787"),
                    ("host", "10.0.0.5:8787"),
                ],
                true,
            ),
            (
                vec![("origin", "http://10.0.0.5"), ("host", "10.0.0.5:8787")],
                false,
            ),
            (vec![("origin", "null"), ("host", "a.pe")], false),
            (vec![("host", "a.pe")], false),
            (vec![], false),
        ] {
            assert_eq!(
                is_same_origin(&headers(&fields), &uri),
                expected,
                "{fields:?}"
            );
        }
    }

    #[test]
    fn a_cookie_goes_without_tls_only_on_this_machine() {
        let uri = Uri::from_static("/consola");
        for (host, expected) in [
            ("localhost:8787", true),
            ("127.0.0.1:8787", true),
            ("[::1]:8787", true),
            ("192.168.1.4:8787", false),
            ("localhost.example.pe", false),
        ] {
            assert_eq!(
                is_loopback(&headers(&[("host", host)]), &uri),
                expected,
                "{host}"
            );
        }
        let proxied = headers(&[("host", "localhost"), ("x-forwarded-proto", "https")]);
        assert!(!is_loopback(&proxied, &uri));
    }
}
