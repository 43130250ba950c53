//! Which place each alert goes to, and what is left when that place is a system that signs nothing.
//!
//! What a central has receipted stays with that central. Everything else goes where alerts go now.

use auxilio_protocol::{AlertId, Destination, KeySet, OtherSystem};

use super::{Core, Entry, Key};
use crate::alert::life::Home;
use crate::delivery::outcome::Outcome;
use crate::moment::Moment;
use crate::view::{
    AnswerView, CheckKind, CheckView, ElsewhereView, HandedView, Reach, TokenView, Way,
};

impl Entry {
    /// Whether an attempt ended that alerts no longer go by. Unless it brought the alert through
    /// after all, it says nothing, and the new place is tried at once.
    pub(super) fn was_switched<T>(&mut self, outcome: &Outcome<T>) -> bool {
        let is_moot =
            std::mem::take(&mut self.switched_meanwhile) && !matches!(outcome, Outcome::Answer(_));
        if is_moot {
            self.delivery.succeeded(true);
        }
        is_moot
    }
}

impl Core {
    /// The central of an alert: the one that has receipted it, or else the one that was chosen.
    pub(super) fn home_of(&self, id: AlertId) -> Option<Home> {
        let home = self
            .alerts
            .get(&id)
            .and_then(|entry| entry.life.home.as_ref());
        match home {
            Some(home) if !self.is_ours(home) => Some(home.clone()),
            _ => Some(Home {
                endpoint: self.settings.endpoint.clone()?,
                keys: self.settings.keys.clone(),
            }),
        }
    }

    /// The keys that what is said of an alert must be signed with.
    pub(super) fn keys_of(&self, id: AlertId) -> &KeySet {
        let home = self
            .alerts
            .get(&id)
            .and_then(|entry| entry.life.home.as_ref());
        match home {
            Some(home) if !self.is_ours(home) => &home.keys,
            _ => &self.settings.keys,
        }
    }

    /// A central that moved to another address is known by its keys.
    fn is_ours(&self, home: &Home) -> bool {
        self.settings.endpoint.as_ref() == Some(&home.endpoint)
            || self.settings.knows_a_key_of(&home.keys)
    }

    /// Where what is left of an alert goes.
    pub(super) fn goes_to(&self, id: AlertId) -> Option<Destination> {
        let life = &self.alerts.get(&id)?.life;
        if !life.is_unsettled() {
            return None;
        }
        if life.is_receipted() {
            return self
                .home_of(id)
                .map(|home| Destination::Central(home.endpoint));
        }
        self.settings
            .destination()
            .filter(|destination| match destination {
                Destination::Central(_) => true,
                Destination::Other(system) => life.owes(system),
            })
    }

    /// Alerts go elsewhere from now on. What the central has stays there.
    pub(super) fn leave_destination(&mut self) {
        self.reach = Reach::Unknown;
        let left = self.settings.endpoint.clone().map(|endpoint| Home {
            endpoint,
            keys: self.settings.keys.clone(),
        });
        for entry in self.alerts.values_mut() {
            entry.switched_meanwhile = entry.delivery.is_in_flight();
            entry.want_what_is_left();
            if entry.life.is_receipted() && entry.life.home.is_none() {
                entry.life.home.clone_from(&left);
                self.dirty.insert(Key::Alert(entry.life.id));
            }
            if !entry.life.is_receipted() {
                entry.trouble = None;
                entry.answer = None;
            }
        }
    }

    /// What follows an alert gets its form for another system just before the first attempt.
    pub(super) fn prepare_what_is_due(&mut self, now: Moment) {
        let Some(system) = &self.settings.elsewhere else {
            return;
        };
        for (id, entry) in &mut self.alerts {
            let is_due = !entry.life.is_receipted() && entry.delivery.is_due(now);
            if is_due && entry.life.prepare(system) {
                self.dirty.insert(Key::Alert(*id));
            }
        }
    }

    /// Another system answered, or did not. Its success is noted, and settles nothing.
    pub(super) fn handed_over(
        &mut self,
        now: Moment,
        id: AlertId,
        to: &OtherSystem,
        place: u64,
        outcome: &Outcome<()>,
        answer: AnswerView,
    ) {
        let is_current = self.settings.elsewhere.as_ref() == Some(to);
        if is_current {
            self.reach = match outcome {
                Outcome::Answer(()) | Outcome::Refused(_) => Reach::Answers,
                Outcome::Busy { .. } | Outcome::Impostor | Outcome::NoAnswer => Reach::Silent,
            };
        }
        let Some(entry) = self.alerts.get_mut(&id) else {
            return;
        };
        if entry.was_switched(outcome) {
            return;
        }
        if is_current {
            entry.answer = Some(answer);
            entry.trouble = outcome.trouble();
        }
        match outcome {
            Outcome::Answer(()) => {
                entry.life.handed_over(now.wall, to, place);
                entry.delivery.succeeded(true);
                self.dirty.insert(Key::Alert(id));
            }
            Outcome::Refused(_) => {
                entry.life.unprepare(to);
                entry.delivery.set_aside(now);
                self.refused_by(now, id, to);
            }
            Outcome::Busy { retry_after_s } => entry.delivery.failed(now, *retry_after_s),
            Outcome::Impostor | Outcome::NoAnswer => entry.delivery.failed(now, None),
        }
    }

    /// A token that has come is worth another attempt.
    pub(super) fn token_is(&mut self, token: TokenView) {
        self.token = token;
        if matches!(token, TokenView::Kept | TokenView::InMemory) {
            self.nudge();
        }
    }

    pub(super) fn elsewhere_view(&self) -> Option<ElsewhereView> {
        let system = self.settings.elsewhere.clone()?;
        let token = self.token;
        Some(ElsewhereView { system, token })
    }

    pub(super) fn way(&self, entry: &Entry) -> Way {
        let handed = entry.life.handovers.last();
        Way {
            goes_to: self.goes_to(entry.life.id),
            handed: handed.map(|handover| HandedView {
                to: handover.to.clone(),
                at: handover.taken.at,
                cancelled: handover.taken.cancelled,
            }),
            answer: entry.answer,
        }
    }

    /// Another system has no members and tells no time, and whether it answers shows only when it is sent something.
    pub(super) fn checks_that_apply(&self, now: Moment) -> Vec<CheckView> {
        let mut checks = self.checks(now);
        if self.settings.elsewhere.is_some() {
            checks.retain(|check| match check.kind {
                CheckKind::Member | CheckKind::Clock => false,
                CheckKind::Central => self.reach != Reach::Unknown,
                _ => true,
            });
        }
        checks
    }
}
