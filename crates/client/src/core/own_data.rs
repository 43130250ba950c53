//! The person's own data at the central: every change of the profile gets there, and a deletion is
//! asked for until the central's own word confirms it.

use auxilio_protocol::jws::JwsError;
use auxilio_protocol::own_data::{Deletion as DeletionClaims, DeletionAnswer, ProfileAnswer};
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::{AlertId, Endpoint, KeySet, Profile, jws};

use super::errands::Errands;
use super::{Core, Effect, Key};
use crate::alert::trail::TRAIL_MS_MAX;
use crate::delivery::outcome::Outcome;
use crate::moment::Moment;
use crate::own_data::{Deletion, DeletionRequest, History};
use crate::profile::trimmed;
use crate::settings::Enrolment;
use crate::view::{DeletionView, Hindrance, OwnDataView, ProfileSync};

impl Core {
    /// The person wants their data deleted. It is on disk before the first attempt.
    pub(super) fn ask_deletion(&mut self, now: Moment, history: History) {
        if matches!(self.own_data.deletion, Deletion::Asked(_)) {
            return self.errands.deletion.nudge();
        }
        let request = self
            .settings
            .endpoint
            .clone()
            .map(|endpoint| DeletionRequest {
                at: now.wall,
                endpoint,
                keys: self.settings.keys.clone(),
                profile_version: self.profile.version,
                history,
            });
        self.dirty.insert(Key::OwnData);
        if let Some(request) = request.filter(|_| self.may_be_known()) {
            self.own_data.deletion = Deletion::Asked(request);
            // Whoever wants to be gone does not want to join by an invitation of before.
            if matches!(self.settings.enrolment, Enrolment::Agreed(_)) {
                self.settings.enrolment = Enrolment::None;
                self.dirty.insert(Key::Settings);
            }
        } else {
            self.leave();
            self.forget_profile(self.profile.version);
            self.forget_history(history);
            self.own_data.deletion = Deletion::OnlyHere { at: now.wall };
        }
    }

    /// Whether the central may have something of this person besides alerts: also where the answer
    /// to an enrolment was lost, or the membership was ended.
    fn may_be_known(&self) -> bool {
        match self.settings.enrolment {
            Enrolment::Agreed(_)
            | Enrolment::Pending
            | Enrolment::Active
            | Enrolment::Refused(ProblemKind::MemberRevoked) => true,
            Enrolment::None | Enrolment::Refused(_) => false,
        }
    }

    /// Whether a deletion is on its way to the configured central. Until it is through, nothing
    /// else is told there of the person: an enrolment that overtook it would be deleted with it.
    pub(super) fn is_leaving(&self) -> bool {
        match &self.own_data.deletion {
            Deletion::Asked(request) => Some(&request.endpoint) == self.settings.endpoint.as_ref(),
            Deletion::None | Deletion::Confirmed { .. } | Deletion::OnlyHere { .. } => false,
        }
    }

    /// The central that was asked may be another than the one that is configured now.
    pub(super) fn delete_my_data(&mut self, now: Moment, effects: &mut Vec<Effect>) {
        let Deletion::Asked(request) = &self.own_data.deletion else {
            return;
        };
        let waits = self.deletion_waits_for(now).is_some();
        let errand = &mut self.errands.deletion;
        if errand.is_in_flight() {
            return;
        }
        if waits {
            // It wakes nobody before it may leave.
            return errand.succeeded(false);
        }
        errand.want();
        if errand.is_due(now) {
            errand.started(now);
            effects.push(Effect::DeleteMyData(request.endpoint.clone()));
        }
    }

    /// What goes before a deletion. On the way home nobody loses the watch that was promised, and
    /// who has arrived is known to have arrived before they are gone.
    fn deletion_waits_for(&self, now: Moment) -> Option<Hindrance> {
        if self.has_running_alert(now) {
            Some(Hindrance::AlertRuns)
        } else if self.journeys.is_any_running(now) {
            Some(Hindrance::JourneyRuns)
        } else {
            None
        }
    }

    /// Whether the central has yet to hear something of an alert: it would not believe it any more
    /// from somebody who is no member. An alert that nobody closes holds nothing up for ever.
    fn has_running_alert(&self, now: Moment) -> bool {
        self.alerts.values().any(|entry| {
            let life = &entry.life;
            let age_ms = now.wall.ms_since(life.raised_at).saturating_abs();
            (life.wants_positions() || life.is_unsettled()) && age_ms <= TRAIL_MS_MAX
        })
    }

    pub(super) fn deletion_answered(&mut self, now: Moment, outcome: Outcome<DeletionAnswer>) {
        let Deletion::Asked(request) = self.own_data.deletion.clone() else {
            return;
        };
        let keys = [&request.keys, &self.settings.keys];
        let mut unknown = None;
        let outcome = outcome.and_then(|answer| match believed(&answer, keys) {
            Ok(confirmed) => Outcome::Answer(confirmed),
            Err(why) => {
                unknown = Some(why);
                Outcome::Impostor
            }
        });
        if let Some(why) = unknown {
            self.doubt_keys(&why);
        }
        let errand = &mut self.errands.deletion;
        self.deletion_refused = None;
        let done = match outcome {
            Outcome::Answer(confirmed) => confirmed,
            // It has no such member: nothing there can be deleted by this phone.
            Outcome::Refused(ProblemKind::Unauthorized | ProblemKind::MemberRevoked) => {
                Deletion::OnlyHere { at: now.wall }
            }
            Outcome::Refused(kind) => {
                self.deletion_refused = Some(kind);
                return errand.set_aside(now);
            }
            Outcome::Busy { retry_after_s } => return errand.failed(now, retry_after_s),
            Outcome::Impostor | Outcome::NoAnswer => return errand.failed(now, None),
        };
        errand.succeeded(false);
        // With another central, chosen since, everything stays as it is.
        if self.is_leaving() {
            self.leave();
            self.forget_profile(request.profile_version);
        }
        self.forget_history(request.history);
        self.own_data.deletion = done;
        self.dirty.insert(Key::OwnData);
    }

    /// This phone is no member's any more. It still knows where alerts go, and whom to believe
    /// there; an invitation that was opened since is answered now.
    fn leave(&mut self) {
        self.own_data.told_profile = None;
        self.forget_phrase();
        self.told_checks = None;
        let Errands {
            member,
            readiness,
            profile,
            ..
        } = &mut self.errands;
        for errand in [member, readiness, profile] {
            errand.succeeded(false);
        }
        if !matches!(self.settings.enrolment, Enrolment::Agreed(_)) {
            self.settings.enrolment = Enrolment::None;
            self.dirty.insert(Key::Settings);
        }
    }

    /// The profile goes from this phone, unless the person has written another since.
    fn forget_profile(&mut self, version: u64) {
        if self.profile.version == version {
            self.profile = Profile::default();
            self.dirty.insert(Key::Profile);
        }
    }

    /// What is over goes from this phone, if the person wanted that. Nothing that is not settled
    /// ever does.
    fn forget_history(&mut self, history: History) {
        if history == History::Keep {
            return;
        }
        let over: Vec<AlertId> = self
            .alerts
            .values()
            .filter(|entry| entry.life.is_over() && !entry.life.is_unsettled())
            .map(|entry| entry.life.id)
            .collect();
        for id in over {
            self.alerts.remove(&id);
            self.dirty.insert(Key::Alert(id));
        }
    }

    /// Whether the central has yet to be told of the profile. One that was never written is not
    /// told: a phone that lost its outbox must not empty what the central knows.
    fn owes_profile(&self) -> bool {
        self.settings.enrolment.is_known()
            && !self.is_leaving()
            && self.profile.version > 0
            && self.own_data.told_profile != Some(self.profile.version)
    }

    pub(super) fn tell_profile(
        &mut self,
        now: Moment,
        endpoint: &Endpoint,
        effects: &mut Vec<Effect>,
    ) {
        if !self.owes_profile() {
            return;
        }
        if !self.errands.profile.is_in_flight() {
            self.errands.profile.want();
        }
        if self.errands.profile.is_due(now) {
            self.errands.profile.started(now);
            effects.push(Effect::TellProfile {
                endpoint: endpoint.clone(),
                profile: Box::new(trimmed(self.profile.clone())),
            });
        }
    }

    pub(super) fn profile_told(&mut self, now: Moment, outcome: &Outcome<ProfileAnswer>) {
        let own = self.profile.version;
        let errand = &mut self.errands.profile;
        match outcome {
            Outcome::Answer(answer) if answer.version == own => {
                errand.succeeded(false);
                self.own_data.told_profile = Some(own);
                self.dirty.insert(Key::OwnData);
            }
            // This phone's own copy was lost once. What the person says now is what counts.
            Outcome::Answer(answer) if answer.version > own => {
                errand.failed(now, None);
                self.profile.version = answer.version.saturating_add(1);
                self.dirty.insert(Key::Profile);
            }
            Outcome::Refused(ProblemKind::MemberRevoked) => {
                errand.succeeded(false);
                if self.settings.enrolment.is_known() {
                    self.settings.enrolment = Enrolment::Refused(ProblemKind::MemberRevoked);
                    self.dirty.insert(Key::Settings);
                }
            }
            Outcome::Refused(_) => errand.set_aside(now),
            Outcome::Busy { retry_after_s } => errand.failed(now, *retry_after_s),
            // Or it was changed again meanwhile: then there is no wait.
            Outcome::Answer(_) | Outcome::Impostor | Outcome::NoAnswer => errand.failed(now, None),
        }
    }

    /// How far the enrolment is.
    pub(crate) fn enrolment(&self) -> &Enrolment {
        &self.settings.enrolment
    }

    /// How far a deletion is.
    pub(crate) fn deletion(&self) -> &Deletion {
        &self.own_data.deletion
    }

    /// The bytes of an alert.
    pub(crate) fn body(&self, id: AlertId) -> String {
        let body = self.alerts.get(&id).map(|entry| entry.life.body.as_slice());
        String::from_utf8_lossy(body.unwrap_or_default()).into_owned()
    }

    pub(super) fn own_data_view(&self, now: Moment) -> OwnDataView {
        let profile = if self.profile.version == 0 {
            ProfileSync::Empty
        } else if !self.settings.enrolment.is_known() {
            ProfileSync::OnPhone
        } else if self.owes_profile() {
            ProfileSync::Waiting
        } else {
            ProfileSync::Known
        };
        let deletion = match &self.own_data.deletion {
            Deletion::None => DeletionView::None,
            Deletion::Asked(request) => DeletionView::Asked {
                at: request.at,
                hindrance: self
                    .deletion_waits_for(now)
                    .or(self.deletion_refused.map(Hindrance::Refused)),
            },
            Deletion::Confirmed { at, jws } => DeletionView::Confirmed {
                at: *at,
                jws: jws.clone(),
            },
            Deletion::OnlyHere { at } => DeletionView::OnlyHere { at: *at },
        };
        OwnDataView {
            profile,
            deletion,
            recovery: self.recovery_view(),
        }
    }
}

/// A deletion counts if the central's key signed it.
fn believed(answer: &DeletionAnswer, [first, then]: [&KeySet; 2]) -> Result<Deletion, JwsError> {
    let verified = |keys: &KeySet| jws::verify::<DeletionClaims>(&answer.deletion, keys);
    let deletion = verified(first).or_else(|_| verified(then))?;
    Ok(Deletion::Confirmed {
        at: deletion.at,
        jws: answer.deletion.clone(),
    })
}
