//! The device itself: when it is looked at, and what follows.

use auxilio_protocol::{AlertId, Endpoint};

use super::{Core, Effect};
use crate::condition::{Condition, Path};
use crate::moment::Moment;

/// How old a look may be before an answer of the central is a reason for another, in
/// milliseconds. No look has a timer of its own.
const LOOK_AGAIN_MS: u64 = 300_000;

/// Looks at the device.
#[derive(Debug, Default)]
pub(super) struct Looks {
    /// What was seen last.
    pub(super) condition: Condition,
    /// When, on the steady clock; none before the first look.
    seen_at_ms: Option<u64>,
    is_wanted: bool,
    /// Alerts whose receipt has just come, and whose way is not known yet.
    arrived: Vec<AlertId>,
}

impl Core {
    /// The person looks, or something came that a look tells more about.
    pub(super) fn want_look(&mut self) {
        self.looks.is_wanted = true;
    }

    /// The central answers, so the device is awake: a good time for a look, if the last one is old.
    pub(super) fn look_if_old(&mut self, now: Moment) {
        let is_old = |at: u64| now.mono_ms.saturating_sub(at) >= LOOK_AGAIN_MS;
        self.looks.is_wanted |= self.looks.seen_at_ms.is_none_or(is_old);
    }

    /// The first receipt of an alert came by HTTPS, or without leaving the machine.
    pub(super) fn arrived(&mut self, id: AlertId) {
        let is_here = (self.settings.endpoint.as_ref()).is_some_and(Endpoint::is_this_machine);
        if let Some(entry) = self.alerts.get_mut(&id) {
            // Written with whatever is written next of the alert: it is worth no commit.
            entry.life.path = Some(if is_here {
                Path::SameMachine
            } else {
                Path::Internet(None)
            });
        }
        if !is_here {
            self.looks.arrived.push(id);
            self.want_look();
        }
    }

    pub(super) fn look(&mut self, effects: &mut Vec<Effect>) {
        if std::mem::take(&mut self.looks.is_wanted) {
            effects.push(Effect::Look);
        }
    }

    pub(super) fn looked(&mut self, now: Moment, condition: Condition) {
        for id in std::mem::take(&mut self.looks.arrived) {
            if let Some(entry) = self.alerts.get_mut(&id) {
                entry.life.path = Some(Path::Internet(condition.link));
            }
        }
        if condition.battery_percent.is_some() {
            self.device.battery_percent = condition.battery_percent;
        }
        self.looks.seen_at_ms = Some(now.mono_ms);
        self.looks.condition = condition;
    }
}
