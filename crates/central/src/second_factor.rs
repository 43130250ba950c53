//! The second proof at the console's login: a code from the operator's own telephone (`totp`).

use std::fmt;
use std::str::FromStr;

use auxilio_protocol::WireTime;
use serde::Deserialize;

use crate::operators::Operator;
use crate::seal::{Seal, SealError};
use crate::store::{OperatorId, Store, StoreError};
use crate::totp::Secret;

/// Whether everybody who logs in needs one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Policy {
    /// Whoever has set one up needs it.
    #[default]
    Optional,
    /// Everybody: whoever has none sets one up first, and sees nothing before.
    Required,
}

/// Why a word is no [`Policy`].
#[derive(Debug, thiserror::Error)]
#[error("«{0}» is neither «optional» nor «required»")]
pub struct PolicyError(String);

impl FromStr for Policy {
    type Err = PolicyError;

    fn from_str(word: &str) -> Result<Self, PolicyError> {
        match word {
            "optional" => Ok(Self::Optional),
            "required" => Ok(Self::Required),
            other => Err(PolicyError(other.to_owned())),
        }
    }
}

/// Whether an operator has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondFactor {
    /// The password is enough.
    Absent,
    /// A code is asked for.
    Present,
}

/// Why a code could not be set up or checked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SecondFactorError {
    #[error(transparent)]
    Seal(#[from] SealError),
    #[error("no randomness for a new secret")]
    Randomness(#[from] getrandom::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The second proofs of a central's operators.
pub(crate) struct SecondFactors<'a> {
    pub(crate) store: &'a Store,
    pub(crate) seal: &'a Seal,
}

impl fmt::Debug for SecondFactors<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecondFactors(…)")
    }
}

impl SecondFactors<'_> {
    /// Makes a secret that counts once a code of it was given. It is shown now and never again.
    pub(crate) async fn offer(&self, operator: OperatorId) -> Result<Secret, SecondFactorError> {
        let secret = Secret::generate()?;
        let sealed = self.seal.seal(&place(operator), secret.as_bytes())?;
        self.store.offer_second_factor(operator, &sealed).await?;
        Ok(secret)
    }

    /// The secret that was offered and does not count yet.
    pub(crate) async fn offered(
        &self,
        operator: OperatorId,
    ) -> Result<Option<Secret>, SecondFactorError> {
        let sealed = self.store.offered_second_factor(operator).await?;
        self.unsealed(operator, sealed)
    }

    /// Lets the offered secret count from now on, if that is a code of it.
    pub(crate) async fn confirm(
        &self,
        operator: OperatorId,
        code: &str,
        now: WireTime,
    ) -> Result<bool, SecondFactorError> {
        let offered = self.offered(operator).await?;
        let Some(step) = offered.and_then(|secret| secret.step_of(code, now)) else {
            return Ok(false);
        };
        Ok(self.store.confirm_second_factor(operator, step).await?)
    }

    /// Whether that is a code of the operator's that was not used before; uses it.
    pub(crate) async fn take(
        &self,
        operator: OperatorId,
        code: &str,
        now: WireTime,
    ) -> Result<bool, SecondFactorError> {
        let sealed = self.store.second_factor(operator).await?;
        let secret = self.unsealed(operator, sealed)?;
        let Some(step) = secret.and_then(|secret| secret.step_of(code, now)) else {
            return Ok(false);
        };
        Ok(self.store.use_second_factor(operator, step).await?)
    }

    /// Whether the operator may come in with that code, where the password was right.
    pub(crate) async fn lets_in(
        &self,
        operator: &Operator,
        code: &str,
        now: WireTime,
    ) -> Result<bool, SecondFactorError> {
        match operator.second_factor {
            SecondFactor::Absent => Ok(true),
            SecondFactor::Present => self.take(operator.id, code, now).await,
        }
    }

    fn unsealed(
        &self,
        operator: OperatorId,
        sealed: Option<Vec<u8>>,
    ) -> Result<Option<Secret>, SecondFactorError> {
        let Some(sealed) = sealed else {
            return Ok(None);
        };
        let bytes = self.seal.unseal(&place(operator), &sealed)?;
        Ok(Some(Secret::from_bytes(bytes)))
    }
}

/// Where a secret is read: with another operator's it is worth nothing.
fn place(operator: OperatorId) -> String {
    format!("second factor of operator {}", operator.0)
}

#[cfg(test)]
mod tests;
