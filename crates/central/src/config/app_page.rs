//! Where people get the app.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;
use url::Url;

/// The address of a page for everybody: `https`, so that nobody on the way can put another app in
/// its place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct AppPage(Url);

/// Why an address cannot be the app's page.
#[derive(Debug, thiserror::Error)]
#[error("«{0}» is not an address that begins with https://")]
pub struct AppPageError(String);

impl FromStr for AppPage {
    type Err = AppPageError;

    fn from_str(text: &str) -> Result<Self, AppPageError> {
        match Url::parse(text) {
            Ok(url) if url.scheme() == "https" => Ok(Self(url)),
            _ => Err(AppPageError(text.to_owned())),
        }
    }
}

impl TryFrom<String> for AppPage {
    type Error = AppPageError;

    fn try_from(text: String) -> Result<Self, AppPageError> {
        text.parse()
    }
}

impl fmt::Display for AppPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
