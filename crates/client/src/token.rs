//! The bearer token (RFC 6750) that another system wants. It lies in the keyring and in memory, and
//! nowhere else: no file of ours, no log and no link has it. It goes to the address that it was
//! given for, and to no other.

mod keeper;

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use auxilio_protocol::OtherSystem;
use auxilio_protocol::destination::PostUrl;
use auxilio_protocol::limits::TOKEN_BYTES_MAX;
use tokio::sync::watch;
use zeroize::Zeroizing;

pub(crate) use self::keeper::Keeper;
use crate::ports::{SecretName, Secrets, SecretsError};
use crate::view::TokenView;

/// How long a request waits for the keyring. Then it leaves without the token.
const KEYRING_TIMEOUT: Duration = Duration::from_secs(3);

/// A token. Wiped from memory when dropped; `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Zeroizing<String>);

/// Why a text is no token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Longer than [`TOKEN_BYTES_MAX`].
    #[error("a token has at most {TOKEN_BYTES_MAX} characters")]
    TooLong,
    /// Nothing, or with a character that no header field can carry in it.
    #[error("a token is of visible ASCII characters, without spaces")]
    Characters,
}

impl FromStr for Token {
    type Err = TokenError;

    fn from_str(text: &str) -> Result<Self, TokenError> {
        let text = text.trim();
        if text.len() > TOKEN_BYTES_MAX {
            return Err(TokenError::TooLong);
        }
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(TokenError::Characters);
        }
        Ok(Self(Zeroizing::new(text.to_owned())))
    }
}

impl Token {
    /// The token, to send.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// What the person wants with the token when choosing another system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenChange {
    /// Keep the one of this address, if there is one.
    Keep,
    /// Have this one from now on.
    Set(Token),
    /// Have none.
    Remove,
}

/// A token with the address that it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Keyed {
    url: PostUrl,
    token: Token,
}

impl Keyed {
    fn new(url: PostUrl, token: Token) -> Self {
        Self { url, token }
    }

    fn is_for(&self, system: &OtherSystem) -> bool {
        self.url == system.url
    }

    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let text = format!("{}\n{}", self.url, self.token.expose());
        Zeroizing::new(text.into_bytes())
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (url, token) = std::str::from_utf8(bytes).ok()?.split_once('\n')?;
        Some(Self::new(url.parse().ok()?, token.parse().ok()?))
    }
}

/// What is known of the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Known {
    /// The keyring has yet to say.
    Asked,
    /// There is none.
    None,
    /// There is one.
    Some(Keyed),
}

/// The token for a request to this system, once it is known whether there is one.
pub(crate) async fn for_request(
    known: &mut watch::Receiver<Known>,
    system: &OtherSystem,
) -> Option<Token> {
    let told = known.wait_for(|known| *known != Known::Asked);
    let known = tokio::time::timeout(KEYRING_TIMEOUT, told)
        .await
        .ok()?
        .ok()?;
    match &*known {
        Known::Some(keyed) if keyed.is_for(system) => Some(keyed.token.clone()),
        _ => None,
    }
}

/// What the keyring has, and what the person is told of it. What is there for another address, or
/// is no token, counts as none.
fn load(secrets: &dyn Secrets) -> (Known, TokenView) {
    match secrets.load_named(SecretName::Token) {
        Ok(bytes) => match bytes.and_then(|bytes| Keyed::from_bytes(&bytes)) {
            Some(keyed) => (Known::Some(keyed), TokenView::Kept),
            None => (Known::None, TokenView::None),
        },
        Err(error) => {
            tracing::error!(%error, "no token for the other system");
            (Known::None, TokenView::Refused)
        }
    }
}

/// Has the keyring keep what is known by now, and tells what the person is told of it.
fn store(secrets: &dyn Secrets, known: &Known) -> TokenView {
    let stored = match known {
        Known::Asked => return TokenView::None,
        Known::None => secrets.store_named(SecretName::Token, None),
        Known::Some(keyed) => {
            secrets.store_named(SecretName::Token, Some(keyed.to_bytes().as_slice()))
        }
    };
    if let Err(SecretsError { tried, cause }) = &stored {
        tracing::error!(tried, cause, "the keyring does not take the token");
    }
    match (known, stored) {
        (Known::Some(_), Ok(())) => TokenView::Kept,
        (Known::Some(_), Err(_)) => TokenView::InMemory,
        _ => TokenView::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_what_a_header_can_carry_and_no_longer_than_its_limit() {
        assert_eq!("".parse::<Token>(), Err(TokenError::Characters));
        assert_eq!("con espacio".parse::<Token>(), Err(TokenError::Characters));
        assert_eq!(
            "línea\r\nX: y".parse::<Token>(),
            Err(TokenError::Characters)
        );
        assert!("x".repeat(TOKEN_BYTES_MAX).parse::<Token>().is_ok());
        let long = "x".repeat(TOKEN_BYTES_MAX + 1);
        assert_eq!(long.parse::<Token>(), Err(TokenError::TooLong));
    }

    #[test]
    fn a_token_is_shown_by_no_debug() {
        let token: Token = "llave-secreta".parse().unwrap();
        let keyed = Keyed::new("https://otro.example/x".parse().unwrap(), token.clone());
        for shown in [
            format!("{token:?}"),
            format!("{keyed:?}"),
            format!("{:?}", TokenChange::Set(token.clone())),
            format!("{:?}", Known::Some(keyed.clone())),
        ] {
            assert!(!shown.contains("secreta"), "{shown}");
        }
        assert_eq!(Keyed::from_bytes(&keyed.to_bytes()), Some(keyed));
    }

    #[tokio::test]
    async fn a_token_goes_to_the_address_that_it_was_given_for_and_to_no_other() {
        let system = |url: &str| OtherSystem {
            form: auxilio_protocol::Form::Webhook,
            url: url.parse().unwrap(),
        };
        let token: Token = "llave".parse().unwrap();
        let (mine, other) = (system("https://a.example/x"), system("https://a.example/y"));
        let keyed = Keyed::new(mine.url.clone(), token.clone());
        let (_sender, mut known) = watch::channel(Known::Some(keyed));
        assert_eq!(for_request(&mut known, &mine).await, Some(token));
        assert_eq!(for_request(&mut known, &other).await, None);
    }
}
