use auxilio_protocol::profile::{Barrio, Contact, Medical, Organization, OrganizationKind};
use auxilio_protocol::{Directory, Profile};

use super::Draft;

fn rosa() -> Profile {
    let organization = |name: &str| Organization {
        id: Some("mototaxis-rio-seco".to_owned()),
        kind: OrganizationKind::Mototaxi,
        name: name.to_owned(),
        unit: Some("T1-1234".to_owned()),
    };
    Profile {
        version: 0,
        name: Some("Rosa Ñáñez".to_owned()),
        phone: Some("+51 944 123 456".to_owned()),
        barrio: Some(Barrio {
            district: "130102".to_owned(),
            sector: Some("Río Seco".to_owned()),
        }),
        organization: Some(organization("Mototaxis Río Seco")),
        other_organizations: vec![organization("Ronda \"Los Vecinos\" \u{202e}😀")],
        contact: Some(Contact {
            name: Some("Julia".to_owned()),
            phone: None,
        }),
        medical: Some(Medical {
            blood: Some("Rh nulo".to_owned()),
            notes: None,
        }),
    }
}

#[test]
fn a_form_that_is_only_opened_changes_nothing() {
    let elsewhere = Profile {
        barrio: Some(Barrio {
            district: "La Esperanza".to_owned(),
            sector: None,
        }),
        ..rosa()
    };
    for profile in [Profile::default(), rosa(), elsewhere] {
        for directory in [Directory::seed(), Directory::default()] {
            assert_eq!(Draft::of(&profile, &directory).profile(), profile);
        }
    }
}

#[test]
fn fields_that_hold_only_spaces_say_nothing() {
    let mut draft = Draft {
        name: "  ".to_owned(),
        ..Draft::default()
    };
    draft.barrio.sector = "\t".to_owned();
    let key = draft.groups.list()[0].key;
    draft.groups.get_mut(key).unwrap().name = " ".to_owned();
    assert_eq!(draft.profile(), Profile::default());
}

#[test]
fn a_contact_and_health_that_are_emptied_are_gone() {
    let mut draft = Draft::of(&rosa(), &Directory::seed());
    draft.contact.name = " ".to_owned();
    draft.medical.blood = String::new();
    let emptied = Profile {
        contact: None,
        medical: None,
        ..rosa()
    };
    assert_eq!(draft.profile(), emptied);
}
