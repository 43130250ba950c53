//! The groups that the person belongs to, each with its plate or stall, while they are written.

use auxilio_protocol::Profile;
use auxilio_protocol::directory::ListedOrganization;
use auxilio_protocol::limits::OTHER_ORGANIZATIONS_MAX;
use auxilio_protocol::profile::{Organization, OrganizationKind};

use crate::components::field::filled;

/// Groups of one person: the first, and the further ones.
pub(crate) const GROUPS_MAX: usize = 1 + OTHER_ORGANIZATIONS_MAX;

/// The kinds of group, in the order in which they are offered.
pub(crate) const KINDS: [OrganizationKind; 9] = [
    OrganizationKind::Mototaxi,
    OrganizationKind::Transporte,
    OrganizationKind::Mercado,
    OrganizationKind::Comedor,
    OrganizationKind::VasoDeLeche,
    OrganizationKind::OllaComun,
    OrganizationKind::JuntaVecinal,
    OrganizationKind::Ronda,
    OrganizationKind::Otra,
];

/// The fields of all groups. There is always a first one, which may be empty.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Groups {
    list: Vec<Group>,
    next: GroupKey,
}

/// Which group, while others come and go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct GroupKey(pub(crate) u32);

/// The fields of one group.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) key: GroupKey,
    pub(crate) kind: Option<OrganizationKind>,
    pub(crate) name: String,
    pub(crate) unit: String,
    /// The group's id in the central's directory and its name there, kept while the name stays.
    listed: Option<(String, String)>,
}

impl Default for Groups {
    fn default() -> Self {
        Self::of(&Profile::default())
    }
}

impl Groups {
    pub(crate) fn of(profile: &Profile) -> Self {
        let mut groups = Self {
            list: Vec::new(),
            next: GroupKey(0),
        };
        let first = profile.organization.iter();
        for organization in first.chain(&profile.other_organizations) {
            let key = groups.new_key();
            groups.list.push(Group::of(key, organization));
        }
        if groups.list.is_empty() {
            groups.add();
        }
        groups
    }

    pub(crate) fn list(&self) -> &[Group] {
        &self.list
    }

    pub(crate) fn get_mut(&mut self, key: GroupKey) -> Option<&mut Group> {
        self.list.iter_mut().find(|group| group.key == key)
    }

    /// Whether one more fits into a profile.
    pub(crate) fn has_room(&self) -> bool {
        self.list.len() < GROUPS_MAX
    }

    pub(crate) fn add(&mut self) {
        if self.has_room() {
            let key = self.new_key();
            self.list.push(Group::empty(key));
        }
    }

    pub(crate) fn remove(&mut self, key: GroupKey) {
        self.list.retain(|group| group.key != key);
        if self.list.is_empty() {
            self.add();
        }
    }

    /// What the fields say, the first group first. Empty ones say nothing.
    pub(crate) fn organizations(&self) -> (Option<Organization>, Vec<Organization>) {
        let mut filled = self.list.iter().filter_map(Group::organization);
        (filled.next(), filled.collect())
    }

    fn new_key(&mut self) -> GroupKey {
        let key = self.next;
        self.next = GroupKey(key.0.saturating_add(1));
        key
    }
}

impl Group {
    fn empty(key: GroupKey) -> Self {
        Self {
            key,
            kind: None,
            name: String::new(),
            unit: String::new(),
            listed: None,
        }
    }

    fn of(key: GroupKey, organization: &Organization) -> Self {
        let id = organization.id.clone();
        Self {
            key,
            kind: Some(organization.kind),
            name: organization.name.clone(),
            unit: organization.unit.clone().unwrap_or_default(),
            listed: id.map(|id| (id, organization.name.clone())),
        }
    }

    /// Takes what the directory says. Where it knows no kind, the person's stays.
    pub(crate) fn pick(&mut self, listed: &ListedOrganization) {
        self.name = listed.name.to_string();
        self.listed = Some((listed.id.to_string(), self.name.clone()));
        if listed.kind != OrganizationKind::Otra || self.kind.is_none() {
            self.kind = Some(listed.kind);
        }
    }

    fn organization(&self) -> Option<Organization> {
        let (name, unit) = (filled(&self.name), filled(&self.unit));
        if name.is_none() && unit.is_none() && self.kind.is_none() {
            return None;
        }
        let name = name.unwrap_or_default();
        let listed = self.listed.as_ref();
        Some(Organization {
            id: listed
                .filter(|(_, of)| *of == name)
                .map(|(id, _)| id.clone()),
            kind: self.kind.unwrap_or(OrganizationKind::Otra),
            name,
            unit,
        })
    }
}

/// The value of a choice of group.
pub(crate) fn word_of(kind: OrganizationKind) -> &'static str {
    match kind {
        OrganizationKind::Transporte => "transporte",
        OrganizationKind::Mototaxi => "mototaxi",
        OrganizationKind::Mercado => "mercado",
        OrganizationKind::Comedor => "comedor",
        OrganizationKind::VasoDeLeche => "vaso_de_leche",
        OrganizationKind::OllaComun => "olla_comun",
        OrganizationKind::JuntaVecinal => "junta_vecinal",
        OrganizationKind::Ronda => "ronda",
        OrganizationKind::Otra => "otra",
    }
}

/// The group of a choice's value.
pub(crate) fn kind_of(value: &str) -> Option<OrganizationKind> {
    KINDS.into_iter().find(|kind| word_of(*kind) == value)
}

#[cfg(test)]
mod tests;
