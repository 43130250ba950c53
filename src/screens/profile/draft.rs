//! The profile while it is being written: every field a text or a choice.

use auxilio_protocol::Profile;
use auxilio_protocol::profile::{Barrio, Organization, OrganizationKind};

use super::medical::MedicalDraft;
use super::person::ContactDraft;

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

/// The form's fields.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct Draft {
    pub(crate) name: String,
    pub(crate) phone: String,
    pub(crate) district: District,
    pub(crate) other_district: String,
    pub(crate) sector: String,
    pub(crate) organization_kind: Option<OrganizationKind>,
    pub(crate) organization_name: String,
    pub(crate) unit: String,
    pub(crate) contact: ContactDraft,
    pub(crate) medical: MedicalDraft,
    /// Further groups, which this form does not show and keeps.
    other_organizations: Vec<Organization>,
    /// The group's id in the central's directory, kept while its name stays.
    organization_id: Option<(String, String)>,
}

/// The districts that the form offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum District {
    #[default]
    None,
    ElPorvenir,
    AltoTrujillo,
    Other,
}

impl District {
    pub(crate) const ALL: [Self; 4] = [
        Self::None,
        Self::ElPorvenir,
        Self::AltoTrujillo,
        Self::Other,
    ];

    /// The choice's value: where there is one, the UBIGEO code by INEI.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::ElPorvenir => "130102",
            Self::AltoTrujillo => "130112",
            Self::Other => "other",
        }
    }

    pub(crate) fn of_choice(value: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|district| district.as_str() == value)
            .unwrap_or(Self::Other)
    }
}

impl Draft {
    pub(crate) fn of(profile: &Profile) -> Self {
        let barrio = profile.barrio.as_ref();
        let organization = profile.organization.as_ref();
        let district = barrio.map_or(District::None, |b| District::of_choice(&b.district));
        Self {
            name: profile.name.clone().unwrap_or_default(),
            phone: profile.phone.clone().unwrap_or_default(),
            district,
            other_district: barrio
                .filter(|_| district == District::Other)
                .map_or_else(String::new, |b| b.district.clone()),
            sector: barrio.and_then(|b| b.sector.clone()).unwrap_or_default(),
            organization_kind: organization.map(|o| o.kind),
            organization_name: organization.map_or_else(String::new, |o| o.name.clone()),
            unit: organization
                .and_then(|o| o.unit.clone())
                .unwrap_or_default(),
            contact: ContactDraft::of(profile.contact.as_ref()),
            medical: MedicalDraft::of(profile.medical.as_ref()),
            other_organizations: profile.other_organizations.clone(),
            organization_id: organization.and_then(|o| Some((o.id.clone()?, o.name.clone()))),
        }
    }

    /// What the fields say. Empty ones say nothing.
    pub(crate) fn profile(&self) -> Profile {
        Profile {
            version: 0,
            name: filled(&self.name),
            phone: filled(&self.phone),
            barrio: self.barrio(),
            organization: self.organization(),
            other_organizations: self.other_organizations.clone(),
            contact: self.contact.contact(),
            medical: self.medical.medical(),
        }
    }

    fn barrio(&self) -> Option<Barrio> {
        let district = match self.district {
            District::Other => self.other_district.clone(),
            known => known.as_str().to_owned(),
        };
        let sector = filled(&self.sector);
        (filled(&district).is_some() || sector.is_some()).then_some(Barrio { district, sector })
    }

    fn organization(&self) -> Option<Organization> {
        let (name, unit) = (filled(&self.organization_name), filled(&self.unit));
        if name.is_none() && unit.is_none() && self.organization_kind.is_none() {
            return None;
        }
        let name = name.unwrap_or_default();
        let id = self.organization_id.as_ref();
        Some(Organization {
            id: id.filter(|(_, of)| *of == name).map(|(id, _)| id.clone()),
            kind: self.organization_kind.unwrap_or(OrganizationKind::Otra),
            name,
            unit,
        })
    }
}

pub(crate) fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
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

/// Sectors to suggest until the central's own directory can be asked.
pub(crate) fn sectors(district: District) -> &'static [&'static str] {
    match district {
        District::None | District::Other => &[],
        District::ElPorvenir => &[
            "Río Seco",
            "Nuevo Porvenir",
            "Miguel Grau",
            "Bendición de Dios",
            "La Victoria",
            "Túpac Amaru II",
            "Túpac Amaru III",
            "Víctor Raúl V",
            "Víctor Raúl VI",
            "Lomas del Cortijo",
            "Tierra Prometida",
            "Los Libertadores",
            "Villa Hermosa",
            "Bello Horizonte",
            "Nuevo Edén",
        ],
        District::AltoTrujillo => &[
            "Barrio 1",
            "Barrio 2A",
            "Barrio 2B",
            "Barrio 3A",
            "Barrio 3B",
            "Barrio 4A",
            "Barrio 4B",
            "Barrio 5A",
            "Barrio 5B",
            "Barrio 6A",
            "Barrio 6B",
            "Barrio 7A",
            "Barrio 7B",
            "Barrio 7C Praderas de León",
            "Barrio 7D",
        ],
    }
}

#[cfg(test)]
mod tests;
