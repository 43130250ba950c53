//! However much a person writes, and in whatever script: an alert is never refused because of it.

use auxilio_client::core::{Body, Event, Stored};
use auxilio_client::profile::{fits, trimmed};
use auxilio_client::settings::bounded;
use auxilio_protocol::limits::{ALERT_BODY_BYTES_MAX, PROFILE_BYTES_MAX};
use auxilio_protocol::profile::{Barrio, Contact, Medical, Organization, OrganizationKind};
use auxilio_protocol::{Profile, lenient};
use proptest::prelude::*;

use crate::phone::Phone;

/// Texts of any length in any script, with what JSON has to escape.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\u{1f6a8}".repeat(500)),
        Just("\u{202e}\"\\".repeat(300)),
        "[a-zñ\"\\\\🚨\u{0}-\u{1f}]{0,700}",
    ]
}

fn some() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(text())
}

fn organization() -> impl Strategy<Value = Organization> {
    (some(), text(), some()).prop_map(|(id, name, unit)| Organization {
        id,
        kind: OrganizationKind::VasoDeLeche,
        name,
        unit,
    })
}

fn profile() -> impl Strategy<Value = Profile> {
    let barrio = (text(), some()).prop_map(|(district, sector)| Barrio { district, sector });
    let contact = (some(), some()).prop_map(|(name, phone)| Contact { name, phone });
    let medical = (some(), some()).prop_map(|(blood, notes)| Medical { blood, notes });
    let others = proptest::collection::vec(organization(), 0..7);
    let of = proptest::option::of::<BoxedStrategy<_>>;
    (
        (any::<u64>(), some(), some()),
        (of(barrio.boxed()), proptest::option::of(organization())),
        (
            others,
            proptest::option::of(contact),
            proptest::option::of(medical),
        ),
    )
        .prop_map(
            |((version, name, phone), (barrio, organization), rest)| Profile {
                version,
                name,
                phone,
                barrio,
                organization,
                other_organizations: rest.0,
                contact: rest.1,
                medical: rest.2,
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_profile_is_stored_an_alert_is_never_too_large(stored in profile()) {
        let mut phone = Phone::with(Stored { profile: stored.clone(), ..Stored::default() });
        phone.step(Event::SetEndpoint("https://central.example".parse().unwrap()));
        phone.press();
        let Some((_, Body::Alert(body))) = phone.post() else { panic!("nothing left") };
        prop_assert!(body.len() <= ALERT_BODY_BYTES_MAX, "{} bytes", body.len());
        let read = lenient::read_alert(&body).unwrap();
        prop_assert!(read.odd.is_empty());
        let who = read.profile.unwrap_or_default();
        let expected = bounded(stored);
        prop_assert_eq!(bounded(who).name, expected.name);
    }

    #[test]
    fn what_is_told_of_a_profile_has_room_and_keeps_what_finds_the_person(written in profile()) {
        let kept = trimmed(written.clone());
        prop_assert!(fits(&kept), "more than {PROFILE_BYTES_MAX} bytes");
        let whole = bounded(written);
        prop_assert_eq!(&kept.name, &whole.name);
        prop_assert_eq!(&kept.phone, &whole.phone);
        prop_assert_eq!(&kept.barrio, &whole.barrio);
        prop_assert_eq!(&kept.organization, &whole.organization);
        prop_assert_eq!(bounded(whole.clone()), whole.clone(), "bounding again changes nothing");
        if fits(&whole) {
            prop_assert_eq!(kept, whole, "nothing is left out without need");
        }
    }
}
