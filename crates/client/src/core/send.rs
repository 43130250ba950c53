//! What goes out, in which order, and when to look again.

use auxilio_protocol::{AlertId, Destination, Endpoint, padding};

use super::{Body, Core, Effect, Entry, Key};
use crate::moment::Moment;

/// Deliveries on their way at the same time.
const IN_FLIGHT_MAX: usize = 4;
/// Status streams open at the same time, for the newest alerts.
const STREAMS_MAX: usize = 8;
/// Without a receipt for so long, the person is offered the emergency lines.
pub(super) const OFFER_CALLS_MS: u64 = 10_000;

impl Entry {
    /// Puts what this alert still needs on its schedules.
    pub(super) fn want_what_is_left(&mut self) {
        if self.life.is_unsettled() {
            self.delivery.want();
        }
        if self.life.is_receipted() && !self.life.is_closed() {
            self.hearing.want();
        }
    }

    /// Whether the alert itself is to be sent, before any of its updates.
    pub(super) fn owes_the_alert(&self) -> bool {
        !self.life.is_receipted() || self.forgotten
    }

    /// Its bytes, then its updates: a trail never overtakes its alert.
    fn body(&self) -> Option<Body> {
        if self.owes_the_alert() {
            return Some(Body::Alert(self.life.body.clone()));
        }
        let updates = &self.life.trail.numbered;
        (!updates.is_empty()).then(|| {
            // Updates are plain strings and finite numbers: their serialisation has no error.
            let mut body = serde_json::to_vec(updates).unwrap_or_default();
            let spare = updates
                .iter()
                .map(|update| padding::spare_of(&update.change));
            padding::lengthen(&mut body, spare.sum());
            Body::Updates(body)
        })
    }
}

impl Core {
    /// Numbers are given, and committed, just before the first attempt.
    pub(super) fn number_what_is_due(&mut self, now: Moment) {
        for (id, entry) in &mut self.alerts {
            let free = entry.life.trail.numbered.is_empty();
            if !entry.owes_the_alert()
                && free
                && entry.delivery.is_due(now)
                && entry.life.trail.number()
            {
                self.dirty.insert(Key::Alert(*id));
            }
        }
        self.prepare_what_is_due(now);
    }

    pub(super) fn send(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        self.deliver(now, effects);
        self.send_texts(now, effects);
        self.hear(now, effects);
        self.delete_my_data(now, effects);
        self.ask_invitation(now, effects);
        if let Some(endpoint) = self.settings.endpoint.clone() {
            self.tell_journeys(now, &endpoint, effects);
        }
        // Another system is neither asked nor told anything.
        let Some(endpoint) = self.settings.central().cloned() else {
            return;
        };
        self.enrol(now, effects);
        self.describe(now, &endpoint, effects);
        self.ask_member(now, &endpoint, effects);
        self.tell_readiness(now, &endpoint, effects);
        self.tell_profile(now, &endpoint, effects);
        self.register_phrase(now, &endpoint, effects);
        self.ask_directory(now, &endpoint, effects);
    }

    /// Alerts that nobody has first, the newest of them first; then updates.
    fn deliver(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        let in_flight = self
            .alerts
            .values()
            .filter(|e| e.delivery.is_in_flight())
            .count();
        let mut due: Vec<(bool, std::cmp::Reverse<AlertId>)> = self
            .alerts
            .values()
            .filter(|entry| entry.delivery.is_due(now))
            .map(|entry| {
                let is_with_somebody = entry.life.is_receipted() || entry.life.handed().is_some();
                (is_with_somebody, std::cmp::Reverse(entry.life.id))
            })
            .collect();
        due.sort_unstable();
        let mut room = IN_FLIGHT_MAX.saturating_sub(in_flight);
        for (_, std::cmp::Reverse(id)) in due {
            if room == 0 {
                return;
            }
            if let Some(effect) = self.attempt(now, id) {
                room -= 1;
                effects.push(effect);
            }
        }
    }

    /// Begins to deliver what is due of an alert, if there is something and a place for it.
    fn attempt(&mut self, now: Moment, id: AlertId) -> Option<Effect> {
        let goes_to = self.goes_to(id);
        let entry = self.alerts.get_mut(&id)?;
        let effect = match goes_to {
            // It stays due for the place that may come.
            None => {
                entry.delivery.succeeded(true);
                return None;
            }
            Some(Destination::Central(endpoint)) => {
                entry.body().map(|body| Effect::Post { id, endpoint, body })
            }
            Some(Destination::Other(to)) => {
                entry
                    .life
                    .message_for(&to)
                    .map(|(place, body)| Effect::HandOver {
                        id,
                        to,
                        place,
                        body,
                    })
            }
        };
        match effect {
            Some(_) => {
                entry.delivery.started(now);
                entry.switched_meanwhile = false;
            }
            None => entry.delivery.succeeded(false),
        }
        effect
    }

    fn describe(&mut self, now: Moment, endpoint: &Endpoint, effects: &mut Vec<Effect>) {
        if self.knocks() && self.knock.is_due(now) {
            self.knock.started(now);
            effects.push(Effect::Describe(endpoint.clone()));
        }
    }

    /// In front the connection is kept warm; without keys, or with an old one, no receipt can be
    /// believed.
    fn knocks(&self) -> bool {
        self.front || self.doubts_keys || self.settings.keys.is_empty()
    }

    fn hear(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        let open = self
            .alerts
            .values()
            .filter(|entry| entry.hearing.is_in_flight())
            .count();
        let due: Vec<AlertId> = self
            .alerts
            .values()
            .rev()
            .filter(|entry| entry.hearing.is_due(now))
            .map(|entry| entry.life.id)
            .take(STREAMS_MAX.saturating_sub(open))
            .collect();
        for id in std::mem::take(&mut self.unhear) {
            effects.push(Effect::Unhear(id));
        }
        for id in due {
            let endpoint = self.home_of(id).map(|home| home.endpoint);
            let Some(entry) = self.alerts.get_mut(&id) else {
                continue;
            };
            let Some(endpoint) = endpoint else {
                entry.hearing.succeeded(true);
                continue;
            };
            entry.hearing.started(now);
            let after = entry.life.last_n;
            effects.push(Effect::Hear {
                id,
                endpoint,
                after,
            });
        }
    }

    /// Attempts whose task was lost count as failed.
    pub(super) fn expire(&mut self, now: Moment) {
        for entry in self.alerts.values_mut() {
            entry.delivery.expire(now);
        }
        self.journeys.expire(now);
        self.errands.expire(now);
    }

    /// When to call [`Self::step`] with [`super::Event::Wake`], on the monotonic clock.
    #[must_use]
    pub fn wake_at_ms(&self, now: Moment) -> Option<u64> {
        let deliveries = self
            .alerts
            .values()
            .filter_map(|entry| entry.delivery.wake_at_ms());
        let hearings = self
            .alerts
            .values()
            .filter(|entry| !entry.hearing.is_in_flight())
            .filter_map(|entry| entry.hearing.wake_at_ms());
        let offers = self
            .alerts
            .values()
            .filter(|entry| !entry.life.is_receipted())
            .map(|entry| entry.waiting_since_ms.saturating_add(OFFER_CALLS_MS))
            .filter(|at| *at > now.mono_ms);
        let undos = self
            .alerts
            .values()
            .filter_map(Entry::undo_until_ms)
            .filter(|at| *at > now.mono_ms);
        let knock = self
            .knocks()
            .then(|| self.knock.wake_at_ms())
            .filter(|_| self.settings.central().is_some());
        let errands = self.errands.wake_for_central_at_ms().into_iter();
        let errands = errands.filter(|_| self.settings.central().is_some());
        let journeys = self.journeys.wake_to_tell_at_ms(self.watcher());
        deliveries
            .chain(hearings)
            .chain(offers)
            .chain(undos)
            .chain(self.wake_for_texts_at_ms(now))
            .chain(knock)
            .chain(self.journeys.wake_at_ms(now))
            .chain(journeys)
            .chain(self.errands.wake_at_ms())
            .chain(errands)
            .chain(self.join_wait_until_ms(now))
            .chain(self.commit_retry_at_ms.filter(|_| !self.dirty.is_empty()))
            .chain(self.fix_old_at_ms(now))
            .min()
    }
}
