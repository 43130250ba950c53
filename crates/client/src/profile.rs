//! How much room a profile takes: an alert must never be refused because of it.

use auxilio_protocol::Profile;
use auxilio_protocol::limits::PROFILE_BYTES_MAX;

use crate::settings::bounded;

/// What can be left out of a profile, the least needed first.
const SPARE: [fn(&mut Profile); 4] = [
    |profile| profile.other_organizations.clear(),
    |profile| {
        if let Some(medical) = &mut profile.medical {
            medical.notes = None;
        }
    },
    |profile| profile.contact = None,
    |profile| profile.medical = None,
];

/// Whether a profile takes no more room than an alert has for it.
#[must_use]
pub fn fits(profile: &Profile) -> bool {
    // A profile is plain strings: its serialisation has no error.
    serde_json::to_vec(profile).is_ok_and(|json| json.len() <= PROFILE_BYTES_MAX)
}

/// The profile without what there is no room for. Name, telephone, barrio and the first group
/// always have room, in any script.
#[must_use]
pub fn trimmed(profile: Profile) -> Profile {
    let mut profile = bounded(profile);
    for leave_out in SPARE {
        if fits(&profile) {
            break;
        }
        leave_out(&mut profile);
    }
    profile
}
