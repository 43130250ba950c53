//! Who asks for help: what a member chose to tell their municipality.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What the person registered. Every field may be empty: nothing gates an alert.
///
/// `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Profile {
    /// Rises with every change, so that a central can tell an old copy.
    #[serde(default)]
    pub version: u64,
    /// Name, as the person writes it.
    pub name: Option<String>,
    /// Telephone number to call back.
    pub phone: Option<String>,
    /// Where the person lives or works.
    pub barrio: Option<Barrio>,
    /// The group that enrolled the person, or the one that the person names first.
    pub organization: Option<Organization>,
    /// Further groups, at most [`crate::limits::OTHER_ORGANIZATIONS_MAX`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_organizations: Vec<Organization>,
    /// Whom to tell, if the person wants somebody told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// What a rescuer should know, if the person wants it known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medical: Option<Medical>,
}

impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Profile(version {}, …)", self.version)
    }
}

/// Somebody whom the person trusts.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contact {
    /// Name, as the person writes it.
    pub name: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
}

impl fmt::Debug for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Contact(…)")
    }
}

/// What a rescuer should know.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Medical {
    /// Blood group by ABO and Rh, as `O+` or `AB-`; another word is kept.
    pub blood: Option<String>,
    /// Allergies, medicines, pregnancy: as the person writes it.
    pub notes: Option<String>,
}

impl fmt::Debug for Medical {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Medical(…)")
    }
}

/// A district and a sector within it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Barrio {
    /// UBIGEO code by INEI (RENIEC numbers the same places otherwise): El Porvenir is `130102`.
    pub district: String,
    /// The sector as the central's directory names it, or as the person wrote it.
    pub sector: Option<String>,
}

impl fmt::Debug for Barrio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Barrio(…)")
    }
}

/// A company, association, market or kitchen.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// Identifier in the central's directory; absent while the person only typed a name.
    pub id: Option<String>,
    /// What kind of group.
    pub kind: OrganizationKind,
    /// Its name.
    pub name: String,
    /// Plate or stall, as the person writes it.
    pub unit: Option<String>,
}

impl fmt::Debug for Organization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Organization(…)")
    }
}

/// The kinds of group that enrol members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationKind {
    /// Bus and van companies.
    Transporte,
    /// Mototaxi associations.
    Mototaxi,
    /// Markets.
    Mercado,
    /// Comedores populares.
    Comedor,
    /// Vaso de leche committees.
    VasoDeLeche,
    /// Ollas comunes.
    OllaComun,
    /// Juntas vecinales de seguridad ciudadana.
    JuntaVecinal,
    /// Rondas urbanas.
    Ronda,
    /// Any other.
    #[serde(other)]
    Otra,
}
