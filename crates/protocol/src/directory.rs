//! `GET /v1/directory`: the districts with their sectors, the organizations and the emergency lines
//! that a central knows, so that people choose instead of typing. It holds nothing personal, and
//! nothing needs it: whatever it lacks can be typed.

use std::collections::HashSet;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::description::Line;
use crate::limits::{
    DIRECTORY_BYTES_MAX, DIRECTORY_DISTRICTS_MAX, DIRECTORY_LINES_MAX, DIRECTORY_ORGANIZATIONS_MAX,
    DIRECTORY_SECTORS_MAX, PHONE_CHARS_MAX,
};
use crate::profile::OrganizationKind;

mod names;
mod tag;

pub use names::{BadEntryId, BadName, BadUbigeo, EntryId, Name, Ubigeo, folded};
pub use tag::{BadETag, ETag};

/// Path of the directory, below the endpoint.
pub const PATH: &str = "v1/directory";

/// The directory that phones and centrals begin with, in the wire's own form.
const SEED: &[u8] = include_bytes!("directory/seed.json");

/// What a central knows of its district's places and groups.
///
/// `Debug` shows only how much it is. It is meant to be shared in an [`std::sync::Arc`]: comparing
/// two handles of the same one costs nothing.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Directory {
    /// In the order in which they are offered.
    pub districts: Vec<District>,
    /// Companies, associations, markets, kitchens.
    #[serde(default)]
    pub organizations: Vec<ListedOrganization>,
    /// Emergency lines of the place.
    #[serde(default)]
    pub lines: Vec<Line>,
}

/// A district.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct District {
    /// Its code.
    pub ubigeo: Ubigeo,
    /// Its name.
    pub name: Name,
    /// Its sectors, in the order in which they are offered.
    #[serde(default)]
    pub sectors: Vec<Sector>,
}

/// A sector or barrio of a district.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sector {
    /// Stays the same when the name changes; of its own within the district.
    pub id: EntryId,
    /// Its name, as it stands in a profile.
    pub name: Name,
}

/// An organization that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedOrganization {
    /// Stays the same when the name changes.
    pub id: EntryId,
    /// What kind of group.
    pub kind: OrganizationKind,
    /// Its name.
    pub name: Name,
    /// The district that it belongs to, if it belongs to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<Ubigeo>,
}

/// Why bytes are no directory.
#[derive(Debug, thiserror::Error)]
pub enum NotADirectory {
    /// More than [`DIRECTORY_BYTES_MAX`].
    #[error("a directory has at most {DIRECTORY_BYTES_MAX} bytes")]
    TooLarge,
    /// Not JSON, or not all of it: the error knows the line.
    #[error("a directory is a JSON object with a list of \"districts\"")]
    NotJson(#[from] serde_json::Error),
    /// There are districts, and not one of them can be read.
    #[error("none of the directory's districts can be read")]
    NoDistrict,
}

/// What keeps a directory that was written by hand from being served.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// More than [`DIRECTORY_DISTRICTS_MAX`].
    #[error("more than {DIRECTORY_DISTRICTS_MAX} districts")]
    Districts,
    /// More than [`DIRECTORY_SECTORS_MAX`], all districts together.
    #[error("more than {DIRECTORY_SECTORS_MAX} sectors")]
    Sectors,
    /// More than [`DIRECTORY_ORGANIZATIONS_MAX`].
    #[error("more than {DIRECTORY_ORGANIZATIONS_MAX} organizations")]
    Organizations,
    /// More than [`DIRECTORY_LINES_MAX`], or one that cannot be dialled.
    #[error("more than {DIRECTORY_LINES_MAX} lines, or a number that cannot be dialled")]
    Lines,
    /// Two entries have this id.
    #[error("the id «{0}» stands there twice")]
    Repeated(String),
}

impl Directory {
    /// What phones and centrals begin with: El Porvenir and Alto Trujillo with their sectors.
    #[must_use]
    pub fn seed() -> Self {
        // Part of the program; a test reads it whole.
        Self::read(SEED).unwrap_or_default()
    }

    /// Reads what a central answered. An entry that is odd, stands there twice or is one too many
    /// is left out, and the rest is read.
    pub fn read(body: &[u8]) -> Result<Self, NotADirectory> {
        #[derive(Deserialize)]
        struct Raw {
            districts: Vec<Value>,
            #[serde(default)]
            organizations: Value,
            #[serde(default)]
            lines: Value,
        }
        if body.len() > DIRECTORY_BYTES_MAX {
            return Err(NotADirectory::TooLarge);
        }
        let raw: Raw = serde_json::from_slice(body)?;
        let has_none = raw.districts.is_empty();
        let mut room = DIRECTORY_SECTORS_MAX;
        let districts = raw
            .districts
            .into_iter()
            .filter_map(|district| read_district(district, &mut room));
        let districts: Vec<District> =
            first_of_each(districts, |district| district.ubigeo.as_str())
                .take(DIRECTORY_DISTRICTS_MAX)
                .collect();
        if districts.is_empty() && !has_none {
            return Err(NotADirectory::NoDistrict);
        }
        let organizations = entries(raw.organizations);
        let lines = entries(raw.lines).filter(is_diallable);
        Ok(Self {
            districts,
            organizations: first_of_each(organizations, |one: &ListedOrganization| one.id.as_str())
                .take(DIRECTORY_ORGANIZATIONS_MAX)
                .collect(),
            lines: lines.take(DIRECTORY_LINES_MAX).collect(),
        })
    }

    /// Whether every phone will read all of it.
    pub fn check(&self) -> Result<(), Fault> {
        if self.districts.len() > DIRECTORY_DISTRICTS_MAX {
            return Err(Fault::Districts);
        }
        if self.sectors().count() > DIRECTORY_SECTORS_MAX {
            return Err(Fault::Sectors);
        }
        if self.organizations.len() > DIRECTORY_ORGANIZATIONS_MAX {
            return Err(Fault::Organizations);
        }
        if self.lines.len() > DIRECTORY_LINES_MAX || !self.lines.iter().all(is_diallable) {
            return Err(Fault::Lines);
        }
        let districts = self.districts.iter().map(|one| one.ubigeo.as_str());
        let sectors = self
            .districts
            .iter()
            .find_map(|district| repeated(district.sectors.iter().map(|one| one.id.as_str())));
        let organizations = self.organizations.iter().map(|one| one.id.as_str());
        match repeated(districts).or(sectors).or(repeated(organizations)) {
            Some(id) => Err(Fault::Repeated(id.to_owned())),
            None => Ok(()),
        }
    }

    /// The district of that code.
    #[must_use]
    pub fn district(&self, ubigeo: &str) -> Option<&District> {
        self.districts
            .iter()
            .find(|district| district.ubigeo.as_str() == ubigeo)
    }

    /// The organization of that name, if exactly one is listed. Neither case nor blanks count.
    #[must_use]
    pub fn organization_named(&self, name: &str) -> Option<&ListedOrganization> {
        let folded = |name: &str| {
            let words: Vec<_> = name.split_whitespace().map(str::to_lowercase).collect();
            words.join(" ")
        };
        let wanted = folded(name);
        let mut found = self
            .organizations
            .iter()
            .filter(|one| folded(one.name.as_str()) == wanted);
        found.next().filter(|_| found.next().is_none())
    }

    /// Every sector, with its district.
    pub fn sectors(&self) -> impl Iterator<Item = (&District, &Sector)> {
        self.districts.iter().flat_map(|district| {
            district
                .sectors
                .iter()
                .map(move |sector| (district, sector))
        })
    }
}

impl fmt::Debug for Directory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Directory({} districts, {} sectors, {} organizations, …)",
            self.districts.len(),
            self.sectors().count(),
            self.organizations.len()
        )
    }
}

fn read_district(value: Value, room: &mut usize) -> Option<District> {
    #[derive(Deserialize)]
    struct Raw {
        ubigeo: Ubigeo,
        name: Name,
        #[serde(default)]
        sectors: Value,
    }
    let raw: Raw = serde_json::from_value(value).ok()?;
    let sectors = first_of_each(entries(raw.sectors), |sector: &Sector| sector.id.as_str());
    let sectors: Vec<Sector> = sectors.take(*room).collect();
    *room -= sectors.len();
    Some(District {
        ubigeo: raw.ubigeo,
        name: raw.name,
        sectors,
    })
}

/// The entries of a list that can be read; what is no list has none.
fn entries<T: serde::de::DeserializeOwned>(list: Value) -> impl Iterator<Item = T> {
    let list = match list {
        Value::Array(list) => list,
        _ => Vec::new(),
    };
    list.into_iter()
        .filter_map(|entry| serde_json::from_value(entry).ok())
}

fn first_of_each<T>(
    entries: impl Iterator<Item = T>,
    id: impl Fn(&T) -> &str,
) -> impl Iterator<Item = T> {
    let mut seen = HashSet::new();
    entries.filter(move |entry| seen.insert(id(entry).to_owned()))
}

fn repeated<'a>(mut ids: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = HashSet::new();
    ids.find(|id| !seen.insert(*id))
}

fn is_diallable(line: &Line) -> bool {
    let is_dialled = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '+' | '*' | '#' | '-');
    (1..=PHONE_CHARS_MAX).contains(&line.number.chars().count())
        && line.number.chars().all(is_dialled)
        && EntryId::new(&line.service).is_ok()
}
