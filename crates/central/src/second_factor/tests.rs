use super::*;
use crate::operators::{self, Role};

const STEP_MS: i64 = 30_000;

fn now() -> WireTime {
    WireTime::from_unix_ms(1_800_000_000_000)
}

/// A central with one operator.
async fn central() -> (tempfile::TempDir, Store, Seal, OperatorId) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("central.db"))
        .await
        .unwrap();
    let seal = Seal::load_or_create(folder.path()).unwrap();
    operators::add(&store, "Rosa", &Role::Operator)
        .await
        .unwrap();
    let (rosa, _) = store.operator_by_name("rosa").await.unwrap().unwrap();
    (folder, store, seal, rosa.id)
}

/// The code that a telephone with that secret shows so many steps later.
fn code(secret: &Secret, steps: i64) -> String {
    let at = now().plus_ms(steps * STEP_MS);
    let totp = totp_rs::Builder::new()
        .with_secret(secret.as_bytes())
        .build()
        .unwrap();
    totp.generate(u64::try_from(at.unix_ms() / 1000).unwrap())
        .to_string()
}

#[tokio::test]
async fn a_secret_counts_only_once_a_code_of_it_was_given() {
    let (_folder, store, seal, rosa) = central().await;
    let factors = SecondFactors {
        store: &store,
        seal: &seal,
    };
    let secret = factors.offer(rosa).await.unwrap();
    let is_present = async || {
        let (rosa, _) = store.operator_by_name("rosa").await.unwrap().unwrap();
        rosa.second_factor == SecondFactor::Present
    };
    assert!(!factors.confirm(rosa, "000000", now()).await.unwrap() && !is_present().await);
    assert!(!factors.take(rosa, &code(&secret, 0), now()).await.unwrap());
    assert!(
        factors
            .confirm(rosa, &code(&secret, 0), now())
            .await
            .unwrap()
    );
    assert!(is_present().await);
    // What was offered is not there to be shown again.
    assert!(factors.offered(rosa).await.unwrap().is_none());
}

#[tokio::test]
async fn a_code_is_good_once_and_so_is_every_one_before_it() {
    let (_folder, store, seal, rosa) = central().await;
    let factors = SecondFactors {
        store: &store,
        seal: &seal,
    };
    let secret = factors.offer(rosa).await.unwrap();
    factors
        .confirm(rosa, &code(&secret, 0), now())
        .await
        .unwrap();
    let take = async |steps| {
        factors
            .take(rosa, &code(&secret, steps), now())
            .await
            .unwrap()
    };
    assert!(!take(0).await, "it was used to set it up");
    assert!(!take(-1).await, "older than the one that was used");
    assert!(take(1).await);
    assert!(!take(1).await, "used");
}

#[tokio::test]
async fn a_secret_lies_sealed_and_does_not_pass_for_another_operators() {
    let (_folder, store, seal, rosa) = central().await;
    operators::add(&store, "Omar", &Role::Operator)
        .await
        .unwrap();
    let (omar, _) = store.operator_by_name("omar").await.unwrap().unwrap();
    let factors = SecondFactors {
        store: &store,
        seal: &seal,
    };
    let secret = factors.offer(rosa).await.unwrap();
    let sealed = store.offered_second_factor(rosa).await.unwrap().unwrap();
    let bytes = secret.as_bytes();
    assert!(!sealed.windows(bytes.len()).any(|part| part == bytes));
    store.offer_second_factor(omar.id, &sealed).await.unwrap();
    assert!(matches!(
        factors.offered(omar.id).await,
        Err(SecondFactorError::Seal(SealError::Unreadable))
    ));
}

#[tokio::test]
async fn a_reset_takes_the_password_the_second_factor_and_every_session() {
    let (_folder, store, seal, rosa) = central().await;
    let factors = SecondFactors {
        store: &store,
        seal: &seal,
    };
    let secret = factors.offer(rosa).await.unwrap();
    factors
        .confirm(rosa, &code(&secret, 0), now())
        .await
        .unwrap();
    let later = now().plus_ms(1_000_000);
    store
        .begin_session(rosa, ([1; 32], later), ([9; 32], later), now())
        .await
        .unwrap();
    let fresh = operators::reset(&store, "ROSA").await.unwrap();
    assert_eq!(store.session(&[1; 32], now()).await.unwrap(), None);
    let rosa = operators::verify(&store, "rosa", fresh.password.clone())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(rosa.second_factor, SecondFactor::Absent);
    assert!(matches!(
        operators::reset(&store, "nadie").await,
        Err(operators::OperatorError::Unknown)
    ));
}

#[test]
fn the_policy_is_one_of_two_words() {
    assert_eq!("required".parse::<Policy>().unwrap(), Policy::Required);
    assert_eq!("optional".parse::<Policy>().unwrap(), Policy::default());
    assert!("yes".parse::<Policy>().is_err());
}
