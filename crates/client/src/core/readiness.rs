//! Whether an alert pressed now would be kept, leave, be believed and say where: the self-check.

use auxilio_protocol::Endpoint;
use auxilio_protocol::member::{Check, Readiness};

use super::{Core, Effect};
use crate::condition::Notifications;
use crate::delivery::outcome::Outcome;
use crate::moment::Moment;
use crate::settings::Enrolment;
use crate::view::{CheckKind, CheckView, Reach, Storage};

/// A position older than this says little of where a press would be, in seconds.
const FIX_READY_S_MAX: u64 = 600;

impl Core {
    /// What the self-check finds at this moment.
    pub(super) fn checks(&self, now: Moment) -> Vec<CheckView> {
        let keeps = matches!(self.storage, Storage::Ready(_) | Storage::Replaced(_));
        let is_fresh = |fix: &auxilio_protocol::Fix| fix.age_s(now.wall) <= FIX_READY_S_MAX;
        let condition = self.looks.condition;
        let notifications = match condition.notifications {
            Notifications::Untold => None,
            Notifications::Allowed => Some((CheckKind::Notifications, true)),
            Notifications::Refused => Some((CheckKind::Notifications, false)),
        };
        [
            (CheckKind::Storage, keeps && self.disk_refuses.is_none()),
            (CheckKind::Central, self.reach == Reach::Answers),
            (
                CheckKind::Member,
                self.settings.enrolment == Enrolment::Active,
            ),
            (
                CheckKind::Location,
                self.last_fix.as_ref().is_some_and(is_fresh),
            ),
            (CheckKind::Battery, condition.has_power()),
            (CheckKind::Clock, self.clock_wrong_by_min(now).is_none()),
        ]
        .into_iter()
        .chain(notifications)
        .map(|(kind, ok)| CheckView { kind, ok })
        .collect()
    }

    /// When the position stops being recent, on the monotonic clock; none if it is old already.
    pub(super) fn fix_old_at_ms(&self, now: Moment) -> Option<u64> {
        let left_s = FIX_READY_S_MAX.checked_sub(self.last_fix.as_ref()?.age_s(now.wall))?;
        Some(now.mono_ms.saturating_add((left_s + 1) * 1_000))
    }

    /// What the coordinator does not know better: whether the phone would do its part.
    fn own_checks(&self, now: Moment) -> Vec<CheckView> {
        let mut checks = self.checks(now);
        checks.retain(|check| check.kind != CheckKind::Member);
        checks
    }

    /// The central answers: a member's coordinator is told what the check finds, if that is news.
    pub(super) fn review(&mut self, now: Moment) {
        let is_known = self.settings.enrolment.is_known();
        if is_known && self.told_checks.as_ref() != Some(&self.own_checks(now)) {
            self.errands.readiness.want();
        }
    }

    pub(super) fn tell_readiness(
        &mut self,
        now: Moment,
        endpoint: &Endpoint,
        effects: &mut Vec<Effect>,
    ) {
        if !self.errands.readiness.is_due(now) {
            return;
        }
        self.errands.readiness.started(now);
        let checks = self.own_checks(now);
        self.told_checks = Some(checks.clone());
        let checks = checks.iter().map(|check| Check {
            name: check.kind.as_str().to_owned(),
            ok: check.ok,
        });
        effects.push(Effect::TellReadiness {
            endpoint: endpoint.clone(),
            readiness: Readiness {
                at: now.wall,
                checks: checks.collect(),
            },
        });
    }

    pub(super) fn readiness_told(&mut self, now: Moment, outcome: &Outcome<()>) {
        match outcome {
            // A central that does not want to know is not told again before something changes.
            Outcome::Answer(()) | Outcome::Refused(_) => self.errands.readiness.succeeded(false),
            Outcome::Busy { retry_after_s } => self.errands.readiness.failed(now, *retry_after_s),
            Outcome::Impostor | Outcome::NoAnswer => self.errands.readiness.failed(now, None),
        }
    }
}
