//! Where a phone's alerts go.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// The base address of a central: `https`, or plain `http` on this machine only. Ends in `/`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Endpoint(Url);

/// Why an address cannot be a central's.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// Not an address.
    #[error("«{0}» is not an address such as https://central.example")]
    Address(String),
    /// Anybody on the way could read or change what is sent.
    #[error("the address must begin with https:// (http:// only on this machine)")]
    Insecure,
    /// Passwords in an address end up in logs.
    #[error("the address must not hold a user or password")]
    Credentials,
    /// Longer than [`crate::limits::POST_URL_BYTES_MAX`].
    #[error("the address is too long")]
    TooLong,
}

impl Endpoint {
    /// The address of a bare host and port: `https`, or `http` if it is this machine.
    pub fn from_host(host: &str) -> Result<Self, EndpointError> {
        format!("https://{host}")
            .parse::<Self>()
            .and_then(|endpoint| {
                if is_loopback(&endpoint.0) {
                    format!("http://{host}").parse()
                } else {
                    Ok(endpoint)
                }
            })
    }

    /// The address of something below this one. `path` has no leading `/`.
    #[must_use]
    pub fn join(&self, path: &str) -> Url {
        let mut url = self.0.clone();
        url.set_path(&format!("{}{path}", self.0.path()));
        url
    }

    /// Whether it is on this very machine.
    #[must_use]
    pub fn is_this_machine(&self) -> bool {
        is_loopback(&self.0)
    }

    /// The host, as a person would recognise it.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// An address that may be sent to: nobody on the way reads it, and nothing in it is a password.
pub(crate) fn checked(text: &str) -> Result<Url, EndpointError> {
    let text = text.trim();
    let url = Url::parse(text).map_err(|_| EndpointError::Address(text.to_owned()))?;
    if url.host().is_none() {
        return Err(EndpointError::Address(text.to_owned()));
    }
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&url) => {}
        _ => return Err(EndpointError::Insecure),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(EndpointError::Credentials);
    }
    Ok(url)
}

impl FromStr for Endpoint {
    type Err = EndpointError;

    fn from_str(text: &str) -> Result<Self, EndpointError> {
        let mut url = checked(text)?;
        url.set_query(None);
        url.set_fragment(None);
        if !url.path().ends_with('/') {
            url.set_path(&format!("{}/", url.path()));
        }
        Ok(Self(url))
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<String> for Endpoint {
    type Error = EndpointError;

    fn try_from(text: String) -> Result<Self, EndpointError> {
        text.parse()
    }
}

impl From<Endpoint> for String {
    fn from(endpoint: Endpoint) -> Self {
        endpoint.0.into()
    }
}
