//! What comes back. Nothing of it is believed before its signature holds.

use auxilio_protocol::description::Description;
use auxilio_protocol::enrolment::{EnrolmentAnswer, InvitationLink, MemberState};
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::profile::{Organization, OrganizationKind};
use auxilio_protocol::receipt::ReceiptAnswer;
use auxilio_protocol::{AlertId, Receipt, Status, jws};

use super::{Core, Key};
use crate::delivery::outcome::Outcome;
use crate::moment::Moment;
use crate::settings::Enrolment;
use crate::view::{Reach, Trouble};

impl Core {
    pub(super) fn answered(&mut self, now: Moment, id: AlertId, outcome: Outcome<ReceiptAnswer>) {
        let outcome = self.believed(id, outcome);
        let home = self.home_of(id);
        let Some(entry) = self.alerts.get_mut(&id) else {
            return;
        };
        if entry.was_switched(&outcome) {
            return;
        }
        entry.trouble = outcome.trouble();
        match outcome {
            Outcome::Answer((receipt, jws)) => {
                let was_the_alert = entry.owes_the_alert();
                let is_first = !entry.life.is_receipted();
                entry.life.receipted(receipt, jws);
                entry.life.home = home;
                entry.forgotten = false;
                if was_the_alert || entry.life.trail.numbered.is_empty() {
                    entry.delivery.succeeded(entry.life.is_unsettled());
                } else {
                    // The central misses something before these: no reason to hurry in a circle.
                    entry.delivery.failed(now, None);
                }
                entry.want_what_is_left();
                self.dirty.insert(Key::Alert(id));
                if is_first {
                    self.arrived(id);
                }
            }
            Outcome::Refused(ProblemKind::AlertClosed) if entry.life.owes_press() => {
                entry.trouble = None;
                entry.delivery.succeeded(false);
                self.closed_before_press(now, id);
            }
            Outcome::Refused(_) => {
                entry.delivery.set_aside(now);
                self.refused(now, id);
            }
            Outcome::Busy { retry_after_s } => entry.delivery.failed(now, retry_after_s),
            Outcome::Impostor | Outcome::NoAnswer => entry.delivery.failed(now, None),
        }
    }

    /// A receipt counts if the central's key signed it, for this alert. A portal's 200 does not.
    fn believed(
        &mut self,
        id: AlertId,
        outcome: Outcome<ReceiptAnswer>,
    ) -> Outcome<(Receipt, String)> {
        outcome.and_then(|ReceiptAnswer { receipt: token }| {
            let keys = self.keys_of(id);
            match jws::verify::<Receipt>(&token, keys) {
                Ok(receipt) if receipt.alert == id => Outcome::Answer((receipt, token)),
                // The keys are on their way: the same body again gives the same receipt.
                _ if keys.is_empty() => Outcome::NoAnswer,
                Ok(_) => Outcome::Impostor,
                Err(why) => {
                    self.doubt_keys(&why);
                    Outcome::Impostor
                }
            }
        })
    }

    pub(super) fn described(&mut self, now: Moment, outcome: Outcome<Description>) {
        let reach = match &outcome {
            Outcome::Answer(_) => Reach::Answers,
            Outcome::Busy { .. } | Outcome::NoAnswer => Reach::Silent,
            Outcome::Refused(_) | Outcome::Impostor => Reach::Impostor,
        };
        let is_back = reach == Reach::Answers && self.reach != Reach::Answers;
        self.reach = reach;
        self.knock.answered(now, reach);
        let Outcome::Answer(description) = outcome else {
            return;
        };
        let has_new_keys = self.follow_keys(&description);
        let jwks = description.jwks;
        if self.settings.keys.is_empty() || self.settings.name.is_none() {
            // The first contact pins the keys; after that an enrolment changes them, or they themselves.
            if self.settings.keys.is_empty() {
                self.settings.keys = jwks.clone();
            }
            self.settings.name = Some(description.name);
            self.dirty.insert(Key::Settings);
        }
        if self.settings.keys.shares_a_key_with(&jwks) {
            self.learn_gateway(description.sms_gateway.as_deref());
        }
        self.look_if_old(now);
        self.wonder(is_back);
        self.review(now);
        self.want_directory(now);
        if is_back || has_new_keys {
            self.nudge_deliveries();
        }
    }

    pub(super) fn nudge_deliveries(&mut self) {
        for entry in self.alerts.values_mut() {
            entry.delivery.nudge();
            entry.hearing.nudge();
        }
        self.journeys.nudge();
        self.errands.enrol.nudge();
        self.errands.profile.nudge();
        self.errands.recovery.nudge();
        self.errands.deletion.nudge();
    }

    pub(super) fn enrolment_answered(
        &mut self,
        now: Moment,
        link: &InvitationLink,
        outcome: Outcome<EnrolmentAnswer>,
    ) {
        // Another invitation may have been agreed to since.
        if !self.has_agreed_to(link) {
            return;
        }
        match outcome {
            Outcome::Answer(answer) => {
                self.errands.enrol.succeeded(false);
                self.settings.enrolment = match answer.state {
                    MemberState::Active => Enrolment::Active,
                    MemberState::Pending => Enrolment::Pending,
                };
                self.settings.keys = answer.jwks;
                self.join(answer.organization);
                // What it brought may be older than the profile is now.
                self.own_data.told_profile = None;
                self.dirty.insert(Key::OwnData);
                self.dirty.insert(Key::Settings);
                self.nudge_deliveries();
            }
            Outcome::Refused(kind) => self.enrolment_refused(now, kind),
            Outcome::Busy { retry_after_s } => self.errands.enrol.failed(now, retry_after_s),
            Outcome::Impostor | Outcome::NoAnswer => self.errands.enrol.failed(now, None),
        }
    }

    fn enrolment_refused(&mut self, now: Moment, kind: ProblemKind) {
        match kind {
            ProblemKind::NotFound
            | ProblemKind::InvitationSpent
            | ProblemKind::InvitationExpired
            | ProblemKind::InvitationRevoked
            | ProblemKind::MemberRevoked
            | ProblemKind::Unauthorized => {
                self.errands.enrol.succeeded(false);
                self.settings.enrolment = Enrolment::Refused(kind);
                self.dirty.insert(Key::Settings);
            }
            _ => self.errands.enrol.set_aside(now),
        }
    }

    /// The organization that invited stands in the profile if the person named none, as the
    /// directory lists it if it does.
    fn join(&mut self, organization: Option<String>) {
        let known = self.profile.organization.as_ref();
        let (Some(name), true) = (
            organization,
            known.is_none_or(|known| known.name.is_empty()),
        ) else {
            return;
        };
        let directory = self.directory.shown();
        let listed = directory.organization_named(&name);
        let mut profile = self.profile.clone();
        let known = profile.organization.take();
        profile.organization = Some(Organization {
            id: listed.map(|listed| listed.id.as_str().to_owned()),
            kind: match (listed, &known) {
                (Some(listed), _) => listed.kind,
                (None, Some(known)) => known.kind,
                (None, None) => OrganizationKind::Otra,
            },
            name,
            unit: known.and_then(|known| known.unit),
        });
        self.set_profile(profile);
    }

    pub(super) fn reported(&mut self, now: Moment, id: AlertId, token: &str) {
        let status = match jws::verify::<Status>(token, self.keys_of(id)) {
            Ok(status) => status,
            Err(why) => return self.doubt_keys(&why),
        };
        let mut closes = false;
        self.change(id, |life| {
            let was_closed = life.is_closed();
            let is_news = life.reported(status);
            closes = life.is_closed() && !was_closed;
            is_news
        });
        let Some(entry) = self.alerts.get_mut(&id) else {
            return;
        };
        if !entry.life.is_closed() {
            entry.hearing.progressed();
            return;
        }
        if entry.hearing.is_in_flight() {
            entry.hearing.succeeded(false);
            self.unhear.push(id);
        }
        if closes {
            self.closed(now, id);
        }
    }

    pub(super) fn stream_ended(&mut self, now: Moment, id: AlertId) {
        match self.alerts.get_mut(&id) {
            Some(entry) if entry.hearing.is_in_flight() => entry.hearing.failed(now, None),
            _ => {}
        }
    }

    /// What is known of an alert's difficulties.
    pub(super) fn trouble(&self, entry: &super::Entry) -> Option<Trouble> {
        if !entry.life.is_unsettled() {
            None
        } else if self.settings.destination().is_none() {
            Some(Trouble::NoEndpoint)
        } else {
            entry.trouble
        }
    }
}
