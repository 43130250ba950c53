//! What the phone knows of its central, and of itself as a member.

use auxilio_protocol::enrolment::{Consent, InvitationLink};
use auxilio_protocol::limits::{OTHER_ORGANIZATIONS_MAX, PHONE_CHARS_MAX, TEXT_CHARS_MAX};
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::profile::{Contact, Medical, Organization, Profile};
use auxilio_protocol::sms::Number;
use auxilio_protocol::{Destination, Endpoint, KeySet, OtherSystem, PublicKey};

/// Where alerts go, whom to believe there, and how far the enrolment is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// The central's address.
    pub endpoint: Option<Endpoint>,
    /// The central's keys, pinned at enrolment or at the first contact.
    pub keys: KeySet,
    /// Keys of the same central that have handed over to those. Nothing new is believed of them;
    /// what they signed before stays verifiable.
    pub former_keys: KeySet,
    /// Name of the municipality, as the central gave it.
    pub name: Option<String>,
    /// Where the central takes text messages, if it does.
    pub sms_gateway: Option<Number>,
    /// How far the enrolment is.
    pub enrolment: Enrolment,
    /// The system that gets the alerts in place of the central, if one was chosen. It has no keys,
    /// no members and no streams. The central is kept for when the person comes back to it.
    pub elsewhere: Option<OtherSystem>,
}

/// How far the enrolment is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Enrolment {
    /// No invitation was answered.
    #[default]
    None,
    /// The person has agreed to an invitation, and it has yet to be sent.
    Agreed(Agreed),
    /// Sent; a coordinator has yet to approve.
    Pending,
    /// The central knows this device.
    Active,
    /// The central refused the invitation.
    Refused(ProblemKind),
}

/// An invitation that the person has agreed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// Which.
    pub link: InvitationLink,
    /// What they read, and when they touched. None if an earlier version kept no time: the time of
    /// sending then stands for it, as it did there.
    pub consent: Option<Consent>,
}

impl Enrolment {
    /// Whether the central knows this device, approved already or not.
    #[must_use]
    pub fn is_known(&self) -> bool {
        matches!(self, Self::Pending | Self::Active)
    }
}

impl Settings {
    /// The same with another central. Keys belong to one central: the old ones are forgotten.
    #[must_use]
    pub fn at(&self, endpoint: Endpoint) -> Self {
        if self.endpoint.as_ref() == Some(&endpoint) {
            return Self {
                elsewhere: None,
                ..self.clone()
            };
        }
        Self {
            endpoint: Some(endpoint),
            ..Self::default()
        }
    }

    /// Whether keys are, or were, the central's.
    #[must_use]
    pub fn knows_a_key_of(&self, keys: &KeySet) -> bool {
        self.keys.shares_a_key_with(keys) || self.former_keys.shares_a_key_with(keys)
    }

    /// The same with the key that the central's own ones have handed over to.
    #[must_use]
    pub fn succeeded_by(&self, next: PublicKey) -> Self {
        Self {
            former_keys: self.keys.joined(&self.former_keys),
            keys: KeySet::new([next]),
            ..self.clone()
        }
    }

    /// The same with alerts going to another system.
    #[must_use]
    pub fn sending_to(&self, system: OtherSystem) -> Self {
        Self {
            elsewhere: Some(system),
            ..self.clone()
        }
    }

    /// The central, if alerts go to one.
    #[must_use]
    pub fn central(&self) -> Option<&Endpoint> {
        self.endpoint.as_ref().filter(|_| self.elsewhere.is_none())
    }

    /// Where alerts go.
    #[must_use]
    pub fn destination(&self) -> Option<Destination> {
        match &self.elsewhere {
            Some(system) => Some(Destination::Other(system.clone())),
            None => self.endpoint.clone().map(Destination::Central),
        }
    }
}

/// The profile as it may travel: without control characters, within the limits of the wire.
#[must_use]
pub fn bounded(mut profile: Profile) -> Profile {
    bound(&mut profile.name, TEXT_CHARS_MAX);
    bound(&mut profile.phone, PHONE_CHARS_MAX);
    if let Some(barrio) = &mut profile.barrio {
        barrio.district = bounded_text(&barrio.district, TEXT_CHARS_MAX);
        bound(&mut barrio.sector, TEXT_CHARS_MAX);
    }
    profile
        .other_organizations
        .truncate(OTHER_ORGANIZATIONS_MAX);
    let first = profile.organization.iter_mut();
    for organization in first.chain(&mut profile.other_organizations) {
        bound_organization(organization);
    }
    profile.contact = profile.contact.and_then(bounded_contact);
    profile.medical = profile.medical.and_then(bounded_medical);
    profile
}

fn bound_organization(organization: &mut Organization) {
    organization.name = bounded_text(&organization.name, TEXT_CHARS_MAX);
    bound(&mut organization.id, TEXT_CHARS_MAX);
    bound(&mut organization.unit, TEXT_CHARS_MAX);
}

/// Somebody without a name and a telephone number is nobody.
fn bounded_contact(mut contact: Contact) -> Option<Contact> {
    bound(&mut contact.name, TEXT_CHARS_MAX);
    bound(&mut contact.phone, PHONE_CHARS_MAX);
    (contact != Contact::default()).then_some(contact)
}

fn bounded_medical(mut medical: Medical) -> Option<Medical> {
    bound(&mut medical.blood, TEXT_CHARS_MAX);
    bound(&mut medical.notes, TEXT_CHARS_MAX);
    (medical != Medical::default()).then_some(medical)
}

fn bound(field: &mut Option<String>, chars_max: usize) {
    *field = field
        .take()
        .map(|text| bounded_text(&text, chars_max))
        .filter(|text| !text.is_empty());
}

pub(crate) fn bounded_text(text: &str, chars_max: usize) -> String {
    let visible: String = text.chars().filter(|c| !c.is_control()).collect();
    let cut: String = visible.trim().chars().take(chars_max).collect();
    cut.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use auxilio_protocol::profile::OrganizationKind;

    use super::*;

    #[test]
    fn every_group_is_bounded_and_there_are_only_so_many() {
        let group = Organization {
            id: Some("x".repeat(TEXT_CHARS_MAX + 1)),
            kind: OrganizationKind::Mototaxi,
            name: format!(" \u{7}{}", "ñ".repeat(TEXT_CHARS_MAX + 1)),
            unit: Some("\n".to_owned()),
        };
        let profile = bounded(Profile {
            organization: Some(group.clone()),
            other_organizations: vec![group; OTHER_ORGANIZATIONS_MAX + 1],
            ..Profile::default()
        });
        assert_eq!(profile.other_organizations.len(), OTHER_ORGANIZATIONS_MAX);
        for group in profile
            .organization
            .iter()
            .chain(&profile.other_organizations)
        {
            assert_eq!(group.name, "ñ".repeat(TEXT_CHARS_MAX));
            assert_eq!(group.id.as_ref().unwrap().len(), TEXT_CHARS_MAX);
            assert_eq!(group.unit, None);
        }
    }
}
