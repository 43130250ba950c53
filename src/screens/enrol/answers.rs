//! What the person tells while joining, every field a text; and the profile that it makes.

use auxilio_protocol::profile::{Contact, Organization, OrganizationKind};
use auxilio_protocol::{Directory, Profile};

use crate::components::field::filled;
use crate::screens::profile::barrio::BarrioDraft;

/// The fields, in the order in which they are asked.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct Answers {
    pub(super) name: String,
    pub(super) phone: String,
    pub(super) unit: String,
    pub(super) barrio: BarrioDraft,
    pub(super) contact_name: String,
    pub(super) contact_phone: String,
    /// The organization that invites, if it is known.
    pub(super) invited_by: String,
}

impl Answers {
    /// What is known already.
    pub(super) fn of(profile: &Profile, invited_by: String, directory: &Directory) -> Self {
        let contact = profile.contact.as_ref();
        let organization = profile.organization.as_ref();
        let text = |known: Option<&String>| known.cloned().unwrap_or_default();
        Self {
            name: text(profile.name.as_ref()),
            phone: text(profile.phone.as_ref()),
            unit: text(organization.and_then(|known| known.unit.as_ref())),
            barrio: BarrioDraft::of(profile.barrio.as_ref(), directory),
            contact_name: text(contact.and_then(|known| known.name.as_ref())),
            contact_phone: text(contact.and_then(|known| known.phone.as_ref())),
            invited_by,
        }
    }

    /// That profile with these answers in it. What is not asked here stays.
    pub(super) fn told_in(&self, profile: &Profile) -> Profile {
        Profile {
            name: filled(&self.name),
            phone: filled(&self.phone),
            barrio: self.barrio.barrio(),
            organization: self.organization(profile.organization.clone()),
            contact: self.contact(),
            ..profile.clone()
        }
    }

    /// A plate or stall is one of an organization: of the known one, or of who invites. Its name is
    /// filled in when the central has answered.
    fn organization(&self, known: Option<Organization>) -> Option<Organization> {
        let unit = filled(&self.unit);
        match known {
            Some(known) => Some(Organization { unit, ..known }),
            None if unit.is_none() && self.invited_by.is_empty() => None,
            None => Some(Organization {
                id: None,
                kind: OrganizationKind::Otra,
                name: self.invited_by.clone(),
                unit,
            }),
        }
    }

    fn contact(&self) -> Option<Contact> {
        let (name, phone) = (filled(&self.contact_name), filled(&self.contact_phone));
        (name.is_some() || phone.is_some()).then_some(Contact { name, phone })
    }
}

#[cfg(test)]
mod tests {
    use auxilio_protocol::profile::Medical;

    use super::*;

    fn of(profile: &Profile, invited_by: &str) -> Answers {
        Answers::of(profile, invited_by.to_owned(), &Directory::seed())
    }

    #[test]
    fn what_was_told_elsewhere_stays_and_empty_fields_say_nothing() {
        let known = Profile {
            version: 7,
            medical: Some(Medical {
                blood: Some("O+".to_owned()),
                notes: None,
            }),
            ..Profile::default()
        };
        let answers = Answers {
            name: " Rosa ".to_owned(),
            ..of(&known, "")
        };
        let told = answers.told_in(&known);
        let expected = Profile {
            name: Some("Rosa".to_owned()),
            ..known
        };
        assert_eq!(told, expected);
        let again = of(&told, "");
        assert!(again.name == "Rosa" && again.told_in(&told) == told);
    }

    #[test]
    fn a_plate_is_one_of_the_known_organization_or_of_who_invites() {
        let plate = |invited_by: &str| Answers {
            unit: "1234-5A".to_owned(),
            ..of(&Profile::default(), invited_by)
        };
        let told = plate("El Cortijo").told_in(&Profile::default());
        let organization = told.organization.clone().unwrap();
        assert_eq!(organization.name, "El Cortijo");
        assert_eq!(organization.unit.as_deref(), Some("1234-5A"));
        assert_eq!(
            plate("Otra").told_in(&told).organization.unwrap(),
            organization
        );
        let offline = plate("").told_in(&Profile::default());
        assert_eq!(offline.organization.unwrap().name, "");
    }
}
