//! The profile while it is being written: every field a text or a choice.

use auxilio_protocol::{Directory, Profile};

use super::barrio::BarrioDraft;
use super::groups::Groups;
use super::medical::MedicalDraft;
use super::person::ContactDraft;
use crate::components::field::filled;

/// The form's fields.
#[derive(Clone, PartialEq, Eq, Default)]
pub(crate) struct Draft {
    pub(crate) name: String,
    pub(crate) phone: String,
    pub(crate) barrio: BarrioDraft,
    pub(crate) groups: Groups,
    pub(crate) contact: ContactDraft,
    pub(crate) medical: MedicalDraft,
}

impl Draft {
    pub(crate) fn of(profile: &Profile, directory: &Directory) -> Self {
        Self {
            name: profile.name.clone().unwrap_or_default(),
            phone: profile.phone.clone().unwrap_or_default(),
            barrio: BarrioDraft::of(profile.barrio.as_ref(), directory),
            groups: Groups::of(profile),
            contact: ContactDraft::of(profile.contact.as_ref()),
            medical: MedicalDraft::of(profile.medical.as_ref()),
        }
    }

    /// What the fields say. Empty ones say nothing.
    pub(crate) fn profile(&self) -> Profile {
        let (organization, other_organizations) = self.groups.organizations();
        Profile {
            version: 0,
            name: filled(&self.name),
            phone: filled(&self.phone),
            barrio: self.barrio.barrio(),
            organization,
            other_organizations,
            contact: self.contact.contact(),
            medical: self.medical.medical(),
        }
    }
}

#[cfg(test)]
mod tests;
