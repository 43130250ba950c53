//! The wire, as another program would see it.
#![cfg(test)]

mod directory;
mod invitations;
mod journeys;
mod messages;
mod other_systems;
mod own_data;
mod recovery;
mod round_trips;
mod signatures;
mod sms;
mod statements;
mod succession;
mod tolerance;

use auxilio_protocol::alert::{Alert, Device, Kind, Mode};
use auxilio_protocol::profile::{Barrio, Organization, OrganizationKind};
use auxilio_protocol::{Fix, Profile, SigningKey, Source};

/// A mototaxi driver in El Porvenir who presses while driving.
fn alert() -> Alert {
    Alert {
        id: "019ac9f2-7d3e-7cc1-b1f5-0c6de3a0f001".parse().unwrap(),
        kind: Kind::Extorsion,
        mode: Mode::Open,
        exercise: false,
        raised_at: "2026-11-23T19:12:52.481-05:00".parse().unwrap(),
        fix: Some(fix()),
        profile: Some(Profile {
            version: 3,
            name: Some("Rosa «la China» Ñáñez".to_owned()),
            phone: Some("+51987654321".to_owned()),
            barrio: Some(Barrio {
                district: "130102".to_owned(),
                sector: Some("rio-seco".to_owned()),
            }),
            organization: Some(Organization {
                id: None,
                kind: OrganizationKind::Mototaxi,
                name: "El Cortijo".to_owned(),
                unit: Some("1234-5A".to_owned()),
            }),
            ..Profile::default()
        }),
        device: Some(Device {
            app: "0.1.0".to_owned(),
            os: "android 13".to_owned(),
            battery_percent: Some(41),
            path: Some("cell".to_owned()),
        }),
    }
}

fn fix() -> Fix {
    Fix {
        lat: -8.07392,
        lon: -78.99292,
        accuracy_m: Some(14.0),
        confidence: Some(0.68),
        altitude_m: None,
        speed_mps: Some(3.1),
        course_deg: Some(210.0),
        taken_at: "2026-11-23T19:12:40-05:00".parse().unwrap(),
        source: Source::Gnss,
        mock: false,
    }
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}
