//! The outbox's file, as a phone's flash treats it: torn, flipped, full of other keys.
#![cfg(test)]

use std::path::Path;
use std::sync::Arc;

use auxilio_client::alert::Life;
use auxilio_client::core::{Key, Stored, Write};
use auxilio_client::directory::Given;
use auxilio_client::journey::Journey;
use auxilio_client::outbox::seal::Sealer;
use auxilio_client::outbox::store::{Opened, Store, StoreError};
use auxilio_client::outbox::stored;
use auxilio_client::preferences::Preferences;
use auxilio_client::settings::{Agreed, Enrolment, Settings};
use auxilio_client::view::NotSaved;
use auxilio_protocol::directory::ETag;
use auxilio_protocol::enrolment::Consent;
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::{
    Alert, AlertId, CancelReason, Directory, Fix, KeySet, Kind, Mode, Profile, SigningKey, Source,
    WireTime,
};
use proptest::prelude::*;

fn open(folder: &Path) -> Result<Opened, StoreError> {
    Store::open(folder, Sealer::new(&[7; 32]))
}

fn life(seed: u8) -> Life {
    Life::begin(&Alert {
        id: AlertId::new(1_795_479_120_000 + u64::from(seed), [seed; 10]),
        kind: Kind::Robo,
        mode: Mode::Open,
        exercise: false,
        raised_at: WireTime::from_unix_ms(1_795_479_120_000),
        fix: None,
        profile: Some(Profile {
            name: Some("Rosa Ñáñez".to_owned()),
            ..Profile::default()
        }),
        device: None,
    })
}

fn agreed(consent: Option<Consent>) -> Enrolment {
    Enrolment::Agreed(Agreed {
        link: "https://central.example/unirse/abc".parse().unwrap(),
        consent,
    })
}

fn enrolments() -> [Enrolment; 6] {
    [
        Enrolment::None,
        agreed(None),
        agreed(Some(Consent {
            text: "2026-11-24".to_owned(),
            at: WireTime::from_unix_ms(1_795_479_120_123),
        })),
        Enrolment::Pending,
        Enrolment::Active,
        Enrolment::Refused(ProblemKind::InvitationSpent),
    ]
}

fn write_of(life: &Life) -> Write {
    Write {
        key: Key::Alert(life.id()),
        value: Some(stored::alert(life)),
    }
}

fn ids(stored: &Stored) -> Vec<AlertId> {
    stored.alerts.iter().map(Life::id).collect()
}

#[test]
fn what_was_committed_is_there_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let mut opened = open(folder.path()).unwrap();
    opened
        .store
        .commit(&[write_of(&life(1)), write_of(&life(2))])
        .unwrap();
    opened
        .store
        .commit(&[Write {
            key: Key::Alert(life(1).id()),
            value: None,
        }])
        .unwrap();
    drop(opened);
    let opened = open(folder.path()).unwrap();
    assert_eq!(ids(&opened.stored), [life(2).id()]);
    assert_eq!(opened.put_aside, None);
}

fn webhook() -> auxilio_protocol::OtherSystem {
    auxilio_protocol::OtherSystem {
        form: auxilio_protocol::Form::Webhook,
        url: "https://otro.example/x?clave=1".parse().unwrap(),
    }
}

#[test]
fn an_invitation_that_an_earlier_version_kept_is_still_read() {
    let written =
        br#"{"form":"1","value":{"endpoint":"https://central.example/","keys":{"keys":[]},
        "name":null,"enrolment":{"invited":"https://central.example/unirse/abc"}}}"#;
    let settings = stored::read_settings(written).unwrap();
    assert_eq!(settings.enrolment, agreed(None));
}

#[test]
fn how_the_person_wants_to_be_told_is_read_as_it_was_written() {
    for [vibration, sound, voice] in [
        [true, true, true],
        [false, true, false],
        [true, false, true],
    ] {
        let preferences = Preferences {
            vibration: vibration.into(),
            sound: sound.into(),
            voice: voice.into(),
        };
        let folder = tempfile::tempdir().unwrap();
        let mut opened = open(folder.path()).unwrap();
        assert_eq!(opened.stored.preferences, Preferences::default());
        let write = Write {
            key: Key::Preferences,
            value: Some(stored::preferences(preferences)),
        };
        opened.store.commit(&[write]).unwrap();
        drop(opened);
        let opened = open(folder.path()).unwrap();
        assert_eq!(opened.stored.preferences, preferences);
    }
}

#[test]
fn everything_a_phone_keeps_is_read_as_it_was_written() {
    let fix = Fix {
        lat: -8.07392,
        lon: -78.99292,
        accuracy_m: Some(14.0),
        confidence: Some(0.68),
        altitude_m: None,
        speed_mps: Some(3.1),
        course_deg: None,
        taken_at: WireTime::from_unix_ms(1_795_479_119_000),
        source: Source::Gnss,
        mock: false,
    };
    let mut alert = life(1);
    alert.follow(&fix);
    alert.cancel(
        WireTime::from_unix_ms(1_795_479_121_000),
        CancelReason::YaPaso,
    );
    for enrolment in enrolments() {
        let settings = Settings {
            endpoint: Some("https://central.example".parse().unwrap()),
            keys: KeySet::new([SigningKey::from_seed(&[1; 32]).public()]),
            former_keys: KeySet::new([SigningKey::from_seed(&[8; 32]).public()]),
            name: Some("El Porvenir".to_owned()),
            enrolment,
            elsewhere: Some(webhook()),
            sms_gateway: "+51900000000".parse().ok(),
        };
        let profile = Profile {
            version: 3,
            name: Some("Rosa \"la China\" \u{202e}😀".to_owned()),
            ..Profile::default()
        };
        let folder = tempfile::tempdir().unwrap();
        let mut opened = open(folder.path()).unwrap();
        opened
            .store
            .commit(&[
                write_of(&alert),
                Write {
                    key: Key::Settings,
                    value: Some(stored::settings(&settings)),
                },
                Write {
                    key: Key::Profile,
                    value: Some(stored::profile(&profile)),
                },
                Write {
                    key: Key::LastFix,
                    value: Some(stored::fix(&fix)),
                },
            ])
            .unwrap();
        drop(opened);
        let opened = open(folder.path()).unwrap();
        assert_eq!(opened.put_aside, None);
        assert_eq!(
            stored::alert(&opened.stored.alerts[0]),
            stored::alert(&alert)
        );
        assert_eq!(opened.stored.settings, settings);
        assert_eq!(opened.stored.profile, profile);
        assert_eq!(opened.stored.last_fix, Some(fix.clone()));
    }
}

/// As a version before other systems were known wrote it.
#[test]
fn settings_and_alerts_of_an_earlier_version_are_read_as_of_a_central() {
    let old = r#"{"form":"1","value":{"endpoint":"https://central.example/","keys":{"keys":[]},
        "name":"El Porvenir","enrolment":"active"}}"#;
    let settings = stored::read_settings(old.as_bytes()).unwrap();
    assert_eq!(settings.elsewhere, None);
    assert_eq!(settings.sms_gateway, None);
    assert_eq!(settings.central().unwrap().host(), "central.example");

    let mut alert = life(1);
    alert.choose_kind(WireTime::from_unix_ms(1_795_479_121_000), Kind::Medica);
    alert.cancel(
        WireTime::from_unix_ms(1_795_479_122_000),
        CancelReason::YaPaso,
    );
    let mut old: serde_json::Value = serde_json::from_slice(&stored::alert(&alert)).unwrap();
    let value = old["value"].as_object_mut().unwrap();
    for name in ["home", "handovers", "last_place", "sms"] {
        value.remove(name);
    }
    for waiting in value["waiting"].as_array_mut().unwrap() {
        waiting.as_object_mut().unwrap().remove("place");
    }
    let read = stored::read_alert(&serde_json::to_vec(&old).unwrap()).unwrap();
    assert_eq!(read, {
        let same = stored::read_alert(&stored::alert(&alert)).unwrap();
        assert_ne!(same, life(1));
        same
    });
}

#[test]
fn a_directory_is_opened_after_the_alerts_and_one_that_cannot_be_damages_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let given = Given {
        from: "https://central.example".parse().unwrap(),
        etag: Some(ETag::of(b"uno")),
        directory: Arc::new(Directory::seed()),
    };
    let kept = |value| Write {
        key: Key::Directory,
        value: Some(value),
    };
    let mut opened = open(folder.path()).unwrap();
    let writes = [write_of(&life(1)), kept(stored::directory(&given))];
    opened.store.commit(&writes).unwrap();
    drop(opened);
    let mut opened = open(folder.path()).unwrap();
    assert_eq!(opened.directory.unwrap().open(), Some(given));
    let of_another_version = kept(b"{\"form\":\"9\"}".to_vec());
    opened.store.commit(&[of_another_version]).unwrap();
    drop(opened.store);
    let opened = open(folder.path()).unwrap();
    assert_eq!(opened.directory.unwrap().open(), None);
    assert_eq!(opened.put_aside, None);
    assert_eq!(ids(&opened.stored), [life(1).id()]);
}

#[test]
fn a_way_home_is_read_as_it_was_written_and_is_no_alert_before_it_is_raised() {
    let now = WireTime::from_unix_ms(1_795_479_121_000);
    let mut journey = Journey::begin(life(1), now, 900_000);
    journey.give(now, 1_500_000);
    let folder = tempfile::tempdir().unwrap();
    let mut opened = open(folder.path()).unwrap();
    opened
        .store
        .commit(&[Write {
            key: Key::Journey(journey.id()),
            value: Some(stored::journey(&journey)),
        }])
        .unwrap();
    drop(opened);
    let opened = open(folder.path()).unwrap();
    assert_eq!(opened.put_aside, None);
    assert_eq!(opened.stored.journeys, [journey]);
    assert!(opened.stored.alerts.is_empty());
}

#[test]
fn two_processes_cannot_write_one_outbox() {
    let folder = tempfile::tempdir().unwrap();
    let _first = open(folder.path()).unwrap();
    let second = open(folder.path()).unwrap_err();
    assert_eq!(second.not_saved(), NotSaved::InUse);
}

#[test]
fn nothing_personal_can_be_read_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut opened = open(folder.path()).unwrap();
    opened.store.commit(&[write_of(&life(1))]).unwrap();
    drop(opened);
    let bytes = std::fs::read(folder.path().join("outbox.redb")).unwrap();
    for word in ["Rosa", "robo", "raised_at"] {
        assert!(
            !bytes
                .windows(word.len())
                .any(|window| window == word.as_bytes()),
            "{word}"
        );
    }
}

#[cfg(unix)]
#[test]
fn the_folder_is_the_user_s_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("auxilio");
    open(&inner).unwrap();
    assert_eq!(
        inner.metadata().unwrap().permissions().mode() & 0o777,
        0o700
    );
}

#[test]
fn an_outbox_of_another_key_is_put_aside_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut opened = open(folder.path()).unwrap();
    opened.store.commit(&[write_of(&life(1))]).unwrap();
    drop(opened);
    let before = std::fs::read(folder.path().join("outbox.redb")).unwrap();

    let opened = Store::open(folder.path(), Sealer::new(&[8; 32])).unwrap();
    assert!(opened.stored.alerts.is_empty());
    let aside = opened.put_aside.unwrap();
    assert_eq!(std::fs::read(aside).unwrap().len(), before.len());
}

#[test]
fn what_is_no_database_at_all_is_put_aside() {
    for junk in [b"".as_slice(), b"hola", &[0; 4096], &[0xff; 9_000]] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("outbox.redb"), junk).unwrap();
        let mut opened = open(folder.path()).unwrap();
        if let Some(aside) = &opened.put_aside {
            assert_eq!(std::fs::read(aside).unwrap(), junk);
        }
        opened.store.commit(&[write_of(&life(1))]).unwrap();
        drop(opened);
        assert_eq!(ids(&open(folder.path()).unwrap().stored), [life(1).id()]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is flipped or cut off, the outbox opens or is put aside: it never ends the app,
    /// never shows something that was not written, and takes new alerts.
    #[test]
    fn a_damaged_file_never_stops_the_next_alert(
        flips in proptest::collection::vec((any::<prop::sample::Index>(), 1_u8..), 0..20),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("outbox.redb");
        let mut opened = open(folder.path()).unwrap();
        let written: Vec<Life> = (1..=5).map(life).collect();
        for life in &written {
            opened.store.commit(&[write_of(life)]).unwrap();
        }
        drop(opened);
        let mut bytes = std::fs::read(&path).unwrap();
        for (index, mask) in flips {
            let at = index.index(bytes.len());
            bytes[at] ^= mask;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        std::fs::write(&path, &bytes).unwrap();

        let mut opened = open(folder.path()).unwrap();
        for id in ids(&opened.stored) {
            prop_assert!(written.iter().any(|life| life.id() == id));
        }
        let salvaged = ids(&opened.stored).len();
        prop_assert!(salvaged == written.len() || opened.put_aside.is_some() || bytes.is_empty());
        let mut committed = opened.store.commit(&[write_of(&life(9))]);
        if let Err(StoreError::PutAside(aside)) = &committed {
            prop_assert!(aside.exists());
            committed = opened.store.commit(&[write_of(&life(9))]);
        }
        committed.unwrap();
        drop(opened);
        prop_assert!(ids(&open(folder.path()).unwrap().stored).contains(&life(9).id()));
    }
}
