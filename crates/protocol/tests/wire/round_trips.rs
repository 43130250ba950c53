//! Whatever can be said survives being written and read.

use auxilio_protocol::alert::{Alert, Device, Kind, Mode};
use auxilio_protocol::profile::{Barrio, Contact, Medical, Organization, OrganizationKind};
use auxilio_protocol::update::Cancel;
use auxilio_protocol::{
    AlertId, CancelReason, Change, Directory, Fix, KeySet, Lane, Profile, Receipt, Seq, Source,
    State, Status, Update, WireTime, jws, lenient,
};
use proptest::collection;
use proptest::option::of;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::key;

fn time() -> impl Strategy<Value = WireTime> {
    // The years 1 to 9998.
    (-62_135_000_000_000_i64..253_370_000_000_000).prop_map(WireTime::from_unix_ms)
}

fn id() -> impl Strategy<Value = AlertId> {
    (0_u64..1 << 48, any::<[u8; 10]>()).prop_map(|(ms, random)| AlertId::new(ms, random))
}

fn fix() -> impl Strategy<Value = Fix> {
    let motion = (of(-500.0..9_000.0), of(0.0..100.0), of(0.0..=360.0));
    let source = prop_oneof![
        Just(Source::Gnss),
        Just(Source::Network),
        Just(Source::Fused),
        Just(Source::LastKnown),
        Just(Source::Manual),
        Just(Source::Replay),
    ];
    (
        (-90.0..=90.0, -180.0..=180.0, of(0.0..1e6), of(0.0..=1.0)),
        motion,
        (time(), source, any::<bool>()),
    )
        .prop_map(
            |((lat, lon, accuracy_m, confidence), motion, (taken_at, source, mock))| {
                let (altitude_m, speed_mps, course_deg) = motion;
                Fix {
                    lat,
                    lon,
                    accuracy_m,
                    confidence,
                    altitude_m,
                    speed_mps,
                    course_deg,
                    taken_at,
                    source,
                    mock,
                }
            },
        )
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        proptest::sample::select(Kind::ALL.to_vec()),
        "[a-z_]{1,20}".prop_map(Kind::from)
    ]
}

fn profile() -> impl Strategy<Value = Profile> {
    let barrio = (any::<String>(), of(any::<String>()))
        .prop_map(|(district, sector)| Barrio { district, sector });
    let organization = || {
        (of(any::<String>()), any::<String>(), of(any::<String>())).prop_map(|(id, name, unit)| {
            Organization {
                id,
                kind: OrganizationKind::VasoDeLeche,
                name,
                unit,
            }
        })
    };
    let contact = (of(any::<String>()), of(any::<String>()))
        .prop_map(|(name, phone)| Contact { name, phone });
    let medical = (of(any::<String>()), of(any::<String>()))
        .prop_map(|(blood, notes)| Medical { blood, notes });
    (
        any::<u64>(),
        of(any::<String>()),
        of(any::<String>()),
        of(barrio),
        of(organization()),
        collection::vec(organization(), 0..3),
        of(contact),
        of(medical),
    )
        .prop_map(
            |(
                version,
                name,
                phone,
                barrio,
                organization,
                other_organizations,
                contact,
                medical,
            )| {
                Profile {
                    version,
                    name,
                    phone,
                    barrio,
                    organization,
                    other_organizations,
                    contact,
                    medical,
                }
            },
        )
}

fn alert() -> impl Strategy<Value = Alert> {
    let mode = prop_oneof![Just(Mode::Open), Just(Mode::Covert)];
    let device = (
        any::<String>(),
        any::<String>(),
        of(0_u8..=100),
        of(any::<String>()),
    )
        .prop_map(|(app, os, battery_percent, path)| Device {
            app,
            os,
            battery_percent,
            path,
        });
    (
        id(),
        kind(),
        mode,
        any::<bool>(),
        time(),
        of(fix()),
        of(profile()),
        of(device),
    )
        .prop_map(
            |(id, kind, mode, exercise, raised_at, fix, profile, device)| Alert {
                id,
                kind,
                mode,
                exercise,
                raised_at,
                fix,
                profile,
                device,
            },
        )
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        fix().prop_map(Change::Fix),
        kind().prop_map(Change::Kind),
        "[a-z_]{1,20}".prop_map(|reason| Change::Cancel(Cancel {
            reason: CancelReason::from(reason)
        })),
        any::<bool>().prop_map(Change::Duress),
        any::<bool>().prop_map(Change::Urgent),
        any::<String>().prop_map(Change::Text),
        any::<u8>().prop_map(Change::BatteryPercent),
    ]
}

fn update() -> impl Strategy<Value = Update> {
    (1_u64..=100_000, time(), change()).prop_map(|(seq, at, change)| Update {
        seq: Seq(seq),
        at,
        change,
    })
}

fn status() -> impl Strategy<Value = Status> {
    let state = proptest::sample::select(vec![
        State::Received,
        State::Unclaimed,
        State::Acknowledged,
        State::Dispatched,
        State::OnScene,
        State::Message,
        State::Closed,
    ]);
    (
        id(),
        any::<u64>(),
        time(),
        state,
        of(any::<String>()),
        of(any::<u32>()),
        of(any::<String>()),
    )
        .prop_map(|(alert, n, at, state, by, eta_s, text)| Status {
            alert,
            n,
            at,
            state,
            by,
            eta_s,
            text,
        })
}

fn receipt() -> impl Strategy<Value = Receipt> {
    let lane = proptest::sample::select(vec![Lane::Verified, Lane::Unverified, Lane::Drill]);
    (id(), any::<u64>(), time(), lane).prop_map(|(alert, seq, received_at, lane)| Receipt {
        alert,
        seq: Seq(seq),
        received_at,
        lane,
    })
}

fn again<T: Serialize + DeserializeOwned>(value: &T) -> T {
    serde_json::from_slice(&serde_json::to_vec(value).unwrap()).unwrap()
}

proptest! {
    #[test]
    fn alerts(alert in alert()) {
        prop_assert_eq!(again(&alert), alert);
    }

    #[test]
    fn updates(update in update()) {
        prop_assert_eq!(again(&update), update);
    }

    #[test]
    fn statements(status in status(), receipt in receipt()) {
        let keys = KeySet::new([key(1).public()]);
        let token = jws::sign(&key(1), &status);
        prop_assert_eq!(jws::verify::<Status>(&token, &keys), Ok(status));
        let token = jws::sign(&key(1), &receipt);
        prop_assert_eq!(jws::verify::<Receipt>(&token, &keys), Ok(receipt));
    }

    #[test]
    fn profiles(profile in profile()) {
        prop_assert_eq!(again(&profile), profile);
    }

    #[test]
    fn what_an_app_writes_a_central_reads_whole(alert in alert()) {
        let read = lenient::read_alert(&serde_json::to_vec(&alert).unwrap()).unwrap();
        prop_assert_eq!(read.odd, Vec::<&str>::new());
        prop_assert_eq!(
            (read.id, read.kind, read.mode, read.exercise, read.raised_at),
            (alert.id, alert.kind, alert.mode, alert.exercise, Some(alert.raised_at))
        );
        prop_assert_eq!((read.fix, read.profile, read.device), (alert.fix, alert.profile, alert.device));
    }

    #[test]
    fn updates_are_read_whole(update in update()) {
        let read = lenient::read_updates(&serde_json::to_vec(&[&update]).unwrap()).unwrap();
        prop_assert_eq!(read.len(), 1);
        prop_assert_eq!(
            (read[0].seq, read[0].at, read[0].change.clone()),
            (update.seq, Some(update.at), Some(update.change))
        );
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes: Vec<u8>) {
        let _ = lenient::read_alert(&bytes);
        let _ = lenient::read_updates(&bytes);
        let _ = Directory::read(&bytes);
        let _ = jws::verify::<Receipt>(&String::from_utf8_lossy(&bytes), &KeySet::default());
    }
}
