//! What this host says of apps that may open its links: Digital Asset Links for Android,
//! associated domains for iOS. Without it a phone asks which app to take, or opens the browser.

use std::str::FromStr;

use serde::Deserialize;
use serde_json::{Value, json};

/// Where Android looks.
pub(crate) const ANDROID_PATH: &str = "/.well-known/assetlinks.json";
/// Where iOS looks.
pub(crate) const APPLE_PATH: &str = "/.well-known/apple-app-site-association";
/// What the app opens.
const LINKS: &str = "/unirse/*";

/// Length of a SHA-256, in bytes.
const FINGERPRINT_BYTES: usize = 32;
/// Length of a team's id at Apple, in characters.
const TEAM_CHARS: usize = 10;

/// An Android app and the certificate that signs it, as `pe.gob.ejemplo.auxilio=AB:CD:…`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct AndroidApp {
    package: String,
    /// SHA-256 of the certificate, as `keytool -list` prints it.
    fingerprint: String,
}

/// An iOS app, as `TEAMID1234.pe.gob.ejemplo.auxilio`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct AppleApp(String);

/// Why a text names no app.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Not a package and a fingerprint.
    #[error(
        "«{0}» is not an app and the SHA-256 of its certificate, as \
         pe.gob.ejemplo.auxilio=AB:CD:… of {FINGERPRINT_BYTES} bytes"
    )]
    Android(String),
    /// Not a team and an app.
    #[error("«{0}» is not a team and its app, as TEAMID1234.pe.gob.ejemplo.auxilio")]
    Apple(String),
}

fn is_id(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    text.contains('.')
        && text
            .split('.')
            .all(|part| !part.is_empty() && part.chars().all(plain))
}

impl FromStr for AndroidApp {
    type Err = AppError;

    fn from_str(text: &str) -> Result<Self, AppError> {
        let wrong = || AppError::Android(text.to_owned());
        let (package, fingerprint) = text.split_once('=').ok_or_else(wrong)?;
        let is_byte = |byte: &str| byte.len() == 2 && byte.chars().all(|c| c.is_ascii_hexdigit());
        let bytes = fingerprint.split(':');
        if is_id(package)
            && bytes.clone().count() == FINGERPRINT_BYTES
            && bytes.clone().all(is_byte)
        {
            Ok(Self {
                package: package.to_owned(),
                fingerprint: fingerprint.to_ascii_uppercase(),
            })
        } else {
            Err(wrong())
        }
    }
}

impl FromStr for AppleApp {
    type Err = AppError;

    fn from_str(text: &str) -> Result<Self, AppError> {
        let named = text.split_once('.').filter(|(team, app)| {
            let is_team = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
            team.len() == TEAM_CHARS && team.chars().all(is_team) && is_id(app)
        });
        match named {
            Some(_) => Ok(Self(text.to_owned())),
            None => Err(AppError::Apple(text.to_owned())),
        }
    }
}

impl TryFrom<String> for AndroidApp {
    type Error = AppError;

    fn try_from(text: String) -> Result<Self, AppError> {
        text.parse()
    }
}

impl TryFrom<String> for AppleApp {
    type Error = AppError;

    fn try_from(text: String) -> Result<Self, AppError> {
        text.parse()
    }
}

/// The statement for Android: one target for each certificate.
pub(crate) fn for_android(apps: &[AndroidApp]) -> Value {
    let statements = apps.iter().map(|app| {
        json!({
            "relation": ["delegate_permission/common.handle_all_urls"],
            "target": {
                "namespace": "android_app",
                "package_name": app.package,
                "sha256_cert_fingerprints": [app.fingerprint],
            },
        })
    });
    statements.collect()
}

/// The statement for iOS: only invitations.
pub(crate) fn for_apple(apps: &[AppleApp]) -> Value {
    let ids: Vec<&str> = apps.iter().map(|app| app.0.as_str()).collect();
    json!({ "applinks": { "details": [{ "appIDs": ids, "components": [{ "/": LINKS }] }] } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_names_an_app_and_its_certificate_is_taken() {
        let certificate = ["ab"; FINGERPRINT_BYTES].join(":");
        let app: AndroidApp = format!("pe.gob.x.auxilio={certificate}").parse().unwrap();
        assert_eq!(app.fingerprint, certificate.to_uppercase());
        for wrong in [
            "pe.gob.x.auxilio".to_owned(),
            format!("auxilio={certificate}"),
            format!("pe.gob.x.auxilio={}", certificate.trim_start_matches("ab:")),
            format!("pe.gob.x.auxilio={}", certificate.replace("ab", "xy")),
            format!("pe..x={certificate}"),
        ] {
            assert!(wrong.parse::<AndroidApp>().is_err(), "{wrong}");
        }
        assert!("ABCDE12345.pe.gob.x.auxilio".parse::<AppleApp>().is_ok());
        for wrong in [
            "pe.gob.x.auxilio",
            "ABCDE1234.pe.x",
            "abcde12345.pe.x",
            "ABCDE12345.x",
        ] {
            assert!(wrong.parse::<AppleApp>().is_err(), "{wrong}");
        }
    }
}
