//! Words on paper that put this phone out: their hash gets to the central, however long that takes.

use auxilio_protocol::Endpoint;
use auxilio_protocol::problem::ProblemKind;
use auxilio_protocol::recovery::PhraseHash;

use super::{Core, Effect, Key};
use crate::delivery::outcome::Outcome;
use crate::moment::Moment;
use crate::recovery::Recovery;
use crate::settings::Enrolment;
use crate::view::RecoveryView;

impl Core {
    /// The person has written words down. They take the place of any before.
    pub(super) fn take_phrase(&mut self, phrase: PhraseHash) {
        self.own_data.recovery = Recovery::Waiting(phrase);
        self.dirty.insert(Key::OwnData);
        self.errands.recovery.want();
        self.errands.recovery.nudge();
    }

    /// Words belong to one membership: with another they are nobody's.
    pub(super) fn forget_phrase(&mut self) {
        if self.own_data.recovery != Recovery::None {
            self.own_data.recovery = Recovery::None;
            self.errands.recovery.succeeded(false);
            self.dirty.insert(Key::OwnData);
        }
    }

    pub(super) fn register_phrase(
        &mut self,
        now: Moment,
        endpoint: &Endpoint,
        effects: &mut Vec<Effect>,
    ) {
        let Recovery::Waiting(phrase) = &self.own_data.recovery else {
            return;
        };
        if !self.settings.enrolment.is_known() || self.is_leaving() {
            return;
        }
        if !self.errands.recovery.is_in_flight() {
            self.errands.recovery.want();
        }
        if self.errands.recovery.is_due(now) {
            self.errands.recovery.started(now);
            effects.push(Effect::RegisterPhrase {
                endpoint: endpoint.clone(),
                phrase: phrase.clone(),
            });
        }
    }

    pub(super) fn phrase_told(&mut self, now: Moment, phrase: PhraseHash, outcome: &Outcome<()>) {
        // Others may have been written down since, or the membership is another.
        if self.own_data.recovery != Recovery::Waiting(phrase) {
            return self.errands.recovery.succeeded(true);
        }
        let errand = &mut self.errands.recovery;
        match outcome {
            Outcome::Answer(()) => {
                errand.succeeded(false);
                self.own_data.recovery = Recovery::Registered { at: now.wall };
                self.dirty.insert(Key::OwnData);
            }
            Outcome::Refused(ProblemKind::MemberRevoked) => {
                self.forget_phrase();
                if self.settings.enrolment.is_known() {
                    self.settings.enrolment = Enrolment::Refused(ProblemKind::MemberRevoked);
                    self.dirty.insert(Key::Settings);
                }
            }
            // A central that knows no such thing. It is asked again, for it may learn.
            Outcome::Refused(_) => errand.set_aside(now),
            Outcome::Busy { retry_after_s } => errand.failed(now, *retry_after_s),
            Outcome::Impostor | Outcome::NoAnswer => errand.failed(now, None),
        }
    }

    pub(super) fn recovery_view(&self) -> RecoveryView {
        match self.own_data.recovery {
            Recovery::Registered { at } => RecoveryView::Registered { at },
            Recovery::Waiting(_) => RecoveryView::Waiting,
            Recovery::None if self.settings.enrolment.is_known() => RecoveryView::None,
            Recovery::None => RecoveryView::NoMember,
        }
    }
}
