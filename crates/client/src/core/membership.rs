//! Whether this device is a member of its central: approved since, or put out.

use auxilio_protocol::Endpoint;
use auxilio_protocol::enrolment::MemberState;
use auxilio_protocol::member::MemberAnswer;
use auxilio_protocol::problem::ProblemKind;

use super::{Core, Effect, Key};
use crate::delivery::outcome::Outcome;
use crate::moment::Moment;
use crate::settings::Enrolment;

impl Core {
    /// One who waits for approval asks whenever the central answers; a member only when the
    /// central was away, or when the person looks.
    pub(super) fn wonder(&mut self, is_news: bool) {
        match self.settings.enrolment {
            Enrolment::Pending => self.errands.member.want(),
            Enrolment::Active if is_news => self.errands.member.want(),
            _ => {}
        }
    }

    pub(super) fn ask_member(
        &mut self,
        now: Moment,
        endpoint: &Endpoint,
        effects: &mut Vec<Effect>,
    ) {
        if self.errands.member.is_due(now) {
            self.errands.member.started(now);
            effects.push(Effect::AskMember(endpoint.clone()));
        }
    }

    /// The answer carries the central's keys too. They are not taken from it, for it is not signed:
    /// only an enrolment changes whom this phone believes.
    pub(super) fn member_answered(&mut self, now: Moment, outcome: Outcome<MemberAnswer>) {
        let enrolment = match outcome {
            Outcome::Answer(answer) => match answer.state {
                MemberState::Active => Enrolment::Active,
                MemberState::Pending => Enrolment::Pending,
            },
            Outcome::Refused(ProblemKind::MemberRevoked) => {
                Enrolment::Refused(ProblemKind::MemberRevoked)
            }
            // A central that knows no such question.
            Outcome::Refused(_) => return self.errands.member.succeeded(false),
            Outcome::Busy { retry_after_s } => {
                return self.errands.member.failed(now, retry_after_s);
            }
            Outcome::Impostor | Outcome::NoAnswer => return self.errands.member.failed(now, None),
        };
        self.errands.member.succeeded(false);
        // Another invitation may have been opened since it was asked.
        if self.settings.enrolment.is_known() && self.settings.enrolment != enrolment {
            self.settings.enrolment = enrolment;
            self.dirty.insert(Key::Settings);
            self.nudge_deliveries();
        }
    }
}
