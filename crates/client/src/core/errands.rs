//! What the phone asks and tells the central besides its alerts, each with its attempts.

use crate::delivery::schedule::Schedule;
use crate::moment::Moment;

/// One schedule for each errand.
#[derive(Debug, Default)]
pub(super) struct Errands {
    /// Asking who invites.
    pub(super) invitation: Schedule,
    /// Answering an invitation.
    pub(super) enrol: Schedule,
    /// Asking whether this device is a member, and approved.
    pub(super) member: Schedule,
    /// Telling the coordinator what the self-check found.
    pub(super) readiness: Schedule,
    /// Asking for the directory.
    pub(super) directory: Schedule,
    /// Telling the central what the person changed in the profile.
    pub(super) profile: Schedule,
    /// Having words put this phone out.
    pub(super) recovery: Schedule,
    /// Having everything deleted.
    pub(super) deletion: Schedule,
}

impl Errands {
    fn all_mut(&mut self) -> [&mut Schedule; 8] {
        [
            &mut self.invitation,
            &mut self.enrol,
            &mut self.member,
            &mut self.readiness,
            &mut self.directory,
            &mut self.profile,
            &mut self.recovery,
            &mut self.deletion,
        ]
    }

    /// Something changed that may help: what waits is tried at once.
    pub(super) fn nudge(&mut self) {
        for errand in self.all_mut() {
            errand.nudge();
        }
    }

    /// Attempts whose task was lost count as failed.
    pub(super) fn expire(&mut self, now: Moment) {
        for errand in self.all_mut() {
            errand.expire(now);
        }
    }

    /// When the next attempt is due, or given up, on the monotonic clock, of what goes to a central
    /// whether alerts go there or not.
    pub(super) fn wake_at_ms(&self) -> Option<u64> {
        soonest([&self.invitation, &self.deletion])
    }

    /// The same of what is only asked and told where alerts go.
    pub(super) fn wake_for_central_at_ms(&self) -> Option<u64> {
        soonest([
            &self.enrol,
            &self.member,
            &self.readiness,
            &self.directory,
            &self.profile,
            &self.recovery,
        ])
    }
}

fn soonest<const N: usize>(errands: [&Schedule; N]) -> Option<u64> {
    errands.into_iter().filter_map(Schedule::wake_at_ms).min()
}
