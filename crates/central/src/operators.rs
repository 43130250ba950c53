//! Who may use the console, and how they prove it.

use std::fmt;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use auxilio_protocol::limits::TEXT_CHARS_MAX;
use tokio::task::spawn_blocking;
use zeroize::Zeroizing;

use crate::second_factor::SecondFactor;
use crate::store::{OperatorId, Store, StoreError};
use crate::{alphabet, clock};

/// The operator that the first start makes.
const FIRST_NAME: &str = "central";
/// Longest operator's name, in characters.
pub const NAME_CHARS_MAX: usize = 60;
/// Longest password that is looked at, in bytes.
pub(crate) const PASSWORD_BYTES_MAX: usize = 200;

/// Shortest password that somebody may choose, in characters.
pub(crate) const PASSWORD_CHARS_MIN: usize = 12;

/// Letters in a generated password: 16 of 5 bits each.
const GENERATED_CHARS: usize = 16;
const GROUP_CHARS: usize = 4;

/// What somebody who logs in may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// Takes alerts.
    Operator,
    /// Answers for a shift: takes alerts, and sees the members of every organization.
    Supervisor,
    /// Invites and approves the members of one organization, and sees no alert and no position.
    Coordinator {
        /// Whose members.
        organization: String,
    },
}

impl Role {
    /// The words for them.
    pub const WORDS: [&str; 3] = ["operator", "supervisor", "coordinator"];

    /// The role of that word. A coordinator has an organization, and nobody else.
    #[must_use]
    pub fn new(word: &str, organization: Option<String>) -> Option<Self> {
        match (word, organization) {
            ("operator", None) => Some(Self::Operator),
            ("supervisor", None) => Some(Self::Supervisor),
            ("coordinator", Some(organization)) => Some(Self::Coordinator { organization }),
            _ => None,
        }
    }

    /// The word it is stored under.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Supervisor => "supervisor",
            Self::Coordinator { .. } => "coordinator",
        }
    }

    /// Whether alerts and positions may be seen.
    #[must_use]
    pub fn sees_board(&self) -> bool {
        matches!(self, Self::Operator | Self::Supervisor)
    }

    /// Whose members may be seen, invited and approved; none for nobody's.
    #[must_use]
    pub fn scope(&self) -> Option<Scope> {
        match self {
            Self::Operator => None,
            Self::Supervisor => Some(Scope::Everybody),
            Self::Coordinator { organization } => Some(Scope::Organization(organization.clone())),
        }
    }
}

/// Whose members are meant. Every question to the store about members carries one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Those of every organization.
    Everybody,
    /// Those of this one.
    Organization(String),
}

impl Scope {
    /// The one organization, if it is one.
    #[must_use]
    pub fn organization(&self) -> Option<&str> {
        match self {
            Self::Everybody => None,
            Self::Organization(name) => Some(name),
        }
    }
}

/// Somebody who may use the console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Operator {
    pub(crate) id: OperatorId,
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) second_factor: SecondFactor,
}

/// An operator with the new password that is shown once. `Debug` hides it.
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
    /// A coordinator of nobody.
    #[error("an organization's name has 1 to {TEXT_CHARS_MAX} printable characters")]
    Organization,
    /// Somebody has that name.
    #[error("there is an operator of that name")]
    Taken,
    /// Nobody has that name.
    #[error("there is no operator of that name")]
    Unknown,
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
        add(store, FIRST_NAME, &Role::Supervisor).await.map(Some)
    } else {
        Ok(None)
    }
}

/// Adds an operator with a generated password.
pub async fn add(store: &Store, name: &str, role: &Role) -> Result<NewOperator, OperatorError> {
    let name = name.trim();
    if !is_name(name, NAME_CHARS_MAX) {
        return Err(OperatorError::Name);
    }
    if let Role::Coordinator { organization } = role
        && !is_name(organization, TEXT_CHARS_MAX)
    {
        return Err(OperatorError::Organization);
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

/// Gives an operator who cannot get in any more a new generated password, takes the second factor
/// away, and ends all their sessions.
pub async fn reset(store: &Store, name: &str) -> Result<NewOperator, OperatorError> {
    let found = store.operator_by_name(name.trim()).await?;
    let (operator, _) = found.ok_or(OperatorError::Unknown)?;
    let password = generate()?;
    store.drop_second_factor(operator.id).await?;
    let hash = hash(password.clone()).await?;
    store.set_password(operator.id, &hash, None).await?;
    Ok(NewOperator {
        name: operator.name,
        password,
    })
}

/// Gives an operator the password that they chose, and ends all their sessions but this one.
pub(crate) async fn change_password(
    store: &Store,
    operator: OperatorId,
    chosen: Zeroizing<String>,
    session: &[u8; 32],
) -> Result<(), OperatorError> {
    let hash = hash(chosen).await?;
    store.set_password(operator, &hash, Some(session)).await?;
    Ok(())
}

/// Whether a password that somebody chose is long enough, and not longer than is looked at. Length
/// is what counts (NIST SP 800-63B, section 3.1.1.2).
pub(crate) fn is_long_enough(password: &str) -> bool {
    password.chars().count() >= PASSWORD_CHARS_MIN && password.len() <= PASSWORD_BYTES_MAX
}

fn is_name(name: &str, chars_max: usize) -> bool {
    let length = name.chars().count();
    (1..=chars_max).contains(&length) && name.trim() == name && !name.chars().any(char::is_control)
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
        password.push(alphabet::letter(*byte));
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
        add(&store, "Rosa", &Role::Operator).await.unwrap();
        assert!(matches!(
            add(&store, "ROSA", &Role::Operator).await,
            Err(OperatorError::Taken)
        ));
        for name in ["", "   ", "a\nb", &"x".repeat(61)] {
            assert!(matches!(
                add(&store, name, &Role::Operator).await,
                Err(OperatorError::Name)
            ));
        }
    }

    #[tokio::test]
    async fn a_coordinator_has_an_organization_and_nobody_else() {
        let (_folder, store) = store().await;
        let of = |name: &str| Role::new("coordinator", Some(name.to_owned())).unwrap();
        add(&store, "Lidia", &of("Mercado Central")).await.unwrap();
        let (lidia, _) = store.operator_by_name("lidia").await.unwrap().unwrap();
        assert_eq!(lidia.role, of("Mercado Central"));
        for name in ["", " Mercado", "a\nb", &"x".repeat(501)] {
            let refused = add(&store, "Eva", &of(name)).await;
            assert!(
                matches!(refused, Err(OperatorError::Organization)),
                "{name}"
            );
        }
        assert_eq!(Role::new("coordinator", None), None);
        assert_eq!(Role::new("operator", Some("Mercado".to_owned())), None);
    }

    #[tokio::test]
    async fn a_session_ends_when_told_and_when_its_time_is_over() {
        let (_folder, store) = store().await;
        add(&store, "Rosa", &Role::Operator).await.unwrap();
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

    #[tokio::test]
    async fn a_session_ends_when_nobody_uses_it_and_not_while_somebody_does() {
        let (_folder, store) = store().await;
        add(&store, "Rosa", &Role::Operator).await.unwrap();
        let (rosa, _) = store.operator_by_name("rosa").await.unwrap().unwrap();
        let begun = clock::now();
        let minutes = |n: i64| begun.plus_ms(n * 60_000);
        for token in [[1; 32], [2; 32]] {
            store
                .begin_session(
                    rosa.id,
                    (token, minutes(600)),
                    ([9; 32], minutes(600)),
                    begun,
                )
                .await
                .unwrap();
        }
        for n in [29, 58, 87] {
            assert!(store.session(&[1; 32], minutes(n)).await.unwrap().is_some());
        }
        assert_eq!(store.session(&[2; 32], minutes(30)).await.unwrap(), None);
        assert_eq!(store.session(&[1; 32], minutes(117)).await.unwrap(), None);
    }
}
