//! Where alerts go: to a central that speaks this protocol, or to another system that does not.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::endpoint::{self, Endpoint, EndpointError};
use crate::limits::POST_URL_BYTES_MAX;

/// Where alerts go. Only a central has keys, and so only a central can sign that it has an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A central that speaks this protocol.
    Central(Endpoint),
    /// A system that takes alerts in a form of its own, and signs nothing.
    Other(OtherSystem),
}

/// A system that takes one message in each request and signs nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OtherSystem {
    /// In which form.
    pub form: Form,
    /// Where to.
    pub url: PostUrl,
}

/// The form in which another system takes alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// The Common Alerting Protocol 1.2 of OASIS: [`crate::cap`].
    Cap,
    /// One JSON object: [`crate::webhook`].
    Webhook,
}

impl Form {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Webhook, Self::Cap];

    /// The word in a link.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cap => "cap",
            Self::Webhook => "webhook",
        }
    }
}

/// An address that takes a POST: `https`, or plain `http` on this machine only. `Debug` shows
/// only its host, for a path may be a secret.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PostUrl(Url);

impl PostUrl {
    /// The host, as a person would recognise it.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The whole of it.
    #[must_use]
    pub fn as_url(&self) -> &Url {
        &self.0
    }
}

impl FromStr for PostUrl {
    type Err = EndpointError;

    fn from_str(text: &str) -> Result<Self, EndpointError> {
        let mut url = endpoint::checked(text)?;
        url.set_fragment(None);
        if url.as_str().len() > POST_URL_BYTES_MAX {
            return Err(EndpointError::TooLong);
        }
        Ok(Self(url))
    }
}

impl fmt::Display for PostUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for PostUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PostUrl({}, …)", self.host())
    }
}

impl TryFrom<String> for PostUrl {
    type Error = EndpointError;

    fn try_from(text: String) -> Result<Self, EndpointError> {
        text.parse()
    }
}

impl From<PostUrl> for String {
    fn from(url: PostUrl) -> Self {
        url.0.into()
    }
}

impl Destination {
    /// The host, as a person would recognise it.
    #[must_use]
    pub fn host(&self) -> &str {
        match self {
            Self::Central(endpoint) => endpoint.host(),
            Self::Other(system) => system.url.host(),
        }
    }
}

/// Why a text names no place that alerts could go to.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum DestinationError {
    /// Not a link at all.
    #[error("the text is not a link")]
    Link,
    /// A link, but not one of these.
    #[error("the link names no place for alerts: auxilio://central?c=… or auxilio://destino?…")]
    NotADestination,
    /// A form that this version does not know.
    #[error("the link's kind is neither cap nor webhook")]
    Kind,
    /// The address in it cannot be used.
    #[error("the link's address cannot be used")]
    Address(#[from] EndpointError),
}

impl FromStr for Destination {
    type Err = DestinationError;

    /// A link as it is pasted, opened or read from a QR: `auxilio://central?c=<host>`,
    /// `auxilio://destino?kind=webhook&url=<address>` (or `cap`), or a central's own address.
    /// No link carries a token: whatever else stands in it is not read.
    fn from_str(text: &str) -> Result<Self, DestinationError> {
        let link = Url::parse(text.trim()).map_err(|_| DestinationError::Link)?;
        if link.scheme() != "auxilio" {
            return Ok(Self::Central(text.parse()?));
        }
        let find = |name: &str| {
            let mut pairs = link.query_pairs();
            pairs.find(|(key, _)| key == name).map(|(_, value)| value)
        };
        match link.host_str() {
            Some("central") => {
                let host = find("c").ok_or(DestinationError::NotADestination)?;
                Ok(Self::Central(Endpoint::from_host(&host)?))
            }
            Some("destino") => {
                let kind = find("kind").ok_or(DestinationError::NotADestination)?;
                let url = find("url").ok_or(DestinationError::NotADestination)?;
                let form = Form::ALL.into_iter().find(|form| form.as_str() == kind);
                Ok(Self::Other(OtherSystem {
                    form: form.ok_or(DestinationError::Kind)?,
                    url: url.parse()?,
                }))
            }
            _ => Err(DestinationError::NotADestination),
        }
    }
}
