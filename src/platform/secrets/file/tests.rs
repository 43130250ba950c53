use std::os::unix::fs::PermissionsExt as _;

use super::*;

fn secret() -> Secret {
    Secret::from_random([7; Secret::BYTES])
}

fn mode_of(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_key_is_read_back_as_it_was_stored() {
    let folder = tempfile::tempdir().unwrap();
    let file = KeyFile::new(&folder.path().join("deep/key"));
    assert!(file.load().unwrap().is_none());
    file.store(&secret()).unwrap();
    let loaded = file.load().unwrap().unwrap();
    assert_eq!(loaded.to_bytes(), secret().to_bytes());
    assert_eq!(fs::read_dir(folder.path().join("deep")).unwrap().count(), 1);
}

#[test]
fn a_new_key_and_its_new_folder_are_for_their_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/key");
    KeyFile::new(&path).store(&secret()).unwrap();
    assert_eq!(mode_of(&path), 0o600);
    assert_eq!(mode_of(path.parent().unwrap()), 0o700);
}

#[test]
fn a_key_that_others_may_read_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key");
    let file = KeyFile::new(&path);
    file.store(&secret()).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let error = file.load().unwrap_err();
    assert!(error.to_string().contains("0600"), "{error}");
}

#[test]
fn a_key_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let file = KeyFile::new(&folder.path().join("key"));
    file.store(&secret()).unwrap();
    let other = Secret::from_random([9; Secret::BYTES]);
    assert!(file.store(&other).is_err());
    assert_eq!(
        file.load().unwrap().unwrap().to_bytes(),
        secret().to_bytes()
    );
}

#[test]
fn a_file_of_another_length_is_no_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key");
    for length in [0, Secret::BYTES - 1, Secret::BYTES + 1, 4096] {
        fs::write(&path, vec![7; length]).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        assert!(KeyFile::new(&path).load().is_err(), "{length} bytes");
    }
}

#[test]
fn what_a_crash_left_beside_the_key_does_not_stop_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key");
    fs::write(path.with_extension("new"), b"half").unwrap();
    let file = KeyFile::new(&path);
    file.store(&secret()).unwrap();
    assert!(file.load().unwrap().is_some());
}

#[test]
fn a_token_lies_beside_the_key_for_its_owner_alone_and_can_be_replaced_and_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let file = KeyFile::new(&folder.path().join("deep/key"));
    let loaded = || file.load_named(SecretName::Token).unwrap();
    assert!(loaded().is_none());
    for token in [b"uno".as_slice(), b"dos"] {
        file.store_named(SecretName::Token, Some(token)).unwrap();
        assert_eq!(loaded().unwrap().as_slice(), token);
    }
    let place = folder.path().join("deep/key.webhook-token");
    assert_eq!(mode_of(&place), 0o600);
    fs::write(&place, vec![b'x'; NAMED_SECRET_BYTES_MAX + 1]).unwrap();
    assert!(loaded().is_none(), "longer than any that was stored");
    file.store_named(SecretName::Token, None).unwrap();
    file.store_named(SecretName::Token, None).unwrap();
    assert!(loaded().is_none());
    assert!(file.load().unwrap().is_none(), "the key is another secret");
}
