//! Who may use the console, and how they prove it.

use std::fmt;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use tokio::task::spawn_blocking;
use zeroize::Zeroizing;

use crate::clock;
use crate::store::{OperatorId, Store, StoreError};

/// The operator that the first start makes.
const FIRST_NAME: &str = "central";
/// Longest operator's name, in characters.
pub const NAME_CHARS_MAX: usize = 60;
/// Longest password that is looked at, in bytes.
pub(crate) const PASSWORD_BYTES_MAX: usize = 200;

/// Letters of a generated password: 32 of them, none that is taken for another.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Letters in a generated password: 16 of 5 bits each.
const GENERATED_CHARS: usize = 16;
const GROUP_CHARS: usize = 4;

/// What an operator may do. Both may do everything that the console has today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Takes alerts.
    Operator,
    /// Answers for a shift.
    Supervisor,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Operator, Self::Supervisor];

    /// The word it is stored under.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Supervisor => "supervisor",
        }
    }
}

/// Somebody who may use the console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Operator {
    pub(crate) id: OperatorId,
    pub(crate) name: String,
    pub(crate) role: Role,
}

/// A new operator with the password that is shown once. `Debug` hides it.
pub struct NewOperator {
    /// The name to log in with.
    pub name: String,
    /// The password, never kept.
    pub password: Zeroizing<String>,
}

impl fmt::Debug for NewOperator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewOperator({}, …)", self.name)
    }
}

/// Why an operator was not added or not checked.
#[derive(Debug, thiserror::Error)]
pub enum OperatorError {
    /// Empty, too long, or not printable.
    #[error("an operator's name has 1 to {NAME_CHARS_MAX} printable characters")]
    Name,
    /// Somebody has that name.
    #[error("there is an operator of that name")]
    Taken,
    /// No randomness, or no memory to hash with.
    #[error("the password cannot be made or checked")]
    Hash,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes the operator `central` if there is no operator at all.
pub async fn ensure_first(store: &Store) -> Result<Option<NewOperator>, OperatorError> {
    if store.operator_names().await?.is_empty() {
        add(store, FIRST_NAME, Role::Supervisor).await.map(Some)
    } else {
        Ok(None)
    }
}

/// Adds an operator with a generated password.
pub async fn add(store: &Store, name: &str, role: Role) -> Result<NewOperator, OperatorError> {
    let name = name.trim();
    let length = name.chars().count();
    if !(1..=NAME_CHARS_MAX).contains(&length) || name.chars().any(char::is_control) {
        return Err(OperatorError::Name);
    }
    let password = generate()?;
    let hash = hash(password.clone()).await?;
    let added = store.add_operator(name, role, &hash, clock::now()).await?;
    added.ok_or(OperatorError::Taken)?;
    Ok(NewOperator {
        name: name.to_owned(),
        password,
    })
}

/// The operator, if the password is theirs. Takes as long for a name that does not exist.
pub(crate) async fn verify(
    store: &Store,
    name: &str,
    password: Zeroizing<String>,
) -> Result<Option<Operator>, OperatorError> {
    if password.len() > PASSWORD_BYTES_MAX {
        return Ok(None);
    }
    let Some((operator, stored)) = store.operator_by_name(name.trim()).await? else {
        hash(password).await?;
        return Ok(None);
    };
    let holds = spawn_blocking(move || {
        let stored = PasswordHash::new(&stored).map_err(|_| OperatorError::Hash)?;
        Ok::<_, OperatorError>(
            Argon2::default()
                .verify_password(password.as_bytes(), &stored)
                .is_ok(),
        )
    });
    Ok(holds
        .await
        .map_err(|_| OperatorError::Hash)??
        .then_some(operator))
}

/// Argon2id with the crate's defaults (OWASP's: 19 MiB, two passes), off the async threads.
async fn hash(password: Zeroizing<String>) -> Result<String, OperatorError> {
    let hashed = spawn_blocking(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
    });
    hashed
        .await
        .map_err(|_| OperatorError::Hash)?
        .map_err(|_| OperatorError::Hash)
}

fn generate() -> Result<Zeroizing<String>, OperatorError> {
    let mut random = Zeroizing::new([0_u8; GENERATED_CHARS]);
    getrandom::fill(random.as_mut_slice()).map_err(|_| OperatorError::Hash)?;
    let mut password = Zeroizing::new(String::with_capacity(2 * GENERATED_CHARS));
    for (i, byte) in random.iter().enumerate() {
        if i > 0 && i % GROUP_CHARS == 0 {
            password.push('-');
        }
        let letter = ALPHABET
            .get(usize::from(byte % 32))
            .copied()
            .unwrap_or_default();
        password.push(char::from(letter));
    }
    Ok(password)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("central.db"))
            .await
            .unwrap();
        (folder, store)
    }

    #[tokio::test]
    async fn the_first_operator_is_made_once_and_can_log_in() {
        let (_folder, store) = store().await;
        let first = ensure_first(&store).await.unwrap().unwrap();
        assert!(ensure_first(&store).await.unwrap().is_none());
        let operator = verify(&store, "Central", first.password.clone())
            .await
            .unwrap()
            .unwrap();
        assert_eq!(operator.name, "central");
        assert!(!format!("{first:?}").contains(first.password.as_str()));
    }

    #[tokio::test]
    async fn a_wrong_password_and_a_wrong_name_are_refused_alike() {
        let (_folder, store) = store().await;
        ensure_first(&store).await.unwrap();
        for name in ["central", "nadie", ""] {
            let password = Zeroizing::new("otra".to_owned());
            assert_eq!(verify(&store, name, password).await.unwrap(), None);
        }
    }

    #[tokio::test]
    async fn a_name_is_given_once_in_whatever_case() {
        let (_folder, store) = store().await;
        add(&store, "Rosa", Role::Operator).await.unwrap();
        assert!(matches!(
            add(&store, "ROSA", Role::Operator).await,
            Err(OperatorError::Taken)
        ));
        for name in ["", "   ", "a\nb", &"x".repeat(61)] {
            assert!(matches!(
                add(&store, name, Role::Operator).await,
                Err(OperatorError::Name)
            ));
        }
    }

    #[tokio::test]
    async fn a_session_ends_when_told_and_when_its_time_is_over() {
        let (_folder, store) = store().await;
        add(&store, "Rosa", Role::Operator).await.unwrap();
        let (rosa, _) = store.operator_by_name("rosa").await.unwrap().unwrap();
        let now = clock::now();
        let later = now.plus_ms(1000);
        for token in [[1; 32], [2; 32]] {
            store
                .begin_session(rosa.id, (token, later), ([9; 32], later), now)
                .await
                .unwrap();
        }
        store.end_session(&[1; 32]).await.unwrap();
        assert_eq!(store.session(&[1; 32], now).await.unwrap(), None);
        assert_eq!(store.session(&[2; 32], now).await.unwrap(), Some(rosa));
        assert_eq!(store.session(&[2; 32], later).await.unwrap(), None);
        assert!(store.knows_browser(&[9; 32], now).await.unwrap());
        assert!(!store.knows_browser(&[9; 32], later).await.unwrap());
    }
}
