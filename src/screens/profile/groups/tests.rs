use auxilio_protocol::directory::{EntryId, Name};

use super::*;

fn organization(name: &str) -> Organization {
    Organization {
        id: Some(format!("id-{}", name.len())),
        kind: OrganizationKind::Mototaxi,
        name: name.to_owned(),
        unit: Some("T1-1234".to_owned()),
    }
}

fn profile(names: &[&str]) -> Profile {
    let mut all = names.iter().map(|name| organization(name));
    Profile {
        organization: all.next(),
        other_organizations: all.collect(),
        ..Profile::default()
    }
}

fn names(groups: &Groups) -> Vec<String> {
    let (first, others) = groups.organizations();
    first
        .into_iter()
        .chain(others)
        .map(|group| group.name)
        .collect()
}

#[test]
fn groups_come_back_as_they_were_stored() {
    for stored in [
        profile(&[]),
        profile(&["Uno"]),
        profile(&["Uno", "Dos", "Tres"]),
    ] {
        let expected = (
            stored.organization.clone(),
            stored.other_organizations.clone(),
        );
        assert_eq!(Groups::of(&stored).organizations(), expected);
    }
}

#[test]
fn a_group_can_be_added_until_there_are_as_many_as_a_profile_takes() {
    let mut groups = Groups::default();
    for _ in 0..9 {
        groups.add();
    }
    assert_eq!(groups.list().len(), GROUPS_MAX);
    assert!(!groups.has_room());
    assert_eq!(
        groups.organizations(),
        (None, Vec::new()),
        "empty ones say nothing"
    );
}

#[test]
fn one_that_is_removed_takes_no_other_along() {
    let mut groups = Groups::of(&profile(&["Uno", "Dos", "Tres"]));
    let key = groups.list()[1].key;
    groups.remove(key);
    groups.add();
    assert!(groups.get_mut(key).is_none());
    assert_eq!(names(&groups), ["Uno", "Tres"]);
    for key in groups
        .list()
        .iter()
        .map(|group| group.key)
        .collect::<Vec<_>>()
    {
        groups.remove(key);
    }
    assert_eq!(groups.list().len(), 1, "there is always a first one");
}

#[test]
fn a_group_with_another_name_is_another_group() {
    let mut groups = Groups::of(&profile(&["Mototaxis Río Seco"]));
    let key = groups.list()[0].key;
    groups.get_mut(key).unwrap().name = "Mototaxis Miguel Grau".to_owned();
    assert_eq!(groups.organizations().0.unwrap().id, None);
}

#[test]
fn a_group_that_is_picked_brings_its_id_and_kind_and_no_kind_takes_none_away() {
    let mut group = Group::empty(GroupKey(0));
    let mut listed = ListedOrganization {
        id: EntryId::new("las-lomas").unwrap(),
        kind: OrganizationKind::Mercado,
        name: Name::new("Las Lomas").unwrap(),
        district: None,
    };
    group.pick(&listed);
    assert_eq!(group.kind, Some(OrganizationKind::Mercado));
    listed.kind = OrganizationKind::Otra;
    group.pick(&listed);
    let picked = group.organization().unwrap();
    assert_eq!(picked.kind, OrganizationKind::Mercado);
    assert_eq!(picked.id.as_deref(), Some("las-lomas"));
}

#[test]
fn a_group_without_its_kind_is_kept_as_another() {
    let mut group = Group::empty(GroupKey(0));
    group.name = "Los Vecinos".to_owned();
    let organization = group.organization().unwrap();
    assert_eq!(organization.kind, OrganizationKind::Otra);
}

#[test]
fn every_kind_is_found_again_by_its_value() {
    for kind in KINDS {
        assert_eq!(kind_of(word_of(kind)), Some(kind));
    }
}
