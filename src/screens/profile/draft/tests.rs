use auxilio_protocol::profile::{Barrio, Organization};
use auxilio_protocol::{Profile, profile::OrganizationKind};

use super::{District, Draft, KINDS, kind_of, sectors, word_of};

fn rosa() -> Profile {
    Profile {
        version: 0,
        name: Some("Rosa Ñáñez".to_owned()),
        phone: Some("+51 944 123 456".to_owned()),
        barrio: Some(Barrio {
            district: "130102".to_owned(),
            sector: Some("Río Seco".to_owned()),
        }),
        organization: Some(Organization {
            id: Some("mototaxis-rio-seco".to_owned()),
            kind: OrganizationKind::Mototaxi,
            name: "Mototaxis Río Seco".to_owned(),
            unit: Some("T1-1234".to_owned()),
        }),
        ..Profile::default()
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
        assert_eq!(Draft::of(&profile).profile(), profile);
    }
}

#[test]
fn fields_that_hold_only_spaces_say_nothing() {
    let draft = Draft {
        name: "  ".to_owned(),
        sector: "\t".to_owned(),
        organization_name: " ".to_owned(),
        ..Draft::default()
    };
    assert_eq!(draft.profile(), Profile::default());
}

#[test]
fn a_group_with_another_name_is_another_group() {
    let draft = Draft {
        organization_name: "Mototaxis Miguel Grau".to_owned(),
        ..Draft::of(&rosa())
    };
    assert_eq!(draft.profile().organization.unwrap().id, None);
}

#[test]
fn a_group_without_its_kind_is_kept_as_another() {
    let draft = Draft {
        organization_name: "Los Vecinos".to_owned(),
        ..Draft::default()
    };
    let organization = draft.profile().organization.unwrap();
    assert_eq!(organization.kind, OrganizationKind::Otra);
}

#[test]
fn every_choice_is_found_again_by_its_value() {
    for kind in KINDS {
        assert_eq!(kind_of(word_of(kind)), Some(kind));
    }
    for district in District::ALL {
        assert_eq!(District::of_choice(district.as_str()), district);
    }
}

#[test]
fn no_sector_is_suggested_twice() {
    for district in District::ALL {
        let mut suggested = sectors(district).to_vec();
        let count = suggested.len();
        suggested.sort_unstable();
        suggested.dedup();
        assert_eq!(suggested.len(), count);
    }
}
