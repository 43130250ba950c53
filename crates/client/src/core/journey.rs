//! Ways home: persisted first, told to the central for ever, and raised here too when their time
//! is over.
//!
//! While the process lives, the time that is left is measured by the clock that never jumps; the
//! one on the wall counts after a restart only, and never gives more than the person gave.

mod running;

use auxilio_protocol::journey::JourneyAnswer;
use auxilio_protocol::update::CancelReason;
use auxilio_protocol::{AlertId, Endpoint, Fix, JourneyStatus, jws};

use self::running::Entry;
pub(super) use self::running::{Journeys, Watcher};
use super::{Core, Effect, Key, Origin};
use crate::alert::Durability;
use crate::client::Intent;
use crate::delivery::outcome::Outcome;
use crate::journey::{Consequence, Journey, Way};
use crate::moment::Moment;
use crate::view::{JourneyStage, JourneyView, Trouble};

impl Core {
    /// The person sets out. One that runs is taken for over: whoever sets out has arrived.
    pub(super) fn start_journey(
        &mut self,
        now: Moment,
        id: AlertId,
        intent: &Intent,
        lasts_s: u32,
    ) {
        if self.journeys.0.contains_key(&id) || self.alerts.contains_key(&id) {
            return;
        }
        let running = self.journeys.0.iter().filter(|(_, e)| e.is_under_way());
        let running: Vec<AlertId> = running.map(|(id, _)| *id).collect();
        for id in running {
            self.arrive(now, id);
        }
        self.journeys.0.retain(|_, entry| !entry.has_arrived());
        let alert = self.life_of(now, id, self.as_meant(intent));
        let journey = Journey::begin(alert, now.wall, u64::from(lasts_s) * 1_000);
        let given_ms = journey.given_ms;
        let entry = Entry::new(journey, given_ms, Durability::Pending, now);
        self.journeys.0.insert(id, entry);
        self.dirty.insert(Key::Journey(id));
        self.commit_retry_at_ms = None;
    }

    /// The person needs longer.
    pub(super) fn extend_journey(&mut self, now: Moment, id: AlertId, by_s: u32) {
        let Some(entry) = self.journeys.0.get_mut(&id).filter(|e| e.is_under_way()) else {
            return;
        };
        let left_ms = entry.left_ms(now).saturating_add(u64::from(by_s) * 1_000);
        entry.journey.give(now.wall, left_ms);
        entry.due_mono_ms = now.mono_ms.saturating_add(entry.journey.given_ms);
        entry.hurry();
        self.dirty.insert(Key::Journey(id));
    }

    /// The person has arrived; if the alert is raised already, it is over.
    pub(super) fn arrive(&mut self, now: Moment, id: AlertId) {
        let watcher = self.watcher();
        let Some(entry) = self.journeys.0.get_mut(&id) else {
            return;
        };
        if entry.is_under_way() && watcher != Watcher::Central && !entry.is_told_of(watcher) {
            // Nobody else ever heard of it.
            self.journeys.0.remove(&id);
            self.dirty.insert(Key::Journey(id));
        } else if entry.journey.arrive() {
            entry.hurry();
            self.dirty.insert(Key::Journey(id));
        } else if entry.journey.way == Way::Raised {
            self.cancel(now, id, CancelReason::YaPaso);
        }
    }

    pub(super) fn follow_journeys(&mut self, fix: &Fix) {
        for (id, entry) in &mut self.journeys.0 {
            if entry.journey.follow(fix) {
                entry.want_what_is_left();
                self.dirty.insert(Key::Journey(*id));
            }
        }
    }

    /// What time alone changes.
    pub(super) fn watch_journeys(&mut self, now: Moment) {
        let mut due = Vec::new();
        for (id, entry) in &mut self.journeys.0 {
            if entry.is_due(now) {
                due.push(*id);
            } else if entry.reckon(now) {
                self.dirty.insert(Key::Journey(*id));
            }
        }
        for id in due {
            self.raise_journey(now, id);
        }
        // Once its alert is over there is nothing more to say of it.
        let alerts = &self.alerts;
        let dirty = &mut self.dirty;
        self.journeys.0.retain(|id, entry| {
            let alert = alerts.get(id);
            let is_over =
                entry.journey.way == Way::Raised && alert.is_none_or(|alert| alert.life.is_over());
            if is_over {
                dirty.insert(Key::Journey(*id));
            }
            !is_over
        });
    }

    /// The very alert that the central was given becomes one of this phone's own.
    fn raise_journey(&mut self, now: Moment, id: AlertId) {
        let Some(entry) = self.journeys.0.get_mut(&id) else {
            return;
        };
        let mut life = entry.journey.raise();
        entry.want_what_is_left();
        entry.telling.nudge();
        self.dirty.insert(Key::Journey(id));
        if self.alerts.contains_key(&id) {
            return;
        }
        if let Some(fix) = &self.last_fix {
            life.follow(fix);
        }
        self.adopt(life, Origin::Press, now);
        self.dirty.insert(Key::Alert(id));
        self.commit_retry_at_ms = None;
        self.nudge();
    }

    /// Who can be told of a way home.
    pub(super) fn watcher(&self) -> Watcher {
        match (&self.settings.endpoint, &self.settings.elsewhere) {
            (Some(_), None) => Watcher::Central,
            (Some(_), Some(_)) => Watcher::OnlyWhereItWatches,
            (None, _) => Watcher::Nobody,
        }
    }

    pub(super) fn tell_journeys(
        &mut self,
        now: Moment,
        endpoint: &Endpoint,
        effects: &mut Vec<Effect>,
    ) {
        let watcher = self.watcher();
        for (id, entry) in &mut self.journeys.0 {
            if entry.is_told_of(watcher) && entry.telling.is_due(now) {
                entry.telling.started(now);
                entry.told_n = entry.journey.n;
                effects.push(Effect::TellJourney {
                    id: *id,
                    endpoint: endpoint.clone(),
                    body: entry.journey.news(entry.left_ms(now)).to_body(),
                });
            }
        }
    }

    pub(super) fn journey_answered(
        &mut self,
        now: Moment,
        id: AlertId,
        outcome: Outcome<JourneyAnswer>,
    ) {
        let outcome = self.believed_of_journey(id, outcome);
        let Some(entry) = self.journeys.0.get_mut(&id) else {
            return;
        };
        entry.trouble = outcome.trouble();
        let status = match outcome {
            Outcome::Answer(status) => status,
            Outcome::Refused(_) => return entry.telling.set_aside(now),
            Outcome::Busy { retry_after_s } => return entry.telling.failed(now, retry_after_s),
            Outcome::Impostor | Outcome::NoAnswer => return entry.telling.failed(now, None),
        };
        let has_newer = entry.journey.n > entry.told_n;
        match entry.journey.answered(status) {
            Consequence::None => {}
            Consequence::Keep => {
                self.dirty.insert(Key::Journey(id));
            }
            Consequence::Raise { arrived } => {
                self.raise_journey(now, id);
                if arrived {
                    self.change(id, |life| life.cancel(now.wall, CancelReason::YaPaso));
                }
            }
        }
        let Some(entry) = self.journeys.0.get_mut(&id) else {
            return;
        };
        if entry.journey.is_settled() {
            entry.telling.succeeded(false);
        } else if has_newer {
            entry.telling.succeeded(true);
        } else {
            // It answers and does not take it in: no reason to hurry in a circle.
            entry.telling.failed(now, None);
        }
    }

    /// The central's word counts if its key signed it, for this journey.
    fn believed_of_journey(
        &mut self,
        id: AlertId,
        outcome: Outcome<JourneyAnswer>,
    ) -> Outcome<JourneyStatus> {
        outcome.and_then(|JourneyAnswer { journey: token }| {
            match jws::verify::<JourneyStatus>(&token, &self.settings.keys) {
                Ok(status) if status.journey == id => Outcome::Answer(status),
                // The keys are on their way: the same question again gets the same answer.
                _ if self.settings.keys.is_empty() => Outcome::NoAnswer,
                Ok(_) => Outcome::Impostor,
                Err(why) => {
                    self.doubt_keys(&why);
                    Outcome::Impostor
                }
            }
        })
    }

    /// The one that the screen is about: who is on the way, then what is raised, then the newest.
    pub(super) fn journey_view(&self, now: Moment) -> Option<JourneyView> {
        let rank = |entry: &Entry| match entry.journey.way {
            Way::Under => 2,
            Way::Raised => 1,
            Way::Arrived => 0,
        };
        let entry = self.journeys.0.values().max_by_key(|entry| rank(entry))?;
        let journey = &entry.journey;
        let is_settled = journey.is_settled();
        let is_told = entry.is_told_of(self.watcher());
        Some(JourneyView {
            id: journey.id(),
            exercise: journey.alert.exercise,
            due_at: journey.due_at,
            stage: match journey.way {
                Way::Under => JourneyStage::UnderWay,
                Way::Arrived if is_settled => JourneyStage::Arrived,
                Way::Arrived => JourneyStage::Arriving,
                Way::Raised => JourneyStage::Raised,
            },
            watch: entry.watch(self.watcher()),
            reminder: entry.reminder(now),
            is_kept: entry.durability == Durability::Saved,
            trouble: match self.watcher() {
                _ if is_settled => None,
                Watcher::Nobody if self.settings.elsewhere.is_none() => Some(Trouble::NoEndpoint),
                _ => entry.trouble.filter(|_| is_told),
            },
        })
    }
}
