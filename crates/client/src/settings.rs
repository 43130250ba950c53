//! What the phone knows of its central, and of itself as a member.

use auxilio_protocol::enrolment::InvitationLink;
use auxilio_protocol::limits::{PHONE_CHARS_MAX, TEXT_CHARS_MAX};
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::profile::Profile;
use auxilio_protocol::{Destination, Endpoint, KeySet, OtherSystem};

/// Where alerts go, whom to believe there, and how far the enrolment is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// The central's address.
    pub endpoint: Option<Endpoint>,
    /// The central's keys, pinned at enrolment or at the first contact.
    pub keys: KeySet,
    /// Name of the municipality, as the central gave it.
    pub name: Option<String>,
    /// How far the enrolment is.
    pub enrolment: Enrolment,
    /// The system that gets the alerts in place of the central, if one was chosen. It has no keys,
    /// no members and no streams. The central is kept for when the person comes back to it.
    pub elsewhere: Option<OtherSystem>,
}

/// How far the enrolment is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Enrolment {
    /// No invitation was opened.
    #[default]
    None,
    /// An invitation was opened and has yet to be sent.
    Invited(InvitationLink),
    /// Sent; a coordinator has yet to approve.
    Pending,
    /// The central knows this device.
    Active,
    /// The central refused the invitation.
    Refused(ProblemKind),
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
    if let Some(organization) = &mut profile.organization {
        organization.name = bounded_text(&organization.name, TEXT_CHARS_MAX);
        bound(&mut organization.id, TEXT_CHARS_MAX);
        bound(&mut organization.unit, TEXT_CHARS_MAX);
    }
    profile
}

fn bound(field: &mut Option<String>, chars_max: usize) {
    *field = field
        .take()
        .map(|text| bounded_text(&text, chars_max))
        .filter(|text| !text.is_empty());
}

fn bounded_text(text: &str, chars_max: usize) -> String {
    text.trim()
        .chars()
        .filter(|c| !c.is_control())
        .take(chars_max)
        .collect()
}
